"""A report as it stands now: what the reader read in it, with the decisions of reviewers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from verbale import types
from verbale.errors import NotStored
from verbale.store.models import Citation, Copy, Meeting, MeetingParty, Position, Report, State, Statement
from verbale.types import Span

_Item = TypeVar("_Item", Statement, Meeting, Citation)
_PARTS = ("cue", "source", "addressee", "target", "condition")


class CurrentReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its rows, in text order; rejected items are among them, and say so by their ``state``."""

    report: Report
    text: str
    statements: list[Statement]
    meetings: list[Meeting]
    citations: list[Citation]
    copies: list[Copy]
    times: tuple[types.TimeExpression, ...]

    @property
    def furniture(self) -> tuple[Span, ...]:
        """Page furniture in the text."""
        return tuple(Span(start, end) for start, end in self.report.furniture)

    @property
    def is_as_read(self) -> bool:
        """Whether no reviewer has changed anything."""
        items = (*self.statements, *self.meetings, *self.citations)
        return all(item.state in {State.READ, State.ACCEPTED} for item in items)

    def record(self) -> types.Record:
        """The record with corrected values in place of those that were read, and without what was rejected."""
        if self.report.reading is None:
            raise NotStored(f"{self.report.key}: nothing has been read in this report yet")
        read = self.report.reading.load()
        return read if self.is_as_read else _corrected(read, self)


class _Times(msgspec.Struct, frozen=True):
    """What of a record's JSON has no row of its own."""

    times: tuple[types.TimeExpression, ...] = ()


def current_report(key: str) -> CurrentReport:
    """The report under ``key`` with all that stands at it. Raises ``NotStored`` where there is none."""
    report = Report.objects.select_related("text", "reading__record").filter(key=key).first()
    if report is None:
        raise NotStored(f"{key}: no such report")
    proof = report.reading.record.read() if report.reading is not None else b"{}"
    return CurrentReport(
        report=report,
        text=text_of(report),
        statements=list(
            Statement.objects.filter(report=report)
            .select_related("speaker", "target", "addressee", "utterance")
            .prefetch_related("instruments")
            .order_by("start", "pk")
        ),
        meetings=list(Meeting.objects.filter(report=report).order_by("start", "pk")),
        citations=list(Citation.objects.filter(report=report).select_related("instrument").order_by("start", "pk")),
        copies=list(Copy.objects.filter(report=report).order_by("published", "pk")),
        times=msgspec.json.decode(proof, type=_Times).times,
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
        row.pk: _statement(row, f"s{number}", current.text, paper_of)
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


def _statement(row: Statement, name: str, text: str, paper_of: Mapping[int, str]) -> types.Statement:
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
        "instruments": list(dict.fromkeys(paper_of[one.pk] for one in row.instruments.all() if one.pk in paper_of)),
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
