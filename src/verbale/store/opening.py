"""Opening a store: Django set up for it, its schema made or checked."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from verbale import environment
from verbale.errors import SchemaError, StoreUnavailable


def start(database: str | None = None) -> None:
    """Set Django up for ``database`` (by default that of the environment); once in a process."""
    if database is not None:
        os.environ[environment.DATABASE] = database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verbale.settings")
    import django

    django.setup()


def open_store(database: str | None = None, *, create: bool = False) -> None:
    """``start``, and see that the schema is this version's; an empty database gets it where ``create`` is set.

    Raises ``StoreUnavailable`` where there is no database or it cannot be opened, ``SchemaError`` where another
    version of Verbale has made it.
    """
    start(database)
    from django.db import DatabaseError

    found = environment.read().database
    if found.vendor == "sqlite" and not Path(found.name).exists() and not create:
        raise StoreUnavailable(f"{found.shown}: there is no store; fill one with verbale add")
    try:
        state = schema_state()
        if state == "empty" and create:
            migrate()
            state = schema_state()
    except (DatabaseError, OSError) as error:
        reason = " ".join(str(error).split())
        raise StoreUnavailable(
            f"{found.shown}: the store cannot be opened ({reason}); see {environment.DATABASE}"
        ) from error
    if state == "empty":
        raise StoreUnavailable(f"{found.shown}: the store is empty; fill it with verbale add")
    if state == "older":
        raise SchemaError(f"{found.shown}: the store was made by an older Verbale; run verbale migrate")
    if state == "newer":
        raise SchemaError(f"{found.shown}: the store was made by a newer Verbale; install that version")


def migrate() -> None:
    """Bring the schema to this version: all of it or, where it is ended, none; one process at a time."""
    from django.core.management import call_command
    from django.db import connection, transaction

    found = environment.read().database
    if found.vendor == "sqlite":
        Path(found.name).parent.mkdir(parents=True, exist_ok=True)
        Path(found.name).touch(mode=0o600)  # other users of the machine have no business in it
    # Django alone commits a migration before it has written down that it did: a process killed in between could never
    # migrate again. SQLite's tables are altered with foreign keys off, which cannot be done within a transaction.
    with _alone(found), connection.constraint_checks_disabled(), transaction.atomic():
        call_command("migrate", verbosity=0, interactive=False)


def schema_state() -> str:
    """What the database's schema is: "empty", "older", "newer" or "current"."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    applied = set(executor.loader.applied_migrations)
    if not applied:
        return "empty"
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "older"
    known = set(executor.loader.disk_migrations)
    ours = {name for name in applied if name[0] in executor.loader.migrated_apps}
    return "newer" if ours - known else "current"


@contextmanager
def _alone(found: environment.Database) -> Iterator[None]:
    """Migrations of one database never run side by side: Django's own bookkeeping does not lock."""
    if found.vendor == "sqlite":
        with Path(f"{found.name}.migrating").open("w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        return
    from django.db import connection

    from verbale.store.transactions import MIGRATING

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
