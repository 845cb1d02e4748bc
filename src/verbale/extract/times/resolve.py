"""From what an expression means to its value: against the report's date, the clause's tense and the text before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from verbale.extract.times import calendar, places
from verbale.extract.times.calendar import Moment
from verbale.extract.times.meaning import Length, Offset, Piece, Point, Recurrence
from verbale.extract.times.places import Place
from verbale.extract.times.reading import Reading
from verbale.extract.times.reference import Dated, Reference
from verbale.extract.times.tense import Tense, tense_at
from verbale.extract.times.values import duration

# Days that a date may lie further away on the side that the tense speaks for.
_TENSE_WEIGHT = 180
_LOOSE_TENSE_WEIGHT = 60
_CLOSE = 5  # atoms over which a day still holds for a time of day in the next paragraph
_BESIDE = 2  # atoms between a day and the weekday that goes with it
_FAR = 60  # days from now beyond which the year of a date told just before counts more
_BOTH_SIDES = ("on", "until", "from")  # after these words the tense is not that of the date: перенесли на 10 января


class Resolver:
    """Settles expressions in text order and remembers what was spoken of."""

    def __init__(self, r: Reading, reference: Reference | None, found: Sequence[Dated]) -> None:
        self._r = r
        self._reference = reference
        self._now: Moment | None = None
        self._loose = reference is not None and reference.loose
        self._certain = {one.piece.first: one.moment for one in found}
        self._latest = max((one.moment.year for one in found if one.tense != "future"), default=None)
        self._day: Moment | None = None  # the last day spoken of
        self._spoken: Moment | None = None  # the last date spoken of
        self._paragraph = -1  # where that was
        self._end = 0
        self._time: Place | None = None  # the last time of day spoken of

    def value(self, piece: Piece, following: Piece | None = None) -> str | None:
        """The TIMEX3 value of ``piece``, ``None`` where it stays open. ``following`` is the expression after it."""
        reference, meaning = self._reference, piece.meaning
        self._now = reference.moment if reference and piece.first >= reference.since else None
        if isinstance(meaning, Length):
            return duration(meaning)
        if isinstance(meaning, Recurrence):
            return meaning.value
        try:
            place = self._place(piece, following)
            if place is None and following is not None and self._explains(piece, following):
                place = self._place(following, None)
        except ValueError:  # off the calendar
            return None
        if place is not None:
            self._remember(piece, place)
        return place.value if place else None

    def _explains(self, piece: Piece, following: Piece) -> bool:
        """Whether the day that follows says which time is meant: накануне, 20 июля; днём раньше — 9 января."""
        at = piece.last
        beside = following.first - at == 1 and (self._r.atoms[at] in (",", "(") or self._r.is_dash(at))
        is_day = isinstance(following.meaning, Point) and following.meaning.day is not None
        counts = isinstance(piece.meaning, Offset) or (
            isinstance(piece.meaning, Point) and piece.meaning.shift_unit == "D" and piece.meaning.anchor != "open"
        )
        return beside and is_day and counts and piece.type == following.type

    def _place(self, piece: Piece, following: Piece | None) -> Place | None:
        meaning = piece.meaning
        if isinstance(meaning, Offset):
            base = self._base_of_offset(piece, meaning)
            place = places.away(meaning, base) if base else None
            return place if place is not None and self._may_be(piece, place) else None
        if not isinstance(meaning, Point):
            return None
        if meaning.anchor == "following":
            return self._place(following, None) if following is not None else None
        if meaning.shift_unit == "TH":
            return self._time
        place = self._date(piece, meaning)
        return places.with_time(place, meaning) if place is not None else None

    def _remember(self, piece: Piece, place: Place) -> None:
        if self._r.atoms[piece.first - 1] == "(":  # an aside: 20:00 (23:00 мск)
            return
        if piece.type == "TIME":
            self._time = place
        if place.moment is None:
            return
        self._spoken, self._end = place.moment, piece.last
        self._paragraph = self._r.paragraph(self._r.starts[piece.first])
        if place.moment.day is not None:
            self._day = place.moment

    # --- what a date counts from ----------------------------------------------

    def _tense(self, piece: Piece) -> Tense | None:
        tense = tense_at(self._r, piece.first)
        before = piece.first - 1
        return None if tense == "past" and any(self._r.has(before, role) for role in _BOTH_SIDES) else tense

    def _is_near(self, piece: Piece) -> bool:
        """Whether the last date spoken of stands in the same paragraph."""
        return self._paragraph == self._r.paragraph(self._r.starts[piece.first])

    def _base_of_offset(self, piece: Piece, offset: Offset) -> Moment | None:
        if offset.anchor == "now":
            return self._now
        needs_day = offset.unit in calendar.DAYS_OF
        focus = self._day if needs_day else self._spoken
        if offset.anchor == "focus":
            return focus
        return self._now if self._tense(piece) != "past" or focus is None else focus

    def _may_be(self, piece: Piece, place: Place) -> bool:
        """Whether a time after another is not later than now where the tense says that it is past."""
        if self._now is None or place.moment is None or place.moment.year <= self._now.year:
            return True
        return self._tense(piece) != "past"

    def _base(self, piece: Piece, point: Point) -> Moment | None:
        if point.anchor == "open":
            return None
        focus = self._day if point.shift_unit == "D" else self._spoken
        if point.anchor == "focus":
            return focus
        if point.anchor == "this":
            return self._now or focus
        if point.anchor == "next":
            return focus if focus is not None and self._tense(piece) == "past" else self._now
        return self._now

    # --- dates ------------------------------------------------------------------

    def _date(self, piece: Piece, point: Point) -> Place | None:
        if piece.first in self._certain and point.year is None:
            return Place.at(self._certain[piece.first])
        if point.shift_unit == "weekend" and point.shift is None:
            return self._weekend(piece)
        if point.shift_unit is not None:
            base = self._base(piece, point)
            return places.pointed(point, base) if base else None
        if point.century is not None or point.decade is not None:
            return self._decade(point)
        if point.year is not None:
            return places.in_year(point, point.year)
        if point.month is not None or point.season or point.quarter is not None or point.half is not None:
            return self._without_year(piece, point)
        if point.weekday is not None:
            return self._beside(piece, point.weekday) or self._weekday(piece, point.weekday)
        return self._day_of_time(piece)

    def _day_of_time(self, piece: Piece) -> Place | None:
        """The day of a time of day that names none: the one just spoken of, or today."""
        moment = self._day if self._is_near(piece) or piece.first - self._end <= _CLOSE else None
        if moment is None and self._now is not None and self._now.day is not None:
            moment = self._now
        return Place.at(moment) if moment else None

    def _decade(self, point: Point) -> Place | None:
        """A decade of a century not named is the last one that has begun."""
        if point.decade is None or point.decade >= 10 or point.century is not None:
            return places.century(point)
        year = self._now.year if self._now else self._latest
        if point.decade >= 3:
            return Place(f"19{point.decade}")
        if year is None and point.decade:
            return None
        return Place(f"{'20' if (year or 2000) >= 2000 + 10 * point.decade + 5 else '19'}{point.decade}")

    def _without_year(self, piece: Piece, point: Point) -> Place | None:
        """A day, month or season without its year: the nearest that tense and context allow."""
        base, weight = self._base_of_year(piece, point)
        if base is None:
            return None
        if base.month is None:
            return places.in_year(point, base.year)
        here, tense = base.middle, self._tense(piece)
        best: tuple[int, int] | None = None
        reach = 4 if (point.month, point.day) == (2, 29) else 1
        for year in range(base.year - reach, base.year + reach + 1):
            middle = places.middle_in_year(point, year)
            if middle is None or not _fits_weekday(point, middle) or places.in_year(point, year) is None:
                continue
            days = (middle - here).days
            against = (tense == "past" and days > 0) or (tense == "future" and days < 0)
            if point.day is None and point.month == base.month and year == base.year:
                against = False
            cost = abs(days) + weight * against
            if best is None or cost < best[0]:
                best = cost, year
        return places.in_year(point, best[1]) if best else None

    def _base_of_year(self, piece: Piece, point: Point) -> tuple[Moment | None, int]:
        """What a date without a year is near to, and how much the tense weighs there."""
        spoken = self._spoken if self._spoken is not None and self._is_near(piece) else None
        if self._now is None:
            return (spoken if spoken and spoken.month else None), 0
        weight = _LOOSE_TENSE_WEIGHT if self._loose else _TENSE_WEIGHT
        if spoken is None or spoken.year >= self._now.year - 1 or self._tense(piece) == "future":
            return self._now, weight
        nearest = places.middle_in_year(point, self._now.year)
        is_far = nearest is None or abs((nearest - self._now.middle).days) > _FAR
        return (spoken, 0) if is_far else (self._now, weight)

    def _beside(self, piece: Piece, weekday: int) -> Place | None:
        """A weekday right after a day: that day («10 января, в понедельник»), or a later one («во вторник и среду»)."""
        day = self._spoken.date if self._spoken is not None and piece.first - self._end <= _BESIDE else None
        if day is None or any(self._r.atoms[at].isalnum() and not self._r.words[at].roles for at in self._gap(piece)):
            return None
        ahead = (weekday - day.weekday()) % 7
        if ahead == 0:
            return Place.on(day)
        listed = self._r.is_dash(self._end) or self._r.has(self._end, "and") or self._r.atoms[self._end] == ","
        later = calendar.add_days(day, ahead)
        now = self._now.date if self._now else None
        if not listed or (now is not None and self._tense(piece) == "past" and later > now):
            return None
        return Place.on(later)

    def _gap(self, piece: Piece) -> range:
        return range(self._end, piece.first)

    def _weekday(self, piece: Piece, weekday: int) -> Place | None:
        """The last or next such day by tense; in a report without a date the one nearest to what it tells of."""
        now = self._now.date if self._now else self._day.date if self._day else None
        if now is None:
            return None
        is_known = self._now is not None and not self._loose
        tense = self._tense(piece)
        ahead, back = (weekday - now.weekday()) % 7, (now.weekday() - weekday) % 7
        is_past = tense == "past" if is_known else False
        if is_past or (tense != "future" and back <= ahead):
            return Place.on(calendar.add_days(now, -back))
        return Place.on(calendar.add_days(now, ahead))

    def _weekend(self, piece: Piece) -> Place | None:
        now = self._now.date if self._now else None
        if now is None:
            return None
        is_past = self._tense(piece) == "past" and now.weekday() < 5
        shift = timedelta(days=7 if is_past else 0)
        return Place(f"{calendar.week(now - shift)}-WE")


def _fits_weekday(point: Point, day: date) -> bool:
    return point.weekday is None or point.day is None or day.weekday() == point.weekday
