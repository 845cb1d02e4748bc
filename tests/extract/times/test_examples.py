"""The examples beside the words and in the rules' docstrings hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from verbale.extract import times
from verbale.extract.times import datelines, grammar, guards
from verbale.extract.times.vocabulary import vocabulary
from verbale.types import Annotation

PUBLISHED = "2022-03-16"
EXAMPLE = re.compile(r"^\s+«(.+)» →(.*)$", re.MULTILINE)


def docstring_examples(rules: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    for name, docstring in rules:
        examples = EXAMPLE.findall(docstring)
        assert examples, f"{name} has no example"
        for marked, expect in examples:
            yield name, marked, expect


RULES = list(docstring_examples([(rule.name, rule.examples) for rule in grammar.RULES]))
GUARDS = list(docstring_examples([(guard.__name__, guard.__doc__ or "") for guard in guards.GUARDS]))
DATELINES = list(docstring_examples([(rule.__name__, rule.__doc__ or "") for rule in datelines.RULES]))


@pytest.mark.parametrize(("marked", "expect"), vocabulary("ru").examples())
def test_words(check: Callable[..., None], marked: str, expect: str) -> None:
    check(marked, expect, vocabulary("ru").published)


@pytest.mark.parametrize(("name", "marked", "expect"), RULES)
def test_rules(check: Callable[..., None], name: str, marked: str, expect: str) -> None:
    check(marked, expect, PUBLISHED)


@pytest.mark.parametrize(("name", "marked", "expect"), GUARDS)
def test_guards(check: Callable[..., None], name: str, marked: str, expect: str) -> None:
    check(marked, expect, PUBLISHED)


@pytest.mark.parametrize(("name", "text", "expect"), DATELINES)
def test_datelines(annotate: Callable[[str], Annotation], name: str, text: str, expect: str) -> None:
    assert times.dateline(annotate(text)) == expect.strip()


def test_every_rule_finds_its_first_example(annotate: Callable[[str], Annotation]) -> None:
    for rule in grammar.RULES:
        marked = EXAMPLE.findall(rule.examples)[0][0]
        found = times.find(annotate(marked.replace("[", "").replace("]", "")), PUBLISHED)
        assert any(rule.name in one.rule.split("+") for one in found), rule.name
