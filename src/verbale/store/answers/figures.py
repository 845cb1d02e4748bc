"""How much the store holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from django.db import connection
from django.db.models import Count, Model, QuerySet, Value

from verbale import environment
from verbale.store.answers.rankings import most_quoted
from verbale.store.models import (
    Actor,
    Citation,
    Copy,
    Instrument,
    Meeting,
    Position,
    Report,
    Review,
    State,
    Statement,
    Utterance,
)

MOST = 10  # outlets and speakers that are named

_NOUNS: dict[str, type[Model]] = {
    "reports": Report,
    "copies of them": Copy,
    "statements": Statement,
    "utterances in several reports": Utterance,
    "actors": Actor,
    "meetings": Meeting,
    "instruments": Instrument,
    "citations of them": Citation,
    "positions": Position,
    "decisions of reviewers": Review,
}


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What there is, and how many; of outlets and speakers those with the most statements."""

    database: str
    size: int | None  # bytes; None where the server does not say
    first_day: date | None  # of reports
    last_day: date | None
    nouns: dict[str, int]
    acts: dict[str, int]
    languages: dict[str, int]  # of reports
    states: dict[str, int]  # what reviewers have said of statements
    outlets: dict[str, int]
    speakers: dict[str, int]


def figures() -> Figures:
    """The figures of the open store. Everything is counted out of indexes, which takes its time in a large store."""
    found = environment.read().database
    days = Report.objects.order_by("day").values_list("day", flat=True)
    ranked = most_quoted(most=MOST)
    actors = Actor.objects.in_bulk([pk for pk, _ in ranked])
    nouns = _numbers()
    return Figures(
        database=found.shown,
        size=_size(found),
        first_day=days.first(),
        last_day=days.last(),
        nouns=nouns,
        acts=_counted(Statement.objects.all(), "act"),
        languages=_counted(Report.objects.all(), "language"),
        states=_states(nouns["statements"]),
        outlets=_counted(Statement.objects.filter(outlet__isnull=False), "outlet", MOST),
        speakers={actors[pk].name: number for pk, number in ranked},
    )


def _numbers() -> dict[str, int]:
    """How many there are of each noun; one query."""
    first, *others = (
        model._default_manager.order_by().values_list(Value(name)).annotate(number=Count("pk"))  # noqa: SLF001, Django's name
        for name, model in _NOUNS.items()
    )
    found = dict(first.union(*others, all=True))
    return {name: found.get(name, 0) for name in _NOUNS}


def _counted(rows: QuerySet[Any], field: str, most: int | None = None) -> dict[str, int]:
    """How many rows have each value of a field, the most frequent first."""
    return dict(rows.values_list(field).annotate(number=Count("pk")).order_by("-number", field)[:most])


def _states(statements: int) -> dict[str, int]:
    """How many of all ``statements`` are in each state; those that were decided on are counted, which are few."""
    found = _counted(Statement.objects.in_state(*set(State) - {State.READ}), "state")
    found[State.READ] = statements - sum(found.values())
    return {state: number for state, number in found.items() if number}


def _size(found: environment.Database) -> int | None:
    if found.vendor == "sqlite":
        path = Path(found.name)
        parts = (path, path.with_name(f"{path.name}-wal"))
        return sum(part.stat().st_size for part in parts if part.exists())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        row = cursor.fetchone()
    return int(row[0]) if row else None
