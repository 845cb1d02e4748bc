"""The whole store in one file, taken while others read and write; and back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from verbale import environment
from verbale.environment import Database
from verbale.errors import StoreError, StoreUnavailable

SQLITE = b"SQLite format 3\x00"  # how files of SQLite begin
POSTGRESQL = b"PGDMP"  # and those of pg_dump


def backup(target: Path) -> int:
    """Write the store to ``target``, consistent and checked; its size in bytes. A file there before is replaced at the end.

    A file of SQLite, or of pg_dump's custom format. Raises ``StoreError`` where it cannot be written or does not hold.
    """
    database = environment.read().database
    if database.vendor == "sqlite" and target.resolve() == Path(database.name).resolve():
        raise StoreError(f"{target}: is the store itself; give another file")
    with _named_at_the_end(target) as part:
        if database.vendor == "sqlite":
            _copy(Path(database.name), part)
            _check_sqlite(part, target)
        else:
            _run(["pg_dump", "--format=custom", f"--file={part}", *_place(database)], database)
            _run(["pg_restore", "--list", str(part)], database)
    return target.stat().st_size


def restore(source: Path, *, replace: bool = False) -> None:
    """Fill the store from ``source``, a file of ``backup``, in one transaction. Its schema may be an older one.

    Raises ``StoreError`` where the file is no backup for this database or does not hold, and where the store has reports
    already and ``replace`` is not set.
    """
    database = environment.read().database
    _check_kind(source, database)
    if database.vendor == "sqlite":
        _check_sqlite(source, source)
    else:
        _run(["pg_restore", "--list", str(source)], database)
    if not replace and _is_filled(database):
        raise StoreError(f"{database.shown}: has reports already; give --replace to lose them, or another database")
    if database.vendor == "sqlite":
        Path(database.name).parent.mkdir(parents=True, exist_ok=True)
        _copy(source, Path(database.name))
    else:
        command = ["pg_restore", "--single-transaction", "--clean", "--if-exists", "--no-owner", "--exit-on-error"]
        _run([*command, *_place(database), str(source)], database)


def _is_filled(database: Database) -> bool:
    from django.db import connection

    if database.vendor == "sqlite" and not Path(database.name).exists():
        return False
    with connection.cursor() as cursor:
        if "store_report" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT 1 FROM store_report LIMIT 1")
        return cursor.fetchone() is not None


def _check_kind(source: Path, database: Database) -> None:
    wanted = SQLITE if database.vendor == "sqlite" else POSTGRESQL
    try:
        with source.open("rb") as file:
            begin = file.read(len(SQLITE))
    except OSError as error:
        raise StoreError(f"{source}: cannot be read ({error.strerror}); name a file of verbale backup") from error
    if not begin.startswith(wanted):
        kind = "SQLite" if database.vendor == "sqlite" else "pg_dump"
        raise StoreError(f"{source}: is no file of {kind}; name a backup of a store in {database.vendor}")


# --- SQLite -----------------------------------------------------------------------------


def _copy(source: Path, target: Path) -> None:
    """Copy a database while others use either; the target changes in one transaction."""
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=60)) as one,
            closing(sqlite3.connect(target, timeout=60)) as other,
        ):
            one.backup(other)  # in one step: a copy in several begins again whenever somebody writes
    except sqlite3.Error as error:
        raise StoreUnavailable(
            f"{source}: cannot be copied to {target} ({error}); see whether there is room"
        ) from error


def _check_sqlite(path: Path, name: Path) -> None:
    try:
        with closing(sqlite3.connect(path.absolute().as_uri(), uri=True)) as connection:
            if path != name:  # our own copy: one file, whatever was open beside the original
                connection.execute("PRAGMA journal_mode=DELETE")
            problems = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)") if row[0] != "ok"]
            problems += [
                f"row {row[1]} of {row[0]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")
            ]
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as error:
        problems, tables = [str(error)], set()
    if problems:
        raise StoreError(f"{name}: does not hold ({problems[0]}); use an older backup")
    if "store_report" not in tables:
        raise StoreError(f"{name}: has no reports of Verbale in it; name a file of verbale backup")


# --- PostgreSQL -----------------------------------------------------------------------------


def _place(database: Database) -> list[str]:
    given = {"--host": database.host, "--port": database.port, "--username": database.user}
    return [f"--dbname={database.name}", *(f"{name}={value}" for name, value in given.items() if value)]


def _run(command: Sequence[str], database: Database) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, where no other user sees it."""
    program = shutil.which(command[0])
    if program is None:
        raise StoreUnavailable(f"{command[0]} is not installed; install PostgreSQL's client programs")
    env = os.environ | ({"PGPASSWORD": database.password} if database.password else {})
    done = subprocess.run([program, *command[1:]], env=env, capture_output=True, text=True, check=False)  # noqa: S603, our own arguments
    if done.returncode != 0:
        reason = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
        raise StoreUnavailable(f"{database.shown}: {command[0]} failed ({reason})")


@contextmanager
def _named_at_the_end(target: Path) -> Iterator[Path]:
    """A file beside ``target`` that takes its name when all went well, on the disk by then; readable to its owner alone."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part
        for path in (part, target.absolute().parent):
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            if path == part:
                part.replace(target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror}); give another file") from error
    finally:
        part.unlink(missing_ok=True)
