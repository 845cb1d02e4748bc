from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from verbale.store import bulk
from verbale.store.models import Actor, Content, Reading, Report

pytestmark = pytest.mark.django_db


def content(data: bytes) -> dict[str, object]:
    return Content.row(data)


def report(number: int) -> dict[str, object]:
    return {
        "id": number, "key": f"{number:012}", "doc": "a «b»\n%s ?", "url": None, "day": date(2031, 5, 12),
        "added": datetime(2031, 5, 12, 10, 30, tzinfo=UTC), "text_id": content(b"text")["sha256"], "language": "ru",
        "furniture": [[1, 2], [3, 4]],
    }  # fmt: skip


def test_what_is_inserted_is_what_django_reads():
    bulk.insert(Content, [content(b"text")])
    (number,) = bulk.allocate(Report, 1)
    bulk.insert(Report, [report(number)])
    stored = Report.objects.get(pk=number)
    assert (stored.doc, stored.day, stored.furniture) == ("a «b»\n%s ?", date(2031, 5, 12), [[1, 2], [3, 4]])
    assert stored.added == datetime(2031, 5, 12, 10, 30, tzinfo=UTC)
    assert stored.text.read() == b"text"
    assert (stored.url, stored.title, stored.reading) == (None, None, None)


def test_keys_are_given_once():
    first, second = bulk.allocate(Actor, 3), bulk.allocate(Actor, 2)
    assert len({*first, *second}) == 5
    assert bulk.allocate(Actor, 0) == []
    bulk.insert(Actor, [{"id": second[-1], "key": "a" * 12, "name": "Арсен Волдин", "type": "person"}])
    assert Actor.objects.create(key="b" * 12, name="Ида Крон", type="person").pk not in {*first, *second}


def test_rows_that_are_there_can_be_left_out():
    bulk.insert(Content, [content(b"one")])
    bulk.insert(Content, [content(b"one"), content(b"two")], ignore=True)
    assert Content.objects.count() == 2
    with pytest.raises(IntegrityError):
        bulk.insert(Content, [content(b"one")])


def test_update():
    bulk.insert(Content, [content(b"text")])
    numbers = bulk.allocate(Report, 2)
    bulk.insert(Report, [report(number) for number in numbers])
    bulk.update(Report, [{"id": numbers[0], "title": "Мост", "furniture": []}])
    first, second = (Report.objects.get(pk=number) for number in numbers)
    assert (first.title, first.furniture, first.doc) == ("Мост", [], "a «b»\n%s ?")
    assert (second.title, second.furniture) == (None, [[1, 2], [3, 4]])


def test_nothing_to_do():
    bulk.insert(Reading, [])
    bulk.update(Reading, [])
    assert Reading.objects.count() == 0
