"""A month as weeks of days, with the events of each day: pure."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from verbale.periods import Period
from verbale.store.events import Event


class Day(NamedTuple):
    """A day of a month's grid."""

    day: date
    inside: bool  # of the month, not of the one before or after
    events: list[Event]


class Month(NamedTuple):
    """A month with its events."""

    first: date
    weeks: list[list[Day]]
    longer: list[Event]  # of which the day is not known: a month, a year


def month_of(first: date, events: Iterable[Event], monday_first: bool = True) -> Month:
    """The month that begins on ``first``, with ``events`` on each of their days."""
    short = [event for event in events if event.is_short]
    weeks = [
        [Day(day, day.month == first.month, [event for event in short if _covers(event.when, day)]) for day in week]
        for week in _weeks(first, monday_first)
    ]
    return Month(first, weeks, [event for event in events if not event.is_short])


def around(first: date) -> Period:
    """The month that begins on ``first``; at the calendar's end, as far as it goes."""
    try:
        return Period(first, (first + timedelta(31)).replace(day=1))
    except OverflowError:
        return Period(first, date.max)


def _weeks(first: date, monday_first: bool) -> list[list[date]]:
    """The days of the weeks that the month touches; none off the calendar."""
    start = calendar.MONDAY if monday_first else calendar.SUNDAY
    offset = (first.weekday() - start) % 7
    length = calendar.monthrange(first.year, first.month)[1]
    numbers = range(first.toordinal() - offset, first.toordinal() - offset + -(-(offset + length) // 7) * 7)
    days = [date.fromordinal(min(max(number, 1), date.max.toordinal())) for number in numbers]
    return [days[index : index + 7] for index in range(0, len(days), 7)]


def _covers(when: Period | None, day: date) -> bool:
    return when is not None and when.first <= day < when.after
