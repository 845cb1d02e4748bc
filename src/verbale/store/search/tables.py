"""The tables of the index. They are no models: SQLite's are virtual, PostgreSQL's hold a tsvector.

A row's number says day and id of the statement or report it stands for. So the newest matches come first out of the
index, a range of days is a range of numbers, and a page of results costs no more where a word is everywhere.
"""

from __future__ import annotations

from datetime import date

import msgspec

ID_BITS = 40
ID_MASK = (1 << ID_BITS) - 1


class Table(msgspec.Struct, frozen=True):
    """A table of the index, for the rows of one model's table."""

    name: str
    rows: str  # the model's table
    columns: tuple[str, ...]  # of SQLite's
    weights: str  # of matches for PostgreSQL's rank: of the letters D, C, B and A; SQLite has them in the table
    contentless: bool  # SQLite keeps the terms' places only; what is deleted has to be told again


STATEMENTS = Table("store_statementwords", "store_statement", ("speaker", "content"), "{1.0, 0, 0.5, 0}", False)
REPORTS = Table("store_reportwords", "store_report", ("title", "text"), "{0.3, 0, 1.0, 0}", True)


def number(day: date, pk: int) -> int:
    """The number of the row for the statement or report ``pk`` of ``day``; numbers are in the order of the days."""
    return (day.toordinal() << ID_BITS) | pk


def parts(row: int) -> tuple[date, int]:
    """Day and id of a row's number. Raises ``ValueError`` where it is none."""
    try:
        return date.fromordinal(row >> ID_BITS), row & ID_MASK
    except OverflowError as error:
        raise ValueError(str(error)) from error
