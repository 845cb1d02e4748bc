"""Forms of Russian words and names."""

from __future__ import annotations

import doctest

import pytest

from verbale.language.inflection import Case, Gender, NamePart, get_inflector
from verbale.language.russian import surnames

# printed, part, case, gender, nominative
NAMES: list[tuple[str, NamePart, Case, Gender | None, str]] = [
    ("Слуцкого", "surname", "Gen", "Masc", "Слуцкий"),
    ("Кварцкому", "surname", "Dat", "Masc", "Кварцкий"),
    ("Волдиным", "surname", "Ins", "Masc", "Волдин"),
    ("Волдиной", "surname", "Gen", "Fem", "Волдина"),
    ("Волдину", "surname", "Acc", "Fem", "Волдина"),
    ("Бренской", "surname", "Dat", "Fem", "Бренская"),
    ("Штальберга", "surname", "Gen", "Masc", "Штальберг"),
    ("Штальберг", "surname", "Gen", "Fem", "Штальберг"),
    ("Штальбергом", "surname", "Ins", "Masc", "Штальберг"),
    ("Квартенко", "surname", "Dat", "Masc", "Квартенко"),
    ("Бертоли", "surname", "Gen", "Masc", "Бертоли"),
    ("Дарвишвили", "surname", "Gen", "Masc", "Дарвишвили"),
    ("Толстого", "surname", "Gen", "Masc", "Толстой"),
    ("Рубелии", "surname", "Gen", "Masc", "Рубелия"),
    ("Цвейг-Романовской", "surname", "Gen", "Fem", "Цвейг-Романовская"),
    ("Ангелой", "given", "Ins", "Fem", "Ангела"),
    ("Арсена", "given", "Gen", "Masc", "Арсен"),
    ("Марте", "given", "Dat", "Fem", "Марта"),
    ("Петровича", "patronymic", "Gen", "Masc", "Петрович"),
    ("Ильиничной", "patronymic", "Ins", "Fem", "Ильинична"),
    ("А.", "initial", "Gen", "Masc", "А."),
    ("Smith", "surname", "Gen", None, "Smith"),
]

WORDS = [
    ("премьер-министра", "NOUN", {"Case": "Gen", "Number": "Sing", "Gender": "Masc"}, "премьер-министр"),
    ("пресс-службе", "NOUN", {"Case": "Dat", "Number": "Sing", "Gender": "Fem"}, "пресс-служба"),
    (
        "опубликованной",
        "VERB",
        {"Case": "Gen", "Number": "Sing", "Gender": "Fem", "VerbForm": "Part"},
        "опубликованная",
    ),
    ("МИДа", "PROPN", {"Case": "Gen", "Number": "Sing", "Gender": "Masc"}, "МИД"),
    ("ООН", "PROPN", {"Case": "Gen", "Number": "Sing", "Gender": "Fem"}, "ООН"),
    ("актера", "NOUN", {"Case": "Gen", "Number": "Sing", "Gender": "Masc"}, "актер"),
    ("актёра", "NOUN", {"Case": "Gen", "Number": "Sing", "Gender": "Masc"}, "актёр"),
    ("двух", "NUM", {"Case": "Gen"}, "два"),
    ("Vortal", "PROPN", {"Case": "Gen"}, "Vortal"),
]


@pytest.mark.parametrize(("printed", "part", "case", "gender", "nominative"), NAMES)
def test_a_name_finds_its_nominative(
    printed: str, part: NamePart, case: Case, gender: Gender | None, nominative: str
) -> None:
    assert get_inflector("ru").name_nominatives(printed, part, {"Case": case}, gender)[0] == nominative


def test_a_surname_of_unknown_gender_keeps_both_readings() -> None:
    forms = get_inflector("ru").name_nominatives("Волдина", "surname", {"Case": "Gen"}, None)
    assert forms[0] == "Волдин"


@pytest.mark.parametrize(("word", "upos", "feats", "nominative"), WORDS)
def test_a_word_finds_its_nominative(word: str, upos: str, feats: dict[str, str], nominative: str) -> None:
    assert get_inflector("ru").inflect(word, upos, feats, "Nom") == nominative


@pytest.mark.parametrize(
    ("name", "gender", "case", "expected"),
    [
        ("Арсен Волдин", "Masc", "Gen", "Арсена Волдина"),
        ("Марта Кесслер", "Fem", "Gen", "Марты Кесслер"),
        ("Олег Квартенко", "Masc", "Ins", "Олегом Квартенко"),
        ("Нина Бренская", "Fem", "Dat", "Нине Бренской"),
    ],
)
def test_a_full_name_declines(name: str, gender: Gender, case: Case, expected: str) -> None:
    assert " ".join(get_inflector("ru").decline_name(name.split(), gender, case)) == expected


def test_a_given_name_shows_its_gender_only_in_a_case_it_can_stand_in() -> None:
    inflector = get_inflector("ru")
    assert inflector.name_gender("Марта") == "Fem"
    assert inflector.name_gender("Олегу", "Dat") == "Masc"
    assert inflector.name_gender("Квартель") is None


def test_an_oblique_name_is_no_nominative() -> None:
    inflector = get_inflector("ru")
    assert not inflector.may_be_nominative("Марты", "Fem")
    assert inflector.may_be_nominative("Квартель", "Masc")


def test_a_common_noun_is_no_name() -> None:
    inflector = get_inflector("ru")
    assert inflector.is_common("теннисистка")
    assert not inflector.is_common("Арсен")
    assert not inflector.is_common("Квартель")


def test_unknown_languages_have_no_inflector() -> None:
    with pytest.raises(KeyError):
        get_inflector("xx")


def test_the_examples_of_the_surnames_hold() -> None:
    assert doctest.testmod(surnames).failed == 0
