"""The words of time expressions of a language, from its ``times.toml``, checked on load."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from verbale.errors import DataError
from verbale.language.tables import load_table
from verbale.types import TimexMod

Anchor = Literal["now", "focus", "this", "next"]
"""Where a word counts from: now, the day spoken of last, or either by what stands with it (``times.toml`` says how)."""

Unit = Literal["Y", "M", "W", "D", "TH", "TM", "TS", "Q", "H", "DE", "CE"]
"""ISO 8601 designators; TH, TM, TS are hours, minutes, seconds, Q and H quarter and half year, DE decade, CE century."""

Season = Literal["SP", "SU", "FA", "WI"]
Part = Literal["MO", "MI", "AF", "EV", "NI"]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all entries have: an example with the expressions in brackets, and what must be read in them."""

    example: str = ""
    expect: str = ""


class MonthEntry(Entry, frozen=True, kw_only=True):
    """A month; ``value`` 1 to 12."""

    value: int
    forms: str
    short: str = ""


class WeekdayEntry(Entry, frozen=True, kw_only=True):
    """A day of the week; ``value`` 0 is Monday. ``guarded`` forms are other words too."""

    value: int
    forms: str
    plural: str
    guarded: str = ""


class SeasonEntry(Entry, frozen=True, kw_only=True):
    """A season of the year."""

    value: Season
    forms: str
    guarded: str = ""


class UnitEntry(Entry, frozen=True, kw_only=True):
    """A unit of time; ``adjective`` ends adjectives of length (двухлетний)."""

    code: Unit
    singular: str
    plural: str
    accusative: str
    short: str = ""
    adjective: str = ""
    alone: str = ""
    plural_only: bool = False


class LengthEntry(Entry, frozen=True, kw_only=True):
    """A number and a unit in one word."""

    count: float
    unit: Unit
    forms: str


class NumberEntry(Entry, frozen=True, kw_only=True):
    """A number in words: cardinal, ordinal, and what it begins (двухлетний)."""

    value: float
    forms: str = ""
    ordinal: str = ""
    prefix: str = ""


class FormsEntry(Entry, frozen=True, kw_only=True):
    """Words that are all alike."""

    forms: str


class WindowEntry(Entry, frozen=True, kw_only=True):
    """An adjective for a length that touches now; ``ahead``: it lies ahead."""

    forms: str
    ahead: bool = False


class DecadeEntry(Entry, frozen=True, kw_only=True):
    """The plural that names a decade; ``value`` 0 to 90."""

    value: int
    forms: str


class ShiftEntry(Entry, frozen=True, kw_only=True):
    """An adjective that counts units from an anchor."""

    value: int
    anchor: Anchor
    forms: str


class DayEntry(Entry, frozen=True, kw_only=True):
    """A word for a day counted from now; ``eve``: with a genitive it is the day before that."""

    value: int
    forms: str
    adjective: str = ""
    eve: bool = False


class YearEntry(Entry, frozen=True, kw_only=True):
    """An adjective for a year counted from now."""

    value: int
    forms: str


class PartEntry(Entry, frozen=True, kw_only=True):
    """A part of the day; ``after`` are hours that it puts twelve hours later."""

    code: Part
    adverb: str
    noun: str = ""
    of_hour: str = ""
    after: tuple[int, ...] = ()


class NoonEntry(Entry, frozen=True, kw_only=True):
    """A word for an hour of the day."""

    hour: int
    forms: str


class ModEntry(Entry, frozen=True, kw_only=True):
    """A noun for the beginning, the middle or the end of a time."""

    value: TimexMod
    forms: str


class PhraseEntry(Entry, frozen=True, kw_only=True):
    """Words before an expression that make it approximate."""

    phrases: tuple[str, ...]


class ValueEntry(Entry, frozen=True, kw_only=True):
    """Words with a TIMEX3 value of their own."""

    value: str
    forms: str


class HolidayEntry(Entry, frozen=True, kw_only=True):
    """A day of the year with a name."""

    month: int
    day: int
    phrases: tuple[str, ...]


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of ``times.toml``; the file itself says what each table is for."""

    language: str
    published: str  # the day on which the examples are read
    half_hours: str  # in order from half past twelve
    endings: dict[str, str]
    months: tuple[MonthEntry, ...]
    weekdays: tuple[WeekdayEntry, ...]
    seasons: tuple[SeasonEntry, ...]
    units: tuple[UnitEntry, ...]
    lengths: tuple[LengthEntry, ...]
    numbers: tuple[NumberEntry, ...]
    vague: tuple[FormsEntry, ...]
    decades: tuple[DecadeEntry, ...]
    shifts: tuple[ShiftEntry, ...]
    days: tuple[DayEntry, ...]
    years: tuple[YearEntry, ...]
    windows: tuple[WindowEntry, ...]
    parts: tuple[PartEntry, ...]
    noons: tuple[NoonEntry, ...]
    mods: tuple[ModEntry, ...]
    approximators: tuple[PhraseEntry, ...]
    recurrences: tuple[ValueEntry, ...]
    habits: tuple[ValueEntry, ...]
    holidays: tuple[HolidayEntry, ...]
    roles: dict[str, str]
    lemmas: dict[str, str]  # space between them; lower case, ё folded to е
    phrases: dict[str, tuple[str, ...]]

    def forms(self, written: str) -> tuple[str, ...]:
        """The forms that ``written`` stands for: whole words, ``stem|ending/ending`` and ``stem|@ending set``."""
        forms: list[str] = []
        for item in written.split():
            stem, bar, endings = item.partition("|")
            if endings.startswith("@"):
                if endings[1:] not in self.endings:
                    raise DataError(f"times.toml of {self.language}: no ending set {endings!r} for {item!r}")
                forms += [stem + ending for ending in self.endings[endings[1:]].split()]
            elif bar:
                forms += [stem + ending for ending in endings.split("/")]
            else:
                forms.append(stem)
        return tuple(forms)

    def examples(self) -> tuple[tuple[str, str], ...]:
        """Every example with what it must give, in the order of the file."""
        tables = (getattr(self, name) for name in self.__struct_fields__)
        entries = (entry for table in tables if isinstance(table, tuple) for entry in table)
        return tuple((entry.example, entry.expect) for entry in entries if entry.example)


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of ``language`` (ISO 639-1). Raises ``DataError`` where the file does not hold what it should."""
    return load_table(language, "times", Vocabulary)
