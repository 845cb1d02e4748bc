"""What "now" is in a report whose date nobody gave: a dateline, or the day that the report tells of.

A dateline is certain. Where there is none, the report's own dates still settle most of what it says: in a report that
opens with «12 сентября 2012 года» the words «в конце июня» mean June 2012. Such a reference is ``loose``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

import msgspec

from verbale.extract.times import calendar
from verbale.extract.times.calendar import Moment
from verbale.extract.times.meaning import Offset, Piece, Point
from verbale.extract.times.places import in_year
from verbale.extract.times.reading import Reading
from verbale.extract.times.tense import Tense, tense_at
from verbale.types import Span

_WEEKDAY_REACH = 5  # years after the last year of the text in which a weekday may settle a date's year
_BESIDE = 2  # atoms between a distance from now and the year that it leads to
_HISTORY = 1990  # before this year no report is from that we read; an older date is one that it looks back to
_STALE = 1  # years that the last date told may lie behind the last year of the text
_SENTENCE_END = '.!?…»"”'


class Reference(msgspec.Struct, frozen=True):
    """What "now" is in a report."""

    moment: Moment
    loose: bool = False  # inferred from the dates of the text, not known
    since: int = 0  # the atom from which on it holds


class Dated(msgspec.Struct, frozen=True):
    """An expression whose date the text settles by itself."""

    piece: Piece
    moment: Moment
    tense: Tense | None


def dated(r: Reading, pieces: Sequence[Piece]) -> list[Dated]:
    """The expressions that say their year, and those whose weekday settles it."""
    explicit = [
        Dated(piece, moment, tense_at(r, piece.first))
        for piece in pieces
        if isinstance(piece.meaning, Point) and (moment := _said(piece.meaning)) is not None
    ]
    latest = max((one.moment.year for one in explicit if one.tense != "future"), default=None)
    ahead = min((one.moment.year for one in explicit if one.tense == "future"), default=None)
    if latest is None:
        return explicit
    by_weekday = [
        Dated(piece, moment, tense_at(r, piece.first))
        for piece in pieces
        if isinstance(piece.meaning, Point)
        and (moment := _settled_by_weekday(piece.meaning, latest, ahead)) is not None
    ]
    return sorted(explicit + by_weekday, key=lambda one: one.piece.first)


def _said(point: Point) -> Moment | None:
    if point.year is None or point.before_christ:
        return None
    place = in_year(point, point.year)
    return place.moment if place else None


def _settled_by_weekday(point: Point, latest: int, ahead: int | None) -> Moment | None:
    """The day in the first year from ``latest`` on in which it has that weekday; ``ahead`` lies in the future."""
    if point.weekday is None or point.day is None or point.month is None or point.has_year:
        return None
    for year in range(latest, min((ahead or latest + 1) + 1, latest + _WEEKDAY_REACH, 9999)):
        if point.day <= calendar.last_day(year, point.month):
            day = date(year, point.month, point.day)
            if day.weekday() == point.weekday:
                return Moment.of(day)
    return None


def inferred(r: Reading, pieces: Sequence[Piece], found: Sequence[Dated]) -> Reference | None:
    """The day that the report tells of, by what its text dates."""
    told = [one for one in found if one.moment.year >= _HISTORY and _is_told(r, one)]
    lead = lead_paragraph(r)
    if lead is not None:
        for one in told:
            if one.moment.day is not None and lead.start <= r.starts[one.piece.first] < lead.end:
                return Reference(one.moment, loose=True)
    year = _said_year(pieces)
    latest = _between(told, found) or _latest(told, found)
    if year is None or (latest is not None and latest.moment.year == year):
        return latest
    return Reference(Moment(year), loose=True)


def _said_year(pieces: Sequence[Piece]) -> int | None:
    """The report's year where it says so: в прошлом 2012 году; пять лет назад, в 2012 году."""
    for piece, following in zip_longest(pieces, pieces[1:]):
        meaning = piece.meaning
        if isinstance(meaning, Point) and meaning.year is not None and meaning.shift is not None:
            return meaning.year - meaning.shift
        if following is not None and (year := _year_from_distance(piece, following)) is not None:
            return year
    return None


def _year_from_distance(piece: Piece, following: Piece) -> int | None:
    """Now, by a number of years ago and the year beside it."""
    offset, point = piece.meaning, following.meaning
    if not isinstance(offset, Offset) or offset.anchor != "now" or offset.unit != "Y" or piece.mod is not None:
        return None
    if not isinstance(point, Point) or point.year is None or following.first - piece.last > _BESIDE:
        return None
    return point.year + int(offset.count) if offset.count is not None else None


def _between(told: Sequence[Dated], found: Sequence[Dated]) -> Reference | None:
    """The year between the last one told of and the first one that lies ahead."""
    last = max((one.moment.year for one in told), default=None)
    ahead = min((one.moment.year for one in found if one.tense == "future"), default=None)
    if last is None or ahead is None or not 1 <= ahead - last <= 2:
        return None
    if ahead - last == 1 and any(one.moment.month for one in told if one.moment.year == last):
        return None
    return Reference(Moment(ahead - 1), loose=True)


def _latest(told: Sequence[Dated], found: Sequence[Dated]) -> Reference | None:
    """The last month or day told of, if no later year is; what speaks of that year only once holds from there on."""
    precise = [one for one in told if one.moment.month is not None]
    if not precise:
        return None
    latest = max(precise, key=lambda one: one.moment.middle)
    if max(one.moment.year for one in told) - latest.moment.year > _STALE:
        return None
    support = sum(one.moment.year == latest.moment.year for one in found)
    return Reference(latest.moment, loose=True, since=0 if support > 1 else latest.piece.first)


def _is_told(r: Reading, one: Dated) -> bool:
    return one.tense == "past" or (one.tense is None and not looks_ahead(r, one))


def looks_ahead(r: Reading, one: Dated) -> bool:
    """Whether a date of no clear tense may lie ahead: с 1 июля, до 2020 года."""
    return any(r.has(one.piece.first - 1, role) for role in ("from", "until", "on"))


def lead_paragraph(r: Reading) -> Span | None:
    """The first paragraph that is a sentence, not a headline or a caption."""
    for paragraph in r.annotation.paragraphs:
        if r.text[paragraph.end - 1] in _SENTENCE_END and len(paragraph) > 60:
            return paragraph
    return None
