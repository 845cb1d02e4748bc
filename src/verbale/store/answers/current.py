"""A report as it stands now: what the reader read in it, with the decisions of reviewers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeVar

import msgspec
from django.db.models import F, QuerySet, Value

from verbale import types
from verbale.errors import NotStored
from verbale.store.answers.prepared import Prepared, Row
from verbale.store.models import (
    Citation,
    Content,
    Copy,
    Meeting,
    MeetingParty,
    Position,
    Reading,
    Report,
    State,
    Statement,
    StatementInstrument,
)
from verbale.types import Span

_Item = TypeVar("_Item", Statement, Meeting, Citation)
_PARTS = ("cue", "source", "addressee", "target", "condition")


@dataclass(frozen=True)
class CurrentReport:
    """A report with its rows, in text order; rejected items are among them, and say so by their ``state``.

    Statements have besides ``speaker_key``, ``target_key``, ``addressee_key`` and ``outlets``, the number that carry
    their utterance (None: this one alone); citations have ``instrument_key``.
    """

    report: Report
    statements: list[Statement]
    meetings: list[Meeting]
    citations: list[Citation]
    copies: list[Copy]
    papers: Mapping[int, list[int]]  # instruments that statements speak of, by statement; primary keys

    @property
    def furniture(self) -> tuple[Span, ...]:
        """Page furniture in the text."""
        return self.read.report.furniture

    @property
    def text(self) -> str:
        """What all spans point into."""
        return self.read.report.text

    @cached_property
    def read(self) -> types.Record:
        """The record as the reader made it."""
        if self.report.reading is None:
            raise NotStored("{key}: nothing has been read in this report yet", key=self.report.key)
        return self.report.reading.load()

    @property
    def is_as_read(self) -> bool:
        """Whether the record as the reader made it is what the rows say: nothing changed, and nothing kept from before."""
        items = (*self.statements, *self.meetings, *self.citations)
        unchanged = {State.READ, State.ACCEPTED}
        return all(item.state in unchanged and item.reading_id == self.report.reading_id for item in items)

    @cached_property
    def record(self) -> types.Record:
        """The record with corrected values in place of those that were read, and without what was rejected."""
        return self.read if self.is_as_read else _corrected(self.read, self)

    def statement(self, row: Statement) -> types.Statement:
        """One of the ``statements`` as a noun of the record."""
        return _statement(row, row.item, self, {paper.instrument_id: paper.item for paper in self.citations})


_report = Prepared(
    lambda key: Report.objects.filter(key=key).annotate(
        words=F("text__data"), proof=F("reading__record__data"), reader=F("reading__reader")
    ),
    "sample",
)
_statements = Prepared(
    lambda report: (
        Statement.objects.filter(report=report)
        .annotate(
            speaker_key=F("speaker__key"),
            target_key=F("target__key"),
            addressee_key=F("addressee__key"),
            outlets=F("utterance__outlets"),
        )
        .order_by("start", "pk")
    ),
    -1,
)
_meetings = Prepared(lambda report: Meeting.objects.filter(report=report).order_by("start", "pk"), -1)
_citations = Prepared(
    lambda report: (
        Citation.objects.filter(report=report).annotate(instrument_key=F("instrument__key")).order_by("start", "pk")
    ),
    -1,
)
_papers = Prepared(lambda report: StatementInstrument.objects.filter(statement__report=report).order_by("pk"), -1)
_copies = Prepared(lambda report: Copy.objects.filter(report=report).order_by("published", "pk"), -1)


def _versions(key: str) -> QuerySet[Report, Row]:
    """Of all rows that stand at a report what changes when they do, as numbers; ``union`` wants as many of each."""

    def numbers(kind: int, rows: QuerySet[Any], *fields: str) -> QuerySet[Any, Row]:
        return rows.values_list(Value(kind), "pk", *fields, *(Value(0) for _ in range(5 - len(fields))))

    at = {"report__key": key}
    return numbers(0, Report.objects.filter(key=key), "reading_id").union(
        numbers(
            1,
            Statement.objects.filter(**at),
            "version",
            "speaker_id",
            "target_id",
            "addressee_id",
            "utterance__outlets",
        ),
        numbers(2, Meeting.objects.filter(**at), "version"),
        numbers(3, Citation.objects.filter(**at), "version", "instrument_id"),
        numbers(4, Copy.objects.filter(**at)),
        all=True,
    )


_stamp = Prepared(_versions, "sample")


def stamp(key: str) -> list[Row]:
    """What differs whenever something about the report under ``key`` does; one short query. Empty: no such report."""
    return sorted(_stamp.rows(key), key=itemgetter(0, 1))


def current_report(key: str) -> CurrentReport:
    """The report under ``key`` with all that stands at it; six queries. Raises ``NotStored`` where there is none."""
    found = _report(key)
    if not found:
        raise NotStored("{key}: no such report", key=key)
    (report,) = found
    _unpack(report)
    papers: dict[int, list[int]] = {}
    for link in _papers(report.pk):
        papers.setdefault(link.statement_id, []).append(link.instrument_id)
    statements = _statements(report.pk)
    for statement in statements:
        statement.report = report
    return CurrentReport(report, statements, _meetings(report.pk), _citations(report.pk), _copies(report.pk), papers)


def _unpack(report: Any) -> None:
    """Put text and reading of ``report`` where its relations have them."""
    report.text = Content(sha256=report.text_id, data=report.words)
    if report.reading_id is not None:
        report.reading = Reading(
            pk=report.reading_id, report=report, reader=report.reader, record=Content(data=report.proof)
        )


def text_of(report: Report) -> str:
    """The report's text, which all spans point into."""
    return report.text.read().decode("utf-8", "surrogatepass")


