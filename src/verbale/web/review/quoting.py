"""Spans given by quoting: a reviewer selects or writes words of the passage, and the exact characters are found.

Offsets are code points of the report's text. White space of any kind counts as one space.
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from verbale.types import Span

GAP = " […] "  # between the parts of a content, as it is shown and written
_GAP = re.compile(r"\s*\[…\]\s*")
_PLACES = re.compile(r"\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9}){0,49}", re.ASCII)


def quoted(text: str, spans: list[Span]) -> str:
    """The characters of ``spans`` as a field shows them: on one line, parts with a gap between."""
    return GAP.join(" ".join(span.of(text).split()) for span in spans)


def located(text: str, passage: Span, words: str, places: str) -> list[Span]:
    """Where ``words`` (parts with ``GAP`` between) stand in ``text``.

    ``places`` ("12-40,51-60") says it where they were selected. Written words have to stand exactly once in the
    ``passage``, each part after the one before. Raises ``ValidationError``.
    """
    parts = [" ".join(part.split()) for part in _GAP.split(words.strip())]
    selected = _selected(text, places)
    if [" ".join(span.of(text).split()) for span in selected] == parts:
        return selected
    spans: list[Span] = []
    for part in parts:
        spans.append(_found_once(text, Span(spans[-1].end if spans else passage.start, passage.end), part))
    return spans


def _found_once(text: str, within: Span, words: str) -> Span:
    pattern = r"\s+".join(map(re.escape, words.split()))
    if not pattern:
        raise ValidationError(_("Write the words as they stand in the passage."), code="empty")
    found = re.compile(f"(?=({pattern}))").finditer(text, within.start, within.end)
    spans = [Span(*match.span(1)) for match in found]
    if not spans:
        raise ValidationError(_("“%(words)s” does not stand in the passage."), params={"words": words}, code="missing")
    if len(spans) > 1:
        raise ValidationError(
            _("“%(words)s” stands %(count)d times in the passage: select it with the mouse, or quote more of it."),
            params={"words": words, "count": len(spans)},
            code="ambiguous",
        )
    return spans[0]


def _selected(text: str, places: str) -> list[Span]:
    """The stretches that a script has named, without white space at their ends; none where they are out of range."""
    if not _PLACES.fullmatch(places):
        return []
    spans = []
    for place in places.split(","):
        start, end = (int(number) for number in place.split("-"))
        words = text[start:end]
        if not words.strip() or end > len(text):
            return []
        spans.append(Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())))
    return spans
