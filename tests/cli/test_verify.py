from __future__ import annotations

import msgspec
import pytest

from verbale.export.jsonl import encode
from verbale.store.models import Statement


@pytest.fixture
def damaged(talks):
    return msgspec.structs.replace(talks, doc="damaged.txt", report=msgspec.structs.replace(talks.report, sha256="0"))


def test_whole_records(run, talks, tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_bytes(encode(talks) + b"\n" + encode(talks) + b"\n")
    result = run("verify", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "2 records hold, with 54 spans\n"


def test_what_does_not_hold_is_named(run, talks, damaged):
    lines = b"\n".join([encode(talks), encode(damaged), b"{}"])
    result = run("verify", "-", stdin=lines)
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first == "line 2: damaged.txt: report.sha256: is not the hash of the text"
    assert second.startswith("line 3: not a record: ")
    assert result.stderr == "2 of 3 records do not hold\n"


def test_a_missing_file(run, tmp_path):
    result = run("verify", tmp_path / "none.jsonl")
    assert result.exit_code == 1
    assert "none.jsonl" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_nothing_to_verify(run):
    result = run("verify", "-", stdin=b"\n")
    assert (result.exit_code, result.stderr) == (0, "no records to verify\n")


def test_what_read_writes_is_whole(run, reports):
    records = run("read", *reports, "--json").stdout
    assert run("verify", "-", stdin=records).exit_code == 0


def test_the_store_is_verified_where_no_file_is_given(db, run, keep):
    keep("Волдин заявил: «мир».", ("мир", "Арсен Волдин", "AGREE"))
    result = run("verify")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "the store holds: 3 texts, records and reports" in result.stderr
    Statement.objects.update(content="война")
    result = run("verify")
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert line.endswith(": content: is not what the record and the reviews say")
    assert "1 problem in the store" in result.stderr


def test_a_file_or_a_store(run):
    assert run("verify", "records.jsonl", "--database", "store.sqlite3").exit_code == 2
