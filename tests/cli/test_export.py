from __future__ import annotations

import json
import re
import sys

import pytest
from icalendar import Calendar

from verbale.cli import export as command
from verbale.export import formats
from verbale.export.jsonl import encode


@pytest.fixture
def records(talks, tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_bytes(encode(talks) + b"\n\n" + encode(talks) + b"\n")
    return path


def test_standard_output_by_default(run, records):
    result = run("export", records, "--format", "ical")
    assert result.exit_code == 0
    assert len(Calendar.from_ical(result.stdout_bytes).walk("VEVENT")) == 4
    assert result.stderr == "4 meetings written\n"


def test_standard_input(run, talks):
    result = run("export", "-", "--format", "jsonl", stdin=encode(talks))
    assert result.stdout_bytes == encode(talks) + b"\n"


def test_a_folder_of_tables_an_archive_and_one_table(run, records, tmp_path):
    assert run("export", records, "--format", "csv", "--out", tmp_path / "tables").exit_code == 0
    assert len(list((tmp_path / "tables").iterdir())) == len(formats.NOUNS)
    assert run("export", records, "--format", "parquet", "--out", tmp_path / "tables.zip").exit_code == 0
    assert (tmp_path / "tables.zip").read_bytes().startswith(b"PK")
    assert run("export", records, "--format", "csv", "--noun", "actors", "--out", tmp_path / "a.csv").exit_code == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "tables" / "actors.csv").read_bytes()


@pytest.mark.parametrize("name", [*formats.FORMATS, *formats.ALIASES, "JSON-LD"])
def test_every_format_is_known(run, records, name, tmp_path):
    assert run("export", records, "--format", name, "--out", tmp_path / "out").exit_code == 0


def test_the_help_lists_the_formats_and_the_nouns():
    assert re.findall(r"\b[a-z]+\b", command.FORMAT_HELP.removeprefix("One of ")) == list(formats.FORMATS)
    assert [noun for noun in formats.NOUNS if noun not in command.NOUN_HELP] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "xml"), "known are jsonl, csv, parquet, ical, jsonld, ftm"),
        (("--format", "csv", "--noun", "people"), "is one of reports, statements"),
        (("--format", "ical", "--noun", "meetings"), "goes with csv and parquet"),
        ((), "--format"),
    ],
)
def test_what_cannot_be_is_code_2(run, records, arguments, message):
    result = run("export", records, *arguments)
    assert result.exit_code == 2
    assert message in " ".join(re.sub("[│╭╰─╮╯]", " ", result.stderr).split())


@pytest.mark.parametrize(
    ("arguments", "refused"), [(("parquet",), True), (("csv",), True), (("csv", "statements"), False)]
)
def test_a_binary_format_is_refused_to_a_terminal(monkeypatch, arguments, refused):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    name, *noun = arguments
    if refused:
        with pytest.raises(Exception, match="no text for a terminal"):
            command.check(name, "-", None)
    else:
        command.check(name, "-", noun[0])


def test_a_bad_line_is_named_and_what_was_there_stays(run, talks, tmp_path):
    path, out = tmp_path / "records.jsonl", tmp_path / "out.ics"
    path.write_bytes(encode(talks) + b'\n{"doc":\n')
    out.write_text("before", encoding="utf-8")
    result = run("export", path, "--format", "ical", "--out", out)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"verbale: {path}: line 2: not a record: ")
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(tmp_path.iterdir()) == [out, path]


def test_files_that_cannot_be_opened(run, records, tmp_path):
    missing = run("export", tmp_path / "no.jsonl", "--format", "csv")
    assert (missing.exit_code, "no.jsonl" in missing.stderr) == (1, True)
    for name, out in (("ical", tmp_path), ("csv", records), ("ftm", records / "out")):
        result = run("export", records, "--format", name, "--out", out)
        assert result.exit_code == 1, name
        assert "cannot be written" in result.stderr


def test_reports_are_read_into_a_format(run, reports, tmp_path):
    result = run("read", *reports[:3], tmp_path / "missing.txt", "--format", "ftm", "--out", tmp_path / "out.ftm")
    assert result.exit_code == 1
    entities = [json.loads(line) for line in (tmp_path / "out.ftm").read_text(encoding="utf-8").splitlines()]
    assert [entity["properties"]["fileName"] for entity in entities if entity["schema"] == "Article"] == [
        [path.name] for path in reports[:3]
    ]
    assert "6 entities written" in result.stderr
    assert "3 of 4 reports read" in result.stderr
    assert run("read", reports[0], "--format", "csv", "--noun", "statements").stdout.count("\n") == 2


@pytest.mark.parametrize(
    "arguments", [("--json", "--format", "csv"), ("--out", "a"), ("--noun", "actors"), ("--format", "nothing")]
)
def test_wrong_usage_of_read_is_code_2(run, reports, arguments):
    assert run("read", reports[0], *arguments).exit_code == 2
