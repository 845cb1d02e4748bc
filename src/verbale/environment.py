"""What the environment says: one place that reads the ``VERBALE_…`` variables, checks them and gives their defaults."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from verbale.errors import SettingsError

DATABASE = "VERBALE_DATABASE"
SECRET_KEY = "VERBALE_SECRET_KEY"  # noqa: S105, the variable's name
DEBUG = "VERBALE_DEBUG"
HOSTS = "VERBALE_HOSTS"
ORIGINS = "VERBALE_ORIGINS"
PROXIES = "VERBALE_PROXIES"

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
_TRUE = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class Database(msgspec.Struct, frozen=True):
    """Where the record is kept: a file of SQLite, or a PostgreSQL server."""

    vendor: str  # "sqlite" or "postgresql"
    name: str  # path of the file, or name of the database
    host: str = ""
    port: str = ""
    user: str = ""
    password: str = ""
    options: tuple[tuple[str, str], ...] = ()  # what else the address says, as libpq has it

    @property
    def shown(self) -> str:
        """The database as it may be printed: without the password."""
        if self.vendor == "sqlite":
            return self.name
        place = f"{self.host}:{self.port}" if self.port else self.host
        return f"postgresql://{place}/{self.name}"


class Environment(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one run."""

    database: Database
    secret_key: str
    debug: bool = False
    hosts: tuple[str, ...] = LOCAL_HOSTS  # names under which the pages are served
    origins: tuple[str, ...] = ()  # https://… addresses from which forms may be sent, behind a proxy
    proxies: int = 0  # how many trusted proxies stand in front; 0: the peer's address is the reader's


def read(variables: Mapping[str, str] | None = None) -> Environment:
    """The settings that ``variables`` (by default those of the process) give; ``SettingsError`` where one is wrong."""
    given = os.environ if variables is None else variables
    database = database_of(given.get(DATABASE) or str(data_folder(given) / "verbale.sqlite3"))
    return Environment(
        database=database,
        secret_key=given.get(SECRET_KEY) or _kept_key(_key_folder(database, given)),
        debug=_flag(given, DEBUG),
        hosts=_listed(given, HOSTS) or LOCAL_HOSTS,
        origins=_listed(given, ORIGINS),
        proxies=_count(given, PROXIES),
    )


def database_of(address: str) -> Database:
    """The database that ``address`` names: ``postgresql://…``, ``sqlite:///path`` or the path of a file."""
    scheme, separator, _ = address.partition("://")
    if not separator:
        return Database(vendor="sqlite", name=str(Path(address).expanduser().absolute()))
    if scheme == "sqlite":
        path = unquote(address.removeprefix("sqlite://").removeprefix("/"))
        if not path:
            raise SettingsError(DATABASE, "names no file", "write sqlite:///verbale.sqlite3")
        return Database(vendor="sqlite", name=str(Path(path).expanduser().absolute()))
    if scheme not in {"postgresql", "postgres"}:
        raise SettingsError(DATABASE, f"{scheme}:// is not known", "give a file's path or postgresql://user@host/name")
    return _postgresql(address)


def data_folder(variables: Mapping[str, str]) -> Path:
    """Where a user's data lie (XDG base directories)."""
    base = variables.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "verbale"


def _postgresql(address: str) -> Database:
    try:
        parts = urlsplit(address)
        port = str(parts.port or "")
    except ValueError as error:
        raise SettingsError(DATABASE, str(error), "write postgresql://user:password@host:5432/name") from error
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise SettingsError(DATABASE, "names no database", "write postgresql://user:password@host:5432/name")
    options = dict(parse_qsl(parts.query))
    # libpq takes the folder of a Unix socket as a host, which has no place in an address but its query.
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return Database(
        vendor="postgresql",
        name=name,
        host=host,
        port=options.pop("port", "") or port,
        user=unquote(parts.username or "") or options.pop("user", ""),
        password=unquote(parts.password or ""),
        options=tuple(sorted(options.items())),
    )


def _key_folder(database: Database, variables: Mapping[str, str]) -> Path:
    return Path(database.name).parent if database.vendor == "sqlite" else data_folder(variables)


def _kept_key(folder: Path) -> str:
    """The key that signs sessions and tokens, made at the first start and kept beside the data."""
    path = folder / "secret.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        key = secrets.token_urlsafe(48)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(key)
    except FileExistsError:  # another process was first
        return path.read_text(encoding="ascii").strip() or key
    except OSError:  # nothing can be kept here: sessions end with the process
        return key
    return key


def _flag(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "").strip().lower()
    if value and value not in _TRUE:
        raise SettingsError(name, f"{value!r} is neither yes nor no", "write 1 or 0")
    return _TRUE.get(value, False)


def _count(given: Mapping[str, str], name: str) -> int:
    value = given.get(name, "").strip() or "0"
    if not value.isascii() or not value.isdigit():
        raise SettingsError(name, f"{value!r} is no number", "write how many proxies stand in front, 0 for none")
    return int(value)


def _listed(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.get(name, "").split(",") if part.strip())


def django_database(database: Database) -> dict[str, Any]:
    """``database`` as Django's ``DATABASES`` wants it."""
    if database.vendor == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": database.name,
            "CONN_MAX_AGE": 60,  # seconds; opening costs more than the queries of most pages
            "OPTIONS": {
                "timeout": 60,  # seconds a writer waits for another
                # A transaction that reads first and then writes cannot wait for its lock; one that begins with it can.
                "transaction_mode": "IMMEDIATE",
                # A commit is on the disk when it returns: what was said to be kept is kept, also by a power cut.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
                "PRAGMA temp_store=MEMORY",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database.name,
        "HOST": database.host,
        "PORT": database.port,
        "USER": database.user,
        "PASSWORD": database.password,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(database.options),
    }
