from __future__ import annotations

import pytest
from msgspec.structs import replace

from verbale.errors import NotStored
from verbale.store.keeping import rereading
from verbale.store.keeping.adding import Entry, add
from verbale.store.keeping.rereading import Anew, due
from verbale.store.models import (
    Actor,
    Appearance,
    Citation,
    Meeting,
    Position,
    Reading,
    Report,
    Statement,
    StatementInstrument,
)
from verbale.store.reviewing import reviews
from verbale.store.upkeep.verifying import verify
from verbale.types import Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer(talks) -> Record:
    """What a newer reader reads in the talks: s2 gone, s3 of another act, a new one; a meeting gone."""
    said = {one.id: one for one in talks.statements}
    fresh = replace(said["s2"], id="s9", cue=None, exact=replace(said["s2"].exact, cue=None), act="AGREE")
    return replace(
        talks,
        statements=(said["s1"], fresh, replace(said["s3"], act="REQUEST"), said["s4"], said["s5"]),
        meetings=talks.meetings[:1],
        positions=talks.positions[1:],
        reader="0.2.0",
    )


def reread(record: Record) -> list[str]:
    """Read all stored reports anew as ``record``; what has changed, in short."""
    (outcome,) = rereading.replace([Anew(stored, record, None) for stored in due(record.reader)])
    return [
        f"{change.what} {change.noun} {change.text[:19].strip()}{' ' + ' '.join(change.fields) if change.fields else ''}"
        f"{' reviewed' if change.reviewed else ''}"
        for change in outcome.changes
    ]


def test_a_newer_reading_takes_the_place_of_the_older(talks, newer):
    add([Entry(record=talks)])
    keys = {row.item: (row.key, row.pk) for row in Statement.objects.all()}
    assert reread(newer) == [
        "removed statement президент Остмарка",
        "changed statement вывести войска до 1 act",
        "added statement президент Остмарка",
        "removed meeting Заседание",
    ]
    report = Report.objects.get()
    assert report.reading.reader == "0.2.0"
    assert report.reading.load() == newer
    assert Reading.objects.count() == 2  # the older one is kept
    now = {row.item: (row.key, row.pk) for row in Statement.objects.all()}
    assert {item: now[item] for item in ("s1", "s3", "s4", "s5")} == {
        item: keys[item] for item in ("s1", "s3", "s4", "s5")
    }
    assert keys["s2"][0] not in {key for key, _ in now.values()}
    assert Statement.objects.get(item="s3").act == "REQUEST"
    assert [row.exact for row in Meeting.objects.all()] == ["переговоры"]
    assert {row.reading for model in (Statement, Meeting, Citation, Appearance) for row in model.objects.all()} == {
        report.reading
    }
    assert [row.statement.item for row in Position.objects.all()] == ["s3"]
    assert [row.statement.item for row in StatementInstrument.objects.all()] == ["s4"]
    assert [list(page) for page in verify() if page] == []


def test_only_what_another_version_has_read_is_due(talks, newer):
    add([Entry(record=talks)])
    assert [stored.report for stored in due("0.2.0")] == [replace(talks.report)]
    assert rereading.count_due("0.1.0") == 0
    assert rereading.count_due("0.1.0", all_=True) == 1
    reread(newer)
    assert list(due("0.2.0")) == []
    key = Report.objects.get().key
    assert [stored.key for stored in due("0.2.0", keys=[key])] == [key]
    with pytest.raises(NotStored, match="nosuchkey"):
        rereading.count_due("0.2.0", keys=[key, "nosuchkey"])


def test_the_same_reading_changes_nothing(talks):
    add([Entry(record=talks)])
    before = list(Statement.objects.values())
    (outcome,) = rereading.replace([Anew(stored, talks, None) for stored in due("0.1.0", all_=True)])
    assert outcome.changes == ()
    assert list(Statement.objects.values()) == before
    assert Reading.objects.count() == 1


def test_reviewed_items_stay_as_they_are(talks, newer):
    add([Entry(record=talks)])
    old = Report.objects.get().reading
    crown = Actor.objects.get(name="Ида Крон").key
    decisions = (
        ("s2", "accept", None),
        ("s3", "correct", {"act": "THREATEN", "speaker": crown}),
        ("s4", "reject", None),
    )
    for item, decision, values in decisions:
        row = Statement.objects.get(item=item)
        reviews.decide("statement", row.key, decision, reviewer=None, seen=row.version, changes=values, reason="так")
    meeting = Meeting.objects.get(exact="Заседание")
    reviews.decide("meeting", meeting.key, "accept", reviewer=None, seen=0, reason="так")
    before = {row["item"]: row for row in Statement.objects.exclude(state="read").values()}
    assert reread(newer) == [
        "removed statement президент Остмарка reviewed",
        "changed statement вывести войска до 1 act reviewed",
        "added statement президент Остмарка",
        "removed meeting Заседание reviewed",
    ]
    after = {row["item"]: row for row in Statement.objects.exclude(state="read").values()}
    assert after == before
    assert {row["reading_id"] for row in after.values()} == {old.pk}
    assert Meeting.objects.get(exact="Заседание").reading == old
    assert StatementInstrument.objects.get().statement.item == "s4"
    assert [list(page) for page in verify() if page] == []


def test_an_actor_that_was_moved_stays_where_it_is(talks, newer):
    add([Entry(record=talks)])
    moved = Actor.objects.create(key="k" * 12, name="Арсен Волдин", type="person")
    Appearance.objects.filter(name="Арсен Волдин").update(actor=moved)
    reread(newer)
    assert Appearance.objects.get(name="Арсен Волдин").actor == moved
    assert Statement.objects.get(item="s1").speaker == moved


def test_utterances_follow(talks, newer):
    text = talks.report.text + "\n" + " ".join(f"слово{place}х" for place in range(150))
    from hashlib import sha256

    other = replace(
        talks, doc="other.txt",
        report=replace(talks.report, text=text, sha256=sha256(text.encode()).hexdigest(), url=None, outlet="Курьер"),
    )  # fmt: skip
    add([Entry(record=talks), Entry(record=other)])
    shared = Statement.objects.filter(item="s2").values_list("utterance_id", flat=True)
    assert len(set(shared)) == 1
    assert None not in set(shared)
    stored = next(one for one in due("0.2.0") if one.doc == "talks.txt")
    rereading.replace([Anew(stored, newer, None)])
    left = Statement.objects.get(item="s2")
    again = Statement.objects.get(item="s9")
    assert left.utterance == again.utterance  # the same words, read in another way
    assert (left.utterance.wordings, left.utterance.outlets) == (2, 2)


def test_reports_come_in_order_and_none_that_is_added_meanwhile(keep, monkeypatch):
    monkeypatch.setattr(rereading, "CHUNK", 2)
    texts = [
        f"Посол номер {number} сказал: «Дождь идёт {number * 7} дней». " + f"строка{number} " * 30
        for number in range(5)
    ]
    first = [keep(text, ("Дождь идёт", None, "COMMENT")).key for text in texts]
    found = due("9.9")
    keys = [next(found).key]
    keep("Совсем новый отчёт о рыбной ловле у берегов Сольвии.")
    assert keys + [stored.key for stored in found] == first
