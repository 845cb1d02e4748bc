from __future__ import annotations

import pytest

from verbale.store.models import Actor
from verbale.types import Instrument, Position, Span

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def dossier(keep) -> Actor:
    """An actor who says one thing in two outlets, and changes a position."""
    paper = "Лимарский договор"

    def position(act, statement="s1", subject=paper):
        return Position(
            speaker="Арсен Волдин", act=act, target="Остмарк", subject=subject, condition=None, statement=statement
        )

    def said(day, outlet, words, act):
        text = f"{outlet}, {day}. Арсен Волдин сказал: {words}. {paper}."
        start = text.index(paper)
        keep(
            text, (words, "Арсен Волдин", act, "Остмарк", {"instruments": ("i1",)}),
            outlet=outlet, published=day, title=f"Волдин, {day}", positions=(position(act),),
            instruments=(
                Instrument(id="i1", mention=Span(start, start + len(paper)), name=paper, kind="treaty", date=None, exact=paper),
            ),
            actors={"Арсен Волдин": {"roles": ("министр иностранных дел Веларии",), "aliases": ("Волдин",)}, "Остмарк": {"type_": "state"}},
        )  # fmt: skip

    same = "мы подпишем Лимарский договор завтра утром в столице и не изменим в нём ни одного слова"
    said("2031-05-01", "Полюс", same, "AGREE")
    said("2031-05-02", "Голос Остмарка", same, "AGREE")
    said("2031-08-09", "Полюс", "мы никогда не подпишем Лимарский договор", "REJECT")
    return Actor.objects.get(name="Арсен Волдин")


def test_the_dossier_tells_what_is_known(client, dossier):
    response = client.get(f"/actors/{dossier.key}")
    html = response.content.decode()
    assert response.status_code == 200
    assert response.context["total"] == 3
    assert [share.item.name for share in response.context["targets"]] == ["Остмарк"]
    assert [(share.item.name, share.number) for share in response.context["instruments"]] == [("Лимарский договор", 3)]
    assert [(share.item, share.number) for share in response.context["outlets"]] == [
        ("Полюс", 2),
        ("Голос Остмарка", 1),
    ]
    assert [share.item for share in response.context["called"].roles] == ["министр иностранных дел Веларии"]
    assert [share.item for share in response.context["called"].names] == ["Волдин"]
    assert "министр иностранных дел Веларии" in html
    assert "<svg" in html
    assert f"/history/actor/{dossier.key}" in html


def test_a_changed_position_stands_side_by_side_with_its_days(client, dossier):
    (change,) = client.get(f"/actors/{dossier.key}").context["changes"]
    assert (change.target, change.subject) == ("Остмарк", "Лимарский договор")
    assert [(position.act, position.day.isoformat()) for position in change.positions] == [
        ("AGREE", "2031-05-01"),
        ("REJECT", "2031-08-09"),
    ]


def test_what_several_outlets_carry_names_who_was_first(client, dossier):
    (utterance,) = client.get(f"/actors/{dossier.key}").context["corroborated"]
    assert utterance.outlets == 2
    assert utterance.first.outlet == "Полюс"


def test_the_marks_of_the_chart_lead_to_searches_with_as_many_statements(client, dossier):
    timeline = client.get(f"/actors/{dossier.key}").context["timeline"]
    for row in timeline.rows:
        for count in row.counts:
            if count.number:
                assert client.get(count.url).context["count"].number == count.number


def test_one_who_was_joined_leads_to_the_other(client, dossier):
    other = Actor.objects.get(name="Остмарк")
    Actor.objects.filter(pk=other.pk).update(joined_into=dossier)
    response = client.get(f"/actors/{other.key}")
    assert (response.status_code, response.url) == (302, f"/actors/{dossier.key}")


def test_nobody_of_that_key(client, db):
    assert client.get("/actors/aaaaaaaaaaaa").status_code == 404


def test_the_index_has_the_most_quoted_first(client, dossier, keep):
    keep("Ида Крон сказала: нет.", ("нет", "Ида Крон", "REJECT"))
    rows = client.get("/actors/").context["rows"]
    assert [(actor.name, number) for actor, number in rows] == [("Арсен Волдин", 3), ("Ида Крон", 1)]


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ({"name": "Ида"}, ["Ида Крон"]),
        ({"name": "крон"}, ["Ида Крон"]),
        ({"name": "Волд Ар"}, ["Арсен Волдин"]),
        ({"name": "олд"}, []),
        ({"name": "arsen"}, ["Арсен Волдин"]),
        ({"name": "volkov"}, []),
        ({"name": "%"}, []),
        ({"type": "state"}, []),
        ({"type": "person"}, ["Арсен Волдин", "Ида Крон"]),
    ],
)
def test_the_index_is_asked_by_name_and_kind(client, dossier, keep, parameters, names):
    keep("Ида Крон сказала: нет.", ("нет", "Ида Крон", "REJECT"))
    response = client.get("/actors/", parameters)
    assert [actor.name for actor, _ in response.context["rows"]] == names


def test_a_kind_that_is_none_is_refused(client, db):
    assert client.get("/actors/", {"type": "robot"}).status_code == 400


def test_names_are_suggested_while_they_are_typed(client, dossier):
    html = client.get("/actors/suggested", {"name": "арс"}).content.decode()
    assert '<option value="Арсен Волдин">' in html
    assert "Остмарк" not in html
    assert client.get("/actors/suggested", {"name": ""}).content.decode().strip() == ""


def test_hostile_names_are_escaped(client, keep):
    text = f"{HOSTILE} сказал: {HOSTILE}."
    keep(
        text,
        (HOSTILE, HOSTILE, "COMMENT", HOSTILE),
        outlet=HOSTILE,
        actors={HOSTILE: {"roles": (HOSTILE,), "qid": None}},
    )
    actor = Actor.objects.get()
    for url in (f"/actors/{actor.key}", "/actors/", f"/actors/?name={HOSTILE}", "/actors/suggested?name=script"):
        assert "<script>alert" not in client.get(url).content.decode()


def test_queries_are_few(client, dossier, django_assert_max_num_queries):
    for url in (f"/actors/{dossier.key}", "/actors/", "/actors/?name=Арсен", "/actors/suggested?name=Арсен"):
        with django_assert_max_num_queries(12):
            client.get(url)


@pytest.mark.parametrize(
    ("address", "words"),
    [("/actors/", "Nobody of that name is known."), ("/instruments/", "No such document is known.")],
)
def test_lists_say_that_nothing_was_found(client, dossier, address, words):
    assert words not in client.get(address).text
    assert words in client.get(address, {"name": "Никакой"}).text
