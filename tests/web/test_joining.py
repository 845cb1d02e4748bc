"""Editors at work on actors: join, split, undo."""

from __future__ import annotations

import hashlib

import pytest
from msgspec.structs import replace

from verbale.store.keeping.adding import Entry, add
from verbale.store.models import Actor, Appearance, Review


@pytest.fixture
def anna(signed_in):
    return signed_in("editor", name="анна")


@pytest.fixture
def volda(stored, talks) -> Actor:
    """An actor who appears in two reports."""
    text = talks.report.text.replace("17 мая", "18 июля").replace("готова к честному", "всегда готова к прямому")
    text = "Через два месяца после первых переговоров стороны собрались снова.\n\n" + text
    moved = replace(
        talks,
        report=replace(
            talks.report, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), url=None, furniture=()
        ),
        statements=(), times=(), meetings=(), instruments=(), positions=(),
    )  # fmt: skip
    add([Entry(record=moved)])
    actor = Actor.objects.get(name="Арсен Волдин")
    assert Appearance.objects.filter(actor=actor).count() == 2
    return actor


@pytest.fixture
def krona(stored) -> Actor:
    return Actor.objects.get(name="Ида Крон")


def send(client, actor, action, last=0, **fields):
    return client.post(f"/actors/{actor.key}/{action}", {"last": last, **fields})


def test_the_page_costs_few_queries(anna, volda, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = anna.get(f"/actors/{volda.key}/edit")
    assert page.context["page"].paginator.count == 2


def test_two_actors_are_joined_and_parted_again(anna, client, volda, krona):
    joined = send(anna, krona, "join", into=volda.key, reason="Псевдоним.")
    assert joined["Location"] == f"/actors/{volda.key}/edit"
    krona.refresh_from_db()
    assert krona.joined_into == volda
    page = anna.get(joined["Location"])
    assert "Псевдоним." in page.content.decode()
    (review,) = Review.objects.all()
    assert page.context["undoable"] == {review.number}
    history = client.get(f"/history/actor/{krona.key}").content.decode()
    assert "Арсен Волдин" in history
    assert send(anna, volda, "undo", last=review.number, number=review.number).status_code == 302
    krona.refresh_from_db()
    assert krona.joined_into is None
    assert anna.get(f"/actors/{krona.key}/edit").context["undoable"] == set()


def test_an_actor_is_joined_by_name(anna, volda, krona):
    assert send(anna, krona, "join", into="Арсен Волдин").status_code == 302


def test_an_actor_is_split(anna, volda):
    one = Appearance.objects.filter(actor=volda).select_related("report").first()
    response = send(anna, volda, "split", places=f"{one.report.key} {one.item}", reason="Однофамилец.")
    assert response.status_code == 302
    one.refresh_from_db()
    assert one.actor != volda
    assert Review.objects.get().reviewer_name == "анна"


def test_who_comes_second_is_told(anna, signed_in, volda, krona):
    boris = signed_in("editor", name="борис")
    assert send(anna, volda, "split", places=first_place(volda)).status_code == 302
    second = send(boris, volda, "join", into=krona.key)
    assert second.status_code == 409
    assert "анна" in second.content.decode()
    assert Review.objects.count() == 1
    assert f'name="last" value="{Review.objects.get().number}"' in second.content.decode()


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("join", {}),
        ("join", {"into": "Никто Нигдев"}),
        ("split", {}),
        ("split", {"places": "onlyone"}),
        ("split", {"places": "nosuchreport a1"}),
        ("split", {"places": "a b c"}),
        ("undo", {}),
        ("undo", {"number": "99"}),
        ("undo", {"number": "x"}),
        ("join", {"last": "x"}),
    ],
)
def test_what_cannot_be_done_is_said(anna, volda, action, fields):
    assert send(anna, volda, action, **fields).status_code == 400
    assert not Review.objects.exists()


def test_an_actor_is_not_joined_to_itself(anna, volda):
    assert send(anna, volda, "join", into=volda.key).status_code == 400


def test_unknown_actors_and_actions_are_not_found(anna, volda):
    assert anna.get("/actors/nosuchkey/edit").status_code == 404
    assert anna.post("/actors/nosuchkey/join", {"last": 0}).status_code == 404
    assert send(anna, volda, "rename").status_code == 404


def first_place(actor: Actor) -> str:
    one = Appearance.objects.filter(actor=actor).select_related("report").first()
    return f"{one.report.key} {one.item}"
