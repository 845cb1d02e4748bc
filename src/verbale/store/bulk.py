"""Many rows at once, on both databases: one statement for all of a table's, without an instance for each."""

# ruff: noqa: SLF001, Model._meta is documented for such use
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from django.db import connection, models

_encoder = msgspec.json.Encoder()


class _Column(msgspec.Struct, frozen=True):
    attribute: str
    name: str  # quoted
    default: Any
    prepare: Callable[[Any], Any] | None  # from Python's value to the driver's


def allocate(model: type[models.Model], count: int) -> list[int]:
    """``count`` new primary keys of ``model``, which nobody else will get; inside of ``writing()``."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), count],
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [count, table])
        found = cursor.fetchone()
        if found is None:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count])
    last: int = found[0] if found is not None else count
    return list(range(last - count + 1, last + 1))


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]], *, ignore: bool = False) -> None:
    """Insert ``rows``; what they do not say gets the model's default. All say their primary key, or none does.

    ``ignore`` leaves out rows that a constraint says are there already.
    """
    if not rows:
        return
    key = model._meta.pk
    columns = [column for column in _columns(model) if column.attribute in rows[0] or column.attribute != key.attname]
    names = ", ".join(column.name for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608, the models' names
    with connection.cursor() as cursor:
        cursor.executemany(sql + (" ON CONFLICT DO NOTHING" if ignore else ""), _values(columns, rows))


def update(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Set what ``rows``, which all have the same attributes, say of the rows with their primary keys."""
    if not rows:
        return
    key = model._meta.pk
    columns = [column for column in _columns(model) if column.attribute in rows[0] and column.attribute != key.attname]
    settings = ", ".join(f"{column.name} = %s" for column in columns)
    where = [column for column in _columns(model) if column.attribute == key.attname]
    sql = f"UPDATE {_quoted(model._meta.db_table)} SET {settings} WHERE {where[0].name} = %s"  # noqa: S608, as above
    with connection.cursor() as cursor:
        cursor.executemany(sql, _values(columns + where, rows))


def attributes(model: type[models.Model]) -> list[str]:
    """The attributes of a model's columns: ``speaker_id``, not ``speaker``."""
    return [column.attribute for column in _columns(model)]


def row_of(instance: models.Model, names: Iterable[str] | None = None) -> dict[str, Any]:
    """The row of ``instance``, or of it the fields (``speaker``, not ``speaker_id``) that ``names`` has."""
    fields = {field.name: field.attname for field in instance._meta.concrete_fields}
    wanted = fields if names is None else [name for name in names if name in fields]
    return {fields[name]: getattr(instance, fields[name]) for name in wanted}


def _values(columns: Sequence[_Column], rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    table = []
    for column in columns:
        name, default, prepare = column.attribute, column.default, column.prepare
        values = [row.get(name, default) for row in rows]
        table.append(values if prepare is None else [None if value is None else prepare(value) for value in values])
    return list(zip(*table, strict=True))


@cache
def _columns(model: type[models.Model]) -> list[_Column]:
    return [
        _Column(field.attname, _quoted(field.column), field.get_default(), _preparer(field))
        for field in model._meta.concrete_fields
    ]


def _preparer(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    return None


def _json(value: Any) -> str:
    return _encoder.encode(value).decode()


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")
