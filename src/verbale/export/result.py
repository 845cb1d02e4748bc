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
        said = f"{_count(self.written, self.noun)} written"
        if self.left_out:
            said += f"; {_count(self.left_out, self.noun)} {self.reason} left out"
        return said


def _count(count: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"
