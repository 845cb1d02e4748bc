"""Who wants what of whom: positions of one side towards another, counted and listed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from verbale.errors import QueryError
from verbale.store.answers.rankings import ranked
from verbale.store.models import Actor, Position, State
from verbale.store.models.querysets import PositionQuerySet
from verbale.store.people.sides import Side
from verbale.store.search.tables import number, parts

PAIRS = 30  # of actors that are shown


class Pair(NamedTuple):
    """Whose positions, and towards whom."""

    speaker: Actor
    target: Actor
    acts: Counter[str]

    @property
    def total(self) -> int:
        """Positions of all acts."""
        return self.acts.total()


class Tally(NamedTuple):
    """Positions in one direction, counted."""

    pairs: list[Pair]  # those with the most positions first
    days: list[tuple[date, str, int]]  # how many of each act on each day
    total: int


class Page(NamedTuple):
    """Some of many positions."""

    positions: list[Position]
    next: str | None  # the cursor to go on with


def held(one: Side | None, other: Side | None) -> PositionQuerySet:
    """The positions of one side towards the other; of a side that is None, everybody's."""
    found = Position.objects.visible().filter(speaker__isnull=False, target__isnull=False)
    if one is None:
        return found if other is None else found.towards(*other.members)
    found = found.by(*one.members)
    if other is None:
        return found
    if not other.is_group:
        return found.towards(*other.members)
    # Of two groups the index is gone through for the first; for both it would be for each pair that there could be.
    (group,) = other.members
    return found.filter(Exists(group.filter(pk=OuterRef("target"))))


def tally(positions: PositionQuerySet) -> Tally:
    """``positions`` by pair, act and day. Two queries."""
    rows = list(positions.order_by().values_list("speaker", "target", "act", "day").annotate(number=Count("pk")))
    acts: dict[tuple[int, int], Counter[str]] = {}
    days: Counter[tuple[date, str]] = Counter()
    for speaker, target, act, day, times in rows:
        acts.setdefault((speaker, target), Counter())[act] += times
        days[day, act] += times
    shown = sorted(acts, key=lambda pair: (-acts[pair].total(), pair))[:PAIRS]
    actors = Actor.objects.in_bulk({pk for pair in shown for pk in pair})
    pairs = [Pair(actors[speaker], actors[target], acts[speaker, target]) for speaker, target in shown]
    return Tally(pairs, [(day, act, times) for (day, act), times in days.items()], days.total())


def frequent_pairs(most: int) -> list[tuple[Actor, Actor, int]]:
    """Who has the most positions towards whom."""
    found = Position.objects.filter(speaker__isnull=False, target__isnull=False)
    pairs = ranked(found, found.filter(statement__state=State.REJECTED), ("speaker", "target"), most)
    actors = Actor.objects.in_bulk({pk for pair, _ in pairs for pk in pair})
    return [(actors[speaker], actors[target], number) for (speaker, target), number in pairs]


def page(positions: PositionQuerySet, after: str, most: int) -> Page:
    """The newest ``most`` of ``positions`` after the cursor, with their statements. ``QueryError`` for a bad cursor."""
    found = positions.newest().select_related("speaker", "target", "instrument", "statement__report")
    if after:
        try:
            day, pk = parts(int(after, 16))
        except ValueError:
            raise QueryError(
                "after", "{cursor!r} is no cursor", "take it from the page before, or leave it out", cursor=after[:40]
            ) from None
        found = found.filter(Q(day__lt=day) | Q(day=day, pk__lt=pk))
    rows = list(found[: most + 1])
    last = rows[:most][-1:] if len(rows) > most else []
    return Page(rows[:most], next((f"{number(row.day, row.pk):x}" for row in last), None))
