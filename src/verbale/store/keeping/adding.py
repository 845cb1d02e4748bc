"""Records into the store: a batch in one transaction, so that each report is kept whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

import msgspec
from django.db.models import Q
from django.utils import timezone

from verbale import types
from verbale.errors import VerificationError
from verbale.periods import period
from verbale.store import bulk
from verbale.store.keeping import copies
from verbale.store.keeping.rows import Projected, insert
from verbale.store.models import Content, Copy, Reading, Report, Shingle, Statement
from verbale.store.readings.projection import Place, Row, day_of, project, short_key
from verbale.store.transactions import writing

LONGEST_ID = 16  # characters of an item's id in a record, as the tables have it


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A record to keep, with the bytes it was read from and the words of its text."""

    record: types.Record
    raw: bytes | None = None
    terms: types.Terms | None = None  # of the report's text, for the search


class Kept(msgspec.Struct, frozen=True):
    """What became of an entry."""

    status: Literal["added", "copy", "known"]
    report: str  # key of the report, or of the one that it is a copy of


class Draft(msgspec.Struct, frozen=True, eq=False):
    """An entry with all that can be made of it without the store: work that no other writer has to wait for."""

    entry: Entry
    key: str
    text: Row  # contents
    raw: Row | None
    proof: Row
    sketch: copies.Sketch

    @property
    def report(self) -> types.Report:
        """The report as read."""
        return self.entry.record.report


def add(entries: Iterable[Entry]) -> list[Kept]:
    """Keep ``entries`` in one transaction: all of them or, where it fails, none.

    Raises ``StoreUnavailable`` where the database cannot be written, ``VerificationError`` where a record has ids that
    the tables cannot hold.
    """
    return keep([draft(entry) for entry in entries])


def keep(drafts: Sequence[Draft]) -> list[Kept]:
    """Keep ``drafts`` in one transaction, as ``add`` does."""
    with writing():
        return _Batch(drafts).keep()


def draft(entry: Entry) -> Draft:
    """All that can be made of ``entry`` without the store. Raises ``VerificationError`` as ``add`` does."""
    record = entry.record
    found = _proof(record)
    text = record.report.text.encode("utf-8")
    published = period(record.report.published)
    kept = Content.row(text)
    raw = entry.raw if entry.raw != text else None  # compressed once
    return Draft(
        entry=entry,
        key=short_key(hashlib.sha256(text).digest()),
        text=kept,
        raw=Content.row(raw) if raw is not None else kept if entry.raw is not None else None,
        proof=Content.row(found),
        sketch=copies.sketch(record.report.text, record.report.language, published.first if published else None),
    )


def known_files(hashes: Sequence[str], outlet: str | None) -> set[str]:
    """Which of ``hashes`` (SHA-256 of files' bytes, hexadecimal) the store has; of this ``outlet``, where one is given."""
    found: set[str] = set()
    for model in (Report, Copy):
        rows = model.objects.filter(raw_id__among=hashes)
        if outlet is not None:
            rows = rows.filter(outlet=outlet)
        found.update(raw for raw in rows.values_list("raw_id", flat=True) if raw is not None)
    return found


def proof(record: types.Record) -> bytes:
    """The record's JSON without its text, which the report has."""
    return msgspec.json.encode(msgspec.structs.replace(record, report=msgspec.structs.replace(record.report, text="")))


def _proof(record: types.Record) -> bytes:
    """``proof`` of a record that the tables can hold."""
    nouns = (record.statements, record.actors, record.meetings, record.instruments)
    if any(len(item.id) > LONGEST_ID for items in nouns for item in items) or len(record.report.language) > 8:
        raise VerificationError(f"{record.doc}: ids or language longer than Verbale makes them; read the report anew")
    try:
        found = proof(record)
        record.report.text.encode("utf-8")
    except UnicodeEncodeError:
        found = b""
    # Half a character has no UTF-8, and PostgreSQL has no texts with a NUL.
    if not found or b"\\u0000" in found or "\x00" in record.report.text:
        raise VerificationError(f"{record.doc}: holds half characters or NUL; decode the report's bytes anew")
    return found


class _Publication(msgspec.Struct, frozen=True):
    """A kept report or copy, as new ones are compared with it."""

    report: int
    key: str  # the report's
    outlet: str | None
    url: str | None
    text: str
    raw: str | None


