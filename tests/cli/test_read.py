from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from verbale import pipeline
from verbale.errors import DataError


def lines_of(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_table_says_who_how_and_what(run, reports):
    result = run("read", reports[7])
    assert result.exit_code == 0
    assert re.search(r"who\s+how\s+what", result.stdout)
    assert re.search(r"Министр7\s+—\s+«обещание7»", result.stdout)
    assert "direct AGREE" in result.stdout
    assert "1 statement" in result.stdout
    assert result.stderr == ""


def test_json_is_one_record_a_line_in_order(run, reports):
    result = run("read", *reports, "--json")
    assert [line["doc"] for line in lines_of(result)] == [path.name for path in reports]
    assert result.stderr == "40 of 40 reports read\n"


def test_processes_keep_the_order(run, reports):
    result = run("read", *reports, "--json", "--jobs", 2)
    lines = lines_of(result)
    assert [line["doc"] for line in lines] == [path.name for path in reports]
    assert str(os.getpid()) not in {line["reader"] for line in lines}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("form", [[], ["--json"], ["--format", "jsonl"]])
def test_a_name_that_is_no_utf8_is_read_like_any_other(run, tmp_path, jobs, form):
    path = os.fsencode(tmp_path / "report") + b"\xff.txt"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123, a path of bytes
        file.write("Посол заявил, что мост открыт")
    result = run("read", os.fsdecode(path), "--jobs", jobs, *form)
    assert (result.exit_code, "Traceback" in result.stderr) == (0, False), result.stderr
    assert "report\N{REPLACEMENT CHARACTER}.txt" in result.stdout


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_input_is_one_line_and_the_others_are_read(run, reports, tmp_path, jobs):
    empty, binary, missing = tmp_path / "empty.txt", tmp_path / "binary.txt", tmp_path / "missing.txt"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 40)
    result = run("read", reports[0], empty, binary, missing, tmp_path, reports[1], "--json", "--jobs", jobs)
    assert result.exit_code == 1
    assert [line["doc"] for line in lines_of(result)] == ["00.txt", "01.txt"]
    *errors, summary = result.stderr.splitlines()
    assert [str(path) in line for path, line in zip((empty, binary, missing, tmp_path), errors, strict=True)] == [
        True
    ] * 4
    assert summary.startswith("2 of 6 reports read; 4 dropped: ")
    for reason in ("1 empty", "1 not a text", "2 cannot be opened"):
        assert reason in summary


def test_a_name_that_is_no_utf8_is_told_where_nothing_is_there(tmp_path):
    path = os.fsencode(tmp_path / "none") + b"\xff.txt"
    done = subprocess.run([sys.executable, "-m", "verbale", "read", path], capture_output=True, check=False)
    assert done.returncode == 1
    assert (b"none" in done.stderr, b"Traceback" in done.stderr) == (True, False)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_defect_takes_no_other_report_with_it(run, reports, tmp_path, jobs):
    breaks = tmp_path / "breaks.txt"
    breaks.write_text("Сломайся, сказал министр своему компьютеру", encoding="utf-8")
    result = run("read", *reports[:3], breaks, *reports[3:6], "--json", "--jobs", jobs)
    assert result.exit_code == 1
    assert len(lines_of(result)) == 6
    assert re.search(r"breaks\.txt: Verbale failed on it \(RuntimeError: a defect\)", result.stderr)
    assert "1 dropped: 1 failed" in result.stderr


def test_a_fault_of_the_installation_stops_the_run(run, reports, monkeypatch):
    def broken(*_, **__):
        raise DataError("model.json is missing")

    monkeypatch.setattr(pipeline, "read_named", broken)
    monkeypatch.setattr(pipeline, "read_report", broken)
    result = run("read", *reports)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "verbale: model.json is missing\n")


def test_standard_input(run):
    result = run("read", "-", "--json", stdin="Волдин дал журналистам это обещание".encode("cp1251"))
    (line,) = lines_of(result)
    assert (line["doc"], line["statements"][0]["speaker"]) == ("stdin", "Волдин")
    failed = run("read", "-", stdin=b"")
    assert failed.exit_code == 1
    assert failed.stderr.startswith("standard input: ")


def test_published_and_language_reach_the_report(run, reports):
    result = run("read", reports[0], "--json", "--published", "2031-05-12", "--language", "ru")
    (line,) = lines_of(result)
    assert (line["report"]["published"], line["report"]["language"]) == ("2031-05-12", "ru")
    wrong = run("read", reports[0], "--published", "вчера")
    assert wrong.exit_code == 1
    assert "вчера" in wrong.stderr


def test_a_page_is_written(run, reports, tmp_path):
    out = tmp_path / "new" / "page.html"
    assert run("read", reports[3], "--html", out).exit_code == 0
    assert "Министр3" in out.read_text(encoding="utf-8")


def test_pages_of_several_inputs_go_into_a_directory(run, reports, tmp_path):
    other = tmp_path / "other" / "00.txt"
    other.parent.mkdir()
    other.write_text("Крон дала журналистам это слово", encoding="utf-8")
    result = run("read", reports[0], other, "--html", tmp_path / "pages")
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["00-2.html", "00.html"]
    assert "Крон" in (tmp_path / "pages" / "00-2.html").read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_says_so(run, reports):
    result = run("read", reports[0], "--html", reports[1] / "page.html")
    assert result.exit_code == 1
    assert "give another path to --html" in result.stderr


def test_explain_names_the_rule_and_the_place(run, reports):
    result = run("read", reports[0], "--explain")
    assert "rule last_word" in result.stdout
    assert re.search(r"content \d+–\d+", result.stdout)


@pytest.mark.parametrize(
    "arguments", [("read",), ("read", "a", "--json", "--html", "b"), ("read", "a", "--jobs", "-1"), ("write",)]
)
def test_wrong_usage_is_code_2(run, arguments):
    assert run(*arguments).exit_code == 2


def test_control_characters_do_not_reach_the_terminal(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Вол\x1b[31mдин обещал журналистам это \x1b]0;x\x07слово", encoding="utf-8")
    assert "\x1b[31m" not in run("read", path).stdout
    assert "\x07" not in run("read", path).stdout
