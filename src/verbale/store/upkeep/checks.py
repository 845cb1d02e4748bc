"""What may be wrong with how a store is kept: numbered findings, as ``docs/checks.md`` lists them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from verbale import environment
from verbale.environment import Environment
from verbale.errors import SettingsError

Severity = Literal["error", "warning"]

SHORTEST_KEY = 32  # characters of a secret key
FEWEST_LETTERS = 8  # different ones in it
FULL = 2  # of PRAGMA synchronous
LEAST_ROOM = 256 * 2**20  # bytes free on the disk
# File systems on which SQLite's locks and its shared memory cannot be trusted.
NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "glusterfs", "fuse.sshfs"})


class Finding(msgspec.Struct, frozen=True):
    """One thing that may be wrong."""

    number: str  # "V001"
    severity: Severity
    what: str
    advice: str

    def __str__(self) -> str:
        return f"{self.number} {self.severity}: {self.what}; {self.advice}"


def check() -> list[Finding]:
    """All findings, in order of their numbers; none where all is well. Changes nothing."""
    try:
        given = environment.read()
    except SettingsError as error:
        return [Finding("V001", "error", str(error), "see docs/store.md for the settings")]
    findings = [finding for one in _SETTINGS for finding in one(given)]
    findings += _in_files(given)
    findings += _in_database(given)
    return sorted(findings, key=lambda finding: finding.number)


# --- settings -----------------------------------------------------------------------


def _secret_key(given: Environment) -> Iterator[Finding]:
    key = given.secret_key
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS:
        yield Finding(
            "V002",
            "error",
            "the secret key is short or all alike",
            f"set {environment.SECRET_KEY} to 50 random characters",
        )


def _debug(given: Environment) -> Iterator[Finding]:
    if given.debug:
        yield Finding("V003", "error", "debugging is on: errors show settings to readers", f"unset {environment.DEBUG}")


def _hosts(given: Environment) -> Iterator[Finding]:
    if any(host in {"*", "."} for host in given.hosts):
        yield Finding("V004", "error", "any host name is answered", f"list the site's names in {environment.HOSTS}")


def has_wal_reset_defect(version: tuple[int, int, int]) -> bool:
    """Whether this version of SQLite may damage a database in WAL mode (sqlite.org/wal.html#walresetbug).

    From 3.7.0 on; fixed in 3.51.3, and in the releases 3.50.7 and 3.44.6 of older branches.
    """
    is_mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)
    return version >= (3, 7, 0) and not is_mended


def _sqlite_version(given: Environment) -> Iterator[Finding]:
    if given.database.vendor == "sqlite" and has_wal_reset_defect(sqlite3.sqlite_version_info):
        yield Finding(
            "V005",
            "warning",
            f"SQLite {sqlite3.sqlite_version} can, very rarely, damage a file that two processes write and checkpoint at once",
            "use 3.51.3 or later (or 3.50.7, 3.44.6), or PostgreSQL, and back up daily",
        )


_SETTINGS: tuple[Callable[[Environment], Iterator[Finding]], ...] = (_secret_key, _debug, _hosts, _sqlite_version)


# --- files ----------------------------------------------------------------------------


def _in_files(given: Environment) -> Iterator[Finding]:
    if given.database.vendor != "sqlite":
        return
    path = Path(given.database.name)
    for file in (path, path.with_name(f"{path.name}-wal"), path.parent / "secret.key"):
        if file.exists() and file.stat().st_mode & 0o007:
            yield Finding("V006", "warning", f"{file}: other users of this machine may read it", f"chmod o= {file}")
    folder = next(one for one in (path.parent, *path.parent.parents) if one.exists())
    kind = file_system(folder)
    if kind in NETWORK:
        yield Finding(
            "V007",
            "error",
            f"{path}: is on a network file system ({kind})",
            "put it on a local disk, or use PostgreSQL",
        )
    free, size = shutil.disk_usage(folder).free, path.stat().st_size if path.exists() else 0
    if free < LEAST_ROOM or free < size // 10:
        yield Finding(
            "V008",
            "error",
            f"{folder}: {free // 2**20:,} MB are free",
            "make room: the store needs it to grow and to tidy up",
        )


def file_system(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> str | None:
    """The type of the file system that a folder is on, as Linux names it; None where that is not told."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    place, found = folder.resolve(), None
    longest = -1
    for line in lines:
        _, point, kind, *_ = line.split(" ")
        mounted = Path(point.encode("utf-8", "surrogateescape").decode("unicode_escape", "replace"))
        # Of two file systems at one place the later hides the earlier.
        if place.is_relative_to(mounted) and len(mounted.parts) >= longest:
            longest, found = len(mounted.parts), kind
    return found


# --- the database ------------------------------------------------------------------------


def _in_database(given: Environment) -> Iterator[Finding]:
    from django.db import DatabaseError

    from verbale.store.opening import schema_state, start

    start()
    if given.database.vendor == "sqlite" and not Path(given.database.name).exists():
        yield Finding("V009", "error", f"{given.database.shown}: there is no store", "fill one with verbale add")
        return
    try:
        state = schema_state()
        findings = [*_pragmas(), *_server(), *(_indexes() if state == "current" else ())]
    except (DatabaseError, OSError) as error:
        reason = " ".join(str(error).split())
        yield Finding(
            "V009", "error", f"{given.database.shown}: cannot be opened ({reason})", f"see {environment.DATABASE}"
        )
        return
    advice = {"empty": "fill it with verbale add", "older": "run verbale migrate", "newer": "install the newer Verbale"}
    if state in advice:
        yield Finding("V010", "error", f"{given.database.shown}: the schema is {state}", advice[state])
    yield from findings


def _pragmas() -> Iterator[Finding]:
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    mode = _pragma("journal_mode")
    if mode not in {"wal", "memory"}:  # in memory: a test's own
        yield Finding(
            "V011", "error", f"the journal mode is {mode}", "close all that uses the file, then verbale migrate"
        )
    if _pragma("foreign_keys") != 1:
        yield Finding("V012", "error", "foreign keys are not checked", "use a SQLite that was built with foreign keys")
    if _pragma("synchronous") != FULL:
        yield Finding(
            "V013", "error", "commits do not wait for the disk", "leave PRAGMA synchronous as Verbale sets it"
        )


def _pragma(name: str) -> str | int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        found: str | int = cursor.fetchone()[0]
        return found


def _server() -> Iterator[Finding]:
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    settings = {}
    with connection.cursor() as cursor:
        for name in ("server_encoding", "fsync", "synchronous_commit"):
            cursor.execute(f"SHOW {name}")
            settings[name] = cursor.fetchone()[0]
    yield from of_server(settings)


def of_server(settings: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong with the settings of a PostgreSQL server."""
    if (encoding := settings["server_encoding"]) != "UTF8":
        yield Finding("V014", "error", f"the database's encoding is {encoding}", "make it anew with ENCODING 'UTF8'")
    if settings["fsync"] != "on" or settings["synchronous_commit"] == "off":
        yield Finding("V013", "error", "commits do not wait for the disk", "set fsync and synchronous_commit to on")


def _indexes() -> Iterator[Finding]:
    """Indexes of the models that the database lacks."""
    from django.apps import apps
    from django.db import connection

    with connection.cursor() as cursor:
        for model in apps.get_app_config("store").get_models():
            options = model._meta  # noqa: SLF001, documented for such use
            there = connection.introspection.get_constraints(cursor, options.db_table)
            columns = {
                tuple(one["columns"] or ())
                for one in there.values()
                if one["index"] or one["unique"] or one["primary_key"]
            }
            missing = [one.name for one in (*options.indexes, *options.constraints) if one.name not in there]
            missing += [
                f"{options.db_table}.{field.column}"
                for field in options.local_concrete_fields
                if (getattr(field, "db_index", False) or field.unique) and (field.column,) not in columns
            ]
            for name in missing:
                yield Finding(
                    "V015",
                    "warning",
                    f"the index {name} is missing: questions are slow",
                    "restore a backup, or make it anew from a dump",
                )
