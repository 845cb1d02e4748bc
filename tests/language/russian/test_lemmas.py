"""Lemmas are those that natasha's choice among pymorphy's analyses gives."""

from __future__ import annotations

from typing import Any

import pymorphy3
import pytest

from verbale.language.russian import lemmas
from verbale.language.russian.engine import Engine
from verbale.language.russian.grammar import Grammar, likeness, parse_opencorpora, parse_tag
from verbale.language.russian.lemmas import Lemmatizer
from verbale.language.russian.tokens import tokenize

TAGS = tuple(
    parse_tag(tag)
    for tag in (
        "NOUN|Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing",
        "NOUN|Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing",
        "PROPN|Animacy=Anim|Case=Gen|Gender=Masc|Number=Sing",
        "VERB|Aspect=Perf|Gender=Masc|Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin|Voice=Act",
        "VERB|Aspect=Imp|VerbForm=Inf|Voice=Act",
        "ADJ|Case=Nom|Degree=Pos|Gender=Neut|Number=Sing",
        "ADV|Degree=Pos",
        "PRON|Case=Dat|Number=Plur|Person=3",
        "AUX|Aspect=Imp|Gender=Fem|Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin|Voice=Act",
        "PUNCT",
        "X|Foreign=Yes",
    )
)


@pytest.fixture(scope="module")
def lemmatizer() -> Lemmatizer:
    return Lemmatizer(TAGS)


def reference(analyzer: Any, word: str, tag: Grammar) -> str:
    """natasha's algorithm, word for word, over pymorphy's full analysis."""
    word = word.lower().replace("ё", "е")
    best, top = word, 0
    for form in analyzer.parse(word):
        grammar = parse_opencorpora(str(form.tag))
        if grammar == tag:
            return str(form.normal_form).replace("ё", "е")
        if (same := likeness(grammar, tag)) > top:
            best, top = form.normal_form, same
    return best.replace("ё", "е")


def test_equal_to_the_plain_algorithm(lemmatizer: Lemmatizer, texts: list[str]) -> None:
    analyzer = pymorphy3.MorphAnalyzer()
    words = sorted({word for text in texts for word in tokenize(text).texts})
    words += [
        "стали",
        "мыла",
        "Слуцкого",
        "ёлки",
        "замок",
        "уже",
        "вести",
        "три",
        "им",
        "ей",
        "Волдиным",
        "кое-что",
        "1990-х",
    ]
    for number, tag in enumerate(TAGS):
        expected = [reference(analyzer, word, tag) for word in words]
        assert lemmatizer.lemmas(words, [number] * len(words)) == expected


def test_the_tag_decides(lemmatizer: Lemmatizer) -> None:
    assert lemmatizer.lemmas(["стали", "стали", "Ёлки"], [1, 3, 1]) == ["сталь", "стать", "елка"]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lemmas, "_BOUND", 10)
    lemmatizer = Lemmatizer(TAGS)
    words = [f"слово{number}" for number in range(30)]
    assert lemmatizer.lemmas(words, [1] * 30) == lemmatizer.lemmas(words, [1] * 30)
    assert len(lemmatizer._lemmas) <= 10


def test_every_tag_of_the_model_is_read() -> None:
    grammars = [parse_tag(tag) for tag in Engine().tags]
    assert parse_tag("VERB|Aspect=Perf|Tense=Past") == Grammar("VERB", {"Aspect": "Perf", "Tense": "Past"})
    assert {grammar.upos for grammar in grammars} <= {
        *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ"),
        *("SYM", "VERB", "X"),
    }
