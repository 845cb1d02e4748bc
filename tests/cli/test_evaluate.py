from __future__ import annotations

import json
import re

import pytest


@pytest.fixture
def gold(tmp_path, reports):
    """Gold that the reader of these tests meets in all but the last report."""
    lines = []
    for number, path in enumerate(reports[:4]):
        text = path.read_text(encoding="utf-8")
        start = text.index("обещание") if number < 3 else 0
        statement = {
            "content": [[start, len(text) if number < 3 else 8]], "cue": None, "source": None, "kind": "direct",
            "speaker": f"Министр{number}", "relay": False, "act": "REJECT",
        }  # fmt: skip
        lines.append(json.dumps({"doc": path.name, "statements": [statement]}))
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_table(run, gold, tmp_path):
    result = run("evaluate", "--gold", gold, "--texts", tmp_path)
    assert result.exit_code == 0
    assert re.search(r"statements\s+│\s+0\.750 │ 0\.750 │ 0\.750 │\s+3 │\s+4 │\s+4", result.stdout)
    assert re.search(r"act\s+│ 0\.000", result.stdout)


def test_details_show_what_lies_behind(run, gold, tmp_path):
    result = run("evaluate", "--gold", gold, "--texts", tmp_path, "-v")
    assert re.search(r"misses: 1\n  03\.txt  0: none \[none\] direct REJECT: «Министр3?»", result.stdout)
    assert re.search(r"extras: 1\n  03\.txt", result.stdout)
    assert "wrong acts: 3" in result.stdout
    assert "gold «REJECT», found «AGREE»" in result.stdout


def test_figures_as_json(run, gold, tmp_path):
    figures = json.loads(run("evaluate", "--gold", gold, "--texts", tmp_path, "--json").stdout)
    assert (figures["statement_f1"], figures["act_accuracy"]) == (0.75, 0.0)


def test_records_from_a_file_score_the_same(run, gold, reports, tmp_path):
    records = tmp_path / "records.jsonl"
    records.write_text(run("read", *reports, "--json").stdout, encoding="utf-8")
    arguments = ("evaluate", "--gold", gold, "--texts", tmp_path, "--json")
    assert run(*arguments, "--records", records).stdout == run(*arguments).stdout


def test_a_text_that_is_missing_stops_it(run, gold, reports, tmp_path):
    reports[2].unlink()
    result = run("evaluate", "--gold", gold, "--texts", tmp_path)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "02.txt" in result.stderr


def test_facts(run, reports, tmp_path):
    gold = tmp_path / "facts.jsonl"
    time = {"span": [0, 5], "type": "DATE", "value": "2031", "mod": None}
    gold.write_text(json.dumps({"doc": "00.txt", "published": "2031-05-12", "times": [time]}), encoding="utf-8")
    result = run("evaluate", "--gold", gold, "--texts", tmp_path, "--facts", "-v")
    assert result.exit_code == 0
    assert re.search(r"times\s+│\s+– │ 0\.000 │ 0\.000 │\s+0 │\s+0 │\s+1", result.stdout)
    assert "missed times: 1\n  00.txt  0: «Минис» DATE 2031" in result.stdout
