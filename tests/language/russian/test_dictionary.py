"""The dictionary answers as pymorphy3 does, without building what it is not asked for."""

from __future__ import annotations

import pymorphy3
import pytest

from verbale.language.russian.dictionary import Known, get_dictionary
from verbale.language.russian.tokens import tokenize

OTHERS = ["стали", "замок", "елку", "ёлку", "три", "лесу", "Арсена", "Петровичем", "Слуцкой", "выше", "наилучший"]
UNKNOWN = ["волдиным", "экс-премьера", "квартель", "премьер-министру", "1990-х", "vortal"]
WANTED = [
    frozenset(grammemes)
    for grammemes in (["gent"], ["nomn", "sing"], ["loct", "plur"], ["femn", "sing", "datv"], ["loc2"], ["voct"])
]


@pytest.fixture(scope="module")
def pymorphy() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@pytest.fixture(scope="module")
def words(texts: list[str]) -> list[str]:
    return sorted({word.lower() for text in texts for word in tokenize(text).texts} | {w.lower() for w in OTHERS})


def test_analyses_are_pymorphys(pymorphy: pymorphy3.MorphAnalyzer, words: list[str]) -> None:
    for word in [*words, *UNKNOWN]:
        ours = [(a.grammemes, a.score) for a in get_dictionary().analyses(word)]
        assert ours == [(p.tag.grammemes, p.score) for p in pymorphy.parse(word)], word


def test_known_are_the_forms_that_the_dictionary_holds(pymorphy: pymorphy3.MorphAnalyzer, words: list[str]) -> None:
    for word in [*words, *UNKNOWN]:
        ours = [analysis.form for analysis in get_dictionary().known(word)]
        assert ours == [parse.word for parse in pymorphy.parse(word) if parse.is_known], word


def test_forms_are_pymorphys(pymorphy: pymorphy3.MorphAnalyzer, words: list[str]) -> None:
    for word in [*words, *UNKNOWN]:
        for analysis, parse in zip(get_dictionary().analyses(word), pymorphy.parse(word), strict=True):
            for wanted in WANTED:
                form = parse.inflect(set(wanted))
                assert analysis.inflect(wanted) == (None if form is None else form.word), (word, wanted)


def test_a_form_keeps_the_letter_that_the_text_leaves_out() -> None:
    (first, *_) = get_dictionary().known("елку")
    assert isinstance(first, Known)
    assert first.inflect(frozenset({"nomn", "sing"})) == "ёлка"
