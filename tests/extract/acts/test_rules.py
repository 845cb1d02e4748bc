"""Every rule of acts holds on its own examples, and is the rule that decides them."""

from __future__ import annotations

import re

import pytest

from verbale.extract.acts import classify
from verbale.extract.acts.classify import NO_RULE, RULES

EXAMPLE = re.compile(r"^\s*([A-Z]+): (.+\[\[.+)$", re.MULTILINE)
EXAMPLES = [(rule.__name__, act, text) for rule in RULES for act, text in EXAMPLE.findall(rule.__doc__ or "")]


def test_every_rule_says_what_it_finds_and_gives_an_example():
    shown = {name for name, _, _ in EXAMPLES}
    assert [rule.__name__ for rule in RULES if rule.__name__ not in shown] == []
    assert [rule.__name__ for rule in RULES if not (rule.__doc__ or "").splitlines()[0].endswith(".")] == []
    assert len({rule.__name__ for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(("rule", "act", "text"), EXAMPLES, ids=[f"{rule}-{text[:40]}" for rule, _, text in EXAMPLES])
def test_example(rule, act, text, marked):
    said = marked(text)
    reading = classify(said.annotation, said.cue, said.content, said.source, said.kind)
    assert (reading.act, reading.rule) == (act, rule)
    assert 0 < reading.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "((Министр)) {{сообщил}}, что [[поезд прибыл в столицу]].",
        "((Синоптики)) {{считают}}, что [[завтра пойдет снег]].",
        "{{По словам}} ((очевидцев)), [[дом стоял пустым]].",
        "((Врач)) {{рассказал}}, что [[двое рыбаков были убиты молнией]].",
        "«[[Я родился в Норме]]», — {{вспомнил}} ((художник)).",
        "((Агентство «Полюс»)) {{передает}}, что [[министр пообещал помощь]].",
    ],
)
def test_what_only_tells_comments(text, marked):
    said = marked(text)
    reading = classify(said.annotation, said.cue, said.content, said.source, said.kind)
    assert reading.act == "COMMENT"


def test_without_a_rule_the_reading_says_so(marked):
    said = marked("((Министр)) {{сообщил}}, что [[поезд прибыл в столицу]].")
    assert classify(said.annotation, said.cue, said.content, said.source, said.kind).rule == NO_RULE


def test_the_given_act_counts_where_the_lexicon_does_not_know_the_cue(marked):
    said = marked("((Министр)) {{бумкнул}}: [[поезд прибыл]].")
    spans = (said.annotation, said.cue, said.content, said.source, said.kind)
    assert classify(*spans, "REQUEST").act == "REQUEST"
    assert classify(*spans).act == "COMMENT"


def test_a_statement_without_cue_source_or_words_is_read():
    from verbale import language
    from verbale.types import Span

    annotation = language.get("ru", name="test").annotate("Министр: переговоры продолжатся\n\n— ?!")
    assert classify(annotation, None, (Span(9, 31),), None, "indirect").act in {"COMMENT", "CONSULT"}
    assert classify(annotation, None, (Span(33, 37),), None, "direct").act == "COMMENT"
    assert classify(annotation, None, (), None, "indirect").act == "COMMENT"


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("((Мэр)) {{пообещал}} [[починить мост]].", ("future",)),
        ("((Мэр)) {{сказал}}, что [[мост починят]].", ("future",)),
        ("((Мэр)) {{сказал}}, что [[мост починили]].", ()),
        ("((Мэр)) {{сказал}}, что [[мост не починили]].", ("negated",)),
        ("((Мэр)) {{сказал}}, что [[не уйдет, если мост починят]].", ("future", "hypothetical", "negated")),
        ("((Мэр)) {{не намерен}} [[уходить]].", ("future", "negated")),
    ],
)
def test_modes(text, modes, marked):
    said = marked(text)
    assert classify(said.annotation, said.cue, said.content, said.source, said.kind).modes == modes
