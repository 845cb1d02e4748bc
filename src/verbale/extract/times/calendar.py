"""The calendar: partial dates, steps on it, and values as TIMEX3 writes them (ISO 8601 with seasons and parts of days).

Nothing here knows a text. Steps that would leave the years 1 to 9999 raise ``ValueError``.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

import msgspec

from verbale.extract.times.vocabulary import Season, Unit

# The first month of each season; a winter is of the year that it begins in.
SEASON_MONTHS: dict[Season, int] = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Moment(msgspec.Struct, frozen=True):
    """A date as precisely as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: dt.date) -> Moment:
        """A whole date."""
        return cls(day.year, day.month, day.day)

    @property
    def date(self) -> dt.date | None:
        """The day, where it is known."""
        if self.month is None or self.day is None:
            return None
        return dt.date(self.year, self.month, self.day)

    @property
    def middle(self) -> dt.date:
        """The day in the middle of what is known, to measure distances from."""
        if self.month is None:
            return dt.date(self.year, 7, 1)
        return dt.date(self.year, self.month, self.day or 15)

    @property
    def value(self) -> str:
        """As ISO 8601 writes it."""
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


def parse(value: str | None) -> Moment | None:
    """The date of an ISO 8601 date or date and time; ``None`` for anything else."""
    try:
        return Moment.of(dt.date.fromisoformat((value or "")[:10]))
    except ValueError:
        return None


def add_months(moment: Moment, months: int) -> Moment:
    """The month so many months away, to the precision of a month."""
    if moment.month is None:
        raise ValueError("the month is not known")
    index = moment.year * 12 + moment.month - 1 + months
    return Moment(on_calendar(index // 12), index % 12 + 1)


def add_years(moment: Moment, years: int) -> Moment:
    """The year so many years away, to the precision of a year."""
    return Moment(on_calendar(moment.year + years))


def add_days(day: dt.date, days: int) -> dt.date:
    """The day so many days away."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def on_calendar(year: int) -> int:
    """The year, if there is such a year."""
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is not on the calendar")
    return year


def week(day: dt.date) -> str:
    """The ISO week of a day."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def monday(day: dt.date) -> dt.date:
    """The first day of the week of a day."""
    return add_days(day, -day.weekday())


def season_of(day: dt.date) -> tuple[int, Season]:
    """The season of a day, and the year in which that season began."""
    if day.month < 3:
        return day.year - 1, "WI"
    name: Season = "SP" if day.month < 6 else "SU" if day.month < 9 else "FA" if day.month < 12 else "WI"
    return day.year, name


def season_middle(year: int, season: Season) -> dt.date:
    """A day in the middle of a season."""
    return Moment(year, SEASON_MONTHS[season] + 1, 15).middle if season != "WI" else dt.date(year + 1, 1, 15)


def quarter_of(moment: Moment) -> int | None:
    """The quarter of a date, where its month is known."""
    return None if moment.month is None else (moment.month + 2) // 3


def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    return monthrange(year, month)[1]


def weekday_of_month(year: int, month: int, weekday: int, number: int) -> int:
    """The day of the month of its first (1), second … or last (-1) such weekday; past the end where there is none."""
    first = (weekday - dt.date(year, month, 1).weekday()) % 7 + 1
    return first + 7 * ((last_day(year, month) - first) // 7 if number < 0 else number - 1)


DAYS_OF: dict[Unit, int] = {"D": 1, "W": 7}
MONTHS_OF: dict[Unit, int] = {"M": 1, "Q": 3, "H": 6}
YEARS_OF: dict[Unit, int] = {"Y": 1, "DE": 10, "CE": 100}
