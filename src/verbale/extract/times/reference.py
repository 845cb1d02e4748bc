"""What "now" is in a report whose date nobody gave: a dateline, or the day that the report tells of.

A dateline is certain. Where there is none, the report's own dates still settle most of what it says: in a report that
opens with «12 сентября 2012 года» the words «в конце июня» mean June 2012. Such a reference is ``loose``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from verbale.extract.times import calendar
from verbale.extract.times.calendar import Moment
from verbale.extract.times.meaning import Piece, Point
from verbale.extract.times.places import in_year
from verbale.extract.times.reading import Reading
from verbale.extract.times.tense import Tense, tense_at
from verbale.types import Span

_WEEKDAY_REACH = 5  # years after the last year of the text in which a weekday may settle a date's year
_STALE = 1  # years that the last date told may lie behind the last year of the text
_SENTENCE_END = '.!?…»"”'


class Reference(msgspec.Struct, frozen=True):
    """What "now" is in a report."""

    moment: Moment
    loose: bool = False  # inferred from the dates of the text, not known


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
    if latest is None:
        return explicit
    by_weekday = [
        Dated(piece, moment, tense_at(r, piece.first))
        for piece in pieces
        if isinstance(piece.meaning, Point) and (moment := _settled_by_weekday(piece.meaning, latest)) is not None
    ]
    return sorted(explicit + by_weekday, key=lambda one: one.piece.first)


def _said(point: Point) -> Moment | None:
    if point.year is None or point.before_christ:
        return None
    place = in_year(point, point.year)
    return place.moment if place else None


def _settled_by_weekday(point: Point, latest: int) -> Moment | None:
    if point.weekday is None or point.day is None or point.month is None or point.has_year:
        return None
    for year in range(latest, min(latest + _WEEKDAY_REACH, 9999)):
        if point.day <= calendar.last_day(year, point.month):
            day = date(year, point.month, point.day)
            if day.weekday() == point.weekday:
                return Moment.of(day)
    return None


def inferred(r: Reading, found: Sequence[Dated]) -> Reference | None:
    """The day that the report tells of, by what its text dates."""
    told = [one for one in found if one.tense == "past" or (one.tense is None and not looks_ahead(r, one))]
    lead = lead_paragraph(r)
    if lead is not None:
        for one in told:
            if one.moment.day is not None and lead.start <= r.starts[one.piece.first] < lead.end:
                return Reference(one.moment, loose=True)
    last = max((one.moment for one in told), key=lambda moment: moment.middle, default=None)
    ahead = min((one.moment.year for one in found if one.tense == "future"), default=None)
    if last is None:
        return None
    if ahead is not None and ahead - last.year == 2:
        # What is over ended two years before what is to come begins: the report stands between.
        return Reference(Moment(ahead - 1), loose=True)
    precise = [one.moment for one in told if one.moment.month is not None]
    latest = max(precise, key=lambda moment: moment.middle, default=None)
    if latest is not None and last.year - latest.year <= _STALE:
        return Reference(latest, loose=True)
    return Reference(Moment(last.year), loose=True) if ahead is not None and ahead - last.year == 1 else None


def looks_ahead(r: Reading, one: Dated) -> bool:
    """Whether a date of no clear tense may lie ahead: с 1 июля, до 2020 года."""
    return any(r.has(one.piece.first - 1, role) for role in ("from", "until", "on"))


def lead_paragraph(r: Reading) -> Span | None:
    """The first paragraph that is a sentence, not a headline or a caption."""
    for paragraph in r.annotation.paragraphs:
        if r.text[paragraph.end - 1] in _SENTENCE_END and len(paragraph) > 60:
            return paragraph
    return None
