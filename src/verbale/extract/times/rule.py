"""What a rule of the grammar is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from verbale.extract.times.meaning import Piece, Point
from verbale.extract.times.reading import Reading

_LONGEST_SERIES = 8

Find = Callable[[Reading, int], list[Piece] | None]


class Rule(msgspec.Struct, frozen=True):
    """A named way to read an expression that begins at an atom; its docstring carries examples that run as tests.

    ``triggers`` name what the atom's word must be: fields of ``Word``, roles, or ``figures``.
    """

    find: Find
    triggers: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name shown to the user."""
        return self.find.__name__

    @property
    def examples(self) -> str:
        """The docstring."""
        return self.find.__doc__ or ""


class Bare(msgspec.Struct, frozen=True):
    """A member of a series that leaves its unit to the last one: the 5 of «5 и 7 мая»; ``fields`` of its Point."""

    end: int
    fields: dict[str, Any]


def series(
    r: Reading,
    i: int,
    bare: Callable[[Reading, int], Bare | None],
    full: Callable[[Reading, int], Piece | None],
) -> list[Piece] | None:
    """``full`` at ``i``, or several ``bare`` members and then a ``full`` one that they take the rest from."""
    heads: list[tuple[int, Bare]] = []
    at = i
    commas = False
    while len(heads) < _LONGEST_SERIES:
        whole = full(r, at)
        if whole is not None:
            if commas or not isinstance(whole.meaning, Point):
                return None
            return [*_completed(heads, whole.meaning), whole]
        member = bare(r, at)
        after = joined(r, member.end, i) if member is not None else None
        if member is None or after is None:
            return None
        commas = r.atoms[member.end] == ","
        heads.append((at, member))
        at = after
    return None


def _completed(heads: Sequence[tuple[int, Bare]], point: Point) -> list[Piece]:
    return [
        Piece(first=at, last=member.end, meaning=msgspec.structs.replace(point, **member.fields))
        for at, member in heads
    ]


def joined(r: Reading, i: int, start: int) -> int | None:
    """Where the next member of a series begins whose last one ended before ``i``; the series began at ``start``."""
    if r.is_dash(i) or r.atoms[i] == "," or r.has(i, "and"):
        return i + 1
    if (r.has(i, "until") or r.has(i, "on")) and r.has(start - 1, "from"):
        return i + 1
    return None
