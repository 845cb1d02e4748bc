"""A month as weeks of days, with the events of each day: pure.

Months from ``EARLIEST`` to ``LATEST`` have whole weeks around them on the calendar.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from verbale.periods import Period
from verbale.store.answers.events import Event

EARLIEST, LATEST = date(1583, 1, 1), date(9998, 12, 1)  # the Gregorian calendar, as far as computers count


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
    """The month that begins on ``first``."""
    return Period(first, (first + timedelta(31)).replace(day=1))


def _weeks(first: date, monday_first: bool) -> list[list[date]]:
    """The days of the weeks that the month touches."""
    start = calendar.MONDAY if monday_first else calendar.SUNDAY
    offset = (first.weekday() - start) % 7
    length = calendar.monthrange(first.year, first.month)[1]
    days = [first + timedelta(number - offset) for number in range(-(-(offset + length) // 7) * 7)]
    return [days[index : index + 7] for index in range(0, len(days), 7)]


def _covers(when: Period | None, day: date) -> bool:
    return when is not None and when.first <= day < when.after
