from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from verbale.environment import Database, Environment
from verbale.store.upkeep import checks

ROOT = Path(__file__).resolve().parents[3]
ON_POSTGRES = os.environ["VERBALE_DATABASE"].startswith("postgresql://")


def numbers(findings):
    return [finding.number for finding in findings]


def environment(**fields):
    database = fields.pop("database", Database(vendor="sqlite", name="/nowhere/store.sqlite3"))
    return Environment(**{"database": database, "secret_key": "k9Xq2LmZ7vRt4WbY8cNd1FgH5jPs3QaE", **fields})


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"secret_key": "short"}, "V002"),
        ({"secret_key": "a" * 60}, "V002"),
        ({"debug": True}, "V003"),
        ({"hosts": ("news.example", "*")}, "V004"),
    ],
)
def test_settings(fields, number):
    found = [finding for check in checks._SETTINGS for finding in check(environment(**fields))]
    assert number in numbers(found)
    assert all(finding.severity == "error" for finding in found if finding.number == number)


def test_settings_that_are_well():
    well = environment(database=Database(vendor="postgresql", name="verbale"))
    assert [finding for check in checks._SETTINGS for finding in check(well)] == []


def test_settings_that_cannot_be_read(monkeypatch):
    monkeypatch.setenv("VERBALE_DEBUG", "perhaps")
    (finding,) = checks.check()
    assert (finding.number, finding.severity) == ("V001", "error")
    assert "VERBALE_DEBUG" in str(finding)


@pytest.mark.parametrize(
    ("version", "defect"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 0), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_versions_of_sqlite(version, defect, monkeypatch):
    assert checks.has_wal_reset_defect(version) is defect
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert numbers(checks._sqlite_version(environment())) == (["V005"] if defect else [])


def test_files_that_others_may_read(tmp_path):
    path = tmp_path / "store.sqlite3"
    path.touch(mode=0o600)
    given = environment(database=Database(vendor="sqlite", name=str(path)))
    assert "V006" not in numbers(checks._in_files(given))
    path.chmod(0o644)
    assert "V006" in numbers(checks._in_files(given))


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "ext4"])
def test_network_file_systems(tmp_path, monkeypatch, kind):
    mounts = tmp_path / "mounts"
    place = tmp_path / "a b"
    place.mkdir()
    written = str(place).replace(" ", "\\040")
    mounts.write_text(f"proc /proc proc rw 0 0\nold / overlay rw 0 0\nserver:/x {written} {kind} rw 0 0\n")
    assert checks.file_system(place / ".", mounts) == kind
    assert checks.file_system(tmp_path, mounts) == "overlay"
    assert checks.file_system(tmp_path, tmp_path / "none") is None
    monkeypatch.setattr(checks, "file_system", lambda _: kind)
    given = environment(database=Database(vendor="sqlite", name=str(place / "store.sqlite3")))
    assert ("V007" in numbers(checks._in_files(given))) is (kind != "ext4")


def test_no_room(tmp_path, monkeypatch):
    given = environment(database=Database(vendor="sqlite", name=str(tmp_path / "store.sqlite3")))
    monkeypatch.setattr(checks.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 10 * 2**20}))
    (finding,) = [finding for finding in checks._in_files(given) if finding.number == "V008"]
    assert "10 MB are free" in finding.what


def test_a_store_that_is_not_there(tmp_path):
    given = environment(database=Database(vendor="sqlite", name=str(tmp_path / "store.sqlite3")))
    assert numbers(checks._in_database(given)) == ["V009"]


def test_a_store_that_is_well(db):
    allowed = {"V013"} if ON_POSTGRES else {"V005", "V008"}  # the tests' own server, SQLite and disk
    assert set(numbers(checks.check())) <= allowed


@pytest.mark.parametrize("state", ["empty", "older", "newer"])
def test_schemas(db, monkeypatch, state):
    monkeypatch.setattr("verbale.store.opening.schema_state", lambda: state)
    assert "V010" in numbers(checks.check())


@pytest.mark.skipif(ON_POSTGRES, reason="of SQLite")
@pytest.mark.parametrize(
    ("pragma", "found", "number"),
    [("journal_mode", "delete", "V011"), ("foreign_keys", 0, "V012"), ("synchronous", 1, "V013")],
)
def test_pragmas(db, monkeypatch, pragma, found, number):
    values = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2} | {pragma: found}
    monkeypatch.setattr(checks, "_pragma", values.get)
    assert numbers(checks._pragmas()) == [number]


@pytest.mark.parametrize(
    ("setting", "found", "number"),
    [("server_encoding", "SQL_ASCII", "V014"), ("fsync", "off", "V013"), ("synchronous_commit", "off", "V013")],
)
def test_servers(setting, found, number):
    values = {"server_encoding": "UTF8", "fsync": "on", "synchronous_commit": "on"}
    assert numbers(checks.of_server(values)) == []
    assert numbers(checks.of_server(values | {setting: found})) == [number]


def test_a_missing_index(db):
    assert list(checks._indexes()) == []
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX meeting_in_report")
    (finding,) = checks._indexes()
    assert (finding.number, "meeting_in_report" in finding.what) == ("V015", True)


def test_the_documentation_lists_every_number():
    source = (ROOT / "src" / "verbale" / "store" / "upkeep" / "checks.py").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert set(re.findall(r'"(V\d{3})"', source)) == set(re.findall(r"^\| (V\d{3}) \|", page, re.MULTILINE))
