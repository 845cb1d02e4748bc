from __future__ import annotations

import pytest

from verbale.store.answers.records import records
from verbale.store.keeping.adding import Entry, add
from verbale.store.models import Report, State, Statement


@pytest.fixture
def stored(db, talks) -> Report:
    (kept,) = add([Entry(record=talks)])
    return Report.objects.get(key=kept.report)


def test_a_record_comes_out_as_it_went_in(stored, talks):
    assert list(records([stored.pk])) == [talks]
    assert list(records([])) == list(records([stored.pk + 1])) == []


def test_what_was_rejected_is_left_out_with_its_position(stored, talks):
    Statement.objects.filter(item="s4").update(state=State.REJECTED)
    (record,) = records([stored.pk])
    left = [one for one in talks.statements if one.id != "s4"]
    assert [one.content for one in record.statements] == [one.content for one in left]
    assert [position.subject for position in record.positions] == ["вывести войска"]


def test_what_was_corrected_is_as_the_reviewer_said(stored):
    Statement.objects.filter(item="s3").update(state=State.CORRECTED, act="REQUEST", speaker_name="Милан Гросс")
    (record,) = records([stored.pk])
    (statement,) = (one for one in record.statements if one.id == "s3")
    assert (statement.act, statement.speaker) == ("REQUEST", "Милан Гросс")