class _Batch:
    """The entries of one transaction."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts
        self._now = timezone.now()
        self._by_text: dict[str, list[_Publication]] = {}
        self._by_url: dict[str, _Publication] = {}
        self._sketches: dict[int, copies.Sketch] = {}
        self._keys: dict[int, str] = {}
        self._copies: list[Row] = []
        self._reports: list[tuple[Draft, int, int]] = []  # with the primary keys of report and reading

    def keep(self) -> list[Kept]:
        self._load()
        self._bands = copies.candidates(one.sketch for one in self._drafts)
        numbers = bulk.allocate(Report, len(self._drafts))
        readings = bulk.allocate(Reading, len(self._drafts))
        kept = [self._keep(*places) for places in zip(self._drafts, numbers, readings, strict=True)]
        self._save()
        return kept

    def _load(self) -> None:
        texts = {one.text["sha256"] for one in self._drafts}
        raws = {one.raw["sha256"] for one in self._drafts if one.raw is not None}
        urls = {one.report.url for one in self._drafts if one.report.url is not None}
        same = Q(text_id__among=texts) | Q(raw_id__among=raws) | Q(url__among=urls)
        fields = ("outlet", "url", "text_id", "raw_id")
        for row in Report.objects.filter(same).order_by("pk").values_list("pk", "key", *fields):
            self._note(_Publication(*row))
        for row in Copy.objects.filter(same).order_by("pk").values_list("report_id", "report__key", *fields):
            self._note(_Publication(*row))

    def _note(self, found: _Publication) -> None:
        for digest in {found.text, found.raw} - {None}:
            self._by_text.setdefault(digest or "", []).append(found)
        if found.url is not None:
            self._by_url[found.url] = found
        self._keys[found.report] = found.key

    def _keep(self, one: Draft, number: int, reading: int) -> Kept:
        found = one.report
        if found.url is not None and found.url in self._by_url:
            return Kept("known", self._by_url[found.url].key)
        digests = [one.text["sha256"], *([one.raw["sha256"]] if one.raw is not None else [])]
        same = [other for digest in digests for other in self._by_text.get(digest, [])]
        if same:
            # Another outlet's address or name makes it another publication of the same text.
            if found.url is None and (found.outlet is None or found.outlet in {other.outlet for other in same}):
                return Kept("known", same[0].key)
            return self._copy(one, same[0].report, 1.0)
        for report in copies.likeliest(one.sketch, self._bands):
            share = copies.similarity(self._sketch_of(report), one.sketch)
            if share is not None:
                return self._copy(one, report, share)
        return self._report(one, number, reading)

    def _copy(self, one: Draft, report: int, similarity: float) -> Kept:
        key = self._key_of(report)
        row = _publication(one, self._now) | {"report_id": report, "similarity": similarity}
        self._copies.append(row | {"hash": Copy.digest(row)})
        self._note_draft(one, report, key)
        return Kept("copy", key)

    def _report(self, one: Draft, number: int, reading: int) -> Kept:
        self._reports.append((one, number, reading))
        self._sketches[number] = one.sketch
        for band in one.sketch.bands:
            self._bands.setdefault(band, []).append(number)
        self._note_draft(one, number, one.key)
        return Kept("added", one.key)

    def _note_draft(self, one: Draft, report: int, key: str) -> None:
        raw = one.raw["sha256"] if one.raw is not None else None
        self._note(_Publication(report, key, one.report.outlet, one.report.url, one.text["sha256"], raw))

    def _key_of(self, report: int) -> str:
        if report not in self._keys:
            self._keys[report] = Report.objects.values_list("key", flat=True).get(pk=report)
        return self._keys[report]

    def _sketch_of(self, report: int) -> copies.Sketch:
        if report not in self._sketches:
            stored = Report.objects.select_related("text").get(pk=report)
            text = stored.text.read().decode("utf-8", "surrogatepass")
            published = period(stored.published)
            self._sketches[report] = copies.sketch(text, stored.language, published.first if published else None)
        return self._sketches[report]

    def _save(self) -> None:
        new = [one for one, _, _ in self._reports]
        kept = {row["text_id"] for row in self._copies}
        contents = [one.proof for one in new]
        for one in self._drafts:
            if one in new or one.text["sha256"] in kept:
                contents += [one.text] + ([one.raw] if one.raw is not None else [])
        bulk.insert(Content, contents, ignore=True)
        bulk.insert(Report, [self._report_row(one, number) for one, number, _ in self._reports])
        bulk.insert(Reading, [self._reading_row(*places) for places in self._reports])
        bulk.update(Report, [{"id": number, "reading_id": reading} for _, number, reading in self._reports])
        bulk.insert(Copy, self._copies)
        bulk.insert(Shingle, [row for one, number, _ in self._reports for row in copies.rows(number, one.sketch)])
        carried = Statement.objects.filter(report_id__among={row["report_id"] for row in self._copies})
        told = carried.exclude(utterance=None).values_list("utterance_id", flat=True)
        insert([self._projected(*places) for places in self._reports], {one for one in told if one is not None})

    def _report_row(self, one: Draft, number: int) -> Row:
        return _publication(one, self._now) | {
            "id": number,
            "key": one.key,
            "language": one.report.language,
            "encoding": one.report.encoding,
            "furniture": [[span.start, span.end] for span in one.report.furniture],
        }

    def _reading_row(self, one: Draft, number: int, reading: int) -> Row:
        reader, digest = one.entry.record.reader, one.proof["sha256"]
        return {"id": reading, "report_id": number, "reader": reader, "record_id": digest, "made": self._now}

    def _projected(self, one: Draft, number: int, reading: int) -> Projected:
        record, found = one.entry.record, one.report
        place = Place(number, reading, day_of(found, self._now.date()), found.outlet, found.language)
        furniture = [[span.start, span.end] for span in found.furniture]
        return Projected(place, record, project(record, place), found.title, furniture, one.entry.terms)


def _publication(one: Draft, now: datetime) -> Row:
    """The values that a report and a copy have alike."""
    found = one.report
    return {
        "doc": one.entry.record.doc,
        "url": found.url,
        "title": found.title,
        "outlet": found.outlet,
        "author": found.author,
        "published": found.published,
        "retrieved": found.retrieved,
        "day": day_of(found, now.date()),
        "added": now,
        "text_id": one.text["sha256"],
        "raw_id": one.raw["sha256"] if one.raw is not None else None,
    }
