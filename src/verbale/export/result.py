"""What came of an export."""

from __future__ import annotations

from typing import NamedTuple


class Result(NamedTuple):
    """How many items were written, what they are called, and how many were left out for which reason."""

    written: int
    noun: str
    left_out: int = 0
    reason: str = ""

    def __str__(self) -> str:
        said = f"{counted(self.written, self.noun)} written"
        if self.left_out:
            said += f"; {counted(self.left_out, self.noun)} {self.reason} left out"
        return said


def counted(count: int, noun: str) -> str:
    """How many of ``noun``, which is given in the singular: «1 report», «2 copies», «3 stretches»."""
    stem, ending = (noun[:-1], "ies") if noun.endswith("y") else (noun, "es" if noun.endswith("ch") else "s")
    return f"{count:,} {noun if count == 1 else stem + ending}"
