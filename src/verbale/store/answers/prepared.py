"""Queries asked again and again, with their SQL worked out once: for a few rows that is most of what one costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
Row = tuple[Any, ...]


class Prepared(Generic[M]):
    """A query set that differs from call to call in one value alone.

    ``query`` makes it for a value; ``sample`` is a value of the same type that stands nowhere else in it.
    """

    def __init__(self, query: Callable[[Any], QuerySet[M, Any]], sample: int | str) -> None:
        self._query = query
        self._sample = sample

    def __call__(self, value: int | str) -> list[M]:
        """The instances for ``value``, in one query.

        Annotations are set on them, ``only`` and ``defer`` hold, relations are not followed.
        """
        return list(self._instances(self.rows(value)))

    def rows(self, value: int | str) -> list[Row]:
        """The rows for ``value`` as the database gives them, in one query."""
        _, sql, parameters = self._compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, [value if one == self._sample else one for one in parameters])
            rows: list[Row] = cursor.fetchall()
        return rows

    def _instances(self, rows: list[Row]) -> Iterator[M]:
        """``rows`` as Django's own ``ModelIterable`` makes instances of them."""
        compiler, *_ = self._compiled
        model, columns = compiler.klass_info["model"], compiler.klass_info["select_fields"]
        first, after = columns[0], columns[-1] + 1
        fields = [column.target.attname for column, *_ in compiler.select[first:after]]
        for row in compiler.results_iter([rows]):
            instance = model.from_db(connection.alias, fields, row[first:after])
            for name, place in compiler.annotation_col_map.items():
                setattr(instance, name, row[place])
            yield instance

    @cached_property
    def _compiled(self) -> tuple[Any, str, Row]:
        compiler = self._query(self._sample).query.get_compiler(connection.alias)
        return compiler, *compiler.as_sql()
