from __future__ import annotations

import pytest

from verbale.errors import NotStored
from verbale.store.models import Actor
from verbale.store.people import sides


@pytest.fixture
def people(keep):
    keep(
        "Полюс: на выставке встретились Арсен Петрович Волдин и Ида Крон, гости из разных стран.",
        actors={
            "Арсен Петрович Волдин": {"aliases": ("Волдин",), "country": "SWE"},
            "Ида Крон": {"country": "NOR"},
            "Швеция": {"type_": "state", "country": "SWE"},
            "МИД Швеции": {"type_": "organisation", "country": "SWE", "code": "SWEGOV"},
            "Союз Портов": {"type_": "organisation", "code": "IGOXSP"},
        },
    )
    Actor.objects.filter(name__in=["Швеция", "МИД Швеции", "Арсен Петрович Волдин"]).update(country="SWE")
    Actor.objects.filter(name="Союз Портов").update(code="IGOXSP")


def names(side: sides.Side) -> set[str]:
    return {actor.name for actor in side.actors}


def test_a_person_by_any_way_of_writing_the_name(people):
    for name in ("Арсен Волдин", "арсен петрович волдин", "Волдин Арсен Петрович", "Arsen Voldin"):
        assert names(sides.named(name)) == {"Арсен Петрович Волдин"}, name


def test_by_key(people):
    actor = Actor.objects.get(name="Ида Крон")
    assert sides.named(actor.key).members == (actor,)


def test_a_code_stands_for_all_under_it(people):
    assert names(sides.named("SWE")) == names(sides.named("swe")) == {"Швеция", "МИД Швеции", "Арсен Петрович Волдин"}
    assert names(sides.named("IGOXSP")) == {"Союз Портов"}


def test_a_state_as_a_side_is_all_under_its_code_but_alone_it_is_itself(people):
    assert names(sides.named("Швеция")) == {"Швеция"}
    assert names(sides.side("Швеция")) == names(sides.side("SWE"))
    assert sides.side("Швеция").name == "Швеция"
    assert names(sides.side("Ида Крон")) == {"Ида Крон"}


def test_somebody_joined_to_another_is_that_other(people):
    one, other = Actor.objects.get(name="Ида Крон"), Actor.objects.get(name="Арсен Петрович Волдин")
    Actor.objects.filter(pk=one.pk).update(joined_into=other)
    assert sides.named("Ида Крон").members == sides.named(one.key).members == (other,)


@pytest.mark.parametrize("name", ["Никто Такой", "XXX", "", "-", "абвгдежзийкл"])
def test_nobody(people, name):
    with pytest.raises(NotStored, match="nobody of that name"):
        sides.named(name)


def test_names_that_are_near_are_suggested(people):
    with pytest.raises(NotStored, match=r"near are .*Волдин"):
        sides.named("Волдинский")
