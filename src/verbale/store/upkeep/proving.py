"""The rows of reports beside what they were made from: the records, and what reviewers have changed since."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from django.db.models import IntegerField
from django.db.models.functions import Cast

from verbale import __version__, types
from verbale.errors import NotStored
from verbale.store import bulk
from verbale.store.folding import fold
from verbale.store.keeping import instruments
from verbale.store.keeping.rows import event_key
from verbale.store.models import (
    Appearance,
    Citation,
    Meeting,
    MeetingParty,
    Position,
    Reading,
    Report,
    Review,
    State,
    Statement,
    StatementInstrument,
)
from verbale.store.readings.projection import Place, Row, Rows, day_of, project, short_key
from verbale.store.reviewing.corrections import PARTIES, TARGET_NAME, actor_of
from verbale.verification import Problem

ACTORS = ("speaker", "addressee", "target")
_PUBLICATION = ("title", "outlet", "author", "url", "published", "retrieved", "language", "encoding")


class Read(msgspec.Struct, frozen=True):
    """A reading with its record, which has its text."""

    reading: Reading
    record: types.Record
    rows: Rows


class Tables(msgspec.Struct, frozen=True):
    """The stored rows of some reports, by report."""

    appearances: Mapping[int, list[Row]]
    statements: Mapping[int, list[Row]]
    meetings: Mapping[int, list[Row]]
    citations: Mapping[int, list[Row]]
    positions: Mapping[int, list[Row]]
    parties: Mapping[int, set[int]]  # actors by meeting
    papers: Mapping[int, set[int]]  # instruments by statement
    reviews: Mapping[tuple[str, str], list[Review]]  # by noun and item, in order

    @classmethod
    def of(cls, reports: Sequence[int]) -> Tables:
        """The rows of reports (primary keys)."""
        statements, meetings = _rows(Statement, reports, "utterance_id"), _rows(Meeting, reports)
        citations = _rows(Citation, reports)
        parties = MeetingParty.objects.filter(meeting__report__in=reports)
        papers = StatementInstrument.objects.filter(statement__report__in=reports)
        items = {"statement": statements, "meeting": meetings, "citation": citations}
        return cls(
            appearances=_by_report(_rows(Appearance, reports)),
            statements=_by_report(statements),
            meetings=_by_report(meetings),
            citations=_by_report(citations),
            positions=_by_report(_rows(Position, reports)),
            parties=_pairs(parties.values_list("meeting_id", "actor_id")),
            papers=_pairs(papers.values_list("statement_id", "instrument_id")),
            reviews=_reviews({noun: [row["key"] for row in rows] for noun, rows in items.items()}),
        )


def place_of(report: Report, reading: int) -> Place:
    """What the rows of a reading (primary key) share."""
    return Place(report.pk, reading, report.day, report.outlet, report.language)


def read(report: Report, reading: Reading, record: types.Record) -> Read:
    """A reading with the rows that its record gives."""
    return Read(reading, record, project(record, place_of(report, reading.pk)))


class Comparison:
    """One report's rows beside its readings; ``problems`` names what does not fit."""

    def __init__(self, report: Report, reads: Sequence[Read], tables: Tables) -> None:
        self._report = report
        self._reads = {one.reading.pk: one for one in reads}
        self._current = self._reads.get(report.reading_id or 0)
        self._tables = tables
        self._actor_of = {row["item"]: row["actor_id"] for row in tables.appearances.get(report.pk, [])}

    def problems(self) -> Iterator[Problem]:
        """All that does not hold."""
        if self._current is None:
            yield self._problem("reading", "there is none")
            return
        yield from self._publication(self._current)
        yield from self._appearances(self._current)
        for noun in ("statement", "meeting", "citation"):
            yield from self._items(noun, self._current)
        yield from self._papers(self._current)
        yield from self._positions(self._current)

    def _problem(self, where: str, what: str) -> Problem:
        return Problem(f"report {self._report.key}", where, what)

    def _publication(self, current: Read) -> Iterator[Problem]:
        report, found = self._report, current.record.report
        expected: Row = {name: getattr(found, name) for name in _PUBLICATION}
        expected |= {
            "doc": current.record.doc,
            "text_id": found.sha256,
            "key": short_key(bytes.fromhex(found.sha256)),
            "furniture": [[span.start, span.end] for span in found.furniture],
            "day": day_of(found, report.added.date()),
        }
        if report.raw_id is not None:
            expected["raw_id"] = found.raw_sha256
        for name, value in expected.items():
            if not _same(getattr(report, name), value):
                yield self._problem(name, "is not what the record says")

    def _appearances(self, current: Read) -> Iterator[Problem]:
        rows = self._tables.appearances.get(self._report.pk, [])
        yield from self._compared("appearance", rows, "appearances", {})
        yield from self._complete("appearance", "item", rows, current.rows.appearances)

    def _items(self, noun: str, current: Read) -> Iterator[Problem]:
        rows = getattr(self._tables, f"{noun}s").get(self._report.pk, [])
        changed = {row["id"]: self._changed(noun, row["key"]) for row in rows}
        yield from self._compared(noun, rows, f"{noun}s", changed)
        yield from self._complete(noun, "key", rows, getattr(current.rows, f"{noun}s"))
        for row in rows:
            reviews = self._tables.reviews.get((noun, row["key"]), [])
            state = reviews[-1].after.get("state") if reviews else State.READ
            if (row["state"], row["version"]) != (state, len(reviews)):
                yield self._problem(f"{noun} {row['key']}", "its state is not what the chain of reviews says")
            yield from self._joined(noun, row, changed[row["id"]])

    def _changed(self, noun: str, key: str) -> Row:
        """The values that reviewers have given an item, the newest of each."""
        values: Row = {}
        for review in self._tables.reviews.get((noun, key), []):
            values |= review.after
        values.pop("state", None)
        return values

    def _compared(self, noun: str, rows: list[Row], part: str, changed: Mapping[int, Row]) -> Iterator[Problem]:
        """Rows beside those of their readings, with reviewers' values put in."""
        for row in rows:
            name = f"{noun} {row.get('key') or row['item']}"
            expected = self._expected(row, part)
            if expected is None:
                yield self._problem(name, "no record has it")
                continue
            values = {column: value for column, value in changed.get(row["id"], {}).items() if column in expected}
            for column, value in (expected | values).items():
                if not _same(row[column], value) and not self._is_older(row, column):
                    yield self._problem(f"{name}: {column}", "is not what the record and the reviews say")

    def _expected(self, row: Row, part: str) -> Row | None:
        one = self._reads.get(row["reading_id"])
        if one is None:
            return None
        return next((other for other in getattr(one.rows, part) if other["item"] == row["item"]), None)

    def _is_older(self, row: Row, column: str) -> bool:
        """Whether another version of Verbale worked a column out, by rules that may have changed."""
        return column == "said" and self._reads[row["reading_id"]].reading.reader != __version__

    def _complete(self, noun: str, name: str, rows: list[Row], read: list[Row]) -> Iterator[Problem]:
        there = {row[name] for row in rows}
        for row in read:
            if row[name] not in there:
                yield self._problem(f"{noun} {row[name]}", "is missing; the record has it")

    # --- what refers to other rows ---------------------------------------------------

    def _joined(self, noun: str, row: Row, changed: Row) -> Iterator[Problem]:
        name = f"{noun} {row['key']}"
        if noun == "statement":
            for field in ACTORS:
                if not self._is_meant(row, field, changed):
                    yield self._problem(f"{name}: {field}", "is another actor than the appearance says")
        elif noun == "meeting":
            yield from self._parties(name, row, changed)
        elif row["instrument__key"] != instruments.key_of(fold(row["name"]), row["kind"], row["date"]):
            yield self._problem(f"{name}: instrument", "is another one than it cites")

    def _is_meant(self, row: Row, field: str, changed: Row) -> bool:
        actor, item = row[f"{field}_id"], row[f"{field}_item"]
        if item is None and changed.get(field) is not None:
            try:
                return bool(actor == actor_of(changed[field]).pk)
            except NotStored:
                return False
        if item is None or row["reading_id"] != self._report.reading_id:
            return item is not None or actor is None
        return bool(actor == self._actor_of.get(item))

    def _parties(self, name: str, row: Row, changed: Row) -> Iterator[Problem]:
        found = self._tables.parties.get(row["id"], set())
        if row["event"] != event_key(row, sorted(found)):
            yield self._problem(f"{name}: event", "is not that of its kind, parties and date")
        one = self._reads.get(row["reading_id"])
        if PARTIES in changed:
            wanted = {actor_of(key).pk for key in changed[PARTIES]}
        elif one is None or row["reading_id"] != self._report.reading_id:
            return
        else:
            items = next((meeting.party_actors for meeting in one.record.meetings if meeting.id == row["item"]), ())
            wanted = {self._actor_of[item] for item in items if item in self._actor_of}
        if wanted != found:
            yield self._problem(f"{name}: parties", "are others than the record and the reviews say")

    def _papers(self, current: Read) -> Iterator[Problem]:
        """The instruments that statements speak of."""
        paper_of = self._instruments()
        said = {statement.id: statement.instruments for statement in current.record.statements}
        for row in self._tables.statements.get(self._report.pk, []):
            if row["reading_id"] == current.reading.pk:
                wanted = {paper_of[item] for item in said.get(row["item"], ()) if item in paper_of}
                if wanted != self._tables.papers.get(row["id"], set()):
                    yield self._problem(f"statement {row['key']}: instruments", "are others than those cited in it")

    def _instruments(self) -> dict[str, int]:
        """The instrument of each citation of the current reading, by its id in the record."""
        rows = self._tables.citations.get(self._report.pk, [])
        return {row["item"]: row["instrument_id"] for row in rows if row["reading_id"] == self._report.reading_id}

    def _positions(self, current: Read) -> Iterator[Problem]:
        statements = {row["id"]: row for row in self._tables.statements.get(self._report.pk, [])}
        rows = self._tables.positions.get(self._report.pk, [])
        for row in rows:
            statement = statements.get(row["statement_id"])
            one = self._reads.get(row["reading_id"])
            if statement is None or one is None or row["order"] >= len(one.rows.positions):
                yield self._problem(f"position {row['order']}", "no record has it")
            else:
                yield from self._position(row, statement, one)
        there = {row["order"] for row in rows if row["reading_id"] == current.reading.pk}
        kept = {row["item"] for row in statements.values() if row["reading_id"] == current.reading.pk}
        for order, read in enumerate(current.record.positions):
            if read.statement in kept and order not in there:
                yield self._problem(f"position {order}", "is missing; the record has it")

    def _position(self, row: Row, statement: Row, one: Read) -> Iterator[Problem]:
        expected = dict(one.rows.positions[row["order"]])
        changed = self._changed("statement", statement["key"])
        expected |= {"speaker_id": statement["speaker_id"], "target_id": statement["target_id"]}
        if "act" in changed:
            expected["act"] = changed["act"]
        if "speaker_name" in changed:
            expected["speaker_name"] = changed["speaker_name"] or ""
        if TARGET_NAME in changed:
            expected["target_name"] = changed[TARGET_NAME]
        if one is self._current:
            paper_of = self._instruments()
            papers = {paper.name: paper_of.get(paper.id) for paper in one.record.instruments}
            expected["instrument_id"] = papers.get(expected["subject"] or "")
        for column, value in expected.items():
            if not _same(row[column], value):
                yield self._problem(f"position {row['order']}: {column}", "is not what the record and the reviews say")
        if one.record.positions[row["order"]].statement != statement["item"]:
            yield self._problem(f"position {row['order']}: statement", "is another one than the record says")


