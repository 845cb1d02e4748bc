from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User

from verbale.errors import NotStored, ReviewError, StaleDecision
from verbale.store.answers import asking
from verbale.store.answers.query import Query
from verbale.store.keeping.adding import Entry, add
from verbale.store.models import (
    Actor,
    Citation,
    Meeting,
    Position,
    Review,
    Statement,
    StatementInstrument,
)
from verbale.store.reviewing import reviews
from verbale.store.reviewing.chain import ORIGIN, broken, digest


@pytest.fixture
def stored(db, talks):
    """The talks, kept; each item by its id in the record."""
    add([Entry(record=talks)])
    items = {item.item: item for noun in (Statement, Meeting, Citation) for item in noun.objects.all()}
    return SimpleNamespace(text=talks.report.text, **items)


@pytest.fixture
def people(db):
    return User.objects.create_user("ida"), User.objects.create_user("arsen")


def span_of(text, part):
    return [text.index(part), text.index(part) + len(part)]


def decide(item, decision, reviewer=None, **fields):
    noun = type(item).__name__.lower()
    item.refresh_from_db()
    return reviews.decide(noun, item.key, decision, reviewer=reviewer, seen=fields.pop("seen", item.version), **fields)


def test_accepting(stored, people):
    review = decide(stored.s1, "accept", people[0], reason="так и сказано")
    stored.s1.refresh_from_db()
    assert (stored.s1.state, stored.s1.version) == ("accepted", 1)
    assert (review.number, review.previous, review.hash) == (1, ORIGIN, digest(review))
    assert (review.reviewer, review.reviewer_name, review.reason) == (people[0], "ida", "так и сказано")
    assert (review.before, review.after) == ({"state": "read"}, {"state": "accepted"})


def test_correcting_a_statement(stored):
    part = "готова к честному разговору"
    review = decide(
        stored.s1, "correct", changes={"content": [span_of(stored.text, part)], "act": "SUPPORT", "kind": "direct"}
    )
    stored.s1.refresh_from_db()
    assert (stored.s1.content, stored.s1.act, stored.s1.kind, stored.s1.state) == (
        part,
        "SUPPORT",
        "direct",
        "corrected",
    )
    assert stored.s1.start == stored.text.index(part)
    assert stored.s1.spans["content"] == [span_of(stored.text, part)]
    assert review.before["content"] == "его страна «готова к честному разговору»"
    assert review.before["act"] == "AGREE"
    assert review.after["content"] == part


def test_the_search_follows_a_correction(stored):
    def found(words):
        return {row.item for row in asking.statements(Query(words=words))}

    assert "s3" in found("войска")
    decide(stored.s3, "correct", changes={"content": [span_of(stored.text, "до 1 июня")]})
    assert "s3" not in found("войска")
    assert "s3" in found("июня")


def test_correcting_who_speaks(stored):
    krona = Actor.objects.get(name="Ида Крон")
    decide(stored.s4, "correct", changes={"speaker": krona.key, "source": None})
    stored.s4.refresh_from_db()
    assert (stored.s4.speaker, stored.s4.speaker_name, stored.s4.speaker_item) == (krona, "Ида Крон", "a2")
    assert (stored.s4.source, stored.s4.spans["source"]) == (None, None)
    assert Position.objects.get(statement=stored.s4).speaker == krona
    decide(stored.s4, "correct", changes={"speaker": None})
    stored.s4.refresh_from_db()
    assert (stored.s4.speaker, stored.s4.speaker_name, stored.s4.speaker_item) == (None, None, None)


def test_correcting_a_meeting(stored):
    krona = Actor.objects.get(name="Ида Крон")
    event = stored.m1.event
    decide(
        stored.m1, "correct",
        changes={"date": "2031-06", "place": None, "status": "postponed", "former_date": "2031-05-17",
                 "parties": ["Ида Крон"], "party_actors": [krona.key]},
    )  # fmt: skip
    meeting = Meeting.objects.get(pk=stored.m1.pk)
    assert (meeting.date, meeting.place, meeting.status, meeting.former_date) == (
        "2031-06", None, "postponed", "2031-05-17",
    )  # fmt: skip
    assert (str(meeting.begins), str(meeting.ends), meeting.party_names) == ("2031-06-01", "2031-06-30", ["Ида Крон"])
    assert list(meeting.parties.all()) == [krona]
    assert meeting.event != event


def test_correcting_a_citation(stored):
    decide(stored.i1, "correct", changes={"name": "Лимарская декларация", "kind": "declaration", "date": "2030"})
    citation = Citation.objects.get(pk=stored.i1.pk)
    assert (citation.instrument.name, citation.instrument.kind, citation.instrument.date) == (
        "Лимарская декларация", "declaration", "2030",
    )  # fmt: skip
    assert StatementInstrument.objects.get().instrument == citation.instrument
    assert Position.objects.exclude(instrument=None).get().instrument == citation.instrument


