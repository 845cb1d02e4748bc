"""From runs of tokens to content spans as the guidelines define them: trimmed, unquoted, balanced."""

from __future__ import annotations

import re

from verbale.extract.view import View
from verbale.types import Span

OPENING = "«„“\"'‘("
CLOSING = {"«": "»", "„": "“", "“": "”", '"': '"', "(": ")", "‘": "’"}
DASHES = "—–-−"
_WORD = re.compile(r"[^\W_]+")
TRAILING = " \t\r\n\u00a0.,;:" + DASHES
LEADING = " \t\r\n\u00a0,;:." + DASHES


def trim(text: str, start: int, end: int) -> Span | None:
    """``[start, end)`` without surrounding blanks, joining marks, the final full stop and unpaired quotation marks.

    Returns None where nothing is left.
    """
    while True:
        before = (start, end)
        while start < end and text[start] in LEADING:
            start += 1
        while end > start and text[end - 1] in TRAILING:
            end -= 1
        start, end = _balance(text, start, end)
        if (start, end) == before:
            break
    return Span(start, end) if end > start else None


def _balance(text: str, start: int, end: int) -> tuple[int, int]:
    """Drops one opening or closing mark at the edges whose partner lies outside."""
    if end <= start:
        return start, end
    piece = text[start:end]
    first, last = piece[0], piece[-1]
    if last in "»”)" and piece.count(last) > sum(piece.count(mark) for mark in _openers(last)):
        return start, end - 1
    if first in "«„(" and piece.count(first) > sum(piece.count(mark) for mark in _closers(first)):
        return start + 1, end
    if last == '"' and piece.count('"') % 2:
        return start, end - 1
    if first == '"' and piece.count('"') % 2:
        return start + 1, end
    return start, end


def _openers(mark: str) -> str:
    return {"»": "«", "”": "“„", ")": "("}[mark]


def _closers(mark: str) -> str:
    return {"«": "»", "„": "“”", "(": ")"}[mark]


def unquote(text: str, span: Span) -> Span:
    """The span without a pair of quotation marks that encloses all of it."""
    start, end = span.start, span.end
    if end - start > 2 and text[start] in CLOSING and text[end - 1] == CLOSING[text[start]]:
        inner = text[start + 1 : end - 1]
        if text[start] not in inner and text[end - 1] not in inner:
            return trim(text, start + 1, end - 1) or span
    return span


def token_span(view: View, first: int, last: int) -> Span | None:
    """The trimmed characters of the tokens ``[first, last)``."""
    if last <= first:
        return None
    return trim(view.text, view.tokens[first].start, view.tokens[last - 1].end)


def words(text: str) -> int:
    """How many runs of letters or digits a text has."""
    return len(_WORD.findall(text))
