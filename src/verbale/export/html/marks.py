"""What is marked in the text, and how."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.export.html.markup import Mark, element
from verbale.types import Record, Span, Statement


def marks_of(record: Record) -> Iterator[Mark]:
    """All marks of ``record``: statements outside, then their cues and sources, then times, meetings, instruments."""
    for span in record.report.furniture:
        yield Mark(span=span, attributes={"class": "furniture"}, rank=0)
    for statement in record.statements:
        yield from _statement_marks(statement)
    for time in record.times:
        yield _fact(time.span, "time", time.id, " ".join(filter(None, (time.value or "not settled", time.mod))))
    for meeting in record.meetings:
        yield _fact(meeting.trigger, "meeting", meeting.id, f"{meeting.kind.replace('_', ' ')}, {meeting.status}")
        for span in meeting.mentions:
            yield _fact(span, "meeting", None, f"{meeting.kind.replace('_', ' ')}, {meeting.status}")
    for instrument in record.instruments:
        yield _fact(instrument.mention, "instrument", instrument.id, f"{instrument.kind}: {instrument.name}")
        for span in instrument.mentions:
            yield _fact(span, "instrument", None, f"{instrument.kind}: {instrument.name}")


def _statement_marks(statement: Statement) -> Iterator[Mark]:
    label = element(
        "a",
        class_="who",
        href=f"#card-{statement.id}",
        data_of=statement.id,
        data_name=statement.speaker or "?",
        aria_label=f"statement of {statement.speaker or 'an unnamed source'}",
    )
    for index, span in enumerate(statement.content):
        yield Mark(
            span=span,
            attributes={"class": f"statement {statement.kind}", "data-of": statement.id},
            head=label if index == 0 else "",
            anchor=statement.id if index == 0 else None,
            rank=1,
        )
    for name, part in (("source", statement.source), ("cue", statement.cue)):
        if part is not None:
            yield Mark(span=part, attributes={"class": name, "data-of": statement.id}, rank=2)


def _fact(span: Span, noun: str, anchor: str | None, title: str) -> Mark:
    return Mark(span=span, attributes={"class": noun, "title": title}, anchor=anchor, rank=3)
