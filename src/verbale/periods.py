"""The days that a TIMEX3 value stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first months; a winter is of the year it begins in


class Period(NamedTuple):
    """A stretch of the calendar."""

    first: date
    after: date  # the day after the last
    moment: datetime | None = None  # where the time of day is known; with its zone where that is known


def period(value: str | None) -> Period | None:
    """The period of a TIMEX3 ``value``; None where it is open, no date, or off the calendar.

    ``2022-01`` is a month, ``2022-01-10`` a day, ``2022-01-10T14:30`` a moment, ``2022-01-10TMO`` (a morning) a day,
    ``2022-W02`` a week, ``2022-W02-WE`` its weekend, ``2022-Q1``, ``2022-H2``, ``2022-SU`` (summer), ``2022``,
    ``202`` a decade, ``20`` a century.
    """
    for pattern, read in _FORMS:
        if (match := pattern.fullmatch(value or "")) is not None:
            try:
                return read(*match.groups())
            except (ValueError, OverflowError):
                return None
    return None


def _moment(text: str) -> Period:
    moment = datetime.fromisoformat(text)
    return Period(moment.date(), moment.date() + timedelta(1), moment)


def _day(text: str) -> Period:
    day = date.fromisoformat(text)
    return Period(day, day + timedelta(1))


def _weekend(year: str, week: str) -> Period:
    saturday = date.fromisocalendar(int(year), int(week), 6)
    return Period(saturday, saturday + timedelta(2))


def _week(year: str, week: str) -> Period:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return Period(monday, monday + timedelta(7))


def _month(year: str, month: str) -> Period:
    return _months(int(year), int(month), 1)


def _quarter(year: str, number: str) -> Period:
    return _months(int(year), 3 * int(number) - 2, 3)


def _half(year: str, number: str) -> Period:
    return _months(int(year), 6 * int(number) - 5, 6)


def _season(year: str, name: str) -> Period:
    return _months(int(year), SEASON_MONTHS[name], 3)


def _years(digits: str) -> Period:
    length: int = 10 ** (4 - len(digits))
    first = int(digits) * length
    return Period(date(first, 1, 1), date(first + length, 1, 1))


def _months(year: int, first: int, count: int) -> Period:
    """``count`` months from the month ``first`` (1 to 12)."""
    years, month = divmod(first - 1 + count, 12)
    return Period(date(year, first, 1), date(year + years, month + 1, 1))


_CLOCK = r"\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (r"(\d{4}-\d\d-\d\d)(?:T(?:MO|MI|AF|EV|NI|DT))?", _day),
        (rf"(\d{{4}}-\d\d-\d\dT{_CLOCK})", _moment),
        (r"(\d{4})-W(\d\d)", _week),
        (r"(\d{4})-W(\d\d)-WE", _weekend),
        (r"(\d{4})-(\d\d)", _month),
        (r"(\d{4})-Q([1-4])", _quarter),
        (r"(\d{4})-H([12])", _half),
        (r"(\d{4})-(SP|SU|FA|WI)", _season),
        (r"(\d{2,4})", _years),
    )
)
