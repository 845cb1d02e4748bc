"""Stored reports read anew, by a newer reader: its reading takes the place of the older one.

Texts, keys of what is found again, and everything that reviewers have decided on stay. A reviewed item keeps pointing
to the reading it was decided on, which stays too; nothing is moved to a similar passage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec
from django.db.models import QuerySet
from django.utils import timezone

from verbale import types
from verbale.errors import NotStored
from verbale.store import bulk
from verbale.store.keeping import index, utterances
from verbale.store.keeping.adding import proof
from verbale.store.keeping.rows import (
    Projected,
    document,
    link_positions,
    number,
    papers_of_statements,
    parties_of_meetings,
    resolve,
)
from verbale.store.models import (
    Appearance,
    Citation,
    Content,
    Meeting,
    MeetingParty,
    Position,
    Reading,
    Report,
    State,
    Statement,
    StatementInstrument,
)
from verbale.store.people import actors
from verbale.store.readings.comparison import Change, changes
from verbale.store.readings.projection import Place, Row, project
from verbale.store.transactions import writing

CHUNK = 32  # reports loaded at a time


class Stored(msgspec.Struct, frozen=True):
    """A report to read anew."""

    id: int  # primary key
    key: str
    doc: str
    report: types.Report


class Anew(msgspec.Struct, frozen=True):
    """What was read in a stored report."""

    stored: Stored
    record: types.Record
    terms: types.Terms | None


class Reread(msgspec.Struct, frozen=True):
    """What a new reading has brought."""

    key: str  # the report's
    doc: str
    changes: tuple[Change, ...]


def count_due(reader: str, *, all_: bool = False, keys: Sequence[str] = ()) -> int:
    """How many reports ``due`` would give. Raises ``NotStored`` where one of ``keys`` is no report's."""
    known = set(Report.objects.filter(key__in=keys).values_list("key", flat=True))
    for key in keys:
        if key not in known:
            raise NotStored("{key}: no such report", key=key)
    return _due(reader, all_, keys).count()


def due(reader: str, *, all_: bool = False, keys: Sequence[str] = ()) -> Iterator[Stored]:
    """The reports that another version than ``reader`` has read, or ``all_`` of them, or those with ``keys``; oldest first.

    Reports that are added meanwhile are not among them.
    """
    wanted = _due(reader, all_, keys)
    last = wanted.order_by("-pk").values_list("pk", flat=True).first() or 0
    done = 0
    while found := list(wanted.filter(pk__gt=done, pk__lte=last).select_related("text").order_by("pk")[:CHUNK]):
        for report in found:
            yield Stored(report.pk, report.key, report.doc, _as_read(report))
        done = found[-1].pk


def replace(batch: Sequence[Anew]) -> list[Reread]:
    """Put new readings in the place of the old ones, in one transaction: all of them or, where it fails, none.

    A report whose reading is the same to the last character is left as it is. Raises ``StoreUnavailable``.
    """
    with writing():
        return _Batch(batch).replace()


def _due(reader: str, all_: bool, keys: Sequence[str]) -> QuerySet[Report]:
    if keys:
        return Report.objects.filter(key__in=keys)
    return Report.objects.all() if all_ else Report.objects.exclude(reading__reader=reader)


def _as_read(report: Report) -> types.Report:
    """The report as intake has made it."""
    return types.Report(
        text=report.text.read().decode("utf-8", "surrogatepass"),
        sha256=report.text_id,
        raw_sha256=report.raw_id,
        language=report.language,
        title=report.title,
        outlet=report.outlet,
        author=report.author,
        url=report.url,
        published=report.published,
        retrieved=report.retrieved,
        encoding=report.encoding,
        furniture=tuple(types.Span(start, end) for start, end in report.furniture),
    )


