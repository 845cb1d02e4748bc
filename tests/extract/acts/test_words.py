"""The groups of words that acts are told by."""

from __future__ import annotations

import pytest

from verbale import language
from verbale.errors import DataError
from verbale.extract.acts.words import load, read

GROUPS = load("ru").groups


@pytest.fixture(scope="module")
def lemmas():
    annotator = language.get("ru", name="test")
    return lambda text: [token.lemma for token in annotator.annotate(text).tokens if token.upos != "PUNCT"]


@pytest.mark.parametrize("group", GROUPS, ids=[group.name for group in GROUPS])
def test_a_word_of_the_group_stands_in_its_example(group, lemmas):
    words = lemmas(group.example)
    assert any(group.name in groups for groups in load("ru").along(words)), words


def test_a_stem_takes_its_family_and_a_row_of_words_keeps_its_order():
    words = load("ru")
    assert "blame" in words.of("раскритиковать")
    assert "guilt" in words.along(["нести", "полный", "ответственность"])[0]
    assert "guilt" not in words.along(["ответственность", "нести"])[1]
    assert "guilt" not in words.along(["нести", "большой", "и", "тяжелый", "ответственность"])[0]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('[[group]]\nname = "a"\nexample = "б"\nwords = []', "no words"),
        ('[[group]]\nname = "a"\nexample = "б"\nwords = ["Дом"]', "Дом"),
        ('[[group]]\nname = "a"\nexample = "б"\nwords = ["ёж"]', "ёж"),
        ('[[group]]\nname = "a"\nexample = "б"\nwords = ["до*м"]', "до*м"),
        ('[[group]]\nname = "a"\nexample = "б"\nwords = ["дом", "дом"]', "twice"),
        ('[[group]]\nname = "a"\nexample = "б"\nwords = ["дом"]\nact = "SHOUT"', "SHOUT"),
        ('[[group]]\nname = "a"\nexample = "б"\nwords = ["дом"]\ncolour = "red"', "colour"),
        ('[[group]\nname = "a"', "words.toml"),
    ],
)
def test_wrong_data_is_named(body, said, tmp_path):
    (tmp_path / "words.toml").write_text(body, encoding="utf-8")
    with pytest.raises(DataError, match=r"words\.toml") as raised:
        read(tmp_path)
    assert said in str(raised.value)


def test_a_group_stands_once(tmp_path):
    group = '[[group]]\nname = "a"\nexample = "дом"\nwords = ["дом"]\n'
    (tmp_path / "words.toml").write_text(group + group, encoding="utf-8")
    with pytest.raises(DataError, match="stands twice"):
        read(tmp_path)


def test_a_language_without_words_is_named():
    with pytest.raises(DataError, match="xx"):
        load("xx")


def test_no_group_is_idle():
    from pathlib import Path

    from verbale import extract

    sources = Path(extract.__file__).parent
    code = "".join(
        path.read_text(encoding="utf-8") for name in ("acts", "positions") for path in (sources / name).glob("*.py")
    )
    assert [group.name for group in GROUPS if f'"{group.name}"' not in code] == []
