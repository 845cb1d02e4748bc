from __future__ import annotations

import pytest

from verbale.store.models import Actor, ActorName, Appearance
from verbale.store.people import actors
from verbale.store.transactions import writing


@pytest.fixture
def seen(keep):
    """Keep a report that mentions actors: ``seen(("Арсен Волдин", "person", {"country": "VEL"}))``; their keys."""
    count = 0

    def call(*mentioned):
        nonlocal count
        count += 1
        names = ", ".join(name for name, _, _ in mentioned)
        text = f"Сообщение номер {count} о разных делах: {names}."
        known = {name: {"type_": type_} | fields for name, type_, fields in mentioned}
        report = keep(text, actors=known)
        by_item = dict(Appearance.objects.filter(report=report).values_list("item", "actor__key"))
        return [by_item[f"a{number}"] for number in range(1, len(mentioned) + 1)]

    return call


MINISTER = {"country": "SWE", "roles": ("министр обороны Веларии",)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Арсен Волдин", "person", {}), ("Arsen Voldin", "person", {})),
        (("Арсен Волдин", "person", {}), ("Волдин Арсен Петрович", "person", {})),
        (("Арсен Волдин", "person", {"country": "SWE"}), ("Арсен Волдин", "person", {})),
        (("США", "state", {"country": "USA"}), ("Соединённые Штаты", "state", {"country": "USA"})),
        (("Велария", "state", {}), ("Велария", "state", {})),
        (("МВД Веларии", "organisation", {"country": "SWE"}), ("МВД Веларии", "organisation", {"country": "SWE"})),
        (("правительство", "organisation", {"country": "SWE"}), ("правительство", "organisation", {"country": "SWE"})),
        (("Совет северных портов", "organisation", {"aliases": ("ССП",)}), ("ССП", "organisation", {})),
        (("ССП", "organisation", {}), ("Совет северных портов", "organisation", {"aliases": ("ССП",)})),
        (("Лимара", "place", {}), ("Лимара", "place", {})),
        (("Ида Крон", "person", {"qid": "Q7"}), ("И. Крон-Верде", "person", {"qid": "Q7"})),
        (("Ида Крон", "person", {"qid": "Q7"}), ("Ида Крон", "person", {})),
        (("Ида Крон", "person", {}), ("Ида Крон", "person", {"qid": "Q7"})),
        (("Фидан Альма Кострова", "person", {"aliases": ("Фидан Кострова",)}), ("Фидан Кострова", "person", {})),
        (
            ("Арсен Волдин", "person", MINISTER | {"aliases": ("Волдин",)}),
            ("Волдин", "person", {"country": "SWE", "roles": ("Министр обороны Веларии",)}),
        ),
    ],
)
def test_one_actor(seen, one, other):
    assert seen(one) == seen(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Арсен Волдин", "person", {}), ("Волдин", "person", {})),
        (("Арсен Волдин", "person", MINISTER | {"aliases": ("Волдин",)}), ("Волдин", "person", {"country": "SWE"})),
        (
            ("Арсен Волдин", "person", {"country": "SWE", "roles": ("господин",), "aliases": ("Волдин",)}),
            ("Волдин", "person", {"country": "SWE", "roles": ("господин",)}),
        ),
        (("Волдин", "person", {}), ("Волдин", "person", {})),
        (("Арсен Петрович Волдин", "person", {}), ("Арсен Ильич Волдин", "person", {})),
        (("Ида Крон", "person", {"qid": "Q7"}), ("Ида Крон", "person", {"qid": "Q8"})),
        (("источник", "person", {}), ("источник", "person", {})),
        (("эксперты", "group", {}), ("эксперты", "group", {})),
        (("правительство", "organisation", {}), ("правительство", "organisation", {})),
        (("МВД Веларии", "organisation", {"country": "SWE", "aliases": ("МВД",)}), ("МВД", "organisation", {})),
        (
            ("Верховный суд", "organisation", {"country": "SWE"}),
            ("Верховный суд", "organisation", {"country": "NOR"}),
        ),
        (("Лимара", "place", {}), ("Лимара", "organisation", {})),
        (("заявление", "document", {}), ("заявление", "document", {})),
    ],
)
def test_two_actors(seen, one, other):
    assert seen(one) != seen(other)


def test_a_name_that_two_have_joins_to_neither(seen):
    """Two people of one name are told apart by country and office, and where these do not tell, nothing is guessed."""
    (one,) = seen(("Арсен Петрович Волдин", "person", MINISTER))
    (two,) = seen(("Арсен Ильич Волдин", "person", {"country": "NOR", "roles": ("капитан порта Лимары",)}))
    (apart,) = seen(("Арсен Волдин", "person", {}))
    assert len({one, two, apart}) == 3
    assert seen(("Арсен Волдин", "person", MINISTER)) == [one]
    assert seen(("Арсен Волдин", "person", {}))[0] not in {one, two, apart}


def test_an_abbreviation_that_two_have_joins_to_neither(seen):
    one = seen(("Совет северных портов", "organisation", {"aliases": ("ССП",)}))
    two = seen(("Союз свободных пилотов", "organisation", {"aliases": ("ССП",)}))
    assert seen(("ССП", "organisation", {})) not in (one, two)


def test_two_in_one_report(seen):
    assert len(set(seen(("Ида Крон", "person", {}), ("Крон", "person", {}), ("Arsen Voldin", "person", {})))) == 3


def test_what_is_learnt(seen):
    seen(("ССП", "organisation", {}))
    (key,) = seen(("Совет северных портов", "organisation", {"aliases": ("ССП",)}))
    assert Actor.objects.get(key=key).name == "Совет северных портов"
    (key,) = seen(("Ида Крон", "person", {}))
    seen(("Ida Kron", "person", {"country": "SWE", "code": "SWEGOV", "roles": ("глава МИД",), "qid": "Q7"}))
    actor = Actor.objects.get(key=key)
    assert (actor.name, actor.country, actor.code, actor.qid) == ("Ида Крон", "SWE", "SWEGOV", "Q7")
    assert actor.roles == ["глава МИД"]
    (state,) = seen(("РФ", "state", {"country": "RUS"}))
    assert Actor.objects.get(key=state).name == "Россия"


def test_names_are_counted(seen):
    (key,) = seen(("Ида Крон", "person", {"aliases": ("Крон",)}))
    seen(("Ida Kron", "person", {}))
    counts = ActorName.objects.filter(actor__key=key).values_list("folded", "count", "told")
    assert set(counts) == {("ida kron", 2, "who"), ("kron", 1, "perhaps")}


def test_a_report_read_anew_keeps_its_actors(seen, db):
    keys = seen(("эксперты", "group", {}), ("Волдин", "person", {}), ("Ида Крон", "person", {}))
    before = set(ActorName.objects.values_list("actor__key", "folded", "count", "told"))
    rows = [dict(row) for row in Appearance.objects.order_by("pk").values()]
    with writing():
        kept = actors.forget({row["report_id"] for row in rows})
        assert not Appearance.objects.exists()
        for row in rows:
            del row["actor_id"]
        actors.resolve(rows, kept)
    assert [Actor.objects.get(pk=row["actor_id"]).key for row in rows] == keys
    assert set(ActorName.objects.values_list("actor__key", "folded", "count", "told")) == before


def test_queries_do_not_grow_with_the_batch(seen, django_assert_max_num_queries):
    seen(*((f"Имярек {chr(1072 + number) * 3}ов", "person", {}) for number in range(20)))
    rows = [dict(row) for row in Appearance.objects.values()] * 5
    with writing(), django_assert_max_num_queries(16):
        actors.resolve(rows)
