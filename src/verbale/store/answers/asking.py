"""A ``Query`` asked of the store: its rows, a page of them, how many there are, and what they have in common.

::

    rows = statements(query)            # or reports(query): a query set, to be filtered further or ordered
    found = page(rows, query)           # found.rows, found.next: cursor for query.replace(after=…), None at the end
    count(rows)                         # Count(number, exact)
    facets(rows)                        # Facets(speaker=[Facet(value, label, count), …], target, act, outlet, …)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

import msgspec
from django.db.models import CharField, ExpressionWrapper, F, Model, Q

from verbale.errors import NotStored, QueryError
from verbale.store.answers.query import Query
from verbale.store.folding import fold
from verbale.store.models import Actor, Instrument, Report, Statement
from verbale.store.models.querysets import ReportQuerySet, SearchedQuerySet, StatementQuerySet
from verbale.store.people.sides import named
from verbale.store.search.parsing import Search, parse
from verbale.store.search.tables import number, parts

COUNTED = 10_000  # rows that are counted; there may be more
FEW = 2_000  # rows of somebody; a search for their words looks these up among the matches
LOOKED_AT = 2_000  # newest rows that facets are made from
SHOWN = 10  # values of a facet
DEEPEST = 1_000  # rows by rank; who reads on has not found it
_OF_REPORTS = {"outlet", "since", "until", "language", "sort", "after", "limit"}

M = TypeVar("M", bound=Model)


class Page(msgspec.Struct, Generic[M], frozen=True):
    """Some of many rows."""

    rows: list[M]
    next: str | None  # the cursor to go on with


class Count(msgspec.Struct, frozen=True):
    """How many rows there are."""

    number: int
    exact: bool  # False: there are more

    def __str__(self) -> str:
        return f"{self.number:,}" + ("" if self.exact else "+")


class Facet(msgspec.Struct, frozen=True):
    """A value that rows have in common."""

    value: str  # for the query's field: an actor's key, a code, a month
    label: str  # for people
    count: int


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """Values that many rows have, the most frequent first; months in their order."""

    speaker: list[Facet]
    target: list[Facet]
    act: list[Facet]
    outlet: list[Facet]
    language: list[Facet]
    month: list[Facet]
    number: int  # rows that were looked at
    complete: bool  # False: only of the newest rows


def statements(query: Query) -> StatementQuerySet:
    """The statements that ``query`` asks for.

    Raises ``NotStored`` where it names somebody or something that the store has not, ``QueryError`` where its words
    cannot be looked for.
    """
    rows = Statement.objects.in_state(*query.state) if query.state else Statement.objects.visible()
    rows = rows.between(query.since, query.until).said(query.said_since, query.said_until)
    rows = rows.acts(*query.act).kinds(*query.kind).outlets(*query.outlet).languages(*query.language)
    if query.speaker:
        rows = rows.by(*named(query.speaker).members)
    if query.target:
        rows = rows.towards(*named(query.target).members)
    if query.instrument:
        rows = rows.about(*instruments_named(query.instrument))
    if not query.words:
        return rows
    named_ones = query.speaker or query.target or query.instrument
    if named_ones and query.sort == "date" and rows.order_by()[: FEW + 1].count() <= FEW:
        return rows.few_with_words(search(query))
    return rows.words(search(query), since=query.since, until=query.until)


def reports(query: Query) -> ReportQuerySet:
    """The reports that ``query`` asks for; errors as for ``statements``, also where it asks what only those have."""
    for name in query.to_params():
        if name != "q" and name not in _OF_REPORTS:
            raise QueryError(name, "goes with statements, not with reports", "leave it out")
    rows = Report.objects.between(query.since, query.until).outlets(*query.outlet).languages(*query.language)
    return rows.words(search(query), since=query.since, until=query.until) if query.words else rows


def reports_with(query: Query) -> list[int]:
    """The primary keys of the reports with a statement that ``query`` finds, in their order.

    All of its days, outlets and languages, also those without statements, where it asks no more.
    """
    if query.to_params().keys() <= _OF_REPORTS:
        return list(reports(query).order_by("pk").values_list("pk", flat=True))
    return sorted(set(statements(query).order_by().values_list("report_id", flat=True)))


def search(query: Query) -> Search:
    """The tree of the query's words, read in its language."""
    return parse(query.words, query.language[0] if len(query.language) == 1 else "ru")


