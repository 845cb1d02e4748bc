"""The names of towns that no dictionary knows."""

from __future__ import annotations

import pytest

from verbale.extract.meetings.words import lexicon


@pytest.mark.parametrize("row", lexicon("ru").declensions, ids=lambda row: row.example[0])
def test_a_declension_brings_its_example_to_the_nominative(row):
    form, nominative = row.example
    stem = row.stem(form.lower(), "Loc")
    assert stem is not None
    assert stem + row.nominative == nominative.lower()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Переговоры Борнии и Тальгара прошли в Кельме.", "Кельм"),
        ("Переговоры прошли в Кельме. Аэропорт Кельмы закрыт, Кельма ждет делегации.", "Кельма"),
        ("Переговоры прошли в Кельме. Делегации покинули аэропорт под Кельмом.", "Кельм"),
        ("КЕЛЬМА, 5 мая. Переговоры министров прошли в Кельме.", "Кельма"),
        ("Переговоры министров прошли в Аренее.", "Аренея"),
        ("Переговоры министров прошли в Женеве.", "Женева"),
    ],
)
def test_the_other_mentions_decide_how_a_town_is_called(find, text, place):
    assert find(text)[0].place == place
