"""An actor that is two."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

from verbale.errors import NotStored, ReviewError
from verbale.store.models import Actor, Appearance, Decision, Review
from verbale.store.readings.projection import short_key
from verbale.store.reviewing import chain
from verbale.store.reviewing.actions.joining import values_of
from verbale.store.reviewing.actions.moving import Places, appearances_at, move, settle_name
from verbale.store.reviewing.chain import Author, Values
from verbale.store.reviewing.corrections import actor_of
from verbale.store.transactions import writing


@dataclass(frozen=True, kw_only=True)
class SplitActor:
    """The appearances at ``places`` ([report's key, id in its record]) are not of the actor under ``key`` but of another.

    From then on its full name tells nobody of the two: new reports join to either only where country and office tell.
    """

    key: str
    places: Places

    def perform(self, author: Author, reason: str = "") -> Review:
        """Split it; the entry in the chain, whose ``after`` has the new actor's key. Raises ``NotStored``, ``ReviewError``."""
        with writing():
            actor = actor_of(self.key)
            chosen = appearances_at(self.places, actor)
            if len(chosen) < len({(report, item) for report, item in self.places}):
                raise NotStored(
                    "{actor} does not appear at all of the places given; look at the actor again", actor=actor.name
                )
            if not chosen or len(chosen) == Appearance.objects.filter(actor=actor).count():
                raise ReviewError(
                    "a split takes some of the appearances of {actor}, not all and not none", actor=actor.name
                )
            before: Values = {"kept": values_of(actor)}
            other = _new_actor(actor, chosen)
            move(chosen, actor, other)
            for one in (actor, other):
                settle_name(one)
            after: Values = {"new": other.key, "kept": values_of(actor), "split": values_of(other)}
            return chain.append(
                noun="actor", item=actor.key, decision=Decision.SPLIT, before=before,
                after=after | {"appearances": self.places}, author=author, reason=reason,
            )  # fmt: skip


def _new_actor(actor: Actor, appearances: list[int]) -> Actor:
    found = list(Appearance.objects.filter(pk__in=appearances).order_by("pk"))
    name, _ = Counter(one.name for one in found).most_common(1)[0]
    qids = {one.qid for one in found if one.qid and one.qid != actor.qid}
    number = Review.objects.count()  # a place can be split off, joined and split off again
    scope = f"split {number} {actor.key} {found[0].report_id} {found[0].item}"
    return Actor.objects.create(
        key=short_key(hashlib.sha256(scope.encode()).digest()),
        name=name,
        type=actor.type,
        country=next((one.country for one in found if one.country), None),
        code=next((one.code for one in found if one.code), None),
        qid=qids.pop() if len(qids) == 1 and not Actor.objects.filter(qid__in=qids).exists() else None,
        roles=list(dict.fromkeys(role for one in found for role in one.roles if " " in role)),
    )
