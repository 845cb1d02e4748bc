from __future__ import annotations

import pytest

from verbale.language.terms import terms_by_dictionary
from verbale.store.search.parsing import parse
from verbale.store.search.places import places
from verbale.types import Span

TEXT = "Договор о мире подписан. Мира ждут давно; договоры о дружбе — впереди. Северо-Лимарский договор забыт."


def found(query: str, within: Span | None = None) -> list[str]:
    terms = terms_by_dictionary(TEXT, "ru")
    spans = places(parse(query), terms, TEXT, within or Span(0, len(TEXT)))
    return [span.of(TEXT) for span in spans]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("договор", ["Договор", "договоры", "договор"]),
        ("мир", ["мире", "Мира"]),
        ('"договор о мире"', ["Договор", "о", "мире"]),
        ("мир -договор", ["мире", "Мира"]),
        ("дружба OR мир", ["мире", "Мира", "дружбе"]),
        ("война", []),
        ("северо-лимарский", ["Северо-Лимарский"]),
    ],
)
def test_the_words_that_are_wanted(query, words):
    assert found(query) == words


def test_only_words_of_the_stretch():
    start = TEXT.index("Мира")
    assert found("договор мир", Span(start, TEXT.index("Северо"))) == ["Мира", "договоры"]
