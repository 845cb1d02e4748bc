from __future__ import annotations

import pytest

from verbale.language.headwords import get_headwords
from verbale.types import Token

FORMS = ["орлов", "орлова", "орлову", "орловым", "орлове"]


@pytest.mark.parametrize(
    ("word", "headwords"),
    [
        ("Лавров", {"лавров"}),
        ("Лаврова", {"лаврова"}),  # as a headword it is the woman's, not the man's genitive
        ("Лавровой", {"лаврова"}),
        ("Лаврову", {"лавров", "лаврова"}),
        ("лавров", {"лавров", "лавр"}),
        ("Путин", {"путин"}),
        ("Путина", {"путина"}),
        ("путь", {"путь"}),
        ("пути", {"путь"}),
        ("стали", {"стать", "сталь"}),
        ("Киеве", {"киев"}),
        ("МИДа", {"мид"}),
        ("НАТО", {"нато"}),
        ("Ёлкой", {"елка"}),
        ("мая", {"май", "мая"}),
        ("пресс-службы", {"пресс-служба"}),
        ("NATO", {"nato"}),
        ("С-300", {"с-300"}),
        ("Штальберг", {"штальберг"}),  # no dictionary has it: as it stands
        ("Кварченко", {"кварченко"}),
    ],
)
def test_what_somebody_types_stands_under_its_headwords(word, headwords):
    found = get_headwords("ru").typed(word)
    assert set(found) == headwords
    assert len(found) == len(set(found))


@pytest.mark.parametrize("word", ["Штальбергом", "Штальбергу"])
def test_an_unknown_name_in_another_case_is_found_too(word):
    assert "штальберг" in get_headwords("ru").typed(word)


def printed(text: str, lemma: str, case: str, gender: str, *, in_person: bool = True) -> str:
    token = Token(0, len(text), text, lemma, "PROPN", {"Case": case, "Gender": gender}, -1, "root")
    return get_headwords("ru").printed(token, in_person=in_person)


@pytest.mark.parametrize(
    ("text", "case", "gender", "headword"),
    [
        ("Орлов", "Nom", "Masc", "орлов"),
        ("Орлова", "Gen", "Masc", "орлов"),
        ("Орловым", "Ins", "Masc", "орлов"),
        ("Орлова", "Nom", "Fem", "орлова"),
        ("Орловой", "Dat", "Fem", "орлова"),
        ("Орлову", "Acc", "Fem", "орлова"),
        ("Штальберга", "Gen", "Masc", "штальберг"),
        ("Штальберг", "Gen", "Fem", "штальберг"),
        ("Волдиной", "Ins", "Fem", "волдина"),
    ],
)
def test_a_surname_in_a_text_has_its_own_nominative(text, case, gender, headword):
    assert printed(text, "орлов", case, gender) == headword


def test_a_womans_surname_that_was_taken_for_no_name_is_hers_all_the_same():
    assert printed("Орловой", "орлов", "Gen", "Fem", in_person=False) == "орлова"


def test_a_word_in_small_letters_is_no_surname():
    assert printed("орлов", "орлов", "Gen", "Masc", in_person=False) == "орел"
    assert printed("путины", "путин", "Nom", "Masc", in_person=False) == "путина"


def test_other_words_have_their_lemma():
    assert printed("Веларии", "велария", "Gen", "Fem", in_person=False) == "велария"
    assert printed("2031", "2031", "", "") == "2031"


def test_other_languages_have_words_as_they_are():
    assert get_headwords("uk").typed("Ёлки") == ("елки",)
    token = Token(0, 3, "ABC", "abc", "X", {}, -1, "root")
    assert get_headwords("uk").printed(token, in_person=True) == "abc"
