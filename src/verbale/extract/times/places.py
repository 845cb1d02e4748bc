"""Points placed on the calendar once it is known what they count from. Nothing here knows a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from verbale.extract.times import calendar
from verbale.extract.times.calendar import Moment
from verbale.extract.times.meaning import Offset, Point, ShiftUnit
from verbale.extract.times.vocabulary import Season, Unit


class Place(msgspec.Struct, frozen=True):
    """A TIMEX3 value, and as a date what of it is one."""

    value: str
    moment: Moment | None = None

    @classmethod
    def at(cls, moment: Moment) -> Place:
        """A date."""
        return cls(moment.value, moment)

    @classmethod
    def on(cls, day: date) -> Place:
        """A day."""
        return cls.at(Moment.of(day))


def with_time(place: Place, point: Point) -> Place:
    """The place with the point's time of day: 2022-01-10T14:30, 2022-01-10TMO."""
    if point.hour is not None:
        minute = point.minute or 0
        seconds = f":{point.second:02d}" if point.second is not None else ""
        return Place(f"{place.value}T{point.hour:02d}:{minute:02d}{seconds}", place.moment)
    return Place(f"{place.value}T{point.part}", place.moment) if point.part else place


def in_year(point: Point, year: int) -> Place | None:
    """What a point names in ``year``: the year itself, or a half, quarter, season, month or day of it."""
    if point.before_christ:
        return Place(f"BC{year:04d}")
    if not 1 <= year <= 9999:
        return None
    if point.month is not None:
        return _month_place(point, year, point.month)
    if point.season is not None:
        return Place(f"{year:04d}-{point.season}", Moment(year))
    if point.quarter is not None:
        return Place(f"{year:04d}-Q{point.quarter}", Moment(year))
    if point.half is not None:
        return Place(f"{year:04d}-H{point.half}", Moment(year))
    return Place.at(Moment(year))


def _month_place(point: Point, year: int, month: int) -> Place | None:
    day = calendar.last_day(year, month) if point.last_day else point.day
    if point.number is not None and point.weekday is not None:
        day = calendar.weekday_of_month(year, month, point.weekday, point.number)
    if day is None:
        return Place.at(Moment(year, month))
    return Place.on(date(year, month, day)) if day <= calendar.last_day(year, month) else None


def middle_in_year(point: Point, year: int) -> date | None:
    """The day in the middle of what a point names in ``year``, to measure distances from."""
    if not 1 < year < 9999:
        return None
    if point.month is not None:
        day = min(point.day or 15, calendar.last_day(year, point.month))
        return date(year, point.month, day)
    if point.season is not None:
        return calendar.season_middle(year, point.season)
    if point.quarter is not None:
        return date(year, point.quarter * 3 - 1, 15)
    if point.half is not None:
        return date(year, point.half * 6 - 2, 1)
    return date(year, 7, 1)


def century(point: Point) -> Place | None:
    """A century or decade that says its own place."""
    if point.century is not None and point.decade is not None:
        return Place(f"{point.century * 10 + point.decade:03d}")
    if point.century is not None:
        return Place(f"{'BC' if point.before_christ else ''}{point.century:02d}")
    return Place(f"{point.decade:03d}") if point.decade is not None else None


def pointed(point: Point, base: Moment) -> Place | None:
    """What a point names that counts from ``base``; ``None`` where ``base`` is not precise enough."""
    unit = point.shift_unit
    if unit == "Y":
        return in_year(point, base.year + (point.shift or 0))
    if unit in _FROM_YEAR:
        return _FROM_YEAR[unit](point, base)
    if base.month is not None and unit in _FROM_MONTH:
        return _FROM_MONTH[unit](point, base)
    day = base.date
    return _FROM_DAY[unit](point, day) if day is not None and unit in _FROM_DAY else None


def _decades(point: Point, base: Moment) -> Place:
    year = calendar.on_calendar(base.year + 10 * (point.shift or 0))
    return Place(f"{year // 10:03d}")


def _centuries(point: Point, base: Moment) -> Place:
    number = (calendar.on_calendar(base.year + 100 * (point.shift or 0)) - 1) // 100
    return Place(f"{number * 10 + point.decade:03d}" if point.decade is not None else f"{number:02d}")


def _months(point: Point, base: Moment) -> Place | None:
    shift = point.shift or 0
    if point.month is not None and base.month is not None:
        passed = point.month < base.month if shift < 0 else point.month <= base.month
        return in_year(point, base.year + (passed if shift > 0 else passed - 1))
    moment = calendar.add_months(base, shift)
    return in_year(msgspec.structs.replace(point, month=moment.month), moment.year)


