"""The headline of a plain text."""

from __future__ import annotations

import re

from verbale.intake.dates import only_date
from verbale.types import Span

_LONGEST = 180  # characters of a headline
_LOOK = 4000  # characters in which headline and lead stand
_LEAD = 40  # characters that some later line has to have, for the first line to head anything
_SENTENCE_INSIDE = re.compile(r"[а-яёa-z»\"”)]\.\s+[А-ЯЁA-Z«\"“]")


def headline(text: str, furniture: tuple[Span, ...] = ()) -> str | None:
    """The first line of ``text`` if it looks like a headline: short, without a final full stop, with a text below it.

    Lines of ``furniture`` and datelines are passed over.
    """
    first, *rest = _lines(text[:_LOOK], {span.start for span in furniture}) or [""]
    if not rest or len(first) > _LONGEST or not re.search(r"[^\W\d_]{2}", first) or max(map(len, rest)) < _LEAD:
        return None
    if first[-1] in ".,;:—–-" or first.startswith(("—", "–", "- ")) or len(_SENTENCE_INSIDE.findall(first)) > 1:
        return None
    return first


def _lines(text: str, furniture: set[int]) -> list[str]:
    """The stripped lines that are neither blank, nor furniture, nor a date alone."""
    found = []
    for match in re.finditer(r"[^\n\r]+", text):
        line = match[0].strip()
        if line and match.start() + match[0].index(line) not in furniture and not only_date(line):
            found.append(line)
    return found
