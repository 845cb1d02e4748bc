"""The engine answers what Slovnet answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import slovnet
from navec import Navec
from slovnet.shape import word_shape as slovnet_shape

from verbale.language.quotes import paragraphs_of
from verbale.language.russian import embedding, shapes, weights
from verbale.language.russian.engine import Engine
from verbale.language.russian.sentences import split_clauses
from verbale.language.russian.tokens import tokenize


@dataclass
class Slovnet:
    """natasha's own models."""

    morph: Any
    names: Any
    syntax: Any

    def answers(self, sentences: list[list[str]]) -> Iterator[tuple[list[str], list[int], list[str]]]:
        """Tags, heads and relations of sentences."""
        for morph, syntax in zip(self.morph.map(sentences), self.syntax.map(sentences), strict=True):
            yield (
                [token.tag for token in morph.tokens],
                [int(token.head_id) for token in syntax.tokens],
                [token.rel for token in syntax.tokens],
            )

    def name_tags(self, words: list[str]) -> list[str]:
        """Tags of names of one text, which Slovnet reads as one sentence."""
        infer = self.names.infer
        return list(next(infer.decoder(infer.process(infer.encoder([words])))))


@pytest.fixture(scope="session")
def slovnet_models() -> Slovnet:
    data: Path = weights.data_directory()
    navec = Navec.load(data / weights.VECTORS)
    return Slovnet(
        slovnet.Morph.load(data / weights.MORPH).navec(navec),
        slovnet.NER.load(data / weights.NAMES).navec(navec),
        slovnet.Syntax.load(data / weights.SYNTAX).navec(navec),
    )


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="session")
def cut(texts: list[str]) -> list[list[list[str]]]:
    """The texts as sentences of words."""
    return [[tokenize(span.of(text)).texts for span in split_clauses(text, paragraphs_of(text))] for text in texts]


def flat(lists: Any) -> list[Any]:
    return [item for part in lists for item in part]


def test_equal_to_slovnet(engine: Engine, slovnet_models: Slovnet, cut: list[list[list[str]]]) -> None:
    words = flat(flat(cut))
    lengths = [len(sentence) for text in cut for sentence in text]
    answers = engine.run(words, lengths, [sum(map(len, text)) for text in cut], trees=False)
    tags, heads, relations = zip(*slovnet_models.answers(flat(cut)), strict=True)
    assert [engine.tags[tag] for tag in answers.tags] == flat(tags)
    assert answers.heads.tolist() == flat(heads)
    assert [engine.relations[relation] for relation in answers.relations] == flat(relations)
    names = [slovnet_models.name_tags(flat(text)) for text in cut]
    assert [engine.names[name] for name in answers.names] == flat(names)


def test_texts_do_not_touch(engine: Engine, cut: list[list[list[str]]]) -> None:
    together = engine.run(
        flat(flat(cut)), [len(s) for text in cut for s in text], [sum(map(len, text)) for text in cut]
    )
    alone = [engine.run(flat(text), [len(s) for s in text], [sum(map(len, text))]) for text in cut]
    for column, single in zip(together, zip(*alone, strict=True), strict=True):
        assert column.tolist() == np.concatenate(single).tolist()


def test_a_long_text_is_read_in_pieces_that_do_not_show(engine: Engine) -> None:
    sentences = [["Министр", "Веларии", "Арсен", "Волдин", "прибыл", "в", "Лимар", "."]] * 900
    answers = engine.run(flat(sentences), [8] * 900, [7200])
    for column in answers:
        rows = column.reshape(900, 8)
        assert (rows[1:-1] == rows[1]).all()


def test_trees(engine: Engine, cut: list[list[list[str]]]) -> None:
    root = engine.relations.index("root")
    for text in cut:
        answers = engine.run(flat(text), [len(s) for s in text], [sum(map(len, text))])
        start = 0
        for sentence in text:
            end = start + len(sentence)
            heads, relations = answers.heads[start:end], answers.relations[start:end]
            assert ((relations == root) == (heads == 0)).all()
            assert (heads == 0).sum() == 1
            start = end


def test_no_words(engine: Engine) -> None:
    assert [len(column) for column in engine.run([], [], [])] == [0, 0, 0, 0]
    assert [len(column) for column in engine.run(["Да"], [0, 1, 0], [0, 1, 0])] == [1, 1, 1, 1]


def test_rows_stay_right_when_room_is_made(cut: list[list[list[str]]]) -> None:
    networks = [weights.load_network(name) for name in (weights.MORPH, weights.NAMES)]
    vectors = weights.load_vectors()
    roomy, tight = embedding.RowCache(vectors, networks), embedding.RowCache(vectors, networks, capacity=300)
    for _ in range(2):
        for sentence in flat(cut):
            expected = roomy.tables[1][:, roomy.rows(sentence)]
            assert np.allclose(tight.tables[1][:, tight.rows(sentence)], expected, atol=1e-4)


def test_shapes_are_slovnets(cut: list[list[list[str]]]) -> None:
    odd = [
        "Ё",
        "ё",
        "Ж-к",
        "Северо-Восток",
        "СИЗО-6",
        "+5",
        "-",
        "--",
        "5-й",
        "ªа",
        "İ",
        "ſ",
        "½",
        "…",
        "«»",
        "вЕлар",
        "К1",
    ]
    for word in {*flat(flat(cut)), *odd}:
        assert shapes.word_shape(word) == slovnet_shape(word)
