from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_checking(run, monkeypatch):
    result = run("check")
    assert result.exit_code in {0, 1}  # as the machine is
    assert all(line.startswith("V0") for line in result.stdout.splitlines())
    monkeypatch.setenv("VERBALE_DEBUG", "1")
    result = run("check")
    assert result.exit_code == 1
    assert "V003 error: debugging is on" in result.stdout


def test_a_store_of_this_version_is_left_as_it_is(run):
    result = run("migrate")
    assert (result.exit_code, result.stderr) == (0, "the store was at this version already\n")


def test_a_store_of_a_newer_version_is_left_alone(run, monkeypatch):
    monkeypatch.setattr("verbale.store.opening.schema_state", lambda: "newer")
    result = run("migrate")
    assert (result.exit_code, "made by a newer Verbale" in result.stderr) == (1, True)


def test_errors_of_backups_are_told_in_a_line(run, tmp_path):
    missing = tmp_path / "missing.backup"
    for command in (("restore", missing), ("backup", tmp_path / "nowhere" / "store.backup")):
        result = run(*command)
        assert result.exit_code == 1
        assert result.stderr.startswith("verbale: ")
        assert len(result.stderr.splitlines()) == 1
