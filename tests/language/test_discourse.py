"""The function words of a language: their file, and what a wrong one is told."""

from __future__ import annotations

import tomllib

import msgspec
import pytest

from verbale.errors import DataError
from verbale.language import discourse, tables
from verbale.language.discourse import Discourse, fold


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes the file of the language «xx»; what is loaded is forgotten afterwards."""
    monkeypatch.setattr(tables, "DATA", tmp_path)

    def put(content: str) -> None:
        (tmp_path / "xx").mkdir(exist_ok=True)
        (tmp_path / "xx" / "discourse.toml").write_text(content, encoding="utf-8")

    yield put
    discourse.load.cache_clear()


def whole() -> dict[str, object]:
    return {field.name: [] for field in msgspec.structs.fields(Discourse)} | {"preposition_forms": {}}


def toml(table: dict[str, object]) -> str:
    lines = [f"{key} = {value!r}" for key, value in table.items() if not isinstance(value, dict)]
    return "\n".join([*lines, "[preposition_forms]"])


def test_russian_has_words_of_every_sort():
    words = discourse.load("ru")
    assert words is discourse.load("ru")
    assert [field.name for field in msgspec.structs.fields(Discourse) if not getattr(words, field.name)] == []


def test_words_are_as_the_annotation_has_them():
    words = discourse.load("ru")
    forms = {"connectives", "place_pronouns", "preposition_forms"}  # forms as printed
    for field in msgspec.structs.fields(Discourse):
        if field.name not in forms:
            assert [word for word in getattr(words, field.name) if word != fold(word)] == [], field.name
    assert [word for word in words.connectives if word != word.lower() or len(word.split()) > 4] == []


def test_no_word_stands_twice_in_a_list():
    path = tables.DATA / "ru" / "discourse.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {k: v for k, v in table.items() if isinstance(v, list) and len(v) != len(set(v))} == {}


def test_a_file_with_all_lists_is_read(write):
    write(toml(whole()))
    assert discourse.load("xx").conjunctions == frozenset()


def test_a_language_without_words_is_named(write):
    with pytest.raises(DataError, match=r"discourse\.toml is missing: .*'xx'"):
        discourse.load("xx")


def test_a_missing_list_is_named(write):
    table = whole()
    del table["relatives"]
    write(toml(table))
    with pytest.raises(DataError, match=r"xx/discourse\.toml: .*`relatives`"):
        discourse.load("xx")


def test_a_list_that_nobody_asks_for_is_named(write):
    write(toml(whole() | {"relativs": []}))
    with pytest.raises(DataError, match=r"xx/discourse\.toml: .*`relativs`"):
        discourse.load("xx")


@pytest.mark.parametrize("content", ["conjunctions = [", "conjunctions = 5", 'conjunctions = "что"', "= ="])
def test_wrong_content_is_told_with_its_file(write, content):
    write(content)
    with pytest.raises(DataError, match=r"^xx/discourse\.toml: "):
        discourse.load("xx")


def test_fold():
    assert fold("Ещё") == "еще"
    assert fold("Ёлка") == "елка"
