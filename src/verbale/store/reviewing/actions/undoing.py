"""A join or split that was wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verbale.errors import NotStored, ReviewError
from verbale.store.models import Actor, Decision, Review
from verbale.store.reviewing import chain
from verbale.store.reviewing.actions.joining import join, values_of
from verbale.store.reviewing.actions.moving import appearances_at, chosen_again, move
from verbale.store.reviewing.chain import Author, Values
from verbale.store.transactions import writing


@dataclass(frozen=True, kw_only=True)
class Undo:
    """The join or split under ``number`` of the chain is taken back; its entry stays, with one more that says so."""

    number: int

    def perform(self, author: Author, reason: str = "") -> Review:
        """Take it back; the entry in the chain.

        Raises ``NotStored`` where there is none, ``ReviewError`` where it is undone already, or where a later join or split
        of the same actors has to be undone first.
        """
        with writing():
            review = Review.objects.filter(number=self.number).first()
            if review is None or review.decision not in {Decision.JOIN, Decision.SPLIT}:
                raise NotStored("{number}: there is no join or split under this number", number=self.number)
            _check_newest(review)
            one = Actor.objects.get(key=review.item)
            other = Actor.objects.get(key=review.after["into" if review.decision == Decision.JOIN else "new"])
            before: Values = {one.key: values_of(one), other.key: values_of(other)}
            if review.decision == Decision.JOIN:
                _part(one, other, review)
            else:
                join(other, one)
                _restore(one, review.before["kept"])
            after: Values = {"undone": review.number, one.key: values_of(one), other.key: values_of(other)}
            return chain.append(
                noun="actor", item=review.item, decision=Decision.UNDO, before=before, after=after,
                author=author, reason=reason,
            )  # fmt: skip


def _part(one: Actor, into: Actor, review: Review) -> None:
    """Give an actor back what its join took; what came to the other since stays there."""
    one.joined_into = None
    one.save(update_fields=["joined_into"])
    into.qid = review.before["kept"]["qid"]  # before the joined one gets it back: no two have one
    into.save(update_fields=["qid"])
    move(appearances_at(review.after["appearances"], into), into, one)
    chosen_again(into)
    _restore(one, review.before["joined"])
    _restore(into, review.before["kept"])


def _restore(actor: Actor, values: Mapping[str, Any]) -> None:
    for field, value in values.items():
        setattr(actor, field, value)
    actor.save(update_fields=list(values))


def _check_newest(review: Review) -> None:
    """Joins and splits of the same actors are undone from the last to the first."""
    actors = _actors_in(review)
    later = Review.objects.filter(noun="actor", number__gt=review.number).order_by("number")
    undone = {entry.after["undone"] for entry in later if entry.decision == Decision.UNDO}
    if review.number in undone:
        raise ReviewError("{number} has been undone already", number=review.number)
    for entry in later:
        if entry.decision != Decision.UNDO and entry.number not in undone and _actors_in(entry) & actors:
            raise ReviewError("{number} came after and has to be undone first", number=entry.number)


def _actors_in(review: Review) -> set[str]:
    return {key for key in (review.item, review.after.get("into"), review.after.get("new")) if key}
