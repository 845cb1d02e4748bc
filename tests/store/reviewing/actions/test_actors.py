from __future__ import annotations

import pytest

from verbale.errors import NotStored, ReviewError
from verbale.store.models import (
    Actor,
    ActorName,
    Appearance,
    Meeting,
    MeetingParty,
    Position,
    Review,
    Statement,
    Utterance,
)
from verbale.store.reviewing import reviews
from verbale.store.reviewing.actions import JoinActors, SplitActor, Undo
from verbale.store.reviewing.chain import Author, broken
from verbale.types import Meeting as MeetingRead
from verbale.types import Position as PositionRead
from verbale.types import Span

EDITOR = Author(None, "редактор")
SAID = "Велария никогда не закроет порт Лимары для кораблей соседей"


@pytest.fixture
def two(keep):
    """Two reports about one person, whom only one of them names in full, and one about somebody else."""
    full = f"Министр Арсен Волдин заявил: {SAID}. Велария и Волдин начнут переговоры 17 мая."
    place = full.index("переговоры")
    keep(
        full, (SAID, "Арсен Волдин", "REJECT", "Велария"), outlet="Полюс", published="2031-05-12",
        actors={"Велария": {"type_": "state"}},
        positions=(PositionRead(speaker="Арсен Волдин", act="REJECT", target="Велария", subject="порт",
                                condition=None, statement="s1"),),
        meetings=(MeetingRead(id="m1", trigger=Span(place, place + 10), kind="talks", parties=("Велария", "Волдин"),
                              place=None, date="2031-05-17", status="planned", exact="переговоры", rule="by_hand",
                              party_actors=("a1", "a2")),),
    )  # fmt: skip
    keep(
        f"Волдин ещё раз сказал в Лимаре: {SAID}.", (SAID, "Волдин", "REJECT"), outlet="Курьер", published="2031-05-13"
    )
    return Actor.objects.get(name="Арсен Волдин"), Actor.objects.get(name="Волдин")


def snapshot():
    """All that a join or split may change."""
    return {
        "appearances": list(Appearance.objects.order_by("pk").values_list("report", "item", "actor__key")),
        "statements": list(Statement.objects.order_by("key").values_list("speaker__key", "target__key")),
        "positions": list(Position.objects.order_by("pk").values_list("speaker__key", "target__key")),
        "parties": sorted(MeetingParty.objects.values_list("meeting__key", "actor__key", "item")),
        "events": list(Meeting.objects.order_by("key").values_list("key", "event")),
        "names": sorted(ActorName.objects.values_list("actor__key", "folded", "name", "told", "count")),
        "actors": sorted(Actor.objects.values_list("key", "name", "country", "qid", "joined_into")),
        "utterances": sorted(Utterance.objects.values_list("speaker__key", "wordings", "outlets")),
    }


def test_a_join_moves_all_that_is_the_actors(two):
    full, bare = two
    review = JoinActors(key=bare.key, into=full.key).perform(EDITOR, "один человек")
    bare.refresh_from_db()
    assert bare.joined_into == full
    assert set(Statement.objects.values_list("speaker__key", flat=True)) == {full.key}
    assert not Appearance.objects.filter(actor=bare).exists()
    assert not ActorName.objects.filter(actor=bare).exists()
    assert ActorName.objects.get(actor=full, folded="voldin").count == 1
    assert (review.noun, review.item, review.decision) == ("actor", bare.key, "join")
    assert (review.reviewer_name, review.reason) == ("редактор", "один человек")


def test_a_join_can_be_undone(two):
    full, bare = two
    before = snapshot()
    review = JoinActors(key=bare.key, into=full.key).perform(EDITOR)
    assert snapshot() != before
    Undo(number=review.number).perform(EDITOR)
    assert snapshot() == before
    assert list(broken(Review.objects.order_by("number"))) == []


def test_what_came_since_stays_when_a_join_is_undone(two, keep):
    full, bare = two
    review = JoinActors(key=bare.key, into=full.key).perform(EDITOR)
    keep("Arsen Voldin прибыл в Лимару утром.", actors={"Arsen Voldin": {}})
    Undo(number=review.number).perform(EDITOR)
    assert Appearance.objects.filter(actor=full).count() == 2
    assert Appearance.objects.filter(actor=bare).count() == 1


def test_wordings_are_told_apart_again_when_their_speakers_are(two):
    full, bare = two
    assert not Utterance.objects.exists()  # two speakers, as far as the reports tell
    review = JoinActors(key=bare.key, into=full.key).perform(EDITOR)
    assert Utterance.objects.get().speaker == full
    assert Utterance.objects.get().outlets == 2
    Undo(number=review.number).perform(EDITOR)
    assert not Utterance.objects.exists()


