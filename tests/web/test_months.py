from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.periods import period
from verbale.store.answers.events import Event
from verbale.store.models import Meeting
from verbale.web.months import EARLIEST, LATEST, around, month_of


def event(when: str, **fields) -> Event:
    return Event((Meeting(date=when, party_names=[], **fields),), period(when))


def test_weeks_begin_on_the_day_of_the_locale():
    assert month_of(date(2031, 5, 1), []).weeks[0][0].day == date(2031, 4, 28)  # a Monday
    assert month_of(date(2031, 5, 1), [], monday_first=False).weeks[0][0].day == date(2031, 4, 27)


def test_an_event_stands_on_each_of_its_days():
    found = month_of(date(2031, 5, 1), [event("2031-05-17"), event("2031-W20-WE")])
    days = {day.day.day: len(day.events) for week in found.weeks for day in week if day.events}
    assert days == {17: 2, 18: 1}


def test_what_has_no_day_is_told_beside_the_grid():
    found = month_of(date(2031, 5, 1), [event("2031-05"), event("2031")])
    assert len(found.longer) == 2
    assert not any(day.events for week in found.weeks for day in week)


@given(st.dates(EARLIEST, LATEST))
def test_every_month_has_whole_weeks_with_all_its_days(day):
    first = day.replace(day=1)
    found = month_of(first, [])
    assert all(len(week) == 7 for week in found.weeks)
    inside = [day.day for week in found.weeks for day in week if day.inside]
    assert inside[0] == first
    assert inside[-1] + timedelta(1) == around(first).after
    assert inside == sorted(set(inside))


@pytest.mark.parametrize(("first", "after"), [(date(2031, 12, 1), date(2032, 1, 1)), (LATEST, date(9999, 1, 1))])
def test_a_month_ends_where_the_next_begins(first, after):
    assert around(first).after == after
