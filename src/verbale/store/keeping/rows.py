"""The rows of records into their tables, joined to the actors, instruments and utterances that the store has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from django.db.models import Model

from verbale import types
from verbale.store import bulk
from verbale.store.keeping import index, instruments, utterances
from verbale.store.models import (
    Appearance,
    Citation,
    Meeting,
    MeetingParty,
    Position,
    Statement,
    StatementInstrument,
)
from verbale.store.people import actors
from verbale.store.readings.projection import Place, Row, Rows, short_key


class Projected(msgspec.Struct, frozen=True):
    """A report's record with its rows, not yet saved."""

    place: Place
    record: types.Record
    rows: Rows
    title: str | None
    furniture: Sequence[Sequence[int]]  # [start, end]
    terms: types.Terms | None


def insert(batch: Sequence[Projected], copied: Iterable[int] = ()) -> None:
    """Save the rows of new reports; ``copied`` are utterances (primary keys) that new copies of old reports carry.

    Inside of ``writing()``, after the reports are saved. What rows refer to is saved before them: SQLite looks through
    the tables of those that came too early whenever one follows that may be theirs.
    """
    resolve(batch)
    statements = [row for one in batch for row in one.rows.statements]
    meetings = [row for one in batch for row in one.rows.meetings]
    number(Statement, statements)
    number(Meeting, meetings)
    joined = utterances.join(statements)
    bulk.insert(Appearance, [row for one in batch for row in one.rows.appearances])
    bulk.insert(Statement, statements)
    utterances.finish(joined, copied)
    bulk.insert(Meeting, meetings)
    bulk.insert(Citation, [row for one in batch for row in one.rows.citations])
    bulk.insert(StatementInstrument, [row for one in batch for row in papers_of_statements(one)])
    bulk.insert(MeetingParty, [row for one in batch for row in parties_of_meetings(one)])
    link_positions(batch)
    bulk.insert(Position, [row for one in batch for row in one.rows.positions])
    index.add([document(one) for one in batch])


def resolve(batch: Sequence[Projected], kept: actors.Kept | None = None) -> None:
    """Set in the rows whom and what they refer to; ``kept`` as ``actors.resolve`` has it. Inside of ``writing()``."""
    actors.resolve([row for one in batch for row in one.rows.appearances], kept)
    instruments.resolve([row for one in batch for row in one.rows.citations])
    for one in batch:
        actor_of = {row["item"]: row["actor_id"] for row in one.rows.appearances}
        for row in one.rows.statements:
            for field in ("speaker", "addressee", "target"):
                row[f"{field}_id"] = actor_of.get(row[f"{field}_item"])
        for row, meeting in zip(one.rows.meetings, one.record.meetings, strict=True):
            row["event"] = event_key(row, sorted({actor_of[item] for item in meeting.party_actors if item in actor_of}))


def event_key(meeting: Row, parties: Sequence[int]) -> str:
    """One for all meetings of the same kind, parties (actors' primary keys, sorted) and date; of one that lacks them, its own."""
    if not parties or meeting["date"] is None:
        return str(meeting["key"])
    return short_key(hashlib.sha256(repr((meeting["kind"], list(parties), meeting["date"])).encode()).digest())


def number(model: type[Model], rows: Sequence[Row]) -> None:
    """Give ``rows`` that have none their primary keys."""
    without = [row for row in rows if "id" not in row]
    for row, key in zip(without, bulk.allocate(model, len(without)), strict=True):
        row["id"] = key


def papers_of_statements(one: Projected) -> Iterator[Row]:
    """Which instruments the statements, which have their primary keys, speak of."""
    paper_of = {row["item"]: row["instrument_id"] for row in one.rows.citations}
    for row, statement in zip(one.rows.statements, one.record.statements, strict=True):
        for paper in dict.fromkeys(paper_of[item] for item in statement.instruments if item in paper_of):
            yield {"statement_id": row["id"], "instrument_id": paper}


def parties_of_meetings(one: Projected) -> Iterator[Row]:
    """Who meets in the meetings, which have their primary keys."""
    actor_of = {row["item"]: row["actor_id"] for row in one.rows.appearances}
    for row, meeting in zip(one.rows.meetings, one.record.meetings, strict=True):
        for actor, item in {actor_of[item]: item for item in meeting.party_actors if item in actor_of}.items():
            yield {"meeting_id": row["id"], "actor_id": actor, "item": item}


def link_positions(batch: Sequence[Projected]) -> None:
    """Join the positions to their statements, which have their primary keys, and those statements' actors."""
    for one in batch:
        statement_of = {row["item"]: row for row in one.rows.statements}
        papers = {row["name"]: row["instrument_id"] for row in one.rows.citations}
        for row, position in zip(one.rows.positions, one.record.positions, strict=True):
            statement = statement_of[position.statement]
            row["statement_id"] = statement["id"]
            row["speaker_id"] = statement["speaker_id"]
            row["target_id"] = statement["target_id"]
            row["instrument_id"] = papers.get(position.subject or "")


def document(one: Projected) -> index.Document:
    """A report as the search's index wants it."""
    return index.Document(
        report=one.place.report,
        day=one.place.day,
        language=one.place.language,
        title=one.title,
        text=one.record.report.text,
        furniture=one.furniture,
        terms=index.terms_for(one.record.report, one.terms),
        statements=one.rows.statements,
    )
