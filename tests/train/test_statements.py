"""The judge of statements is trained on annotated reports: readable, and the same file from the same input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from verbale import samples
from verbale.errors import VerbaleError
from verbale.extract.statements import model
from verbale.train import statements as training
from verbale.train.__main__ import TRAINERS
from verbale.train.statements import Reading

GOLD = Path(__file__).parents[1] / "data" / "gold" / "samples.jsonl"
TEXTS = Path(samples.__file__).parent


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return list(training.read(GOLD, TEXTS))


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> tuple[Path, list[str]]:
    """A model trained on the bundled samples, and what was measured."""
    out = tmp_path_factory.mktemp("trained") / "model.json"
    return out, training.train(GOLD, TEXTS, out)


def test_proposals_are_labelled_by_the_statements_they_match(readings):
    statements = sum(len(reading.gold.statements) for reading in readings)
    right = [example for reading in readings for example in reading.examples if example.match > 0]
    assert len(right) >= statements  # most statements are proposed in several drafts
    assert any(example.match == 0 for reading in readings for example in reading.examples)
    assert all(0.5 <= example.match <= 1 for example in right)
    for reading in readings:
        cues = {statement.cue for statement in reading.gold.statements}
        for example in reading.examples:
            if example.match > 0 and example.proposal.cue is not None:
                assert any(cue is not None and cue.overlaps(example.proposal.cue) for cue in cues)


def test_nearly_every_statement_of_the_samples_is_proposed(readings):
    missed = []
    for reading in readings:
        matched = [e.proposal for e in reading.examples if e.match > 0]
        for statement in reading.gold.statements:
            if statement.cue is not None and not statement.optional:
                near = any(p.cue is not None and p.cue.overlaps(statement.cue) for p in matched)
                missed += [] if near else [statement.cue.of(reading.view.text)]
    assert len(missed) <= 0.1 * sum(len(reading.gold.statements) for reading in readings), missed


def test_rivals_are_drafts_of_cues_that_have_a_right_one(readings):
    for reading in readings:
        rivals = training._rivals(reading)
        groups = {example.proposal.group for example, _ in rivals}
        assert groups == {example.proposal.group for example in reading.examples if example.match > 0}
        for group in groups:
            assert any(best for example, best in rivals if example.proposal.group == group)


def test_training_writes_a_model_that_verbale_reads(trained):
    out, lines = trained
    judge = model.read(out)
    assert judge.threshold in training.THRESHOLDS
    assert judge.weights
    assert judge.choices
    assert lines[-1].startswith(f"all reports: {len(judge.weights)} weights")
    assert len(lines) == len(training.THRESHOLDS) + 1


def test_the_model_can_be_read_by_people(trained):
    text = trained[0].read_text(encoding="utf-8")
    table = json.loads(text)
    assert text.endswith("}\n")
    assert len(text.splitlines()) > len(table["weights"]) + len(table["choices"])  # a fact a line
    for name in ("weights", "choices"):
        assert list(table[name]) == sorted(table[name])
        assert all(round(weight, 3) == weight != 0 for weight in table[name].values())


def test_the_same_input_gives_the_same_file(trained, tmp_path):
    again = tmp_path / "again.json"
    assert training.train(GOLD, TEXTS, again) == trained[1]
    assert again.read_bytes() == trained[0].read_bytes()


def test_facts_seen_less_often_than_the_limit_have_no_weight(readings, trained):
    judge = model.read(trained[0])
    counts: dict[str, int] = {}
    for reading in readings:
        for example in reading.examples:
            if not example.optional:
                for fact in set(example.facts.names):
                    counts[fact] = counts.get(fact, 0) + 1
    assert [fact for fact in judge.weights if counts.get(fact, 0) < training.RARE] == []


def test_what_was_learned_tells_right_proposals_from_wrong(readings, trained):
    judge = model.read(trained[0])
    examples = [e for reading in readings for e in reading.examples if not e.optional]
    right = [judge.probability(e.facts) for e in examples if e.match > 0]
    wrong = [judge.probability(e.facts) for e in examples if e.match == 0]
    assert sum(right) / len(right) > sum(wrong) / len(wrong) + 0.3


def test_a_missing_gold_file_says_so(tmp_path):
    with pytest.raises(VerbaleError, match="none"):
        training.train(tmp_path / "none.jsonl", TEXTS, tmp_path / "model.json")
    assert not (tmp_path / "model.json").exists()


def test_trainers_write_where_the_package_reads():
    assert all(place.is_file() for _, place in TRAINERS.values())
    assert TRAINERS["statements"][1] == model._FILE


def test_the_command_trains(tmp_path):
    out = tmp_path / "model.json"
    command = [sys.executable, "-m", "verbale.train", "statements", "--gold", GOLD, "--texts", TEXTS, "--out", out]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "cross-validated at" in done.stdout
    assert model.read(out).weights
