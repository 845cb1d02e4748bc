"""Questions to the store, as QuerySet methods that can be chained.

::

    Statement.objects   visible() in_state(*states) between(since, until) newest()
                        words(query, language, since, until)  few_with_words(query, language)  by(*actors)  towards(*actors)  about(*instruments)
                        acts(*acts)  kinds(*kinds)  outlets(*outlets)  languages(*codes)  said(since, until)  shown()
    Report.objects      between(since, until) newest() words(query, language, since, until) outlets(*) languages(*)
    Meeting.objects     visible() in_state(*) between(since, until) newest()      days of the report
                        during(first, last) with_party(*actors) at(place) with_status(*statuses)
    Citation.objects    visible() in_state(*) between(since, until) newest() of(instrument)
    Position.objects    visible() between(since, until) newest() between_sides(a, b) by(*actors) towards(*actors)

Days are ``datetime.date``, both inclusive, None for open; no acts, kinds, outlets or languages do not limit. Actors and instruments are instances, primary keys or query
sets. What people type (names, codes, URL parameters) becomes such a query set in ``asking.py``, from a ``query.Query``.

``words`` joins the full-text index: such a query set can be filtered, ordered, sliced, counted and aggregated, but not be
used inside of another one; take its primary keys for that.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from django.db import connection, models
from django.db.models import Q

from verbale.store.search.matching import fts5, tsquery
from verbale.store.search.parsing import Search, parse
from verbale.store.search.tables import ID_MASK, REPORTS, STATEMENTS, Table, number, parts

if TYPE_CHECKING:
    # Named in the strings of the classes' bases, which ruff does not read.
    from verbale.store.models import Citation, Instrument, Meeting, Position, Report, Statement  # noqa: F401

M = TypeVar("M", bound=models.Model)
Some = Any  # instances, primary keys or one query set of them

NEWEST = ("-day", "-id")


class DatedQuerySet(models.QuerySet[M]):
    """Rows that stand under the day of a report."""

    def between(self, since: date | None, until: date | None) -> Self:
        """Those of reports of the days from ``since`` to ``until``."""
        days = {"day__gte": since, "day__lte": until}
        return self.filter(**{name: day for name, day in days.items() if day is not None})

    def newest(self) -> Self:
        """The newest report's first."""
        return self.order_by(*NEWEST)


class SearchedQuerySet(DatedQuerySet[M]):
    """Rows that the full-text index has."""

    index: Table

    def words(
        self, query: str | Search, language: str = "ru", since: date | None = None, until: date | None = None
    ) -> Self:
        """Those that ``query`` (``search.parsing`` says how it is written) finds, of some days or of all.

        Raises ``QueryError`` where the query has no word to look for.
        """
        search = parse(query, language) if isinstance(query, str) else query
        words, rows = self.index.name, self.index.rows
        limits = [_matches(words), f"{rows}.id = ({words}.rowid & {ID_MASK})"]
        parameters: list[object] = [_match(search)]
        if since is not None:
            limits.append(f"{words}.rowid >= %s")
            parameters.append(number(since, 0))
        if until is not None:
            limits.append(f"{words}.rowid <= %s")
            parameters.append(number(until, ID_MASK))
        return extended(self, tables=[words], where=limits, params=parameters)

    def few_with_words(self, query: str | Search, language: str = "ru") -> Self:
        """As ``words``, for query sets of few rows: these are looked up among all matches, not each match in the table."""
        search = parse(query, language) if isinstance(query, str) else query
        words = self.index.name
        # The sign keeps SQLite from taking the matches first, which is what ``words`` does.
        key = f"+{self.index.rows}.id" if connection.vendor == "sqlite" else f"{self.index.rows}.id"
        where = f"{key} IN (SELECT rowid & {ID_MASK} FROM {words} WHERE {_matches(words)})"  # noqa: S608, our own names
        return extended(self, where=[where], params=[_match(search)])

    @property
    def is_search(self) -> bool:
        """Whether ``words`` was asked for, which joins the index."""
        return self.index.name in self.query.extra_tables

    def newest(self) -> Self:
        """The newest report's first; of a search, as the index has them."""
        if not self.is_search:
            return super().newest()
        return extended(self.order_by(), order_by=[f"-{self.index.name}.rowid"])

    def older_than(self, row: int) -> Self:
        """Those that stand after the row of a number (``tables.number``) in the order of ``newest``."""
        if self.is_search:
            return extended(self, where=[f"{self.index.name}.rowid < %s"], params=[row])
        day, pk = parts(row)
        return self.filter(Q(day__lt=day) | Q(day=day, id__lt=pk), day__lte=day)

    def ranked(self, query: str | Search, language: str = "ru") -> Self:
        """The rows of a search, those that fit ``query`` best first."""
        words = self.index.name
        if connection.vendor == "sqlite":
            # By nothing else: so the index sorts, and only a page of rows is joined.
            return extended(self.order_by(), order_by=[f"{words}.rank"])
        search = parse(query, language) if isinstance(query, str) else query
        rank = f"ts_rank('{self.index.weights}', {words}.words, %s::tsquery)"
        ranked = extended(self.order_by(), select={"rank": rank}, select_params=[tsquery(search)])
        return extended(ranked, order_by=["-rank", f"-{words}.rowid"])

    def outlets(self, *outlets: str) -> Self:
        """Those of these outlets."""
        return self._any("outlet", outlets)

    def languages(self, *codes: str) -> Self:
        """Those in these languages (ISO 639-1)."""
        return self._any("language", codes)

    def _any(self, field: str, values: Iterable[object]) -> Self:
        found = tuple(values)
        if not found:
            return self.all()
        return self.filter(**({field: found[0]} if len(found) == 1 else {f"{field}__in": found}))


