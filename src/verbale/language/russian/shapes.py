"""The shape of a word, as Slovnet's networks were trained with it (natasha/slovnet 0.6, ``slovnet/shape.py``)."""

from __future__ import annotations

import re

_PUNCTUATION = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…"
_TYPE = re.compile(
    rf"(?P<RU>[а-яё])|(?P<EN>[a-z])|(?P<NUM>[+-]?\d)|(?P<PUNCT>[{re.escape(_PUNCTUATION)}])", re.IGNORECASE
)


def word_shape(word: str) -> str:
    """Script and capitals of a word: «Велар» RU_Xx, «ВЕЛТА» RU_XX, «2021» NUM, «,» PUNCT_,."""
    match = _TYPE.match(word)
    kind = match.lastgroup if match else None
    if kind == "RU" or kind == "EN":  # noqa: PLR1714  # half the time of a look-up in a set
        return f"{kind}_{_outline(word)}"
    if kind == "PUNCT":
        return f"PUNCT_{word if len(word) == 1 else 'OTHER'}"
    return kind or "OTHER"


def _outline(word: str) -> str:
    if word.islower():
        return "xx" if len(word) > 1 else "x"
    if word.isupper():
        return "XX" if len(word) > 1 else "X"
    if _is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    if dash and _is_title(left) and _is_title(right):
        return "Xx-Xx"
    return "OTHER" if len(word) > 1 else "x"


def _is_title(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()
