"""The examples beside the words and in the rules' docstrings hold."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable

import pytest

from verbale.extract.instruments import evidence
from verbale.extract.instruments.words import load_words

Rule = Callable[..., object]
EXAMPLE = re.compile(r"^«(.*\[.*)»$", re.MULTILINE)


def examples(rules: Iterable[Rule]) -> list[tuple[Rule, str]]:
    found = [(rule, example) for rule in rules for example in EXAMPLE.findall(inspect.getdoc(rule) or "")]
    assert {rule for rule, _ in found} == set(rules), "each rule has an example"
    return found


@pytest.mark.parametrize("entry", load_words("ru").noun, ids=lambda entry: entry.word)
def test_each_word_names_a_document_in_its_example(find, entry):
    (marked,) = re.findall(r"\[\[(.*?)\]\]", entry.example)
    found = find(entry.example.replace("[[", "").replace("]]", ""))
    assert (marked, entry.kind) in [(item.exact, item.kind) for item in found] or (
        entry.forms and marked in [item.exact for item in found]
    )


@pytest.mark.parametrize(("rule", "example"), examples(evidence.REFUSALS))
def test_a_refusal_refuses_its_example(mention, rule, example):
    found = mention(example)
    assert rule(found)
    assert evidence.verdict(found) is None


@pytest.mark.parametrize(("rule", "example"), examples([*evidence.EVIDENCE.values(), evidence.draft_of]))
def test_evidence_is_seen_in_its_example(mention, rule, example):
    assert evidence.verdict(mention(example)) == rule.__name__
