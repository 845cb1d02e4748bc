"""The rules in order, and how what they find is put together to expressions."""

from __future__ import annotations

from functools import cache

import msgspec

from verbale.extract.times import clock, dates, lengths, periods, pointers, sets
from verbale.extract.times.borrow import with_borrowed_years
from verbale.extract.times.guards import is_kept
from verbale.extract.times.meaning import Piece, Point
from verbale.extract.times.numbers import ordinal
from verbale.extract.times.periods import half_of_year
from verbale.extract.times.reading import Reading
from verbale.extract.times.rule import Rule
from verbale.extract.times.words import NOTHING
from verbale.types import TimexMod

RULES: tuple[Rule, ...] = (
    *sets.RULES,
    *dates.RULES,
    *periods.RULES,
    *pointers.RULES,
    *clock.RULES,
    *lengths.RULES,
)
_OPENERS = frozenset({"mod", "about", "last_word", "ordinal"})
_MOST_JOINED = 4  # night, weekday, day and hour


def pieces(r: Reading) -> list[Piece]:
    """All expressions of a text, in order, none sharing a character with another."""
    found: list[Piece] = []
    end = 0
    for at, word in enumerate(r.words):
        if word is not NOTHING and at >= end and _opens(word.triggers) and (here := expression(r, at)):
            found += (piece for piece in here if is_kept(r, piece))
            end = here[-1].last
    return with_borrowed_years(r, found)


def expression(r: Reading, i: int) -> list[Piece]:
    """The expression, or series of them, that begins at atom ``i``; nothing where none does."""
    if found := _about(r, i) or _part_of(r, i):
        return found
    found = _joined(r, i)
    if found and found[-1].loose and not _has_preposition(r, found[0].first):
        return []
    return found


def _about(r: Reading, i: int) -> list[Piece]:
    """An expression that is approximate: почти три года, около 11 часов утра."""
    end = r.phrase(i, "about")
    if end is None:
        return []
    found = _part_of(r, end) or _joined(r, end)
    if len(found) != 1 or found[0].loose:
        return []
    return [msgspec.structs.replace(found[0], first=i, mod="APPROX")]


def _part_of(r: Reading, i: int) -> list[Piece]:
    """The beginning, middle or end of a time: в начале 2017 года, во второй половине XX века."""
    begun = _beginning(r, i)
    if begun is None:
        return []
    at, mod = begun
    found = _joined(r, at)
    if not found or not isinstance(found[0].meaning, Point) or found[0].meaning.is_time:
        return []
    return [msgspec.structs.replace(found[0], first=i, mod=mod, loose=False), *found[1:]]


def _beginning(r: Reading, i: int) -> tuple[int, TimexMod] | None:
    """Where «начале», «середине», «второй половине» end that stand at ``i``, and which part of a time they name."""
    mod = r.words[i].mod
    if mod is not None:
        return i + 1, mod
    if r.has(i + 1, "fraction") and (r.has(i, "last_word") or r.words[i].ordinal == 1):
        return i + 2, "END" if r.has(i, "last_word") else "START"
    number = ordinal(r, i) if r.words[i].ordinal in (1, 2) or r.figures(i) else None
    if number is None or not r.has(number.end, "other_half") or half_of_year(r, i) is not None:
        return None
    return number.end + 1, "START" if number.value == 1 else "END"


def _has_preposition(r: Reading, i: int) -> bool:
    return any(r.has(i - 1, role) for role in ("from", "until", "after", "before", "on", "over", "under", "whole"))


def _joined(r: Reading, i: int) -> list[Piece]:
    """What the rules find at ``i``, joined with the time or day that follows: в среду, 13 июня, в 14:30."""
    found = _longest(r, i)
    for _ in range(_MOST_JOINED):
        if not found:
            break
        last = found[-1]
        more = _neighbour(r, last)
        if more is None:
            break
        found = [*found[:-1], more]
    return found


def _longest(r: Reading, i: int) -> list[Piece]:
    best: list[Piece] = []
    for rule in _rules_for(r.words[i].triggers):
        found = rule.find(r, i)
        if found and (not best or found[-1].last > best[-1].last):
            best = [msgspec.structs.replace(piece, rule=rule.name) for piece in found]
    return best


@cache
def _opens(triggers: frozenset[str]) -> bool:
    """Whether an expression can begin with such a word."""
    return bool(_rules_for(triggers)) or not triggers.isdisjoint(_OPENERS)


@cache
def _rules_for(triggers: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if triggers.intersection(rule.triggers))


def _neighbour(r: Reading, piece: Piece) -> Piece | None:
    """The piece made of ``piece`` and the expression that belongs to it, if one follows."""
    left = piece.meaning
    if not isinstance(left, Point):
        return None
    for at in _joints(r, piece.last, left):
        if not r.words[at].triggers:
            continue
        found = _longest(r, at)
        if len(found) == 1 and isinstance(found[0].meaning, Point) and _fit(left, found[0].meaning):
            meaning = _merged(left, found[0].meaning)
            rule = piece.rule if piece.rule == found[0].rule else f"{piece.rule}+{found[0].rule}"
            return Piece(first=piece.first, last=found[0].last, meaning=meaning, mod=piece.mod, rule=rule)
    return None


def _joints(r: Reading, i: int, left: Point) -> list[int]:
    """Where the second half may begin after a first one that ends before ``i``: at once, after a comma, after «в»."""
    joints = [i]
    if r.has(i, "in"):
        joints.append(i + 1)
    elif r.atoms[i] == ",":
        names_weekday = left.weekday is not None and left.day is None
        if names_weekday or ((left.day is not None or left.minute is not None) and r.figures(i + 1)):
            joints.append(i + 1)
        if r.has(i + 1, "in"):
            joints.append(i + 2)
    elif r.atoms[i] == "(" and left.weekday is not None:
        return []
    return joints


def _fit(left: Point, right: Point) -> bool:
    """Whether two points are halves of one: each says what the other does not."""
    if left.shift_unit == "D" and right.shift_unit == "D":
        return False
    if left.is_time and right.is_time:
        return left.hour is None and right.part is None and not right.is_day
    if left.weekday is not None and left.day is None and left.shift_unit is None and right.day is not None:
        return not right.is_time
    if left.is_time != right.is_time:
        day, time = (right, left) if left.is_time else (left, right)
        return day.is_day and not time.is_day
    return False


def _merged(left: Point, right: Point) -> Point:
    default = Point()
    said = {
        name: getattr(right, name) for name in Point.__struct_fields__ if getattr(right, name) != getattr(default, name)
    }
    return msgspec.structs.replace(left, **said)
