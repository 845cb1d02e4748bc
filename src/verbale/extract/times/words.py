"""What a word form can say about time: all entries of a language's vocabulary, joined by form."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import msgspec

from verbale.extract.times.vocabulary import Anchor, Part, Season, Unit, Vocabulary, vocabulary
from verbale.types import TimexMod


class Shift(msgspec.Struct, frozen=True):
    """How many units away, and from where."""

    value: int
    anchor: Anchor


class Phrase(msgspec.Struct, frozen=True):
    """Words that mean something only together; ``rest`` follows the first."""

    rest: tuple[str, ...]
    role: str
    month: int = 0
    day: int = 0


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """All that one form can be. A field at its default: it is not that."""

    month: int = 0
    weekday: int = -1  # 0 Monday
    weekdays: int = -1  # the plural of habit: (по) средам
    season: Season | None = None
    guarded: bool = False  # the weekday or season is more often another word
    unit: Unit | None = None
    singular: bool = False
    plural: bool = False
    accusative: bool = False  # one unit in the accusative
    plural_only: bool = False
    short: bool = False  # an abbreviation: a full stop belongs to it
    length: tuple[float, Unit] | None = None
    suffix: Unit | None = None  # летний after a number in figures
    compound: tuple[float, Unit] | None = None  # двухлетний
    number: float | None = None
    vague: bool = False
    ordinal: int = -1
    roman: bool = False
    decade: int = -1
    shift: Shift | None = None
    day: int | None = None
    eve: bool = False
    attribute: bool = False  # the adjective of a day, part or year word
    year: int | None = None
    window: bool = False
    ahead: bool = False
    part: Part | None = None
    part_noun: Part | None = None
    part_of_hour: Part | None = None
    noon: int = 0
    half_hour: int | None = None  # the hour that half past is told of, 0 for twelve
    mod: TimexMod | None = None
    recurrence: str = ""
    habit: str = ""
    phrases: tuple[Phrase, ...] = ()
    roles: frozenset[str] = frozenset()
    triggers: frozenset[str] = frozenset()  # names of the fields above that are set, and the roles


NOTHING = Word()
FIGURES = Word(triggers=frozenset({"figures"}))
_PLAIN = frozenset(
    {
        "guarded",
        "singular",
        "plural",
        "accusative",
        "plural_only",
        "short",
        "roman",
        "eve",
        "attribute",
        "ahead",
        "roles",
        "triggers",
    }
)
_ROMAN = {1: "i", 4: "iv", 5: "v", 9: "ix", 10: "x"}
# Roman figures are often typed with the Cyrillic letters that look like them.
_LOOKALIKES = {"x": "xх", "i": "iі", "v": "v"}


class Lexicon:
    """Word forms of one language, in lower case with ё read as е."""

    def __init__(self, words: Vocabulary) -> None:
        self._vocabulary = words
        self._fields: dict[str, dict[str, Any]] = {}
        self.late_hours: dict[str, frozenset[int]] = {part.code: frozenset(part.after) for part in words.parts}
        self.planning = frozenset(words.lemmas["planning"].split())
        self.willing = frozenset(words.lemmas["willing"].split())
        self._calendar()
        self._measures()
        self._pointers()
        self._clock()
        self._small_words()
        self.words: dict[str, Word] = {form: _word(fields) for form, fields in self._fields.items()}
        self._romans()
        self._compounds()

    def has_role(self, form: str, role: str) -> bool:
        """Whether a word form as printed has the role."""
        return role in self.words.get(form.lower().replace("ё", "е"), NOTHING).roles

    def _add(self, written: str, **fields: Any) -> None:
        for form in self._vocabulary.forms(written):
            self._fields.setdefault(form, {}).update(fields)

    def _add_phrase(self, phrase: str, role: str, month: int = 0, day: int = 0) -> None:
        first, *rest = phrase.split()
        fields = self._fields.setdefault(first, {})
        if rest:
            fields["phrases"] = (*fields.get("phrases", ()), Phrase(tuple(rest), role, month, day))
        else:
            fields["roles"] = fields.get("roles", frozenset()) | {role}

    def _calendar(self) -> None:
        for month in self._vocabulary.months:
            self._add(month.forms, month=month.value)
            self._add(month.short, month=month.value, short=True)
        for weekday in self._vocabulary.weekdays:
            self._add(weekday.forms, weekday=weekday.value)
            self._add(weekday.guarded, weekday=weekday.value, guarded=True)
            self._add(weekday.plural, weekdays=weekday.value)
        for season in self._vocabulary.seasons:
            self._add(season.forms, season=season.value)
            self._add(season.guarded, season=season.value, guarded=True)
        for decade in self._vocabulary.decades:
            self._add(decade.forms, decade=decade.value)
        for holiday in self._vocabulary.holidays:
            for phrase in holiday.phrases:
                self._add_phrase(phrase, "holiday", holiday.month, holiday.day)

    def _measures(self) -> None:
        for unit in self._vocabulary.units:
            self._add(unit.singular, unit=unit.code, singular=True)
            self._add(unit.plural, unit=unit.code, plural=True)
            if unit.plural_only:
                self._add(unit.plural, plural_only=True)
            self._add(unit.short, unit=unit.code, plural=True, short=True)
            self._add(unit.accusative, accusative=True)
            self._add(unit.adjective, suffix=unit.code)
            self._add(unit.alone, compound=(1, unit.code))
        for length in self._vocabulary.lengths:
            self._add(length.forms, length=(length.count, length.unit))
        for number in self._vocabulary.numbers:
            self._add(number.forms, number=number.value)
            self._add(number.ordinal, ordinal=int(number.value))
        for vague in self._vocabulary.vague:
            self._add(vague.forms, vague=True)

    def _pointers(self) -> None:
        for shift in self._vocabulary.shifts:
            self._add(shift.forms, shift=Shift(shift.value, shift.anchor))
        for day in self._vocabulary.days:
            self._add(day.forms, day=day.value, eve=day.eve)
            self._add(day.adjective, day=day.value, attribute=True)
        for year in self._vocabulary.years:
            self._add(year.forms, year=year.value)
        for window in self._vocabulary.windows:
            self._add(window.forms, window=True, ahead=window.ahead)
        for mod in self._vocabulary.mods:
            self._add(mod.forms, mod=mod.value)

    def _clock(self) -> None:
        for part in self._vocabulary.parts:
            self._add(part.noun, part_noun=part.code)
            self._add(part.adverb, part=part.code)
            self._add(part.of_hour, part_of_hour=part.code)
        for noon in self._vocabulary.noons:
            self._add(noon.forms, noon=noon.hour)
        for hour, form in enumerate(self._vocabulary.forms(self._vocabulary.half_hours)):
            self._add(form, half_hour=hour)
        for recurrence in self._vocabulary.recurrences:
            self._add(recurrence.forms, recurrence=recurrence.value)
        for habit in self._vocabulary.habits:
            self._add(habit.forms, habit=habit.value)

    def _small_words(self) -> None:
        for role, forms in self._vocabulary.roles.items():
            for form in self._vocabulary.forms(forms):
                self._add_phrase(form, role)
        for role, phrases in self._vocabulary.phrases.items():
            for phrase in phrases:
                self._add_phrase(phrase, role)
        for approximator in self._vocabulary.approximators:
            for phrase in approximator.phrases:
                self._add_phrase(phrase, "about")

    def _romans(self) -> None:
        """I to XXXIX, each also with the Cyrillic letters that look alike."""
        for value in range(1, 40):
            for letters in product(*(_LOOKALIKES[letter] for letter in _roman(value))):
                form = "".join(letters)
                known = self.words.get(form, NOTHING)
                triggers = known.triggers | {"ordinal"}
                self.words[form] = msgspec.structs.replace(known, ordinal=value, roman=True, triggers=triggers)

    def _compounds(self) -> None:
        """Adjectives of length from a number's prefix and a unit's adjective: двухлетний, двадцатипятилетний."""
        prefixes = {prefix: number.value for number in self._vocabulary.numbers for prefix in number.prefix.split()}
        tens = {prefix: value for prefix, value in prefixes.items() if value in range(20, 100, 10)}
        ones = {prefix: value for prefix, value in prefixes.items() if value in range(1, 10)}
        both = {ten + one: tens[ten] + ones[one] for ten, one in product(tens, ones)}
        for unit in self._vocabulary.units:
            endings = self._vocabulary.forms(unit.adjective)
            for prefix, count in (prefixes | both).items():
                word = _word({"compound": (count, unit.code)})
                self.words.update(dict.fromkeys((prefix + ending for ending in endings), word))


def _word(fields: dict[str, Any]) -> Word:
    roles = fields.get("roles", frozenset())
    named = {phrase.role for phrase in fields.get("phrases", ())}
    triggers = frozenset(fields.keys() - _PLAIN) | roles | named
    return Word(**fields, triggers=triggers)


def _roman(value: int) -> str:
    letters = ""
    for figure in sorted(_ROMAN, reverse=True):
        while value >= figure:
            letters += _ROMAN[figure]
            value -= figure
    return letters


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of ``language`` (ISO 639-1), built once."""
    return Lexicon(vocabulary(language))