def _same(one: object, other: object) -> bool:
    """Whether two values are the same in type too: 1 is not true, nor 1.0."""
    if type(one) is type(other) and not isinstance(one, (list, dict)):
        return one == other
    return _written(one) == _written(other)


def _written(value: object) -> str:
    return json.dumps(value.isoformat() if isinstance(value, date) else value, sort_keys=True)


def _rows(model: Any, reports: Sequence[int], *without: str) -> list[Row]:
    rows = model.objects.filter(report_id__in=reports).order_by("pk")
    names = [name for name in bulk.attributes(model) if name not in without]
    if model is Citation:
        names.append("instrument__key")
    if model is Statement:  # SQLite's driver takes any number but 1 for false
        rows, names = rows.annotate(number=Cast("relay", IntegerField())), [*names, "number"]
    found = [dict(row) for row in rows.values(*names)]
    for row in found:
        if (number := row.pop("number", None)) is not None and number != int(row["relay"]):
            row["relay"] = number
    return found


def _by_report(rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["report_id"]].append(row)
    return found


def _pairs(pairs: Iterable[tuple[int, int]]) -> Mapping[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return found


def _reviews(keys: Mapping[str, list[str]]) -> Mapping[tuple[str, str], list[Review]]:
    found: defaultdict[tuple[str, str], list[Review]] = defaultdict(list)
    for noun, wanted in keys.items():
        for review in Review.objects.filter(noun=noun, item__in=wanted).order_by("number"):
            found[noun, review.item].append(review)
    return found
