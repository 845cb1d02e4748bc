"""The small measures that the scores are made of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

import msgspec

from verbale.types import Span

TOKEN = re.compile(r"[^\W_]+")  # runs of letters or digits


class Prf(msgspec.Struct, frozen=True):
    """Counts behind precision, recall and F1."""

    right: int  # pairs that count
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 1 where nothing is predicted."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that is found; 1 where there is no gold."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there is nothing to find and nothing found."""
        return f1(self.right, self.predicted, self.gold)


def f1(shared: int, left: int, right: int) -> float:
    """F1 (Dice coefficient) of two sets of sizes ``left`` and ``right`` that share ``shared``."""
    return 2 * shared / (left + right) if left + right else 1.0


def mean(values: Iterable[float]) -> float:
    """Arithmetic mean; 1 where there are no values, as nothing was wrong."""
    values = list(values)
    return sum(values) / len(values) if values else 1.0


class Tokens:
    """The tokens of a text, as the scores count them: runs of letters or digits."""

    def __init__(self, text: str) -> None:
        self._spans = [match.span() for match in TOKEN.finditer(text)]
        self._ends = [end for _, end in self._spans]

    def within(self, spans: Iterable[Span]) -> frozenset[int]:
        """Indices of the tokens that share a character with any of ``spans``; each counts once."""
        found: set[int] = set()
        for span in spans:
            index = bisect_left(self._ends, span.start + 1)
            while index < len(self._spans) and self._spans[index][0] < span.end:
                found.add(index)
                index += 1
        return frozenset(found)


def fold(name: str) -> list[str]:
    """The tokens of a name after case folding and ё→е."""
    return TOKEN.findall(name.casefold().replace("ё", "е"))


def same_name(left: str | None, right: str | None) -> bool:
    """Whether two names are the same for the scores.

    The same after case folding and ё→е, or either contains the other's last token; two absent names are the same.
    """
    if left is None or right is None:
        return left is right
    a, b = fold(left), fold(right)
    if not a or not b:
        return left == right
    return a[-1] in b or b[-1] in a


def same_span(left: Span | None, right: Span | None) -> bool:
    """Whether two spans share a character, or are both absent."""
    if left is None or right is None:
        return left is right
    return left.overlaps(right)


def shared_names(left: Iterable[str], right: Iterable[str]) -> int:
    """How many names of ``left`` and ``right`` can be paired one to one."""
    free = list(right)
    shared = 0
    for name in left:
        for other in free:
            if same_name(name, other):
                free.remove(other)
                shared += 1
                break
    return shared