def _quarters(point: Point, base: Moment) -> Place:
    index = base.year * 4 + (calendar.quarter_of(base) or 1) - 1 + (point.shift or 0)
    calendar.on_calendar(index // 4)
    return Place(f"{index // 4:04d}-Q{index % 4 + 1}", Moment(index // 4))


def _halves(point: Point, base: Moment) -> Place:
    index = base.year * 2 + ((base.month or 1) > 6) + (point.shift or 0)
    calendar.on_calendar(index // 2)
    return Place(f"{index // 2:04d}-H{index % 2 + 1}", Moment(index // 2))


def _seasons(point: Point, base: Moment) -> Place:
    """The season of that name now or nearest, or the last or next one that is not now."""
    name: Season = point.season or "SP"
    shift = point.shift or 0
    year, current = calendar.season_of(Moment(base.year, base.month, base.day or 15).middle)
    order = ("SP", "SU", "FA", "WI")
    if shift < 0:
        year += shift + (order.index(name) < order.index(current))
    elif shift > 0:
        year += shift - (order.index(name) > order.index(current))
    elif name != current:
        year = base.year if name != "WI" or (base.month or 1) > 6 else base.year - 1
    return Place(f"{calendar.on_calendar(year):04d}-{name}", Moment(year))


def _weeks(point: Point, base: date) -> Place:
    start = calendar.add_days(calendar.monday(base), 7 * (point.shift or 0))
    if point.weekday is not None:
        return Place.on(calendar.add_days(start, point.weekday))
    return Place(calendar.week(start), Moment(start.year, start.month))


def _weekends(point: Point, base: date) -> Place:
    shift = point.shift or 0
    if shift > 0 and base.weekday() < 5:
        shift -= 1
    start = calendar.add_days(calendar.monday(base), 7 * shift)
    return Place(f"{calendar.week(start)}-WE", Moment(start.year, start.month))


def _weekdays(point: Point, base: date) -> Place:
    weekday, shift = point.weekday or 0, point.shift or 0
    if shift < 0:
        back = (base.weekday() - weekday - 1) % 7 + 1
        return Place.on(calendar.add_days(base, -back + 7 * (shift + 1)))
    return Place.on(calendar.add_days(calendar.monday(base), 7 * shift + weekday))


def _next_weekday(point: Point, base: date) -> Place:
    return Place.on(calendar.add_days(base, ((point.weekday or 0) - base.weekday() - 1) % 7 + 1))


def _days(point: Point, base: date) -> Place:
    return Place.on(calendar.add_days(base, point.shift or 0))


_FROM_YEAR: dict[ShiftUnit | None, Callable[[Point, Moment], Place]] = {"DE": _decades, "CE": _centuries}
_FROM_MONTH: dict[ShiftUnit | None, Callable[[Point, Moment], Place | None]] = {
    "M": _months,
    "Q": _quarters,
    "H": _halves,
    "season": _seasons,
}
_FROM_DAY: dict[ShiftUnit | None, Callable[[Point, date], Place]] = {
    "W": _weeks,
    "weekend": _weekends,
    "weekday": _weekdays,
    "ahead": _next_weekday,
    "D": _days,
}


def away(offset: Offset, base: Moment) -> Place | None:
    """The time that an offset names from ``base``, as precise as its unit; ``None`` where either is not precise enough.

    Fractions of a unit take the next smaller one: полтора года назад is a month.
    """
    if offset.count is None:
        return None
    count, unit = offset.count, offset.unit
    if unit in calendar.YEARS_OF:
        years = count * calendar.YEARS_OF[unit] * offset.sign
        if years == int(years):
            return Place.at(calendar.add_years(base, int(years)))
        return Place.at(calendar.add_months(base, round(years * 12))) if base.month else None
    if unit in calendar.MONTHS_OF:
        months = round(count * calendar.MONTHS_OF[unit] * offset.sign)
        return Place.at(calendar.add_months(base, months)) if base.month else None
    return _days_away(count * offset.sign, unit, base.date)


def _days_away(count: float, unit: Unit, base: date | None) -> Place | None:
    if base is None or unit not in calendar.DAYS_OF:
        return None
    day = calendar.add_days(base, round(count * calendar.DAYS_OF[unit]))
    if unit == "W" and count == int(count):
        return Place(calendar.week(day), Moment(day.year, day.month))
    return Place.on(day)