class ReviewedQuerySet(models.QuerySet[M]):
    """Rows that reviewers decide on."""

    def visible(self) -> Self:
        """Those that no reviewer has rejected."""
        return self.exclude(state="rejected")

    def in_state(self, *states: str) -> Self:
        """Those in these states (``models.State``)."""
        return self.filter(state__in=states)


class StatementQuerySet(ReviewedQuerySet["Statement"], SearchedQuerySet["Statement"]):  # type: ignore[override]  # the stubs give each an as_manager
    """Statements."""

    index = STATEMENTS

    def by(self, *actors: Some) -> Self:
        """Those whose speaker is one of ``actors``."""
        return self.filter(_one_of("speaker", actors))

    def towards(self, *actors: Some) -> Self:
        """Those whose act is towards one of ``actors``."""
        return self.filter(_one_of("target", actors))

    def about(self, *instruments: Some) -> Self:
        """Those that speak of one of ``instruments``."""
        from verbale.store.models import StatementInstrument

        links = StatementInstrument.objects.filter(_one_of("instrument", instruments))
        return self.filter(pk__in=links.values("statement_id"))

    def acts(self, *acts: str) -> Self:
        """Those that perform one of these acts (``types.Act``)."""
        return self._any("act", acts)

    def kinds(self, *kinds: str) -> Self:
        """Those of these kinds (``types.Kind``)."""
        return self._any("kind", kinds)

    def said(self, since: date | None, until: date | None) -> Self:
        """Those said on the days from ``since`` to ``until``, as far as the report tells."""
        days = {"said__gte": since, "said__lte": until}
        return self.filter(**{name: day for name, day in days.items() if day is not None})

    def shown(self) -> Self:
        """With what a list of them shows: report, speaker and target, in the same query."""
        return self.select_related("report", "speaker", "target").defer("report__furniture")


class ReportQuerySet(SearchedQuerySet["Report"]):
    """Reports."""

    index = REPORTS


class MeetingQuerySet(ReviewedQuerySet["Meeting"], DatedQuerySet["Meeting"]):  # type: ignore[override]  # same
    """Meetings."""

    def during(self, first: date | None, last: date | None) -> Self:
        """Those with a known date of which a day lies in ``first`` to ``last``."""
        days = {"begins__lte": last, "ends__gte": first}
        return self.filter(begins__isnull=False, **{name: day for name, day in days.items() if day is not None})

    def with_party(self, *actors: Some) -> Self:
        """Those where one of ``actors`` takes part."""
        from verbale.store.models import MeetingParty

        links = MeetingParty.objects.filter(_one_of("actor", actors))
        return self.filter(pk__in=links.values("meeting_id"))

    def at(self, place: str) -> Self:
        """Those at ``place`` (nominative)."""
        return self.filter(place__in={place, place[:1].upper() + place[1:]})

    def with_status(self, *statuses: str) -> Self:
        """Those of these statuses (``types.MeetingStatus``)."""
        return self.filter(status__in=statuses)


class CitationQuerySet(ReviewedQuerySet["Citation"], DatedQuerySet["Citation"]):  # type: ignore[override]  # same
    """Instruments as reports refer to them."""

    def of(self, instrument: Instrument) -> Self:
        """Those of one instrument."""
        return self.filter(instrument=instrument)


class PositionQuerySet(DatedQuerySet["Position"]):
    """Positions."""

    def visible(self) -> Self:
        """Those whose statement no reviewer has rejected."""
        return self.exclude(statement__state="rejected")

    def by(self, *actors: Some) -> Self:
        """Those of one of ``actors``."""
        return self.filter(_one_of("speaker", actors))

    def towards(self, *actors: Some) -> Self:
        """Those towards one of ``actors``."""
        return self.filter(_one_of("target", actors))

    def between_sides(self, one: Some, other: Some) -> Self:
        """Those of a side's actors towards the other's, in both directions."""
        there = _one_of("speaker", [one]) & _one_of("target", [other])
        back = _one_of("speaker", [other]) & _one_of("target", [one])
        return self.filter(there | back)


def _matches(words: str) -> str:
    """The condition that a row of the index fits a search."""
    return f"{words} MATCH %s" if connection.vendor == "sqlite" else f"{words}.words @@ %s::tsquery"


def _match(search: Search) -> str:
    return fts5(search) if connection.vendor == "sqlite" else tsquery(search)


Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


def extended(rows: Rows, **parts: Any) -> Rows:
    """``rows`` with parts that the ORM cannot say: what asks an index whose rows are no model's."""
    return cast("Rows", rows.extra(**parts))


def _one_of(field: str, given: Iterable[Some]) -> Q:
    """A condition that ``field`` is one of the instances or keys, or in one of the query sets, that are given."""
    values: list[object] = []
    found = Q()
    for value in given:
        if isinstance(value, models.QuerySet):
            found |= Q(**{f"{field}__in": value})
        else:
            values.append(value)
    if len(values) == 1:
        return found | Q(**{field: values[0]})
    return found | Q(**{f"{field}__in": values}) if values or not found else found
