"""Queries asked again and again, with their SQL worked out once: for a few rows that is most of what one costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


class Prepared(Generic[M]):
    """The rows of a query set that differs from call to call in one value alone.

    ``rows`` makes the query set for a value; its annotations are set on the instances, ``only`` and ``defer`` hold,
    relations are not followed. ``sample`` is a value of the same type that stands nowhere else in the query.
    """

    def __init__(self, rows: Callable[[Any], QuerySet[M]], sample: int | str) -> None:
        self._rows = rows
        self._sample = sample

    def __call__(self, value: int | str) -> list[M]:
        """The rows for ``value``; one query."""
        compiler, sql, parameters = self._compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, [value if one == self._sample else one for one in parameters])
            found = cursor.fetchall()
        return list(self._instances(compiler, found))

    def _instances(self, compiler: Any, found: list[tuple[Any, ...]]) -> Iterator[M]:
        """``found`` as Django's own ``ModelIterable`` makes instances of it."""
        model, columns = compiler.klass_info["model"], compiler.klass_info["select_fields"]
        first, after = columns[0], columns[-1] + 1
        fields = [column.target.attname for column, *_ in compiler.select[first:after]]
        for row in compiler.results_iter([found]):
            instance = model.from_db(connection.alias, fields, row[first:after])
            for name, place in compiler.annotation_col_map.items():
                setattr(instance, name, row[place])
            yield instance

    @cached_property
    def _compiled(self) -> tuple[Any, str, tuple[Any, ...]]:
        compiler = self._rows(self._sample).query.get_compiler(connection.alias)
        return compiler, *compiler.as_sql()
