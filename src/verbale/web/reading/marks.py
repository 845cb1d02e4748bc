"""What is marked in a report's text, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.utils.translation import gettext as _

from verbale.export.html.markup import Mark, element
from verbale.store.answers.current import CurrentReport
from verbale.store.models import Citation, Meeting, State, Statement
from verbale.types import Span, TimeExpression
from verbale.web.templatetags.verbale import instrument_kind, meeting_kind, status

Kind = TypeVar("Kind", Statement, Meeting, Citation)


def marks_of(current: CurrentReport) -> Iterator[Mark]:
    """All marks of a report: statements outside, then their cues and sources, then times, meetings, instruments."""
    for span in current.furniture:
        yield Mark(span=span, attributes={"class": "furniture"}, rank=0)
    for statement in not_rejected(current.statements):
        yield from statement_marks(statement)
    for time in current.read.times:
        yield _time(time)
    for meeting in not_rejected(current.meetings):
        title = f"{meeting_kind(meeting.kind)}, {status(meeting.status)}"
        yield from _facts("meeting", meeting.key, title, spans_of(meeting))
    for citation in not_rejected(current.citations):
        title = f"{instrument_kind(citation.kind)}: {citation.name}"
        yield from _facts("instrument", citation.key, title, spans_of(citation))


def statement_marks(statement: Statement) -> Iterator[Mark]:
    """A statement's content, with its speaker's name in front and its key as anchor; its source and its cue."""
    name = statement.speaker_name
    label = element(
        "a",
        class_="who",
        href=f"#card-{statement.key}",
        data_of=statement.key,
        data_name=name or "?",
        aria_label=_("Statement of %(name)s") % {"name": name} if name else _("Statement without a named source"),
    )
    for index, (start, end) in enumerate(statement.spans["content"]):
        yield Mark(
            span=Span(start, end),
            attributes={"class": f"statement {statement.kind}", "data-of": statement.key},
            head="" if index else label,
            anchor=None if index else statement.key,
            rank=1,
        )
    for part in ("source", "cue"):
        if (pair := statement.spans[part]) is not None:
            yield Mark(span=Span(*pair), attributes={"class": part, "data-of": statement.key}, rank=2)


def spans_of(item: Meeting | Citation) -> Iterator[Span]:
    """Where a meeting or an instrument stands: its trigger or fullest mention, then the others."""
    first = item.spans["trigger"] if isinstance(item, Meeting) else item.spans["mention"]
    for start, end in (first, *item.spans["mentions"]):
        yield Span(start, end)


def _time(time: TimeExpression) -> Mark:
    title = " ".join(filter(None, (time.value or _("not settled"), time.mod)))
    return Mark(span=time.span, attributes={"class": "time", "title": title}, rank=3)


def _facts(noun: str, key: str, title: str, spans: Iterable[Span]) -> Iterator[Mark]:
    for index, span in enumerate(spans):
        yield Mark(span=span, attributes={"class": noun, "title": title}, anchor=None if index else key, rank=3)


def not_rejected(items: Iterable[Kind]) -> Iterator[Kind]:
    """The items that reviewers let stand."""
    return (item for item in items if item.state != State.REJECTED)
