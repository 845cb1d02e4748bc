"""Tokens of Russian text, equal to those of razdel (A. Kukushkin, 2017), which the Slovnet models were trained on.

razdel cuts the text into atoms (Cyrillic run, Latin run, digits, one punctuation mark, other signs) and joins
neighbours by rules. Here one regular expression finds whole tokens. Only where a joining mark stands after white
space does the answer depend on the token before it («слово -то», «5 ,6»): those few places are looked at afterwards.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DASHES = "‑–—−\\-"
_PUNCTUATION = "\\\\/!#$%&*+,.:;<=>?@^_`|~№…" + _DASHES + "«“‘»”’\"„'" + "([}" + ")\\]}"
_CYRILLIC = "а-яА-ЯёЁ\u1c80-\u1c86"  # what [а-яё] matches when case is ignored, which is slower
_LATIN = "a-zA-Z\u0130\u0131\u017f\u212a"
_OTHER = rf"[^\s\d{_CYRILLIC}{_LATIN}{_PUNCTUATION}]"
# A word: Cyrillic or Latin runs, of which two touch only over other signs («за́мок», «ΔP»).
_RUN = rf"(?:[{_CYRILLIC}]++|[{_LATIN}]++)"
_WORD = rf"(?:{_RUN}(?:{_OTHER}++{_RUN}?)*+|{_OTHER}++(?:{_RUN}(?:{_OTHER}++{_RUN}?)*+)?)"
_PART = rf"(?:{_WORD}|\d++)"
_TOKEN = re.compile(
    rf"""
    {_PART}
    (?: [{_DASHES}_]{_PART} | (?<=\d)[.,/\\](?=\d)\d++ )*+          # тёмно-синий, COVID-19, 5,6, 1/2
    (?: [{_DASHES}_](?=\s+[^\s{_PUNCTUATION}]) | (?<=\d)[.,/\\](?=\s+\d) )?+  # «аудио- и видео», «2005, 2006»
    (?: (?i:(?<=yahoo))(?<![{_LATIN}].{{5}})![.?!…]*+ )?+
    | [.?!…]++ | --++ | \*\*++ | [=:;][)(]{{1,3}}+ | \S
    """,
    re.VERBOSE,
)
_LEADING = re.compile(
    rf"(?<=[^\s{_PUNCTUATION}]\s)\s*(?P<dash>[{_DASHES}_])(?=[^\s{_PUNCTUATION}])|(?<=\d\s)\s*(?P<point>[.,/\\])(?=\d)",
)


class Words(NamedTuple):
    """Tokens of a text, column by column."""

    starts: list[int]
    ends: list[int]
    texts: list[str]


def tokenize(text: str) -> Words:
    """The tokens of ``text`` in order, with their offsets."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    leading = {match.end() - 1 for match in _LEADING.finditer(text)}
    if leading:
        spans = _joined(spans, leading)
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    return Words(starts, ends, [text[start:end] for start, end in spans])


def _joined(spans: list[tuple[int, int]], leading: set[int]) -> list[tuple[int, int]]:
    """The spans with each token that starts in ``leading`` joined to the one after it: «слово -то» has «-то»."""
    joined: list[tuple[int, int]] = []
    opened = -1
    for start, end in spans:
        if opened >= 0:
            joined.append((opened, end))
            opened = -1
        elif start in leading and end == start + 1:
            opened = start
        else:
            joined.append((start, end))
    return joined
