"""What an expression means before it is placed on the calendar."""

from __future__ import annotations

from typing import Literal

import msgspec

from verbale.extract.times.vocabulary import Part, Season, Unit
from verbale.types import TimexMod, TimexType

Anchor = Literal["now", "focus", "this", "next", "following", "open"]
"""As in the vocabulary; ``following``: the date that stands next in the text; ``open``: an event's day, unknown."""

ShiftUnit = Literal["CE", "DE", "Y", "H", "Q", "season", "M", "W", "weekend", "weekday", "ahead", "D", "TH"]


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the calendar, as far as the words say. What they leave open is ``None``."""

    century: int | None = None  # as ISO writes it: 19 is the twentieth
    decade: int | None = None  # 199 is the 1990s; 0 to 9 a decade of a century not named
    year: int | None = None
    before_christ: bool = False
    half: int | None = None
    quarter: int | None = None
    season: Season | None = None
    month: int | None = None
    weekday: int | None = None  # 0 Monday
    number: int | None = None  # which ``weekday`` of the month, -1 for the last
    day: int | None = None  # of the month
    last_day: bool = False  # of the month, season or year
    shift: int | None = None  # counted in ``shift_unit`` from ``anchor``
    shift_unit: ShiftUnit | None = None
    anchor: Anchor = "now"
    part: Part | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None

    @classmethod
    def of_part(cls, part: Part, shift: int, anchor: Anchor) -> Point:
        """A part of a day that is ``shift`` days from ``anchor``."""
        return cls(part=part, shift=shift, shift_unit="D", anchor=anchor)

    @property
    def is_day(self) -> bool:
        """Whether it names a day, by whatever means."""
        return self.day is not None or self.weekday is not None or self.shift_unit in ("D", "weekday", "ahead")

    @property
    def is_time(self) -> bool:
        """Whether it names a time of day."""
        return self.part is not None or self.hour is not None

    @property
    def has_year(self) -> bool:
        """Whether a year, or the way to one, is said."""
        return self.year is not None or self.shift_unit is not None

    @property
    def type(self) -> TimexType:
        """The TIMEX3 type."""
        return "TIME" if self.is_time or self.shift_unit == "TH" else "DATE"


class Offset(msgspec.Struct, frozen=True, kw_only=True):
    """So many units before or after now, or the day spoken of last (``focus``)."""

    count: float | None
    unit: Unit
    sign: int
    anchor: Anchor


class Length(msgspec.Struct, frozen=True):
    """A duration: counts with their units, the largest first; a count of ``None`` is not said exactly."""

    counts: tuple[tuple[float | None, Unit], ...]


class Recurrence(msgspec.Struct, frozen=True):
    """A set of times, by its TIMEX3 value."""

    value: str


class Open(msgspec.Struct, frozen=True):
    """A time that no calendar settles: в годы войны."""


Meaning = Point | Offset | Length | Recurrence | Open


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """An expression found: atoms ``[first, last)``, what it means and the rule that found it."""

    first: int
    last: int
    meaning: Meaning
    mod: TimexMod | None = None
    rule: str = ""
    loose: bool = False  # only an expression together with a neighbour or after a preposition

    @property
    def type(self) -> TimexType:
        """The TIMEX3 type."""
        if isinstance(self.meaning, Point):
            return self.meaning.type
        if isinstance(self.meaning, Length):
            return "DURATION"
        if isinstance(self.meaning, Recurrence):
            return "SET"
        if isinstance(self.meaning, Offset) and self.meaning.unit in ("TH", "TM", "TS"):
            return "TIME"
        return "DATE"
