"""The words about actors: every example of the data holds, and wrong data is refused with its file and field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from verbale.errors import DataError
from verbale.extract.actors import ActorIndex
from verbale.extract.actors import words as module
from verbale.extract.actors.countries import countries
from verbale.extract.actors.words import Example, States, load, words
from verbale.types import Span

DATA = words("ru")
EXAMPLES = [
    entry.example
    for table in (DATA.titles.office, DATA.titles.people, DATA.organisations.type)
    for entry in table
    if entry.example is not None
]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.phrase for example in EXAMPLES])
def test_the_examples_of_the_data_hold(example: Example, index_of: Callable[[str], ActorIndex]) -> None:
    start = example.text.rindex(example.phrase)
    assert index_of(example.text).speaker(Span(start, start + len(example.phrase))).name == example.name


def test_lemmas_are_lower_case_without_yo() -> None:
    titles = DATA.titles
    groups = [*(office.titles for office in titles.office), *(c.titles + c.generic for c in titles.people)]
    groups += [titles.relational, titles.heads, titles.generic_male, titles.generic_female, titles.generic_any]
    groups += [kind.nouns for kind in DATA.organisations.type]
    for word in (word for group in groups for word in group):
        assert word == word.lower().replace("ё", "е"), word


def test_a_compound_is_a_person_by_its_last_part() -> None:
    assert DATA.is_person("экс-министр")
    assert not DATA.is_person("бизнес-план")


def test_every_state_has_a_current_code() -> None:
    states = countries("ru")
    for code, state in load("ru", "states", States).state.items():
        assert code in states.common, code
        assert state.capital is None or states.speaking(state.capital) is not None


@pytest.mark.parametrize(
    ("name", "code"),
    [("Россия", "RUS"), ("РФ", "RUS"), ("США", "USA"), ("Соединенные Штаты", "USA"), ("Йемен", "YEM"), ("Марс", None)],
)
def test_states_are_found_by_their_names(name: str, code: str | None) -> None:
    assert countries("ru").code(name) == code


def test_codes_of_states_are_written_as_iso_does() -> None:
    for body in DATA.organisations.body:
        assert body.state is None or body.state in countries("ru").common, body.names


def test_a_missing_language_says_so() -> None:
    with pytest.raises(DataError, match=r"xx/titles\.toml is missing"):
        load("xx", "titles", module.Titles)


def test_wrong_data_is_refused_with_file_and_field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data" / "ru"
    folder.mkdir(parents=True)
    (folder / "states.toml").write_text('[state]\nVEL = { capitol = "Лимар" }\n', encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(DataError, match=r"states\.toml.*capitol"):
        load("ru", "states", States)
