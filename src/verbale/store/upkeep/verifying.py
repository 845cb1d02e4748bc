"""Whether all that is stored still holds: bytes, records, rows, copies, actors and the chain of reviews.

Bytes are checked against their hashes, records against their texts, rows against records and reviews, reviews against
each other. Nothing is mended. Memory does not grow with the store.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import msgspec
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models
from django.db.models import TextField
from django.db.models.functions import Cast

from verbale import types
from verbale.store import bulk
from verbale.store.keeping import instruments
from verbale.store.models import (
    Actor,
    ActorName,
    Appearance,
    Content,
    Copy,
    Decision,
    Instrument,
    Reading,
    Report,
    Review,
)
from verbale.store.people.naming import state_names
from verbale.store.reviewing import chain
from verbale.store.reviewing.actions.deciding import NOUNS
from verbale.store.upkeep.proving import Comparison, Read, Tables, read
from verbale.verification import Problem
from verbale.verification import verify as problems_of

M = TypeVar("M", bound=models.Model)

CHUNK = 25  # rows looked at together
# What a damaged value raises on its way from the database: no UTF-8, no JSON, no date, no number.
UNREADABLE = (DatabaseError, ValueError, TypeError, OverflowError, KeyError, ValidationError, zlib.error)


def count() -> int:
    """How many steps ``verify`` has: contents and reports."""
    return Content.objects.count() + Report.objects.count()


def verify() -> Iterator[list[Problem]]:
    """All that does not hold: for each content and report what is wrong with it, and at the end with all the others."""
    yield from _on("contents", _contents())
    yield from _on("reports", _all_reports())
    rest: list[Problem] = []
    checks = (_copies, _instruments, _names, _joins, _reviews)
    for name, check in ((check.__name__.removeprefix("_"), check) for check in checks):
        rest += (problem for found in _on(name, ([problem] for problem in check())) for problem in found)
    yield rest


# --- reading what may be damaged -------------------------------------------------------


def _on(name: str, found: Iterator[list[Problem]]) -> Iterator[list[Problem]]:
    """Pass on what is found; where even the keys of a table cannot be read, that is the last of it."""
    try:
        yield from found
    except UNREADABLE as error:
        yield [_unreadable(name, error)]


def _pages(rows: models.QuerySet[Any]) -> Iterator[list[Any]]:
    """The primary keys of ``rows`` in lists of ``CHUNK``."""
    keys = rows.values_list("pk", flat=True).iterator(chunk_size=2000)
    while page := list(islice(keys, CHUNK)):
        yield page


def _each(name: str, rows: models.QuerySet[M]) -> Iterator[M | list[Problem]]:
    """``rows`` in order; in the place of one that cannot be read, that problem."""
    for page in _pages(rows):
        try:
            yield from list(rows.filter(pk__in=page))
        except UNREADABLE:
            for key in page:
                try:
                    yield from list(rows.filter(pk=key))
                except UNREADABLE as error:
                    yield [_unreadable(f"{name} {key}", error)]


def _guarded(
    name: str, page: Sequence[int], check: Callable[[Sequence[int]], list[list[Problem]]]
) -> Iterator[list[Problem]]:
    """What ``check`` says of a page of rows; where one cannot be read, of each alone."""
    try:
        yield from check(page)
    except UNREADABLE:
        for key in page:
            try:
                yield from check([key])
            except UNREADABLE as error:
                yield [_unreadable(f"{name} number {key}", error)]


def _unreadable(name: str, error: Exception) -> Problem:
    return Problem(name, "row", f"cannot be read ({' '.join(str(error).split())})")


# --- contents -----------------------------------------------------------------------------


def _contents() -> Iterator[list[Problem]]:
    for content in _each("content", Content.objects.order_by("pk")):
        yield content if isinstance(content, list) else list(_content(content))


def _content(content: Content) -> Iterator[Problem]:
    name = f"content {content.sha256}"
    kept = bytes(content.data)
    if zlib.crc32(kept) != content.checksum:
        yield Problem(name, "checksum", "the kept bytes are others")
    try:
        data = content.read()
    except zlib.error:
        yield Problem(name, "data", "cannot be unpacked")
        return
    if len(data) != content.size:
        yield Problem(name, "size", f"is {content.size:,}, of {len(data):,} bytes")
    if hashlib.sha256(data).hexdigest() != content.sha256:
        yield Problem(name, "sha256", "is not the hash of the bytes")


# --- reports --------------------------------------------------------------------------------


def _all_reports() -> Iterator[list[Problem]]:
    for page in _pages(Report.objects.order_by("pk")):
        yield from _guarded("report", page, _reports)


def _reports(page: Sequence[int]) -> list[list[Problem]]:
    reports = list(Report.objects.filter(pk__in=page).order_by("pk"))
    readings = list(Reading.objects.filter(report_id__in=page).order_by("pk"))
    wanted = {report.text_id for report in reports} | {reading.record_id for reading in readings}
    contents = Content.objects.in_bulk(wanted)
    raws = {report.raw_id for report in reports if report.raw_id is not None}
    there = set(Content.objects.filter(pk__in=raws).values_list("pk", flat=True)) | contents.keys()
    tables = Tables.of(page)
    found = []
    for report in reports:
        problems: list[Problem] = []
        own = [reading for reading in readings if reading.report_id == report.pk]
        reads = _read(report, own, contents, problems)
        if report.raw_id is not None and report.raw_id not in there:
            problems.append(Problem(f"report {report.key}", "raw", "its bytes are missing"))
        problems += Comparison(report, reads, tables).problems()
        found.append(problems)
    return found


def _read(
    report: Report, readings: Sequence[Reading], contents: dict[str, Content], problems: list[Problem]
) -> list[Read]:
    """The readings of a report whose records can be read; ``problems`` gets what is wrong with them."""
    name = f"report {report.key}"
    reads = []
    try:
        text = contents[report.text_id].read().decode("utf-8", "surrogatepass")
    except (KeyError, zlib.error, UnicodeDecodeError):
        problems.append(Problem(name, "text", "is missing or damaged"))
        return []
    for reading in readings:
        try:
            record = msgspec.json.decode(contents[reading.record_id].read(), type=types.Record)
        except (KeyError, zlib.error, msgspec.MsgspecError):
            problems.append(Problem(name, "record", "is missing or damaged"))
            continue
        record = msgspec.structs.replace(record, report=msgspec.structs.replace(record.report, text=text))
        wrong = problems_of(record)
        problems += [Problem(name, f"record: {problem.where}", problem.what) for problem in wrong]
        if reading.reader != record.reader:
            problems.append(Problem(name, "reading", "another version of Verbale than the record's"))
        if not wrong:  # a record that does not hold gives no rows to compare with
            reads.append(read(report, reading, record))
    return reads


# --- the others -------------------------------------------------------------------------------


def _copies() -> Iterator[Problem]:
    contents = Content.objects.order_by()
    for copy in _each("copy", Copy.objects.order_by("pk")):
        if isinstance(copy, list):
            yield from copy
            continue
        row = bulk.row_of(copy)
        if Copy.digest(row) != copy.hash:
            yield Problem(f"copy {copy.pk}", "hash", "is not that of its fields")
        ids = {copy.text_id} | ({copy.raw_id} if copy.raw_id is not None else set())
        if contents.filter(pk__in=ids).count() < len(ids):
            yield Problem(f"copy {copy.pk}", "text", "is missing")


def _instruments() -> Iterator[Problem]:
    for paper in _each("instrument", Instrument.objects.order_by("pk")):
        if isinstance(paper, list):
            yield from paper
        elif not instruments.is_whole(paper):
            yield Problem(f"instrument {paper.key}", "hash", "is not that of its name, kind and date")


def _names() -> Iterator[Problem]:
    """Actors' names: each is one that a report has, or a state's in a language."""
    languages = set(Report.objects.values_list("language", flat=True).distinct())
    states = {name for language in languages for name in state_names(language).values()}
    joined = dict(Actor.objects.exclude(joined_into=None).values_list("pk", "joined_into_id"))
    for page in _pages(Actor.objects.order_by("pk")):
        names = dict(Actor.objects.filter(pk__in=page).values_list("pk", "name"))
        holders = {actor: _last(actor, joined) for actor in page}  # names go with those who are joined
        called = ActorName.objects.filter(actor_id__in=holders.values()).values_list("actor_id", "name")
        appearing = Appearance.objects.filter(actor_id__in=holders.values(), name__in=set(names.values()))
        said = set(called) | set(appearing.values_list("actor_id", "name"))
        for actor, name in names.items():
            if (holders[actor], name) not in said and name not in states:
                yield Problem(f"actor number {actor}", "name", "is not one that a report has")


def _last(actor: int, joined: Mapping[int, int | None]) -> int:
    """Whom an actor was joined to in the end; itself where it was not."""
    seen = {actor}
    while (other := joined.get(actor)) is not None and other not in seen:
        seen.add(other)
        actor = other
    return actor


def _joins() -> Iterator[Problem]:
    """Actors that were joined to others, beside the chain of reviews."""
    joined = dict(Actor.objects.exclude(joined_into=None).values_list("key", "joined_into__key"))
    for key in Appearance.objects.exclude(actor__joined_into=None).values_list("actor__key", flat=True).distinct():
        yield Problem(f"actor {key}", "appearances", "were left when it was joined to another")
    said: dict[str, str] = {}
    into: dict[int, tuple[str, str]] = {}  # by number, what each decision joined
    for review in _each("review", Review.objects.filter(noun="actor").order_by("number")):
        if isinstance(review, list):
            return  # the chain is told to be damaged by its own check
        if review.decision == Decision.JOIN:
            into[review.number] = (review.item, review.after["into"])
            said[review.item] = review.after["into"]
        elif review.decision == Decision.SPLIT:
            into[review.number] = (review.after["new"], review.item)
        elif (undone := review.after["undone"]) in into:
            one, other = into[undone]
            if said.pop(one, None) is None:
                said[one] = other  # the undoing of a split joins
    for key in sorted(joined.keys() | said.keys()):
        if joined.get(key) != said.get(key):
            yield Problem(f"actor {key}", "joined_into", "is not what the chain of reviews says")


def _reviews() -> Iterator[Problem]:
    """The chain, and that the items it speaks of are there."""
    problems: list[Problem] = []
    rows = Review.objects.order_by("number")
    if connection.vendor == "sqlite":  # a moment may be written in several ways there
        rows = rows.annotate(printed=Cast("made", TextField()))

    def readable() -> Iterator[Review]:
        for page in _paged(_each("review", rows)):
            reviews = [review for review in page if isinstance(review, Review)]
            problems.extend(problem for review in page if isinstance(review, list) for problem in review)
            problems.extend(_items_missing(reviews))
            problems.extend(_written_otherwise(reviews))
            yield from reviews

    yield from (Problem(f"review {number}", "chain", what) for number, what in chain.broken(readable()))
    yield from problems


def _written_otherwise(reviews: Sequence[Review]) -> Iterator[Problem]:
    """Decisions whose moment is not written as Verbale writes it, though it may be the same."""
    for review in reviews:
        printed = getattr(review, "printed", None)
        if printed is not None and (review.made is None or printed != str(review.made.replace(tzinfo=None))):
            yield Problem(f"review {review.number}", "made", "is not written as Verbale writes it")


def _paged(rows: Iterator[M | list[Problem]]) -> Iterator[list[M | list[Problem]]]:
    while page := list(islice(rows, CHUNK)):
        yield page


def _items_missing(reviews: Sequence[Review]) -> Iterator[Problem]:
    tables: dict[str, models.QuerySet[Any, str]] = {
        noun: model.objects.values_list("key", flat=True) for noun, model in NOUNS.items()
    }
    tables["actor"] = Actor.objects.values_list("key", flat=True)
    for noun, keys in tables.items():
        wanted = {review.item: review.number for review in reviews if review.noun == noun}
        there = set(keys.filter(key__in=wanted)) if wanted else set()
        for item in sorted(wanted.keys() - there):
            yield Problem(f"review {wanted[item]}", "item", f"there is no {noun} {item}")