def page(rows: SearchedQuerySet[M], query: Query) -> Page[M]:
    """The page of ``rows`` that ``query`` says by its order, cursor and limit. Raises ``QueryError`` for a bad cursor."""
    if query.sort == "rank" and rows.is_search:
        return _ranked_page(rows, query)
    ordered = rows.newest()
    if query.after:
        ordered = ordered.older_than(_row_number(query.after))
    found = list(ordered[: query.limit + 1])
    if len(found) <= query.limit:
        return Page(found, None)
    last = found[query.limit - 1]
    return Page(found[: query.limit], f"{number(last.day, last.pk):x}")  # type: ignore[attr-defined]  # of both models


def count(rows: SearchedQuerySet[M], most: int = COUNTED) -> Count:
    """How many ``rows`` there are, counted up to ``most``."""
    found = rows.order_by()[: most + 1].count()
    return Count(min(found, most), found <= most)


def facets(rows: StatementQuerySet) -> Facets:
    """What ``rows`` have in common: a query for the newest ``LOOKED_AT`` of them and one for the actors' names."""
    fields = ("speaker_id", "target_id", "act", "outlet", "language")
    day = ExpressionWrapper(
        F("day"), CharField()
    )  # SQLite's text as it is: making 2,000 days takes a quarter of the time
    found = list(rows.newest().values_list(*fields, day)[: LOOKED_AT + 1])
    speakers, targets, acts, outlets, languages, days = zip(*found[:LOOKED_AT], strict=True) if found else ((),) * 6
    speaker, target = _most(speakers), _most(targets)
    actors = Actor.objects.in_bulk([pk for pk, _ in speaker + target]) if found else {}
    months: Counter[str] = Counter()
    for one, times in Counter(days).items():
        months[str(one)[:7]] += times
    return Facets(
        speaker=[Facet(actors[pk].key, actors[pk].name, times) for pk, times in speaker],
        target=[Facet(actors[pk].key, actors[pk].name, times) for pk, times in target],
        act=[Facet(value, value, times) for value, times in _most(acts)],
        outlet=[Facet(value, value, times) for value, times in _most(outlets)],
        language=[Facet(value, value, times) for value, times in _most(languages)],
        month=[Facet(month, month, times) for month, times in sorted(months.items())],
        number=min(len(found), LOOKED_AT),
        complete=len(found) <= LOOKED_AT,
    )


def instruments_named(text: str) -> list[Instrument]:
    """The instruments that ``text`` means, by key or name. Raises ``NotStored`` where it means none."""
    found = list(Instrument.objects.filter(Q(key=text) | Q(folded=fold(text)))[:SHOWN])
    if not found:
        raise NotStored("{asked}: no such instrument is in the store; give its name in full, or its key", asked=text)
    return found


V = TypeVar("V", bound=Hashable)


def _most(values: Iterable[V | None]) -> list[tuple[V, int]]:
    """The most frequent values, without none."""
    counted = Counter(values)
    del counted[None]
    return counted.most_common(SHOWN)  # type: ignore[return-value]  # without none


def _ranked_page(rows: SearchedQuerySet[M], query: Query) -> Page[M]:
    first = _offset(query.after)
    found = list(rows.ranked(search(query))[first : first + query.limit + 1])
    more = len(found) > query.limit and first + query.limit < DEEPEST
    return Page(found[: query.limit], f"r{first + query.limit}" if more else None)


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    if not (cursor[0] == "r" and cursor[1:].isdecimal() and cursor.isascii() and int(cursor[1:6]) <= DEEPEST):
        raise _bad(cursor)
    return int(cursor[1:6])


def _row_number(cursor: str) -> int:
    try:
        if not cursor.isascii() or not cursor.isalnum():
            raise ValueError(cursor)
        row = int(cursor, 16)
        parts(row)
    except ValueError:
        raise _bad(cursor) from None
    return row


def _bad(cursor: str) -> QueryError:
    return QueryError(
        "after", "{cursor!r} is no cursor", "take it from the page before, or leave it out", cursor=cursor[:40]
    )
