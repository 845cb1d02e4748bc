"""Limits and claims hold when many come at the same moment, on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

CROWD = 12


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The address of a database with nothing in it: a file, or one more on the server of the tests."""
    server = os.environ["VERBALE_DATABASE"]
    if not server.startswith("postgresql://"):
        yield str(folder / "crowd.sqlite3")
        return
    name = f"crowd_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_many_at_once(tmp_path):
    program = Path(__file__).with_name("crowd.py")
    with empty_database(tmp_path) as database:
        done = subprocess.run(
            [sys.executable, program],
            env=os.environ | {"VERBALE_DATABASE": database},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "asked": {"302": 5, "429": CROWD - 5},
        "questions": 5,
        "claimed": {"302": 1, "409": CROWD - 1},
        "steps": 1,
        "guessed": {"403": 5, "429": CROWD - 5},
        "attempts": 5,
    }