def test_parties_that_become_one_become_two_again(two):
    full, _ = two
    state = Actor.objects.get(name="Велария")
    Actor.objects.filter(pk=state.pk).update(type="person")  # so that the two can be joined at all
    before = snapshot()
    review = JoinActors(key=state.key, into=full.key).perform(EDITOR)
    assert MeetingParty.objects.count() == 1
    Undo(number=review.number).perform(EDITOR)
    assert snapshot() == before


def test_a_reviewers_choice_follows_the_join_and_comes_back(two):
    full, bare = two
    statement = Statement.objects.get(speaker=full)
    reviews.decide(
        "statement", statement.key, "correct", reviewer=None, seen=0, changes={"speaker": bare.key, "relay": True}
    )
    review = JoinActors(key=bare.key, into=full.key).perform(EDITOR)
    assert Statement.objects.get(pk=statement.pk).speaker == full
    Undo(number=review.number).perform(EDITOR)
    assert Statement.objects.get(pk=statement.pk).speaker == bare


def test_a_split_moves_what_is_chosen_and_can_be_undone(two, keep):
    full, _ = two
    other = keep("Арсен Волдин, капитан порта: «Шторм».", ("Шторм", "Арсен Волдин", "COMMENT"))
    before = snapshot()
    review = SplitActor(key=full.key, places=[[other.key, "a1"]]).perform(EDITOR, "тёзка")
    new = Actor.objects.get(key=review.after["new"])
    assert Statement.objects.get(report=other).speaker == new
    assert Appearance.objects.get(report=other).actor == new
    Undo(number=review.number).perform(EDITOR)
    assert snapshot()["statements"] == before["statements"]
    assert snapshot()["appearances"] == before["appearances"]
    assert Actor.objects.get(key=new.key).joined_into == full


def test_after_a_split_the_name_tells_nobody(two, keep):
    full, _ = two
    other = keep("Арсен Волдин, капитан порта: «Шторм».", actors={"Арсен Волдин": {}})
    SplitActor(key=full.key, places=[[other.key, "a1"]]).perform(EDITOR)
    third = keep("Арсен Волдин уехал.", actors={"Арсен Волдин": {}})
    assert Appearance.objects.filter(actor=Appearance.objects.get(report=third).actor).count() == 1


def test_joins_are_undone_from_the_last_to_the_first(two, keep):
    full, bare = two
    keep("Капитан Волдин молчит.", actors={"Волдин": {}})
    third = Actor.objects.filter(name="Волдин").order_by("-pk")[0]
    first = JoinActors(key=third.key, into=bare.key).perform(EDITOR)
    second = JoinActors(key=bare.key, into=full.key).perform(EDITOR)
    assert Appearance.objects.filter(actor=full).count() == 3
    with pytest.raises(ReviewError, match=f"{second.number} came after"):
        Undo(number=first.number).perform(EDITOR)
    Undo(number=second.number).perform(EDITOR)
    Undo(number=first.number).perform(EDITOR)
    assert Appearance.objects.filter(actor=third).count() == 1
    with pytest.raises(ReviewError, match="undone already"):
        Undo(number=first.number).perform(EDITOR)
    assert list(broken(Review.objects.order_by("number"))) == []


def test_what_cannot_be_joined(two):
    full, bare = two
    state = Actor.objects.get(name="Велария")
    for key, into, error, words in (
        (full.key, full.key, ReviewError, "one actor already"),
        (full.key, state.key, ReviewError, "cannot be one"),
        (full.key, "nobodynobody", NotStored, "no such actor"),
    ):
        with pytest.raises(error, match=words):
            JoinActors(key=key, into=into).perform(EDITOR)
    Actor.objects.filter(pk=full.pk).update(qid="Q7")
    Actor.objects.filter(pk=bare.pk).update(qid="Q8")
    with pytest.raises(ReviewError, match="they are two"):
        JoinActors(key=bare.key, into=full.key).perform(EDITOR)
    assert not Review.objects.exists()


def test_what_cannot_be_split_or_undone(two):
    full, _ = two
    place = list(Appearance.objects.filter(actor=full).values_list("report__key", "item"))
    with pytest.raises(ReviewError, match="not all and not none"):
        SplitActor(key=full.key, places=[list(one) for one in place]).perform(EDITOR)
    with pytest.raises(NotStored, match="does not appear at all of the places"):
        SplitActor(key=full.key, places=[["nowhere", "a1"]]).perform(EDITOR)
    with pytest.raises(NotStored, match="no join or split"):
        Undo(number=1).perform(EDITOR)


def test_a_joined_actor_is_not_joined_twice(two):
    full, bare = two
    JoinActors(key=bare.key, into=full.key).perform(EDITOR)
    with pytest.raises(ReviewError, match="one actor already"):
        JoinActors(key=bare.key, into=full.key).perform(EDITOR)
    assert Review.objects.count() == 1
