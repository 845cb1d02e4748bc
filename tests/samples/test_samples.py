"""The sample reports and their gold: every span lies in the text, and what the format promises holds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from verbale import intake, samples
from verbale.types import Span

GOLD = Path(__file__).parent.parent / "data" / "gold"
STATEMENTS = {
    row["doc"]: row for row in map(json.loads, (GOLD / "samples.jsonl").read_text(encoding="utf-8").splitlines())
}
FACTS = {
    row["doc"]: row for row in map(json.loads, (GOLD / "samples_facts.jsonl").read_text(encoding="utf-8").splitlines())
}
REPORTS = {path.name: intake.load_file(path) for path in samples.paths()}
ACTS = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "COMMENT"}


def spans_of(name: str) -> list[Span]:
    row, facts = STATEMENTS[name], FACTS[name]
    spans = [span for item in row["statements"] for span in item["content"]]
    spans += [item[field] for item in row["statements"] for field in ("cue", "source") if item[field]]
    spans += [item["span"] for item in facts["times"]] + [item["trigger"] for item in facts["meetings"]]
    return [Span(*span) for span in spans + [item["mention"] for item in facts["instruments"]]]


def test_there_are_enough_and_all_have_gold():
    assert len(REPORTS) >= 7
    assert set(REPORTS) == set(STATEMENTS) == set(FACTS)
    assert sum(len(row["statements"]) for row in STATEMENTS.values()) >= 100


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_length_language_and_title(name):
    report = REPORTS[name]
    assert 150 <= len(report.text.split()) <= 600
    assert report.language == "ru"
    assert report.title == report.text.split("\n")[0]


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_gold_spans_are_words_of_the_text_outside_furniture(name):
    report = REPORTS[name]
    for span in spans_of(name):
        exact = span.of(report.text)
        assert exact, span
        assert exact == exact.strip(" \n.,—") or exact.endswith("г."), exact
        assert not re.match(r"\w\w", report.text[max(0, span.start - 1) : span.start + 1]), exact
        assert not re.match(r"\w\w", report.text[span.end - 1 : span.end + 1]), exact
        assert not any(span.overlaps(piece) for piece in report.furniture), exact


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_gold_labels_are_those_of_the_guidelines(name):
    for item in STATEMENTS[name]["statements"]:
        assert {item["act"], item.get("act_also", item["act"])} <= ACTS
        assert item["kind"] in {"direct", "indirect", "mixed"}
        assert item["relay"] in {True, False}
        assert item["content"] == sorted(item["content"])
        assert item["source"] is None or item["speaker"]


def test_published_is_read_where_the_report_says_it():
    read = {name: report.published and report.published[:10] for name, report in REPORTS.items()}
    assert {name: date for name, date in read.items() if date} == {
        "digest.txt": "2023-11-14",
        "draft.txt": "2025-01-09",
        "summit.html": "2024-07-25",
        "talks.txt": "2024-03-12",
    }


def test_each_kind_of_statement_is_there():
    items = [item for row in STATEMENTS.values() for item in row["statements"]]
    assert {item["kind"] for item in items} == {"direct", "indirect", "mixed"}
    assert {item["act"] for item in items} == ACTS
    assert any(item["relay"] for item in items)
    assert any(len(item["content"]) > 1 for item in items)
    assert any(item["source"] is None for item in items)
