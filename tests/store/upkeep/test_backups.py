from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from verbale.environment import Database
from verbale.errors import StoreError, StoreUnavailable
from verbale.store.upkeep import backups

ON_POSTGRES = os.environ["VERBALE_DATABASE"].startswith("postgresql://")


@pytest.fixture
def verbale(tmp_path):
    """Run the program on a database: ``verbale(database, "add", file)``."""

    def call(database: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "verbale", *map(str, arguments), "--database", database]
        env = os.environ | {"XDG_DATA_HOME": str(tmp_path)}
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    return call


@pytest.fixture
def records(talks, tmp_path):
    from verbale.export.jsonl import encode

    path = tmp_path / "records.jsonl"
    path.write_bytes(encode(talks) + b"\n")
    return path


def test_there_and_back(database, verbale, records, tmp_path):
    file = tmp_path / "store.backup"
    assert verbale(database, "add", records).returncode == 0
    done = verbale(database, "backup", file)
    assert done.returncode == 0, done.stderr
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob(".*.part")] == []
    refused = verbale(database, "restore", file)
    assert (refused.returncode, "has reports already" in refused.stderr) == (1, True)
    assert verbale(database, "restore", file, "--replace").returncode == 0
    done = verbale(database, "verify")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
    assert "the store holds" in done.stderr


@pytest.mark.skipif(ON_POSTGRES, reason="of SQLite's files")
class TestFiles:
    @pytest.fixture
    def filled(self, tmp_path, monkeypatch):
        """A file of SQLite with a table of reports, which the environment names."""
        path = tmp_path / "filled.sqlite3"
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE store_report (text)")
            connection.executemany("INSERT INTO store_report VALUES (?)", [("о погоде" * 500,)] * 50)
        connection.close()
        monkeypatch.setenv("VERBALE_DATABASE", str(path))
        return path

    def test_a_damaged_backup_is_not_restored(self, filled, tmp_path):
        file = tmp_path / "store.backup"
        backups.backup(file)
        data = bytearray(file.read_bytes())
        data[5000:9000] = b"\x07" * 4000
        file.write_bytes(data)
        before = filled.read_bytes()
        with pytest.raises(StoreError, match="does not hold"):
            backups.restore(file, replace=True)
        assert filled.read_bytes() == before

    @pytest.mark.parametrize(
        ("content", "words"),
        [(b"PGDMP\x01", "no file of SQLite"), (b"", "no file of SQLite"), (None, "cannot be read")],
    )
    def test_what_is_no_backup(self, filled, tmp_path, content, words):
        file = tmp_path / "other.backup"
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(StoreError, match=words):
            backups.restore(file)

    def test_another_programs_file(self, filled, tmp_path):
        file = tmp_path / "other.sqlite3"
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE birds (name)")
        connection.close()
        with pytest.raises(StoreError, match="no reports of Verbale"):
            backups.restore(file)

    def test_the_store_itself_is_no_backup(self, filled):
        with pytest.raises(StoreError, match="is the store itself"):
            backups.backup(filled)

    def test_where_nothing_can_be_written(self, filled, tmp_path):
        with pytest.raises(StoreError, match="cannot be written"):
            backups.backup(tmp_path / "nowhere" / "store.backup")

    def test_a_backup_that_fails_leaves_the_one_before(self, filled, tmp_path, monkeypatch):
        file = tmp_path / "store.backup"
        backups.backup(file)
        before = file.read_bytes()
        monkeypatch.setenv("VERBALE_DATABASE", str(tmp_path / "missing.sqlite3"))
        with pytest.raises(StoreUnavailable, match="cannot be copied"):
            backups.backup(file)
        assert file.read_bytes() == before
        assert list(tmp_path.glob(".*.part")) == []


def test_passwords_are_not_on_the_command_line(monkeypatch, tmp_path):
    """Whoever lists the processes sees their arguments."""
    seen = []

    def run(command, *, env, **_):
        seen.append((command, env.get("PGPASSWORD")))
        Path(next(part for part in command if part.startswith("--file=")).removeprefix("--file=")).touch()
        return subprocess.CompletedProcess(command, 1, "", "no such\nserver")

    monkeypatch.setenv("VERBALE_DATABASE", "postgresql://ida:%73ecret@db.example:5433/verbale")
    monkeypatch.setattr(backups.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(backups.subprocess, "run", run)
    with pytest.raises(
        StoreUnavailable, match=r"^postgresql://db.example:5433/verbale: pg_dump failed \(no such server\)$"
    ):
        backups.backup(tmp_path / "store.backup")
    ((command, password),) = seen
    assert password == "secret"  # noqa: S105, the test's own
    assert not any("secret" in part for part in command)
    assert {"--host=db.example", "--port=5433", "--username=ida", "--dbname=verbale"} <= set(command)


def test_programs_that_are_missing(monkeypatch):
    monkeypatch.setattr(backups.shutil, "which", lambda _: None)
    with pytest.raises(StoreUnavailable, match="install PostgreSQL's client programs"):
        backups._run(["pg_dump"], Database(vendor="postgresql", name="verbale"))
