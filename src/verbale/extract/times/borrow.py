"""The ends of a range and the members of a list lend each other the year that only one of them says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from verbale.extract.times.meaning import Piece, Point
from verbale.extract.times.reading import Reading


def with_borrowed_years(r: Reading, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with years where a neighbour says one: в октябре–ноябре 2020 года, с марта 2011 по декабрь."""
    result = list(pieces)
    for index in range(len(result) - 1, 0, -1):
        left, right = result[index - 1], result[index]
        if (lent := _to_left(r, left, right)) is not None:
            result[index - 1] = lent
    for index in range(1, len(result)):
        left, right = result[index - 1], result[index]
        if (lent := _to_right(r, left, right)) is not None:
            result[index] = lent
    return result


def _to_left(r: Reading, left: Piece, right: Piece) -> Piece | None:
    """«в октябре и ноябре 2020 года»: the first has the year of the last, or the one before where that is later."""
    borrower, lender = left.meaning, right.meaning
    if not isinstance(borrower, Point) or not isinstance(lender, Point) or not _alike(borrower, lender):
        return None
    if borrower.has_year or not lender.has_year or not _is_linked(r, left, right):
        return None
    before = _order(borrower) > _order(lender)
    fields: dict[str, Any] = {"shift_unit": lender.shift_unit, "anchor": lender.anchor}
    if lender.year is not None:
        fields["year"] = lender.year - before
    if lender.shift is not None:
        fields["shift"] = lender.shift - before
    return msgspec.structs.replace(left, meaning=msgspec.structs.replace(borrower, **fields))


def _to_right(r: Reading, left: Piece, right: Piece) -> Piece | None:
    """«с марта 2011 по декабрь»: the end of a range has the year of its beginning, or the one after."""
    lender, borrower = left.meaning, right.meaning
    if not isinstance(borrower, Point) or not isinstance(lender, Point) or not _alike(borrower, lender):
        return None
    if borrower.has_year or lender.year is None or not _is_range(r, left, right):
        return None
    year = lender.year + (_order(borrower) < _order(lender))
    return msgspec.structs.replace(right, meaning=msgspec.structs.replace(borrower, year=year))


def _alike(one: Point, other: Point) -> bool:
    """Whether both are days, both months, or both the same other part of a year."""
    if one.weekday is not None or one.is_time or other.is_time or other.before_christ:
        return False
    if (one.day is None) != (other.day is None) or (one.season is None) != (other.season is None):
        return False
    if (one.quarter is None) != (other.quarter is None) or (one.month is None) != (other.month is None):
        return False
    return one.month is not None or one.season is not None or one.quarter is not None


def _order(point: Point) -> tuple[int, int]:
    return point.month or point.quarter or 0, point.day or 0


def _is_range(r: Reading, left: Piece, right: Piece) -> bool:
    if right.first - left.last != 1:
        return False
    return r.is_dash(left.last) or (r.has(left.last, "until") and r.has(left.first - 1, "from"))


def _is_linked(r: Reading, left: Piece, right: Piece) -> bool:
    gap = right.first - left.last
    if _is_range(r, left, right) or (gap == 1 and r.has(left.last, "and")):
        return True
    return gap == 2 and r.has(left.last, "and") and r.has(left.last + 1, "in")
