"""Killed writers, crowds and full disks: short here, long with ``make soak``. ``hardships.py`` is what they go through."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ON_POSTGRES = os.environ["VERBALE_DATABASE"].startswith("postgresql://")
SCRIPT = Path(__file__).with_name("hardships.py")


def go_through(database: str, what: str, amount: object) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, SCRIPT, what, str(amount)],
        env=os.environ | {"VERBALE_DATABASE": database}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def verbale(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "verbale", *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("work", ["add", "reread"])
@pytest.mark.parametrize("count", [20, pytest.param(75, marks=pytest.mark.soak)])
def test_kills_leave_no_damage(database, work, count):
    found = go_through(database, work, count)
    assert found["wrong"] == {"lost": 0}
    assert found["kept"] > 0  # they were killed at work and not before
    assert found["again"] == found["state"]
    assert found["state"]["publications"] == sorted(f"https://news.example/{number}" for number in range(60))
    assert found["state"]["utterances"]
    assert found["state"]["without wordings"] == 0
    assert found["state"]["readers"] == ["0.0.1"]


@pytest.mark.parametrize("count", [12, pytest.param(75, marks=pytest.mark.soak)])
def test_kills_leave_no_half_decision(database, count):
    found = go_through(database, "review", count)
    assert found["wrong"] == {"lost": 0}
    assert found["kept"] > 0


@pytest.mark.parametrize("count", [2, pytest.param(75, marks=pytest.mark.soak)])
def test_a_killed_migration_leaves_nothing(database, count):
    found = go_through(database, "migrate", count)
    killed = found.pop("killed")
    assert 0 < killed < count or count < 75  # of many, some are killed on the way
    assert found == {"half": 0, "not whole": 0}


def test_of_fifty_reviewers_one_decides(database):
    found = go_through(database, "race", 50)
    assert found == {"won": 1, "told": 49, "entries": 1, "version": 1}


def test_backups_while_others_write(database, tmp_path):
    found = go_through(database, "backup", tmp_path)
    assert found["damage"] == []
    other = str(tmp_path / "other.sqlite3")
    # A server's backups are checked as they are written; restoring one is tried in test_backups.py.
    for command in () if ON_POSTGRES else (["restore", found["files"][1]], ["verify"]):
        done = verbale(*command, "--database", other)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("seconds", [4, pytest.param(120, marks=pytest.mark.soak)])
def test_writers_and_readers_do_not_get_into_each_others_way(database, seconds):
    counts = go_through(database, "crowd", seconds)
    assert counts.keys() == {"written", "read"}  # everything else would be an error


@pytest.mark.skipif(ON_POSTGRES, reason="a server's disk is not the test's to fill")
@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("mount") is None, reason="only root may mount a small disk")
def test_full_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"mounting is not permitted here: {mounted.stderr.decode().strip()}")
    try:
        database = str(disk / "store.sqlite3")
        found = go_through(database, "full", f"mount -o remount,size=40m {disk}")
    finally:
        subprocess.run(["umount", disk], check=True)
    assert found["told"].startswith(f"{database}: there is no room on its disk; make room")
    assert 0 < found["added"] == found["seen"]
    assert found["again"] == 50
    assert found["damage"] == []
