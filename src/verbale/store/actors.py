"""The same actor in different reports."""

from __future__ import annotations

import hashlib

from verbale.store.folding import fold
from verbale.store.models import Actor, ActorName, Appearance
from verbale.store.projection import short_key


def resolve(appearances: list[Appearance]) -> None:
    """Set the actor of each appearance: a known one of the same type and full name, else a new one."""
    folded = {appearance.item: fold(appearance.name) for appearance in appearances}
    known: dict[tuple[str, str], Actor] = {
        (name.actor.type, name.folded): name.actor
        for name in ActorName.objects.filter(folded__in=set(folded.values())).select_related("actor").order_by("-pk")
    }
    for appearance in appearances:
        place = (appearance.type, folded[appearance.item])
        if place not in known:
            known[place] = _new(appearance, place[1])
        appearance.actor = known[place]


def _new(appearance: Appearance, folded: str) -> Actor:
    key = short_key(hashlib.sha256(f"{appearance.type} {folded}".encode()).digest())
    actor, _ = Actor.objects.get_or_create(key=key, defaults={"name": appearance.name, "type": appearance.type})
    ActorName.objects.get_or_create(actor=actor, folded=folded, defaults={"name": appearance.name})
    return actor
