"""Tables as Parquet: typed columns, spans as structs, lists as lists; written in row groups as the records come."""

from __future__ import annotations

from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from verbale.errors import VerificationError
from verbale.export.tables import Column, Table, Type
from verbale.export.text import whole
from verbale.types import Record

ROWS = 20_000  # of a row group, more or less: it ends with a record
CHARACTERS = 16_000_000  # of texts in a row group, likewise

SPAN = pa.struct([pa.field("start", pa.int64(), nullable=False), pa.field("end", pa.int64(), nullable=False)])
_CHOICE = pa.dictionary(pa.int32(), pa.string())
_TYPES: dict[Type, pa.DataType] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "choice": _CHOICE,
    "choices": pa.list_(pa.string()),
    "span": SPAN,
    "spans": pa.list_(SPAN),
    "number": pa.float64(),
    "flag": pa.bool_(),
}


def schema(table: Table) -> pa.Schema:
    """The columns of ``table`` with their types."""
    return pa.schema([pa.field(column.name, _TYPES[column.type]) for column in table.columns])


class Writer:
    """Writes the rows of one table to a binary stream, a row group at a time."""

    suffix = ".parquet"

    def __init__(self, table: Table, out: BinaryIO) -> None:
        self._table = table
        self._schema = schema(table)
        self._long = any(column.long for column in table.columns)
        self._writer = pq.ParquetWriter(out, self._schema, compression="zstd")
        self._values: list[list[Any]] = [[] for _ in table.columns]
        self._characters = 0

    def write(self, record: Record) -> int:
        """Take the rows of a record; how many."""
        items = self._table.items(record)
        for item in items:
            for values, column in zip(self._values, self._table.columns, strict=True):
                values.append(_value(column, record, item))
        self._characters += len(record.report.text) if self._long else 0
        if len(self._values[0]) >= ROWS or self._characters >= CHARACTERS:
            self._flush()
        return len(items)

    def close(self) -> None:
        """Write what is left, and the file's end; the stream stays open."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if not self._values[0]:
            return
        try:
            arrays = [pa.array(values, field.type) for values, field in zip(self._values, self._schema, strict=True)]
        except (pa.ArrowException, OverflowError) as error:
            raise VerificationError(f"a record does not hold ({error}); see verbale verify") from error
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._values = [[] for _ in self._values]
        self._characters = 0


def _value(column: Column, record: Record, item: object) -> Any:
    value = column.value(record, item)
    if value is None:
        return None
    if column.type in ("text", "choice"):
        return whole(value)
    if column.type in ("texts", "choices"):
        return [whole(text) for text in value]
    if column.type == "span":
        return {"start": value.start, "end": value.end}
    if column.type == "spans":
        return [{"start": span.start, "end": span.end} for span in value]
    return value
