"""A stretch of a report's text as HTML, with what was found in it marked; all that the report has is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from verbale.export.html.markup import Mark, marked_lines
from verbale.export.text import surroundings
from verbale.types import Span

_HALF = re.compile(r"\S*[\s.,;:!?…)»]*")
LENGTH = 420  # characters around what was found, where its paragraph has so many


class Found(NamedTuple):
    """What is marked: a stretch of the text, and the class of its mark."""

    span: Span
    style: str


def passage(text: str, found: Iterable[Found], around: Span, length: int = LENGTH) -> SafeString:
    """``around`` and what stands beside it in its paragraph, with ``found`` marked as far as it lies there."""
    return marked(text, found, stretch(text, around, length))


def marked(text: str, found: Iterable[Found], shown: Span) -> SafeString:
    """The stretch ``shown`` of ``text``, with ``found`` marked as far as it lies there."""
    piece = shown.of(text)
    marks = [
        Mark(span=Span(start, end), attributes={"class": item.style}, rank=rank)
        for rank, item in enumerate(found)
        if (start := max(item.span.start, shown.start) - shown.start)
        < (end := min(item.span.end, shown.end) - shown.start)
    ]
    html = "<br>".join(line.html for line in marked_lines(piece, marks))
    before = "… " if text[: shown.start].rpartition("\n")[2].strip() else ""
    after = " …" if text[shown.end :].partition("\n")[0].strip() else ""
    return mark_safe(before + html + after)  # noqa: S308, marked_lines escapes


def stretch(text: str, around: Span, length: int = LENGTH) -> Span:
    """``around`` and about ``length`` characters around it in its paragraph, without halves of words and stray marks."""
    start, end = (shown := surroundings(text, around, length)).start, shown.end
    if start and not text[start - 1].isspace() and (cut := _HALF.match(text, start, around.start)) is not None:
        start = cut.end()
    if end < len(text) and not text[end].isspace():
        end = around.end + len(text[around.end : end].rpartition(" ")[0])
    return Span(start, end)


def hull(spans: Iterable[Iterable[int]]) -> Span:
    """The stretch from the first to the last character of ``spans``, of which there is one at least."""
    found = [Span(*span) for span in spans]
    return Span(min(span.start for span in found), max(span.end for span in found))


def spans_of(spans: Iterable[Iterable[int]], style: str) -> Iterator[Found]:
    """``spans`` as a row has them, to be marked."""
    return (Found(Span(*span), style) for span in spans)
