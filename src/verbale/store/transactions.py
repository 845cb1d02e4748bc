"""Transactions that write: one at a time, on both databases, so that what a writer has looked up stays true."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Keys of PostgreSQL's advisory locks; any numbers that no other program on the database takes.
WRITING = 0x56455242_0001
MIGRATING = 0x56455242_0002


@contextmanager
def writing() -> Iterator[None]:
    """A transaction in which no other one writes. SQLite begins it with its write lock (settings); PostgreSQL here."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING])
        yield
