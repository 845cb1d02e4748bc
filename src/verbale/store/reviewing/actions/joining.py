"""Two actors that are one."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.errors import ReviewError
from verbale.store.models import Actor, Decision, Review
from verbale.store.reviewing import chain
from verbale.store.reviewing.actions.moving import appearances_at, move, move_chosen, places_of, settle_name
from verbale.store.reviewing.chain import Author, Values
from verbale.store.reviewing.corrections import actor_of
from verbale.store.transactions import writing

VALUES = ("name", "country", "code", "qid", "roles")


@dataclass(frozen=True, kw_only=True)
class JoinActors:
    """The actor under ``key`` is the one under ``into``, who takes all its appearances; its page leads there."""

    key: str
    into: str

    def perform(self, author: Author, reason: str = "") -> Review:
        """Join them; the entry in the chain. Raises ``NotStored``, or ``ReviewError`` where they are surely two."""
        with writing():
            one, into = actor_of(self.key), actor_of(self.into)
            check_joinable(one, into)
            before: Values = {"into": None, "joined": values_of(one), "kept": values_of(into)}
            places = places_of(one)
            join(one, into)
            after: Values = {"into": into.key, "joined": values_of(one), "kept": values_of(into), "appearances": places}
            return chain.append(
                noun="actor", item=one.key, decision=Decision.JOIN, before=before, after=after,
                author=author, reason=reason,
            )  # fmt: skip


def check_joinable(one: Actor, other: Actor) -> None:
    """Raise ``ReviewError`` where two actors cannot be one."""
    if one.pk == other.pk:
        raise ReviewError("{one} and {other} are one actor already", one=one.name, other=other.name)
    if one.type != other.type:
        raise ReviewError(
            "{one} is a {one_type}, {other} a {other_type}; they cannot be one actor",
            one=one.name,
            one_type=one.type,
            other=other.name,
            other_type=other.type,
        )
    if one.qid and other.qid:
        raise ReviewError(
            "{one} is {one_qid}, {other} is {other_qid} of Wikidata; they are two",
            one=one.name,
            one_qid=one.qid,
            other=other.name,
            other_qid=other.qid,
        )


def join(one: Actor, into: Actor) -> None:
    """Give ``into`` all that is ``one``'s; inside of ``writing()``."""
    move(appearances_at(places_of(one), one), one, into)
    move_chosen(one, into)
    qid, one.qid, one.joined_into = one.qid, None, into
    one.save(update_fields=["qid", "joined_into"])
    into.qid = into.qid or qid
    into.country = into.country or one.country
    into.code = into.code or one.code
    into.roles = list(dict.fromkeys([*into.roles, *one.roles]))
    into.save(update_fields=["qid", "country", "code", "roles"])
    settle_name(into)


def values_of(actor: Actor) -> Values:
    """What a join or split changes of an actor beside its appearances."""
    return {field: getattr(actor, field) for field in VALUES}
