"""Quotations without marks: speech after a dash, and a block quotation after a colon.

«— Мы готовы, — сказал министр. — Но не сейчас.» holds two quotations of form ``dash``; the author's words between are
in none. A paragraph that ends with a colon makes the next paragraph a quotation of form ``block``; whether the words
before the colon attribute it at all is the extract stage's to decide.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from verbale.language.quotes import nest
from verbale.types import Quotation, Span

_DASH = re.compile(r"[—–-]\s+(?=[^\s\d—–-])")
_INTERRUPTION = re.compile(r"(?P<mark>[,!?…»”\"]|\.{3})\s*[—–-]\s+(?=[^\W\d_])")
_RESUMPTION = re.compile(r"(?P<mark>[.,!?…:])\s*[—–-]\s+")
_SENTENCE_END = tuple('.!?…»”")')
_NEAR = 40  # characters after the dash within which the author's words have their verb
_LONGEST_WORDS = 500  # characters of the author's words before speech goes on
_SHORTEST_BLOCK = 2  # words


def find_quotations(
    text: str, paragraphs: Sequence[Span], marks: Sequence[Quotation], verbs: Sequence[int]
) -> tuple[Quotation, ...]:
    """All quotations by start, outer before inner: ``marks`` (in quotation marks), dash speech and blocks.

    ``verbs``: where finite verbs start in the text, in order; they tell the author's words from the speech.
    """
    added = [q for index, p in enumerate(paragraphs) for q in _unmarked(text, paragraphs, index, p, verbs)]
    if not added:
        return tuple(marks)
    return nest([*(q for q in added if not _crosses(q, marks)), *marks])


def interruptions(text: str, span: Span, verbs: Sequence[int]) -> list[Span]:
    """The author's words inside a stretch of speech, without the dashes around them: «Мы, — сказал он, — готовы»."""
    found = []
    at = span.start
    while (dash := _INTERRUPTION.search(text, at, span.end)) is not None:
        back = _RESUMPTION.search(text, dash.end(), min(span.end, dash.end() + _LONGEST_WORDS))
        end = back.start("mark") if back else span.end
        if _has_verb(verbs, dash.end(), min(end, dash.end() + _NEAR)) and text[dash.end()].islower():
            found.append(Span(dash.end(), end))
            at = back.end() if back else span.end
        else:
            at = dash.end()
    return found


def _has_verb(verbs: Sequence[int], start: int, end: int) -> bool:
    index = bisect_left(verbs, start)
    return index < len(verbs) and verbs[index] < end


def _unmarked(
    text: str, paragraphs: Sequence[Span], index: int, paragraph: Span, verbs: Sequence[int]
) -> Iterator[Quotation]:
    dash = _DASH.match(text, paragraph.start, paragraph.end)
    if dash is not None:
        yield from _dash_speech(text, paragraph, dash.end(), verbs)
    elif index and text[paragraphs[index - 1].end - 1] == ":" and _is_block(text, paragraph):
        yield Quotation(paragraph.start, paragraph.end, paragraph, "block", 0, True)


def _dash_speech(text: str, paragraph: Span, start: int, verbs: Sequence[int]) -> Iterator[Quotation]:
    """The quotations of a paragraph that starts with a dash; none when it is an item of a list."""
    authors = interruptions(text, Span(start, paragraph.end), verbs)
    listed = (
        text[start].islower() or text[paragraph.start] == "-" or not text.endswith(_SENTENCE_END, start, paragraph.end)
    )
    if listed and not authors:
        return
    opening = paragraph.start
    for author in authors:
        inner = Span(start, len(text[start : author.start].rstrip(" \u00a0—–-")) + start)
        if text[inner.end - 1] == ",":
            inner = Span(inner.start, inner.end - 1)
        yield Quotation(opening, inner.end, inner, "dash", 0, True)
        back = _RESUMPTION.match(text, author.end, paragraph.end)
        if back is None:
            return
        opening, start = back.start("mark") + 1, back.end()
        opening += len(text[opening:start]) - len(text[opening:start].lstrip())
    if start < paragraph.end:
        yield Quotation(opening, paragraph.end, Span(start, paragraph.end), "dash", 0, True)


def _is_block(text: str, paragraph: Span) -> bool:
    """Whether a paragraph may be a quotation without marks: no list item, heading or marked quotation."""
    first = text[paragraph.start]
    words = text.count(" ", paragraph.start, paragraph.end) + 1
    return first.isalpha() and first.isupper() and words >= _SHORTEST_BLOCK and text[paragraph.end - 1] in ".!?…)"


def _crosses(quotation: Quotation, marks: Sequence[Quotation]) -> bool:
    """Whether a quotation in marks lies across one of the ends of ``quotation``."""
    index = bisect_left(marks, quotation.end, key=lambda q: q.start)
    for q in marks[max(0, index - 8) : index]:
        if q.end > quotation.start and not (quotation.start <= q.start and q.end <= quotation.end):
            return True
    return False
