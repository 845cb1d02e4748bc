from __future__ import annotations

import pytest

from verbale.store.models import Actor, ActorName
from verbale.store.people import names
from verbale.store.people.names import names_like


@pytest.fixture
def people(keep):
    keep(
        "Арсен Волдин сказал: да. Ида Крон сказала: нет.",
        ("да", "Арсен Волдин", "AGREE"),
        ("нет", "Ида Крон", "REJECT"),
    )
    keep("Арсен Волдин сказал: мир.", ("мир", "Арсен Волдин", "AGREE"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Волд", ["Арсен Волдин"]),
        ("арсен волд", ["Арсен Волдин"]),
        ("Волдин Арсен", ["Арсен Волдин"]),
        ("KRON", ["Ида Крон"]),
        ("олдин", []),
        ("Волдин Ида", []),
        ("", []),
        ('" OR *', []),
        ("' | крон", ["Ида Крон"]),
        ("_", []),
    ],
)
def test_words_begin_like_those_that_are_typed(people, typed, found):
    assert [name for _, name in names_like(typed, 5)] == found


def test_the_most_frequent_comes_first_and_no_more_than_asked_for(people, keep):
    keep("Ада Крон сказала: нет.", ("нет", "Ада Крон", "REJECT"))
    keep("Ада Крон сказала: да.", ("да", "Ада Крон", "AGREE"))
    assert [name for _, name in names_like("кр", 5)] == ["Ада Крон", "Ида Крон"]
    assert [name for _, name in names_like("кр", 1)] == ["Ада Крон"]


def test_the_index_follows_the_names(people):
    ActorName.objects.filter(name="Ида Крон").update(folded="ida veis")
    assert [name for _, name in names_like("вейс", 5)] == ["Ида Крон"]
    assert names_like("крон", 5) == []
    ActorName.objects.filter(name="Ида Крон").delete()
    assert names_like("вейс", 5) == []


def test_who_was_joined_is_not_named(people):
    voldin = Actor.objects.get(name="Арсен Волдин")
    Actor.objects.filter(name="Ида Крон").update(joined_into=voldin)
    assert names_like("крон", 5) == []


def test_a_name_of_any_length_is_kept(people):
    actor = Actor.objects.get(name="Ида Крон")
    ActorName.objects.create(actor=actor, folded="zh" * 1200, name="Ж", told="who")
    assert [name for _, name in names_like("ж" * 20, 5)] == ["Ж"]


def test_what_is_looked_through_is_bounded(people, keep, monkeypatch):
    monkeypatch.setattr(names, "MATCHED", 1)
    keep("Игорь Вейс сказал: да.", ("да", "Игорь Вейс", "AGREE"))
    assert [name for _, name in names_like("и", 5)] == ["Ида Крон"]
