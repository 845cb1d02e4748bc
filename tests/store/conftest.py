"""Databases of their own for tests whose processes open them."""

from __future__ import annotations

import os
import uuid

import psycopg
import pytest

ON_POSTGRES = os.environ["VERBALE_DATABASE"].startswith("postgresql://")


@pytest.fixture
def database(tmp_path):
    """The address of an empty database that other processes can open."""
    if not ON_POSTGRES:
        yield str(tmp_path / "store.sqlite3")
        return
    server, name = os.environ["VERBALE_DATABASE"], f"hardship_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    head, _, query = server.partition("?")
    yield f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
