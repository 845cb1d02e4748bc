"""An item in the passage of its report: the paragraphs that it stands in, and some before and after."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from django.utils.safestring import SafeString, mark_safe

from verbale.export.html.markup import Line, Mark, element, marked_lines
from verbale.store.models import Citation, Item, Meeting, Statement
from verbale.types import Span
from verbale.web.reading.marks import spans_of, statement_marks

AROUND = 2  # paragraphs before and after


class Passage(msgspec.Struct, frozen=True):
    """Paragraphs as HTML, each with the code points that it shows, and where they stand in the text."""

    span: Span
    html: SafeString


def passage_of(item: Item, text: str) -> Passage:
    """The passage of ``item`` in a report with ``text``."""
    marks = list(_marks(item))
    first = min((mark.span.start for mark in marks), default=item.start)
    last = max((mark.span.end for mark in marks), default=item.start)
    lines = list(marked_lines(text, marks))
    touched = [index for index, line in enumerate(lines) if line.span.start <= last and line.span.end >= first]
    shown = lines[max(touched[0] - AROUND, 0) : touched[-1] + AROUND + 1] if touched else lines
    return Passage(Span(shown[0].span.start, shown[-1].span.end), mark_safe("\n".join(map(_paragraph, shown))))  # noqa: S308, markup.py escapes


def _marks(item: Item) -> Iterator[Mark]:
    if isinstance(item, Statement):
        # Without the speaker's name in front: only the report's own characters can be selected.
        yield from (msgspec.structs.replace(mark, head="") for mark in statement_marks(item))
    elif isinstance(item, Meeting | Citation):
        style = "meeting" if isinstance(item, Meeting) else "instrument"
        yield from (Mark(span=span, attributes={"class": style}) for span in spans_of(item))


def _paragraph(line: Line) -> str:
    return element("p", line.html, data_start=str(line.span.start), data_end=str(line.span.end))
