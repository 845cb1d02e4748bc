"""From a Record to the rows made from it: pure, so that ``verify`` can make them again and compare."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec

from verbale import identity, types
from verbale.periods import period
from verbale.store.readings.speech import days_of_speech

KEY_LENGTH = 12  # characters of base 32: 60 bits

# The values of a table's row by the model's attributes (``report_id``, not ``report``). Rows and no model instances:
# a report has some forty of them, and Django's instances would take longer than all the rest of adding it.
Row = dict[str, Any]

_SPANS = ("cue", "source", "addressee", "target", "condition")


class Place(msgspec.Struct, frozen=True):
    """What the rows of a record share: the report they stand in and the reading they are made from."""

    report: int  # primary key
    reading: int  # primary key
    day: date  # the report's
    outlet: str | None
    language: str


class Rows(msgspec.Struct, frozen=True):
    """The rows of a record; they refer to actors and instruments by the record's ids."""

    appearances: list[Row]
    statements: list[Row]
    meetings: list[Row]
    citations: list[Row]
    positions: list[Row]


class ItemKeys(msgspec.Struct, frozen=True):
    """The keys of the items of a record, in its order."""

    statements: list[str]
    meetings: list[str]
    instruments: list[str]


def item_keys(record: types.Record) -> ItemKeys:
    """The keys that the rows of ``record`` have."""
    return ItemKeys(
        _distinct(identity.statement_id(record, one) for one in record.statements),
        _distinct(identity.meeting_id(record, one) for one in record.meetings),
        _distinct(identity.instrument_id(record, one) for one in record.instruments),
    )


def _distinct(identities: Iterable[UUID]) -> list[str]:
    """The keys; an item that stands exactly where another does has one of its own."""
    keys: dict[str, None] = {}
    for one in identities:
        key = key_of(one)
        while key in keys:
            key = short_key(hashlib.sha256(key.encode()).digest())
        keys[key] = None
    return list(keys)


def project(record: types.Record, place: Place) -> Rows:
    """The rows of ``record`` at ``place``, in the record's order.

    What is decided across reports is not in them: the actor of an appearance, the instrument of a citation, the
    utterance of a statement, the event of a meeting.
    """
    keys, said = item_keys(record), days_of_speech(record)
    return Rows(
        [_appearance(actor, place) for actor in record.actors],
        [_statement(*values, place) for values in zip(keys.statements, record.statements, said, strict=True)],
        [_meeting(*values, place) for values in zip(keys.meetings, record.meetings, strict=True)],
        [_citation(*values, place) for values in zip(keys.instruments, record.instruments, strict=True)],
        [_position(order, position, place) for order, position in enumerate(record.positions)],
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


def _appearance(actor: types.Actor, place: Place) -> Row:
    return {
        "report_id": place.report,
        "reading_id": place.reading,
        "item": actor.id,
        "name": actor.name,
        "type": actor.type,
        "aliases": list(actor.aliases),
        "roles": list(actor.roles),
        "country": actor.country,
        "code": actor.code,
        "qid": actor.qid,
        "mentions": [[mention.span.start, mention.span.end, mention.form] for mention in actor.mentions],
        "day": place.day,
    }


def _item(key: str, item: str, start: int, rule: str, place: Place) -> Row:
    """What the rows of all items have in common."""
    return {
        "key": key,
        "report_id": place.report,
        "reading_id": place.reading,
        "item": item,
        "start": start,
        "rule": rule,
        "day": place.day,
    }


def _statement(key: str, statement: types.Statement, said: date | None, place: Place) -> Row:
    start = min(span.start for span in statement.content)
    spans: Row = {field: _pair(getattr(statement, field)) for field in _SPANS}
    spans["content"] = [_pair(span) for span in statement.content]
    return _item(key, statement.id, start, statement.rule, place) | {
        "content": "\n".join(statement.exact.content),
        "cue": statement.exact.cue,
        "source": statement.exact.source,
        "spans": spans,
        "kind": statement.kind,
        "act": statement.act,
        "modes": list(statement.modes),
        "relay": statement.relay,
        "confidence": statement.confidence,
        "speaker_name": statement.speaker,
        "speaker_item": statement.actor,
        "addressee_item": statement.addressee_actor,
        "target_item": statement.target_actor,
        "outlet": place.outlet,
        "language": place.language,
        "said": said,
    }


def _meeting(key: str, meeting: types.Meeting, place: Place) -> Row:
    found = period(meeting.date)
    return _item(key, meeting.id, meeting.trigger.start, meeting.rule, place) | {
        "spans": {"trigger": _pair(meeting.trigger), "mentions": [_pair(span) for span in meeting.mentions]},
        "exact": meeting.exact,
        "kind": meeting.kind,
        "status": meeting.status,
        "party_names": list(meeting.parties),
        "place": meeting.place,
        "date": meeting.date,
        "former_date": meeting.former_date,
        "begins": found.first if found else None,
        "ends": found.after - timedelta(days=1) if found else None,
    }


def _citation(key: str, paper: types.Instrument, place: Place) -> Row:
    return _item(key, paper.id, paper.mention.start, paper.rule, place) | {
        "spans": {"mention": _pair(paper.mention), "mentions": [_pair(span) for span in paper.mentions]},
        "exact": paper.exact,
        "name": paper.name,
        "kind": paper.kind,
        "date": paper.date,
        "party_names": list(paper.parties),
    }


def _position(order: int, position: types.Position, place: Place) -> Row:
    return {
        "report_id": place.report,
        "reading_id": place.reading,
        "order": order,
        "speaker_name": position.speaker,
        "act": position.act,
        "target_name": position.target,
        "subject": position.subject,
        "condition": position.condition,
        "modes": list(position.modes),
        "day": place.day,
    }


def _pair(span: types.Span | None) -> list[int] | None:
    return [span.start, span.end] if span is not None else None
