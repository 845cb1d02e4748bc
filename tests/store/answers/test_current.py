from __future__ import annotations

import msgspec
import pytest

from verbale.errors import NotStored
from verbale.store.answers.current import current_report, stamp
from verbale.store.answers.records import records
from verbale.store.keeping.adding import Entry, add
from verbale.store.models import Actor, Citation, Meeting, Report, Statement
from verbale.store.reviewing.actions.deciding import Accept, Correct, Reject
from verbale.store.reviewing.chain import Author
from verbale.verification import verify

WHO = Author(None, "рецензент")


@pytest.fixture
def key(db, talks) -> str:
    (kept,) = add([Entry(record=talks)])
    return kept.report


def said(part: str) -> Statement:
    return Statement.objects.get(content__contains=part)


def decide(action, item, noun="statement", **values):
    action(noun=noun, key=item.key, seen=item.version, **values).perform(WHO, "проверено")


def test_what_nobody_has_decided_on_is_as_read(key, talks):
    assert current_report(key).record == talks
    decide(Accept, said("встреча пройдёт"))
    assert current_report(key).record == talks


def test_the_rows_are_those_of_the_tables(key):
    current = current_report(key)
    stored = list(Statement.objects.filter(report__key=key).select_related("speaker", "target").order_by("start", "pk"))
    assert [msgspec.to_builtins(row.spans) for row in current.statements] == [row.spans for row in stored]
    for row, other in zip(current.statements, stored, strict=True):
        assert {name: getattr(row, name) for name in vars(other) if name != "_state"} | {"_state": None} == vars(
            other
        ) | {"_state": None}
        assert row.speaker_key == (other.speaker.key if other.speaker else None)
    assert [row.instrument_key for row in current.citations] == list(
        Citation.objects.values_list("instrument__key", flat=True)
    )


def test_what_is_rejected_is_not_in_the_record(key, talks):
    decide(Reject, said("Мы не отступим"))
    record = current_report(key).record
    assert len(record.statements) == len(talks.statements) - 1
    assert all("Мы не отступим" not in one.exact.content[0] for one in record.statements)
    assert [position.statement for position in record.positions] == ["s3"]  # the other's proof is gone
    assert [one.id for one in record.statements] == ["s1", "s2", "s3", "s4"]


def test_what_is_corrected_is_as_the_reviewer_said(key, talks):
    row = said("встреча пройдёт")
    start = talks.report.text.index("встреча")
    decide(Correct, row, values={"content": [[start, start + 7]], "speaker": Actor.objects.get(name="Ида Крон").key})
    meeting, paper = Meeting.objects.get(status="planned"), Citation.objects.get()
    decide(Correct, meeting, "meeting", values={"status": "held"})
    decide(Correct, paper, "citation", values={"date": "2030"})
    record = current_report(key).record
    corrected = next(one for one in record.statements if one.exact.content == ("встреча",))
    assert (corrected.speaker, corrected.actor, corrected.rule) == ("Ида Крон", "a2", "by_hand")
    assert [one.status for one in record.meetings] == ["held", "cancelled"]
    assert record.meetings[0].mentions == talks.meetings[0].mentions
    assert record.instruments[0].date == "2030"
    assert record.statements[3].instruments == ("i1",)
    assert verify(record) == []
    assert next(records([Report.objects.get().pk])) == record


def test_a_report_that_is_not_there(db):
    assert stamp("nichts") == []
    with pytest.raises(NotStored, match="nichts: no such report"):
        current_report("nichts")


def test_the_stamp_changes_with_what_stands_at_the_report(key, talks):
    seen = [stamp(key)]
    decide(Accept, said("встреча пройдёт"))
    seen.append(stamp(key))
    decide(Reject, Meeting.objects.get(status="planned"), "meeting")
    seen.append(stamp(key))
    decide(Accept, Citation.objects.get(), "citation")
    seen.append(stamp(key))
    report = msgspec.structs.replace(talks.report, url="https://ostpost.example/1", outlet="Остпост")
    (kept,) = add([Entry(record=msgspec.structs.replace(talks, report=report))])
    assert kept.report == key
    seen.append(stamp(key))
    assert len({repr(one) for one in seen}) == len(seen)
    assert stamp(key) == seen[-1]


def test_queries(key, django_assert_num_queries):
    current_report(key), stamp(key)
    with django_assert_num_queries(6):
        assert current_report(key).record.statements
    with django_assert_num_queries(1):
        stamp(key)
