"""The chain of reviews: every decision holds the hash of the one before, so that none can be changed unseen."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from verbale.errors import ReviewError
from verbale.store import bulk
from verbale.store.hashing import canonical_hash
from verbale.store.models import Review

ORIGIN = "0" * 64  # what stands before the first decision
LONGEST_REASON = 2000  # characters

Values = dict[str, Any]  # of JSON


class Author(msgspec.Struct, frozen=True):
    """Who decides: a user of the pages, or whoever runs the command line."""

    user: int | None  # primary key
    name: str

    @classmethod
    def of(cls, user: AbstractBaseUser | None) -> Author:
        """The author for a signed-in ``user``, or for the system's user at the command line."""
        if user is not None:
            return cls(user.pk, user.get_username())
        try:
            return cls(None, getpass.getuser())
        except (KeyError, OSError):  # a container's user without a name
            return cls(None, f"uid {os.getuid()}")


def append(
    *, noun: str, item: str, decision: str, before: Values, after: Values, author: Author, reason: str
) -> Review:
    """Add a decision to the chain; inside of ``writing()``. Raises ``ReviewError`` where the reason cannot be kept."""
    if len(reason) > LONGEST_REASON:
        raise ReviewError(
            "the reason has {length:,} characters; the most are {most:,}", length=len(reason), most=LONGEST_REASON
        )
    if not all(char.isprintable() or char in "\n\t" for char in reason):
        raise ReviewError("the reason has characters that cannot be printed; write it in plain text")
    last = Review.objects.order_by("-number").values_list("number", "hash").first()
    number, previous = last or (0, ORIGIN)
    review = Review(
        number=number + 1,
        noun=noun,
        item=item,
        decision=decision,
        before=before,
        after=after,
        reason=reason,
        reviewer_id=author.user,
        reviewer_name=author.name,
        made=timezone.now(),
        previous=previous,
    )
    review.hash = digest(review)
    bulk.insert(Review, [bulk.row_of(review)])
    return review


def digest(review: Review) -> str:
    """The hash of a decision: of all its fields but ``hash``."""
    fields = {
        "number": review.number,
        "noun": review.noun,
        "item": review.item,
        "decision": review.decision,
        "before": review.before,
        "after": review.after,
        "reason": review.reason,
        "reviewer": review.reviewer_id,
        "reviewer_name": review.reviewer_name,
        "made": review.made,
        "previous": review.previous,
    }
    return canonical_hash(fields)


def broken(reviews: Iterable[Review]) -> Iterator[tuple[int, str]]:
    """What does not hold in a chain, given in order of numbers: the number and what is wrong with it."""
    number, previous = 0, ORIGIN
    for review in reviews:
        number += 1
        if review.number != number:
            yield review.number, f"follows number {number - 1}: there is a gap"
            number = review.number
        if review.previous != previous:
            yield review.number, "does not hold the hash of the decision before it"
        if review.hash != digest(review):
            yield review.number, "is not what its hash says"
        previous = review.hash
