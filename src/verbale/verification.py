"""Re-checks a record against its own text: nothing is re-anchored, what does not hold is named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from verbale.types import Record, Span, Statement


class Problem(msgspec.Struct, frozen=True):
    """One thing that does not hold."""

    doc: str  # of the record
    where: str  # path of the field in the record, as in its JSON
    what: str  # what is wrong there, in one line

    def __str__(self) -> str:
        return f"{self.doc}: {self.where}: {self.what}"


Finding = tuple[str, str]  # where and what

_SINGLE = ("cue", "source", "addressee", "target", "condition")  # a statement's single spans that have an ``exact``


def verify(record: Record) -> list[Problem]:
    """All that does not hold in ``record``; an empty list where it is whole.

    Checked are the hash of the text, that every span lies in it and those of one list are in order, that every
    ``exact`` is the text of its span, and that the ids which items refer to exist once.
    """
    return [Problem(record.doc, where, what) for where, what in _findings(record)]


def count_spans(record: Record) -> int:
    """How many spans of the text ``record`` holds."""
    count = len(record.report.furniture) + len(record.times)
    count += sum(len(actor.mentions) for actor in record.actors)
    for statement in record.statements:
        count += len(statement.content) + sum(1 for field in _SINGLE if getattr(statement, field) is not None)
    count += sum(1 + len(meeting.mentions) for meeting in record.meetings)
    count += sum(1 + len(instrument.mentions) for instrument in record.instruments)
    return count


def _findings(record: Record) -> Iterator[Finding]:
    text = record.report.text
    # Half characters have no UTF-8; such a text cannot have been hashed, so its hash is wrong, not an exception.
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != record.report.sha256:
        yield "report.sha256", "is not the hash of the text"
    yield from _in_order(record.report.furniture, "report.furniture", text)
    for index, statement in enumerate(record.statements):
        yield from _statement(statement, f"statements[{index}]", text)
    for index, actor in enumerate(record.actors):
        for place, mention in enumerate(actor.mentions):
            yield from _in_range(mention.span, f"actors[{index}].mentions[{place}].span", text)
    for index, time in enumerate(record.times):
        yield from _exact(time.span, time.exact, f"times[{index}].span", text)
    for index, meeting in enumerate(record.meetings):
        yield from _exact(meeting.trigger, meeting.exact, f"meetings[{index}].trigger", text)
        yield from _each_in_range(meeting.mentions, f"meetings[{index}].mentions", text)
    for index, instrument in enumerate(record.instruments):
        yield from _exact(instrument.mention, instrument.exact, f"instruments[{index}].mention", text)
        yield from _each_in_range(instrument.mentions, f"instruments[{index}].mentions", text)
    yield from _references(record)


def _statement(statement: Statement, where: str, text: str) -> Iterator[Finding]:
    if not statement.content:
        yield f"{where}.content", "is empty"
    yield from _in_order(statement.content, f"{where}.content", text)
    contents = statement.exact.content
    if len(contents) != len(statement.content):
        yield f"{where}.exact.content", f"has {len(contents)} parts for {len(statement.content)} spans"
    for index, (span, exact) in enumerate(zip(statement.content, contents, strict=False)):
        yield from _same(span, exact, f"{where}.content[{index}]", text)
    for field in _SINGLE:
        span, single = getattr(statement, field), getattr(statement.exact, field)
        if (span is None) != (single is None):
            yield f"{where}.{field}", "has a span without its text, or a text without its span"
        elif span is not None:
            yield from _exact(span, single, f"{where}.{field}", text)


def _in_range(span: Span, where: str, text: str) -> Iterator[Finding]:
    if not 0 <= span.start < span.end <= len(text):
        yield where, f"[{span.start}, {span.end}] is not a stretch of the text of {len(text)} characters"


def _each_in_range(spans: Iterable[Span], where: str, text: str) -> Iterator[Finding]:
    for index, span in enumerate(spans):
        yield from _in_range(span, f"{where}[{index}]", text)


def _in_order(spans: Sequence[Span], where: str, text: str) -> Iterator[Finding]:
    yield from _each_in_range(spans, where, text)
    for index, (before, after) in enumerate(pairwise(spans), 1):
        if after.start < before.end:
            yield f"{where}[{index}]", "begins before the one before it has ended"


def _same(span: Span, exact: str, where: str, text: str) -> Iterator[Finding]:
    # A negative start would count from the end of the text and might hit the same characters there.
    if span.start < 0 or span.of(text) != exact:
        yield where, f"the text there is {_short(span.of(text) if span.start >= 0 else '')}, not {_short(exact)}"


def _exact(span: Span, exact: str, where: str, text: str) -> Iterator[Finding]:
    yield from _in_range(span, where, text)
    yield from _same(span, exact, where, text)


def _references(record: Record) -> Iterator[Finding]:
    actors = {actor.id for actor in record.actors}
    statements = {statement.id for statement in record.statements}
    instruments = {instrument.id for instrument in record.instruments}
    for noun in ("statements", "actors", "times", "meetings", "instruments"):
        seen: set[str] = set()
        for index, item in enumerate(getattr(record, noun)):
            if not item.id or item.id in seen:
                yield f"{noun}[{index}].id", f"{item.id!r} is taken" if item.id else "is empty"
            seen.add(item.id)
    for index, statement in enumerate(record.statements):
        for field in ("actor", "addressee_actor", "target_actor"):
            if (wanted := getattr(statement, field)) is not None and wanted not in actors:
                yield f"statements[{index}].{field}", f"there is no actor {wanted!r}"
        yield from _all_known(statement.instruments, instruments, f"statements[{index}].instruments")
    for index, meeting in enumerate(record.meetings):
        yield from _all_known(meeting.party_actors, actors, f"meetings[{index}].party_actors")
    for index, position in enumerate(record.positions):
        yield from _all_known((position.statement,), statements, f"positions[{index}].statement")


def _all_known(ids: Iterable[str], known: set[str], where: str) -> Iterator[Finding]:
    for wanted in ids:
        if wanted not in known:
            yield where, f"there is no {wanted!r}"


def _short(text: str, most: int = 60) -> str:
    return repr(text if len(text) <= most else text[: most - 1] + "…")
