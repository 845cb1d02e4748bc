"""How much the store holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from django.db import connection
from django.db.models import Count, Max, Min, Model, Value

from verbale import environment
from verbale.store.models import (
    Actor,
    Citation,
    Copy,
    Instrument,
    Meeting,
    Position,
    Report,
    Review,
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
    languages: dict[str, int]
    states: dict[str, int]  # what reviewers have said of statements
    outlets: dict[str, int]
    speakers: dict[str, int]


def figures() -> Figures:
    """The figures of the open store. Counts everything, which takes its time in a large store."""
    found = environment.read().database
    days = Report.objects.aggregate(first=Min("day"), last=Max("day"))
    speakers = Statement.objects.visible().filter(speaker__isnull=False).values_list("speaker")
    ranked = list(speakers.annotate(number=Count("pk")).order_by("-number", "speaker")[:MOST])
    actors = Actor.objects.in_bulk([pk for pk, _ in ranked])
    return Figures(
        database=found.shown,
        size=_size(found),
        first_day=days["first"],
        last_day=days["last"],
        nouns=_numbers(),
        acts=_counted("act"),
        languages=_counted("language"),
        states=_counted("state"),
        outlets=_counted("outlet", MOST),
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


def _counted(field: str, most: int | None = None) -> dict[str, int]:
    """How many statements have each value of a field, the most frequent first."""
    rows = Statement.objects.filter(**{f"{field}__isnull": False}).values_list(field)
    return dict(rows.annotate(number=Count("pk")).order_by("-number", field)[:most])


def _size(found: environment.Database) -> int | None:
    if found.vendor == "sqlite":
        path = Path(found.name)
        parts = (path, path.with_name(f"{path.name}-wal"))
        return sum(part.stat().st_size for part in parts if part.exists())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        row = cursor.fetchone()
    return int(row[0]) if row else None
