"""Transactions that write: one at a time, on both databases, so that what a writer has looked up stays true."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, OperationalError, connection, transaction

from verbale.errors import StoreUnavailable

# Keys of PostgreSQL's advisory locks; any numbers that no other program on the database takes.
WRITING = 0x56455242_0001
MIGRATING = 0x56455242_0002

_DISK_FULL = "53100"  # PostgreSQL's code
_SHORTAGES = {
    # What SQLite says, and what of it to tell.
    "database or disk is full": "there is no room on its disk; make room and run the same again: what is kept stays",
    "database is locked": "another process has been writing for a minute; run the same again",
    "disk I/O error": "its disk fails or has no room; see to it and run the same again: what is kept stays",
    "database disk image is malformed": "the file is damaged; restore a backup",
    "attempt to write a readonly database": "it may not be written; see the permissions of the file and its folder",
}


@contextmanager
def writing() -> Iterator[None]:
    """A transaction in which no other one writes. SQLite begins it with its write lock (settings); PostgreSQL here.

    Raises ``StoreUnavailable`` where the database cannot be written: nothing of the transaction is kept then.
    """
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING])
            yield
    except (DatabaseError, OSError) as error:
        reason = _reason(error)
        if reason is None:
            raise
        raise StoreUnavailable(f"{connection.settings_dict['NAME']}: {reason}") from error


def _reason(error: DatabaseError | OSError) -> str | None:
    """What to tell of an error that is the disk's or the server's fault; None of any other."""
    if isinstance(error, OSError):
        return _SHORTAGES["database or disk is full"] if error.errno in {errno.ENOSPC, errno.EDQUOT} else None
    if getattr(error.__cause__, "sqlstate", None) == _DISK_FULL:
        return _SHORTAGES["database or disk is full"]
    said = " ".join(str(error).split())
    if said in _SHORTAGES:
        return _SHORTAGES[said]
    # Of OperationalErrors the database, its disk or its server is the cause, and never what is written.
    return f"the store cannot be written ({said})" if isinstance(error, OperationalError) else None
