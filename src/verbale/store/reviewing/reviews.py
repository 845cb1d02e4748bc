"""Reviews of what was read: deciding, the history of an item, what waits for a reviewer, and how far reviewers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

import msgspec
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Q, QuerySet

from verbale.errors import NotStored, ReviewError
from verbale.store.models import Decision, Review, State
from verbale.store.reviewing.actions.deciding import NOUNS, Accept, Correct, Reject
from verbale.store.reviewing.chain import Author

Noun = Literal["statement", "meeting", "citation"]
Order = Literal["doubtful", "newest"]


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How reviewers judged the reader's items of a noun, and each other's judgements."""

    noun: str
    decided: int  # items with a decision
    accepted: int  # of them, by the first decision as they were read
    corrected: int
    rejected: int
    twice: int  # items on which a second reviewer decided
    agreed: int  # of them, those on which the second saw no more to change
    kappa: float | None  # Cohen's, of the first two reviewers' verdicts; None where all are alike or there are none


class RuleFigures(msgspec.Struct, frozen=True):
    """How reviewers judged what one rule of the reader found, as it stands now."""

    noun: str
    rule: str
    accepted: int
    corrected: int
    rejected: int

    @property
    def decided(self) -> int:
        """Items with a decision."""
        return self.accepted + self.corrected + self.rejected


def decide(
    noun: str,
    key: str,
    decision: str,
    *,
    reviewer: AbstractBaseUser | None,
    seen: int,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
) -> Review:
    """Accept, correct or reject (``Decision``) the item of ``noun`` under ``key``; the entry in the chain of reviews.

    ``seen`` is the version that the reviewer saw, ``changes`` the corrected fields (``corrections.StatementChanges``,
    ``MeetingChanges``, ``CitationChanges``). One transaction: all of it or nothing. Raises ``NotStored`` where there is
    no such item, ``StaleDecision`` where another decision came between, ``ReviewError`` where it is not possible.
    """
    author = Author.of(reviewer)
    if decision == Decision.CORRECT:
        return Correct(noun=noun, key=key, seen=seen, values=changes or {}).perform(author, reason)
    if changes:
        raise ReviewError("a decision to {decision} changes nothing; give changes with correct", decision=decision)
    if decision == Decision.ACCEPT:
        return Accept(noun=noun, key=key, seen=seen).perform(author, reason)
    if decision == Decision.REJECT:
        return Reject(noun=noun, key=key, seen=seen).perform(author, reason)
    raise ReviewError("{decision}: no such decision; there are accept, correct and reject", decision=decision)


def history(noun: str, key: str) -> QuerySet[Review]:
    """All decisions on an item (``noun`` "actor" too), from the first to the last."""
    return Review.objects.filter(noun=noun, item=key).order_by("number")


def of_report(key: str) -> QuerySet[Review]:
    """All decisions on items of a report, from the first to the last."""
    wanted = Q()
    for noun, model in NOUNS.items():
        items = model.objects.filter(report__key=key).exclude(state=State.READ)
        wanted |= Q(noun=noun, item__in=items.values("key"))
    return Review.objects.filter(wanted).order_by("number")


def queue(noun: Noun = "statement", order: Order = "doubtful") -> QuerySet[Any]:
    """The items that nobody has decided on yet: those that the reader is least sure of first, or the newest.

    Only statements have a measure of doubt; of the others the newest come first.
    """
    if noun not in NOUNS:
        raise NotStored("{noun}: no such noun; there are {nouns}", noun=noun, nouns=", ".join(NOUNS))
    waiting: QuerySet[Any] = NOUNS[noun].objects.filter(state=State.READ).select_related("report")
    if noun == "statement" and order == "doubtful":
        return waiting.order_by("confidence", "-id")
    return waiting.order_by("-day", "-id")


def agreement() -> list[Agreement]:
    """The figures for each noun, from all decisions."""
    decisions = {Decision.ACCEPT, Decision.CORRECT, Decision.REJECT}
    reviews = Review.objects.filter(decision__in=decisions).order_by("noun", "item", "number")
    by_noun: dict[str, list[tuple[str, str | None]]] = {noun: [] for noun in NOUNS}
    fields = reviews.only("number", "noun", "item", "decision", "reviewer_id", "reviewer_name")
    for (noun, _), same in groupby(fields.iterator(), key=attrgetter("noun", "item")):
        by_noun[noun].append(_verdicts(same))
    return [_agreement(noun, verdicts) for noun, verdicts in by_noun.items()]


def by_rule() -> list[RuleFigures]:
    """The figures for each rule of which an item was decided on, those with the most decisions first."""
    figures = []
    for noun, model in NOUNS.items():
        decided = model.objects.filter(state__in=(State.ACCEPTED, State.CORRECTED, State.REJECTED))
        counts: dict[str, Counter[str]] = {}
        for rule, state, number in decided.order_by().values_list("rule", "state").annotate(number=Count("pk")):
            counts.setdefault(rule, Counter())[state] = number
        figures += [
            RuleFigures(noun, rule, found[State.ACCEPTED], found[State.CORRECTED], found[State.REJECTED])
            for rule, found in counts.items()
        ]
    return sorted(figures, key=lambda figure: (-figure.decided, figure.noun, figure.rule))


def _verdicts(reviews: Iterator[Review]) -> tuple[str, str | None]:
    """What the first reviewer of an item decided, and what the next one's decision says of the item as it was read."""
    first = next(reviews)
    by = (first.reviewer_id, first.reviewer_name)
    verdict = first.decision
    for review in reviews:
        if (review.reviewer_id, review.reviewer_name) == by:
            verdict = review.decision  # on second thoughts
        else:
            # Who accepts a corrected item says that it needed the correction.
            confirms = review.decision == Decision.ACCEPT and verdict == Decision.CORRECT
            return str(verdict), str(verdict if confirms else review.decision)
    return str(verdict), None


def _agreement(noun: str, verdicts: list[tuple[str, str | None]]) -> Agreement:
    first = Counter(one for one, _ in verdicts)
    pairs = [(one, two) for one, two in verdicts if two is not None]
    agreed = sum(one == two for one, two in pairs)
    return Agreement(
        noun=noun,
        decided=len(verdicts),
        accepted=first[Decision.ACCEPT],
        corrected=first[Decision.CORRECT],
        rejected=first[Decision.REJECT],
        twice=len(pairs),
        agreed=agreed,
        kappa=_kappa(pairs, agreed),
    )


def _kappa(pairs: list[tuple[str, str]], agreed: int) -> float | None:
    if not pairs:
        return None
    ones, twos = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    by_chance = sum(ones[verdict] * twos[verdict] for verdict in ones) / len(pairs) ** 2
    return None if by_chance == 1 else (agreed / len(pairs) - by_chance) / (1 - by_chance)
