"""Tables as CSV (RFC 4180) in UTF-8, safe to open in a spreadsheet.

A cell that a spreadsheet could take for a formula gets a leading apostrophe: one that begins with ``=``, ``+``, ``-``,
``@``, a tab or a line break, also behind white space, invisible characters or other apostrophes (OWASP, "CSV
Injection"). :func:`restored` takes it away again. Lists are joined by ``; ``; spans are written ``12..34``, which no
spreadsheet takes for a date or a time.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import TextIOWrapper
from typing import Any, BinaryIO

from verbale.export.tables import Table, Type
from verbale.export.text import plain
from verbale.types import Record, Span

# What shows nothing: Unicode's format characters (category Cf), and what stands for a control character.
_HIDDEN = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffd"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
_FORMULA = re.compile(rf"'*[\s{_HIDDEN}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")


def neutral(text: str) -> str:
    """``text`` as a cell that no spreadsheet computes."""
    return "'" + text if _FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text of a cell that :func:`neutral` made."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def lines(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> Iterator[str]:
    """A table line by line, the names of its ``columns`` first; no cell of ``rows`` is a formula."""
    written = csv.writer(_Line(), lineterminator="\r\n")
    yield written.writerow(columns)
    for row in rows:
        yield written.writerow("" if value is None else _text(value) for value in row)


class _Line:
    """Gives back what is written to it: ``writerow`` returns that."""

    def write(self, text: str) -> str:
        return text


class Writer:
    """Writes the rows of one table to a binary stream."""

    suffix = ".csv"

    def __init__(self, table: Table, out: BinaryIO) -> None:
        self._table = table
        self._columns = [column for column in table.columns if not column.long]
        self._cells = [_CELLS[column.type] for column in self._columns]
        self._text = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
        self._csv = csv.writer(self._text, lineterminator="\r\n")
        self._csv.writerow(column.name for column in self._columns)

    def write(self, record: Record) -> int:
        """Write the rows of a record; how many."""
        items = self._table.items(record)
        for item in items:
            values = (column.value(record, item) for column in self._columns)
            self._csv.writerow(
                "" if value is None else cell(value) for cell, value in zip(self._cells, values, strict=True)
            )
        return len(items)

    def close(self) -> None:
        """Write what is left; the stream stays open."""
        self._text.flush()
        self._text.detach()


def _text(value: str) -> str:
    return neutral(plain(value))


def _texts(values: Iterable[str]) -> str:
    return _text("; ".join(values))


def _span(span: Span) -> str:
    return f"{span.start}..{span.end}"


def _spans(spans: Iterable[Span]) -> str:
    return " ".join(map(_span, spans))


def _flag(value: bool) -> str:
    return "true" if value else "false"


_CELLS: dict[Type, Callable[[Any], str]] = {
    "text": _text,
    "texts": _texts,
    "choice": _text,
    "choices": _texts,
    "span": _span,
    "spans": _spans,
    "number": repr,
    "flag": _flag,
}