class _Batch:
    """The new readings of one transaction."""

    def __init__(self, batch: Sequence[Anew]) -> None:
        ids = [anew.stored.id for anew in batch]
        found = Report.objects.filter(pk__in=ids).select_related("text", "reading__record").in_bulk()
        pairs = [(anew, found[anew.stored.id]) for anew in batch if anew.stored.id in found]
        self._proofs = {anew.stored.id: Content.row(proof(anew.record)) for anew, _ in pairs}
        self._pairs = [(anew, one) for anew, one in pairs if not self._is_same(one)]
        self._same = [anew for anew, one in pairs if self._is_same(one)]
        self._ids = [report.pk for _, report in self._pairs]
        self._kept: set[str] = set()  # keys of reviewed items
        self._kept_rows: dict[int, list[Row]] = defaultdict(list)  # statements of these, by report

    def replace(self) -> list[Reread]:
        outcomes = [Reread(anew.stored.key, anew.stored.doc, ()) for anew in self._same]
        if not self._pairs:
            return outcomes
        old = {report.pk: cast("Reading", report.reading).load() for _, report in self._pairs}
        batch = [
            self._projected(*values)
            for values in zip(self._pairs, bulk.allocate(Reading, len(self._pairs)), strict=True)
        ]
        for _, report in self._pairs:
            index.remove(report)
        self._save_readings(batch)
        self._replace_rows(batch)
        index.add([self._document(one) for one in batch])
        for (anew, _), one in zip(self._pairs, batch, strict=True):
            found = (self._marked(change) for change in changes(old[one.place.report], one.record))
            outcomes.append(Reread(anew.stored.key, anew.stored.doc, tuple(found)))
        return outcomes

    def _is_same(self, report: Report) -> bool:
        return report.reading is not None and report.reading.record_id == self._proofs[report.pk]["sha256"]

    def _projected(self, pair: tuple[Anew, Report], reading: int) -> Projected:
        anew, report = pair
        place = Place(report.pk, reading, report.day, report.outlet, report.language)
        rows = project(anew.record, place)
        return Projected(place, anew.record, rows, report.title, report.furniture, anew.terms)

    def _save_readings(self, batch: Sequence[Projected]) -> None:
        now = timezone.now()
        readings = [
            {
                "id": one.place.reading,
                "report_id": one.place.report,
                "reader": one.record.reader,
                "record_id": self._proofs[one.place.report]["sha256"],
                "made": now,
            }
            for one in batch
        ]
        bulk.insert(Content, [self._proofs[one.place.report] for one in batch], ignore=True)
        bulk.insert(Reading, readings)
        bulk.update(Report, [{"id": one.place.report, "reading_id": one.place.reading} for one in batch])

    def _replace_rows(self, batch: Sequence[Projected]) -> None:
        resolve(batch, actors.forget(self._ids))
        bulk.insert(Appearance, [row for one in batch for row in one.rows.appearances])
        # What refers to items goes first, as far as it is not a reviewed item's.
        reviewed = Statement.objects.filter(report_id__in=self._ids).exclude(state=State.READ)
        Position.objects.filter(report_id__in=self._ids).exclude(statement__in=reviewed).delete()
        mentioned = StatementInstrument.objects.filter(statement__report_id__in=self._ids)
        mentioned.exclude(statement__in=reviewed).delete()
        MeetingParty.objects.filter(meeting__report_id__in=self._ids, meeting__state=State.READ).delete()
        self._replace_statements(batch)
        new = self._match(Meeting, [row for one in batch for row in one.rows.meetings])
        bulk.insert(Meeting, new)
        bulk.insert(Citation, self._match(Citation, [row for one in batch for row in one.rows.citations]))
        kept = set(reviewed.values_list("pk", flat=True))
        papers = [row for one in batch for row in papers_of_statements(one)]
        bulk.insert(StatementInstrument, [row for row in papers if row["statement_id"] not in kept])
        parties = [row for one in batch for row in parties_of_meetings(one)]
        kept_meetings = Meeting.objects.filter(report_id__in=self._ids).exclude(state=State.READ)
        there = set(kept_meetings.values_list("pk", flat=True))
        bulk.insert(MeetingParty, [row for row in parties if row["meeting_id"] not in there])
        link_positions(batch)
        positions = [row for one in batch for row in one.rows.positions]
        bulk.insert(Position, [row for row in positions if row["statement_id"] not in kept])

    def _replace_statements(self, batch: Sequence[Projected]) -> None:
        rows = [row for one in batch for row in one.rows.statements]
        fields = ("id", "key", "speaker_id", "relay", "state")
        before = {row["key"]: row for row in Statement.objects.filter(report_id__in=self._ids).values(*fields)}
        wanted = {row["key"]: row for row in rows}
        loose = [
            old["id"]
            for key, old in before.items()
            if old["state"] == State.READ
            and (key not in wanted or any(wanted[key][name] != old[name] for name in ("speaker_id", "relay")))
        ]
        left = utterances.release(loose)
        new = self._match(Statement, rows)
        again = [row for row in rows if row["id"] in set(loose)]
        joined = utterances.join([*new, *again, *left])
        bulk.insert(Statement, new)
        bulk.update(Statement, [{"id": row["id"], "utterance_id": row["utterance_id"]} for row in (*again, *left)])
        utterances.finish(joined)

    def _match(self, model: type[Statement] | type[Meeting] | type[Citation], rows: list[Row]) -> list[Row]:
        """Update the rows that are there under the same key, delete those that are no more; the new ones, with primary keys.

        Reviewed ones stay as they are.
        """
        before: dict[str, Mapping[str, Any]] = {}
        for values in model.objects.filter(report_id__in=self._ids).values():
            before[values["key"]] = values
        new, same = [], []
        for row in rows:
            old = before.get(row["key"])
            if old is None:
                new.append(row)
                continue
            row["id"] = old["id"]
            if old["state"] == State.READ:
                same.append(row)
        found = {row["key"] for row in rows}
        gone = [old["id"] for key, old in before.items() if key not in found and old["state"] == State.READ]
        for key, old in before.items():
            if old["state"] != State.READ:
                self._kept.add(key)
                if model is Statement:
                    self._kept_rows[old["report_id"]].append(dict(old))
        model.objects.filter(pk__in=gone).delete()
        bulk.update(model, same)
        number(model, new)
        return new

    def _document(self, one: Projected) -> index.Document:
        """A report as the search's index wants it: with its reviewed statements as they are."""
        new = [row for row in one.rows.statements if row["key"] not in self._kept]
        return msgspec.structs.replace(document(one), statements=[*new, *self._kept_rows[one.place.report]])

    def _marked(self, change: Change) -> Change:
        return msgspec.structs.replace(change, reviewed=change.key in self._kept)