@pytest.mark.parametrize(
    ("item", "changes", "words"),
    [
        ("s1", {"content": [[0, 10_000]]}, "not a stretch of the text"),
        ("s1", {"content": [[5, 3]]}, "not a stretch of the text"),
        ("s1", {"content": [[-5, 3]]}, "not a stretch of the text"),
        ("s1", {"content": []}, "length"),
        ("s1", {"content": [[0, 7], [3, 9]]}, "begins before"),
        ("s1", {"cue": [0, 8]}, "white space"),
        ("s1", {"act": "SHOUT"}, "Invalid enum value"),
        ("s1", {"kind": None}, "Expected"),
        ("s1", {"version": 7}, "unknown field"),
        ("s1", {"act": "AGREE"}, "changes nothing"),
        ("s1", {}, "changes nothing"),
        ("m1", {"date": "завтра"}, "no date of TIMEX3"),
        ("m1", {"place": "Лимара\nили нет"}, "matching regex"),
        ("i1", {"kind": "song"}, "Invalid enum value"),
    ],
)
def test_what_cannot_be_corrected(stored, item, changes, words):
    with pytest.raises(ReviewError, match=words):
        decide(getattr(stored, item), "correct", changes=changes)
    assert not Review.objects.exists()


def test_what_is_not_there(stored):
    with pytest.raises(NotStored, match="no such statement"):
        reviews.decide("statement", "nowhere", "accept", reviewer=None, seen=0)
    with pytest.raises(NotStored, match="no such noun"):
        reviews.decide("opinion", stored.s1.key, "accept", reviewer=None, seen=0)
    with pytest.raises(NotStored, match="no such actor"):
        decide(stored.s1, "correct", changes={"speaker": "nobodynobody"})
    with pytest.raises(ReviewError, match="no such decision"):
        decide(stored.s1, "shrug")
    with pytest.raises(ReviewError, match="changes nothing"):
        decide(stored.s1, "accept", changes={"act": "REJECT"})


@pytest.mark.parametrize("reason", ["x" * 2001, "\x00", "до\x1b[2Jпосле"])
def test_reasons_that_cannot_be_kept(stored, reason):
    with pytest.raises(ReviewError, match="the reason has"):
        decide(stored.s1, "accept", reason=reason)
    stored.s1.refresh_from_db()
    assert (stored.s1.version, Review.objects.count()) == (0, 0)


def test_a_stale_decision_is_refused(stored, people):
    decide(stored.s1, "accept", people[0], seen=0)
    with pytest.raises(StaleDecision, match="it is accepted now"):
        decide(stored.s1, "reject", people[1], seen=0)
    stored.s1.refresh_from_db()
    assert (stored.s1.state, stored.s1.version, Review.objects.count()) == ("accepted", 1, 1)
    decide(stored.s1, "reject", people[1], seen=1)
    assert [review.decision for review in reviews.history("statement", stored.s1.key)] == ["accept", "reject"]


def test_the_chain_holds_and_shows_every_change(stored):
    for item in (stored.s1, stored.s2, stored.m1, stored.i1):
        decide(item, "accept", reason="да")
    assert list(broken(Review.objects.order_by("number"))) == []
    Review.objects.filter(number=2).update(reason="нет")
    assert list(broken(Review.objects.order_by("number"))) == [(2, "is not what its hash says")]
    Review.objects.filter(number=2).delete()
    assert [number for number, _ in broken(Review.objects.order_by("number"))] == [3, 3]


def test_the_queue(stored):
    assert reviews.queue().first() == stored.s3  # the only one below certainty
    decide(stored.s3, "accept")
    assert stored.s3 not in reviews.queue()
    assert reviews.queue("statement", "newest").count() == 4
    assert set(reviews.queue("meeting")) == {stored.m1, stored.m2}
    with pytest.raises(NotStored):
        reviews.queue("opinion")


def test_agreement(stored, people):
    ida, arsen = people
    decide(stored.s1, "accept", ida)
    decide(stored.s1, "accept", arsen)
    decide(stored.s2, "correct", ida, changes={"act": "AGREE"})
    decide(stored.s2, "accept", arsen)
    decide(stored.s3, "accept", ida)
    decide(stored.s3, "reject", arsen)
    decide(stored.s4, "accept", ida)
    decide(stored.s4, "reject", ida)
    statements, meetings, _ = reviews.agreement()
    assert (statements.noun, statements.decided, statements.twice, statements.agreed) == ("statement", 4, 3, 2)
    assert (statements.accepted, statements.corrected, statements.rejected) == (2, 1, 1)
    assert statements.kappa == pytest.approx((2 / 3 - 1 / 3) / (1 - 1 / 3))
    assert (meetings.decided, meetings.kappa) == (0, None)
