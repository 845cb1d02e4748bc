"""The headline of a plain text."""

from __future__ import annotations

import re

from verbale.intake.dates import only_date

_LONGEST = 180  # characters of a headline
_LEAD = 40  # characters that some later line has to have, for the first line to head anything
_SENTENCE_INSIDE = re.compile(r"[а-яёa-z»\"”)]\.\s+[А-ЯЁA-Z«\"“]")


def headline(text: str) -> str | None:
    """The first line of ``text`` if it looks like a headline: short, without a final full stop, with a text below it."""
    lines = (line.strip() for line in re.split(r"[\n\r]+", text[:4000]))
    lines_left = [line for line in lines if line and not only_date(line)]
    if len(lines_left) < 2:
        return None
    first, *rest = lines_left
    if len(first) > _LONGEST or not re.search(r"[^\W\d_]{2}", first) or max(map(len, rest)) < _LEAD:
        return None
    if first[-1] in ".,;:—–-" or first.startswith(("—", "–", "- ")) or _SENTENCE_INSIDE.search(first):
        return None
    return first