# --- the record with the decisions of reviewers ---------------------------------------


def _corrected(read: types.Record, current: CurrentReport) -> types.Record:
    """``read`` with the rows' values; ids are given anew, in text order."""
    papers = {row: f"i{number}" for number, row in enumerate(_standing(current.citations), start=1)}
    paper_of = {row.instrument_id: name for row, name in papers.items()}
    statements = {
        row.pk: _statement(row, f"s{number}", current, paper_of)
        for number, row in enumerate(_standing(current.statements), start=1)
    }
    parties = _parties(current)
    return msgspec.structs.replace(
        read,
        statements=tuple(statements.values()),
        meetings=tuple(
            _meeting(row, f"m{number}", parties.get(row.pk, []))
            for number, row in enumerate(_standing(current.meetings), start=1)
        ),
        instruments=tuple(_instrument(row, name) for row, name in papers.items()),
        positions=tuple(
            _position(row, statements[row.statement_id].id)
            for row in Position.objects.filter(report=current.report).order_by("order")
            if row.statement_id in statements
        ),
    )


def _standing(items: list[_Item]) -> list[_Item]:
    return [item for item in items if item.state != State.REJECTED]


def _parties(current: CurrentReport) -> dict[int, list[str]]:
    """The ids in the record of those who meet, by meeting."""
    found: dict[int, list[str]] = {}
    for party in MeetingParty.objects.filter(meeting__report=current.report).order_by("pk"):
        found.setdefault(party.meeting_id, []).append(party.item)
    return found


def _statement(row: Statement, name: str, current: CurrentReport, paper_of: Mapping[int, str]) -> types.Statement:
    text = current.text
    spans = {part: pair for part in _PARTS if (pair := row.spans[part]) is not None}
    exact = {part: text[start:end] for part, (start, end) in spans.items()}
    content = [text[start:end] for start, end in row.spans["content"]]
    values = {
        "id": name,
        "content": row.spans["content"],
        "exact": {"content": content, **exact},
        "speaker": row.speaker_name,
        "actor": row.speaker_item,
        "addressee_actor": row.addressee_item,
        "target_actor": row.target_item,
        "instruments": [paper_of[paper] for paper in current.papers.get(row.pk, []) if paper in paper_of],
        **{part: spans.get(part) for part in _PARTS},
        **_same(row, "kind", "relay", "act", "rule", "confidence", "modes"),
    }
    return msgspec.convert(values, types.Statement)


def _meeting(row: Meeting, name: str, parties: list[str]) -> types.Meeting:
    values = {"id": name, **row.spans, "parties": row.party_names, "party_actors": parties}
    same = _same(row, "kind", "place", "date", "status", "former_date", "exact", "rule")
    return msgspec.convert(values | same, types.Meeting)


def _instrument(row: Citation, name: str) -> types.Instrument:
    values = {"id": name, **row.spans, "parties": row.party_names}
    return msgspec.convert(values | _same(row, "name", "kind", "date", "exact", "rule"), types.Instrument)


def _position(row: Position, statement: str) -> types.Position:
    values = {"speaker": row.speaker_name, "target": row.target_name, "statement": statement}
    return msgspec.convert(values | _same(row, "act", "subject", "condition", "modes"), types.Position)


def _same(row: object, *fields: str) -> dict[str, object]:
    """The values that row and record call the same."""
    return {field: getattr(row, field) for field in fields}
