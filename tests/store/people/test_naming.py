from __future__ import annotations

import pytest

from verbale.store.models import Told
from verbale.store.people.naming import fold_name, is_pair, name_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Арсен Волдин", "Arsen Voldin"),
        ("Арсен Волдин", "Волдин Арсен"),
        ("Арсен Петрович Волдин", "Волдин Арсен Петрович"),
        ("Дмитрий Хрущак", "Dmitry Khrushchak"),
        ("Алексей Ёлкин", "Aleksey Elkin"),
        ("Юлия Цойская", "Yulia Tsoyskaya"),
        ("Евгений Ельский", "Yevgeny Yelsky"),
        ("Александр Волдин", "Олександр Волдин".replace("О", "А", 1)),
        ("Ида Стросс-Крон", "Ida Stross-Kron"),
    ],
)
def test_one_person_in_two_spellings(one, other):
    assert name_of(one, "person", "ru").folded == name_of(other, "person", "ru").folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("Арсен Волдин", "Арсен Волдина"), ("Арсен Волдин", "Арсений Волдин"), ("Иоанн Павел I", "Иоанн Павел II")],
)
def test_two_persons(one, other):
    assert name_of(one, "person", "ru").folded != name_of(other, "person", "ru").folded


@pytest.mark.parametrize(
    ("name", "type_", "told"),
    [
        ("Арсен Волдин", "person", Told.WHO),
        ("Волдин", "person", Told.PERHAPS),
        ("А. П. Волдин", "person", Told.PERHAPS),
        ("Стросс-Крон", "person", Told.PERHAPS),
        ("источник", "person", Told.NOTHING),
        ("Источник в правительстве", "person", Told.NOTHING),
        ("56-летний А. Волдин", "person", Told.NOTHING),
        ("Совет Содружества", "organisation", Told.WHO),
        ("правительство", "organisation", Told.NOTHING),
        ("СМИ", "organisation", Told.NOTHING),
        ("эксперты", "group", Told.NOTHING),
        ("заявление", "document", Told.NOTHING),
        ("Лимара", "place", Told.WHO),
        ("", "person", Told.NOTHING),
        ("—", "organisation", Told.NOTHING),
    ],
)
def test_what_a_name_tells(name, type_, told):
    assert name_of(name, type_, "ru").told == told


def test_patronymics_stand_apart():
    name = name_of("Волдин Арсен Петрович", "person", "ru")
    assert (name.folded, name.middle) == ("arsen voldin", "petrovich")
    assert name_of("Милан Волдович", "person", "ru").middle == ""  # of two words it is the surname


def test_initials_stand_apart():
    assert name_of("А. П. Волдин", "person", "ru").initials == ("a", "p")


def test_an_organisation_that_the_data_know_by_several_names():
    names = {name_of(name, "organisation", "ru").folded for name in ("НАТО", "Североатлантический альянс")}
    assert len(names) == 1
    assert name_of("Совет Содружества", "organisation", "xx").told == Told.WHO  # a language without data


def test_folding_leaves_other_alphabets_alone():
    assert fold_name("Ελλάδα «2031»") == "ελλάδα 2031"


@pytest.mark.parametrize(
    ("name", "abbreviation", "wanted"),
    [
        ("Совет северных портов", "ССП", True),
        ("Совет северных портов", "СП", False),
        ("Совет северных портов", "Совет", False),
        ("Полюс", "ПОЛ", False),
    ],
)
def test_names_and_their_abbreviations(name, abbreviation, wanted):
    assert is_pair(name, abbreviation) is wanted
