"""From a Record to the rows made from it: pure, so that ``verify`` can make them again and compare."""

from __future__ import annotations

import base64
from datetime import date, timedelta
from uuid import UUID

import msgspec

from verbale import identity, types
from verbale.periods import period
from verbale.store.models import Appearance, Citation, Meeting, Position, Reading, Report, Statement

KEY_LENGTH = 12  # characters of base 32: 60 bits
_SPANS = ("cue", "source", "addressee", "target", "condition")


class Rows(msgspec.Struct, frozen=True):
    """The rows of a record, unsaved; they refer to actors and instruments by the record's ids."""

    appearances: list[Appearance]
    statements: list[Statement]
    meetings: list[Meeting]
    citations: list[Citation]
    positions: list[Position]


def project(record: types.Record, report: Report, reading: Reading) -> Rows:
    """The rows of ``record``, which ``reading`` of ``report`` holds."""
    return Rows(
        [_appearance(actor, report, reading) for actor in record.actors],
        [_statement(record, statement, report, reading) for statement in record.statements],
        [_meeting(record, meeting, report, reading) for meeting in record.meetings],
        [_citation(record, paper, report, reading) for paper in record.instruments],
        [_position(order, position, report, reading) for order, position in enumerate(record.positions)],
    )


def key_of(identity: UUID) -> str:
    """A name for addresses: short, of lower-case letters and digits."""
    return short_key(identity.bytes)


def short_key(digest: bytes) -> str:
    """The first characters of ``digest`` (at least 8 bytes) in base 32."""
    return base64.b32encode(digest[:8]).decode("ascii").lower()[:KEY_LENGTH]


def day_of(report: types.Report, added: date) -> date:
    """The day a report stands under: published, else retrieved, else added."""
    for value in (report.published, report.retrieved):
        found = period(value[:10] if value else None)
        if found is not None:
            return found.first
    return added


def _appearance(actor: types.Actor, report: Report, reading: Reading) -> Appearance:
    return Appearance(
        report=report,
        reading=reading,
        item=actor.id,
        name=actor.name,
        type=actor.type,
        aliases=list(actor.aliases),
        roles=list(actor.roles),
        mentions=[[mention.span.start, mention.span.end, mention.form] for mention in actor.mentions],
        day=report.day,
    )


def _statement(record: types.Record, statement: types.Statement, report: Report, reading: Reading) -> Statement:
    spans: dict[str, object] = {field: _pair(getattr(statement, field)) for field in _SPANS}
    spans["content"] = [_pair(span) for span in statement.content]
    return Statement(
        key=key_of(identity.statement_id(record, statement)),
        report=report,
        reading=reading,
        item=statement.id,
        start=min(span.start for span in statement.content),
        rule=statement.rule,
        day=report.day,
        content="\n".join(statement.exact.content),
        cue=statement.exact.cue,
        source=statement.exact.source,
        spans=spans,
        kind=statement.kind,
        act=statement.act,
        modes=list(statement.modes),
        relay=statement.relay,
        confidence=statement.confidence,
        speaker_name=statement.speaker,
        speaker_item=statement.actor,
        addressee_item=statement.addressee_actor,
        target_item=statement.target_actor,
        outlet=report.outlet,
        language=report.language,
    )


def _meeting(record: types.Record, meeting: types.Meeting, report: Report, reading: Reading) -> Meeting:
    found = period(meeting.date)
    return Meeting(
        key=key_of(identity.meeting_id(record, meeting)),
        report=report,
        reading=reading,
        item=meeting.id,
        start=meeting.trigger.start,
        rule=meeting.rule,
        day=report.day,
        spans={"trigger": _pair(meeting.trigger), "mentions": [_pair(span) for span in meeting.mentions]},
        exact=meeting.exact,
        kind=meeting.kind,
        status=meeting.status,
        party_names=list(meeting.parties),
        place=meeting.place,
        date=meeting.date,
        former_date=meeting.former_date,
        begins=found.first if found else None,
        ends=found.after - timedelta(days=1) if found else None,
    )


def _citation(record: types.Record, paper: types.Instrument, report: Report, reading: Reading) -> Citation:
    return Citation(
        key=key_of(identity.instrument_id(record, paper)),
        report=report,
        reading=reading,
        item=paper.id,
        start=paper.mention.start,
        rule=paper.rule,
        day=report.day,
        spans={"mention": _pair(paper.mention), "mentions": [_pair(span) for span in paper.mentions]},
        exact=paper.exact,
        name=paper.name,
        kind=paper.kind,
        date=paper.date,
        party_names=list(paper.parties),
    )


def _position(order: int, position: types.Position, report: Report, reading: Reading) -> Position:
    return Position(
        report=report,
        reading=reading,
        order=order,
        speaker_name=position.speaker,
        act=position.act,
        target_name=position.target,
        subject=position.subject,
        condition=position.condition,
        modes=list(position.modes),
        day=report.day,
    )


def _pair(span: types.Span | None) -> list[int] | None:
    return [span.start, span.end] if span is not None else None
