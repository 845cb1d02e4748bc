"""``among``: as ``in``, for the hundreds of values that a batch asks for at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignObject, Lookup
from django.db.models.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    _Lookup = Lookup[Any]
else:
    _Lookup = Lookup  # generic in the stubs alone


class Among(_Lookup):
    """``filter(key__among=keys)``: the values go as one parameter.

    Django's ``in`` makes a parameter of each, which for a batch takes longer than the database's answer.
    """

    lookup_name = "among"
    prepare_rhs = False

    def process_lhs(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, lhs: Any = None) -> Any:
        """The column. Raises ``EmptyResultSet``, which saves the query, where there are no values."""
        if not self.rhs:
            raise EmptyResultSet
        return super().process_lhs(compiler, connection, lhs)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """The condition for PostgreSQL, whose driver takes lists."""
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", (*parameters, list(self.rhs))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """The condition for SQLite, which takes a list as JSON."""
        left, parameters = self.process_lhs(compiler, connection)
        values = msgspec.json.encode(list(self.rhs)).decode()
        return f"{left} IN (SELECT value FROM json_each(%s))", (*parameters, values)  # noqa: S608, the column's name


def register() -> None:
    """Make the lookup known to all fields; once, when the app is ready."""
    for kind in (Field, ForeignObject):  # the latter do not inherit lookups
        kind.register_lookup(Among)
