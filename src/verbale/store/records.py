"""Records out of the store: as they were read, with what reviewers have decided since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar, cast

import msgspec

from verbale import types
from verbale.store.models import Citation, Item, Meeting, Report, State, Statement

BATCH = 50  # reports that are loaded together

Row = TypeVar("Row", bound=Item)
Decided = dict[tuple[int, str], Row]  # items that reviewers changed or rejected, by report and id in its record


def records(reports: Sequence[int]) -> Iterator[types.Record]:
    """The records of the reports with these primary keys, in their order, with bounded memory.

    What reviewers rejected is not in them, what they corrected is as they said.
    """
    rows = Report.objects.select_related("text", "reading__record", "reading__report__text")
    for first in range(0, len(reports), BATCH):
        keys = reports[first : first + BATCH]
        batch = rows.in_bulk(keys)
        statements, meetings, citations = _decided(Statement, keys), _decided(Meeting, keys), _decided(Citation, keys)
        for key in keys:
            if (reading := batch[key].reading) is not None:
                yield _current(key, reading.load(), statements, meetings, citations)


def _decided(model: type[Row], reports: Sequence[int]) -> Decided[Row]:
    states = (State.CORRECTED, State.REJECTED)
    changed = model._default_manager.filter(report__in=reports, state__in=states)  # noqa: SLF001, Django's name
    return {(row.report_id, row.item): row for row in changed}


def _current(
    report: int,
    record: types.Record,
    statements: Decided[Statement],
    meetings: Decided[Meeting],
    citations: Decided[Citation],
) -> types.Record:
    text = record.report.text
    said = {
        one.id: one if row is None else _statement(one, row, text)
        for one, row in _left(report, record.statements, statements)
    }
    return msgspec.structs.replace(
        record,
        statements=tuple(said.values()),
        meetings=tuple(
            one if row is None else _meeting(one, row) for one, row in _left(report, record.meetings, meetings)
        ),
        instruments=tuple(
            one if row is None else _instrument(one, row) for one, row in _left(report, record.instruments, citations)
        ),
        positions=tuple(
            _position(one, said[one.statement], statements.get((report, one.statement)))
            for one in record.positions
            if one.statement in said
        ),
    )


Read = TypeVar("Read", types.Statement, types.Meeting, types.Instrument)


def _left(report: int, items: Iterable[Read], decided: Decided[Row]) -> Iterator[tuple[Read, Row | None]]:
    """The items that nobody rejected, each with its row where somebody corrected it."""
    for item in items:
        row = decided.get((report, item.id))
        if row is None or row.state != State.REJECTED:
            yield item, row


def _statement(read: types.Statement, row: Statement, text: str) -> types.Statement:
    spans: dict[str, Any] = {
        name: _span(row.spans[name]) for name in ("cue", "source", "addressee", "target", "condition")
    }
    content = tuple(types.Span(start, end) for start, end in row.spans["content"])
    exact = types.Exact(
        content=tuple(span.of(text) for span in content),
        **{name: span.of(text) for name, span in spans.items() if span is not None},
    )
    return msgspec.structs.replace(
        read,
        content=content,
        exact=exact,
        **spans,
        kind=cast(types.Kind, row.kind),
        act=cast(types.Act, row.act),
        relay=row.relay,
        speaker=row.speaker_name,
        actor=row.speaker_item,
        addressee_actor=row.addressee_item,
        target_actor=row.target_item,
    )


def _meeting(read: types.Meeting, row: Meeting) -> types.Meeting:
    return msgspec.structs.replace(
        read,
        kind=cast(types.MeetingKind, row.kind),
        status=cast(types.MeetingStatus, row.status),
        place=row.place,
        date=row.date,
        former_date=row.former_date,
        parties=tuple(row.party_names),
    )


def _instrument(read: types.Instrument, row: Citation) -> types.Instrument:
    kind = cast(types.InstrumentKind, row.kind)
    return msgspec.structs.replace(read, name=row.name, kind=kind, date=row.date, parties=tuple(row.party_names))


def _position(read: types.Position, statement: types.Statement, row: Statement | None) -> types.Position:
    """A position, as its statement was corrected."""
    if row is None:
        return read
    return msgspec.structs.replace(read, speaker=statement.speaker or read.speaker, act=statement.act)


def _span(pair: list[int] | None) -> types.Span | None:
    return None if pair is None else types.Span(*pair)
