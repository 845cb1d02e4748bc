"""Records into the store: a report is kept whole, in one transaction, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal

import msgspec
from django.db.models import Q
from django.utils import timezone

from verbale import types
from verbale.store import actors, instruments
from verbale.store.models import (
    Appearance,
    Citation,
    Content,
    Copy,
    Meeting,
    MeetingParty,
    Position,
    Reading,
    Report,
    Statement,
    StatementInstrument,
)
from verbale.store.projection import Rows, day_of, project, short_key
from verbale.store.transactions import writing


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A record to keep, with the bytes it was read from and the words of its text."""

    record: types.Record
    raw: bytes | None = None
    terms: types.Terms | None = None  # of the report's text, for the search


class Kept(msgspec.Struct, frozen=True):
    """What became of an entry."""

    status: Literal["added", "known"]
    report: str  # key of the report


def add(entries: Iterable[Entry]) -> list[Kept]:
    """Keep ``entries`` in one transaction: all of them or, where it fails, none."""
    with writing():
        return [_add(entry) for entry in entries]


def known(report: types.Report) -> str | None:
    """The key of the stored report that has the same text, bytes or address, as itself or as a copy of it."""
    same = Q(text_id=report.sha256)
    if report.raw_sha256:
        same |= Q(raw_id=report.raw_sha256)
    if report.url:
        same |= Q(url=report.url)
    found = Report.objects.filter(same).values_list("key", flat=True).first()
    return found or Copy.objects.filter(same).values_list("report__key", flat=True).first()


def _add(entry: Entry) -> Kept:
    found = entry.record.report
    if (key := known(found)) is not None:
        return Kept("known", key)
    report = _report(entry)
    report.save(force_insert=True)
    reading = Reading(
        report=report, reader=entry.record.reader, record=_content(_proof(entry.record)), made=report.added
    )
    reading.save(force_insert=True)
    report.reading = reading
    report.save(update_fields=["reading"])
    insert(project(entry.record, report, reading), entry.record)
    return Kept("added", report.key)


def _report(entry: Entry) -> Report:
    found, now = entry.record.report, timezone.now()
    text = found.text.encode("utf-8", "surrogatepass")
    return Report(
        key=short_key(hashlib.sha256(text).digest()),
        doc=entry.record.doc,
        text=_content(text),
        raw=_content(entry.raw) if entry.raw is not None else None,
        language=found.language,
        title=found.title,
        outlet=found.outlet,
        author=found.author,
        url=found.url,
        published=found.published,
        retrieved=found.retrieved,
        encoding=found.encoding,
        furniture=[[span.start, span.end] for span in found.furniture],
        day=day_of(found, now.date()),
        added=now,
    )


def _proof(record: types.Record) -> bytes:
    """The record's JSON without its text, which the report has."""
    return msgspec.json.encode(msgspec.structs.replace(record, report=msgspec.structs.replace(record.report, text="")))


def _content(data: bytes) -> Content:
    content = Content.of(data)
    Content.objects.bulk_create([content], ignore_conflicts=True)
    return content


def insert(rows: Rows, record: types.Record) -> None:
    """Save the rows of a record, joined to the actors and instruments that the store has or gets by it."""
    actors.resolve(rows.appearances)
    Appearance.objects.bulk_create(rows.appearances)
    of_item = {appearance.item: appearance.actor_id for appearance in rows.appearances}
    for statement in rows.statements:
        statement.speaker_id = of_item.get(statement.speaker_item or "")
        statement.addressee_id = of_item.get(statement.addressee_item or "")
        statement.target_id = of_item.get(statement.target_item or "")
    Statement.objects.bulk_create(rows.statements)
    _insert_papers(rows, record)
    Meeting.objects.bulk_create(_with_events(rows.meetings, record, of_item))
    MeetingParty.objects.bulk_create(
        MeetingParty(meeting=row, actor_id=actor, item=item)
        for row, meeting in zip(rows.meetings, record.meetings, strict=True)
        for actor, item in _parties(meeting, of_item).items()
    )
    _insert_positions(rows, record)


def _insert_papers(rows: Rows, record: types.Record) -> None:
    instruments.resolve(rows.citations)
    Citation.objects.bulk_create(rows.citations)
    paper_of = {citation.item: citation.instrument_id for citation in rows.citations}
    StatementInstrument.objects.bulk_create(
        StatementInstrument(statement=row, instrument_id=paper)
        for row, statement in zip(rows.statements, record.statements, strict=True)
        for paper in dict.fromkeys(paper_of[item] for item in statement.instruments)
    )


def _parties(meeting: types.Meeting, of_item: dict[str, int]) -> dict[int, str]:
    """The actors that meet, each with its id in the record."""
    return {of_item[item]: item for item in meeting.party_actors if item in of_item}


def _with_events(rows: list[Meeting], record: types.Record, of_item: dict[str, int]) -> list[Meeting]:
    for row, meeting in zip(rows, record.meetings, strict=True):
        row.event = event_key(row, sorted(_parties(meeting, of_item)))
    return rows


def event_key(meeting: Meeting, parties: list[int]) -> str:
    """One for all meetings of the same kind, parties and date; of one without parties or date, its own."""
    if not parties or meeting.date is None:
        return meeting.key
    return short_key(hashlib.sha256(repr((meeting.kind, parties, meeting.date)).encode()).digest())


def _insert_positions(rows: Rows, record: types.Record) -> None:
    statement_of = {row.item: row for row in rows.statements}
    papers = {citation.name: citation.instrument_id for citation in rows.citations}
    for row, position in zip(rows.positions, record.positions, strict=True):
        statement = statement_of[position.statement]
        row.statement_id = statement.pk
        row.speaker_id = statement.speaker_id
        row.target_id = statement.target_id
        row.instrument_id = papers.get(position.subject or "")
    Position.objects.bulk_create(rows.positions)
