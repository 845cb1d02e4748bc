"""The date that a report gives itself: a line of its own, an agency's dateline, or «сегодня» beside a full date.

Conservative: a date is the report's only where the text makes it so. The rules stand in an ordered list, with
examples that run as tests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from verbale.extract.times import calendar
from verbale.extract.times.calendar import Moment
from verbale.extract.times.meaning import Piece, Point
from verbale.extract.times.reading import Reading
from verbale.extract.times.reference import Dated, lead_paragraph, looks_ahead
from verbale.types import Span

DatelineRule = Callable[[Reading, Sequence[Piece], Sequence[Dated]], Moment | None]

_HEAD_PARAGRAPHS = 4  # of a report's beginning and end: where a dateline may stand
_MOST_BEFORE = 6  # atoms of a dateline before its date: МОСКВА (Агентство),
_PREPOSITIONS = frozenset({"in", "on", "from", "until", "after", "over", "by"})
_SHORTEST_SENTENCE = 30  # characters that follow an agency's dateline
_LONGEST_LINE = 60  # characters of a line that only dates


def own_date(r: Reading, pieces: Sequence[Piece], found: Sequence[Dated]) -> Moment | None:
    """The report's own date, by the first rule that finds one that nothing told as past is later than."""
    told = (one for one in _whole_days(found) if one.tense == "past" and not looks_ahead(r, one))
    latest = max((one.moment.middle for one in told), default=None)
    for rule in RULES:
        moment = rule(r, pieces, found)
        if moment is not None and (latest is None or moment.middle >= latest):
            return moment
    return None


def line_of_date(r: Reading, _pieces: Sequence[Piece], found: Sequence[Dated]) -> Moment | None:
    """A line at the top or the bottom that holds a date and at most a label.

    «Опубликовано: 5 августа 2008 года» → 2008-08-05
    «05.08.2008, 14:30» → 2008-08-05
    """
    for one in _whole_days(found):
        line = _line(r, one.piece)
        if line is None or len(line) > _LONGEST_LINE:
            continue
        before = r.text[line.start : r.starts[one.piece.first]].strip()
        after = r.text[r.ends[one.piece.last - 1] : line.end].strip(" .,|;)")
        labelled = not before or (before.endswith((":", "|")) and len(before.split()) <= 3)
        if labelled and not after:
            return one.moment
    return None


def agency_dateline(r: Reading, _pieces: Sequence[Piece], found: Sequence[Dated]) -> Moment | None:
    """A place, an agency and a date before the first sentence, set off by a mark.

    «ТАРСК, 5 августа 2008 года — Министр Арсен Волдин уехал в отпуск.» → 2008-08-05
    «Тарск. 5 августа 2008 г. ВЕЛИНФОРМ - Министр Арсен Волдин уехал в отпуск.» → 2008-08-05
    «Голос Веларии 2008-08-05: министр Арсен Волдин уехал в отпуск.» → 2008-08-05
    """
    for one in _whole_days(found):
        line = _line(r, one.piece)
        if line is None or not _is_heading(r, line, one.piece.first):
            continue
        if line.end - r.ends[one.piece.last - 1] < _SHORTEST_SENTENCE:
            continue
        mark = r.atoms[one.piece.last]
        ends_sentence = r.atoms[one.piece.last - 1] == "." and r.is_capitalised(one.piece.last)
        if r.is_dash(one.piece.last) or mark in (":", "/", "(", "|") or mark == "." or ends_sentence:
            return one.moment
    return None


def _is_heading(r: Reading, line: Span, first: int) -> bool:
    """Whether names and marks, and nothing else, stand between the beginning of the line and atom ``first``."""
    at = first - 1
    while at >= 0 and r.starts[at] >= line.start:
        named = r.is_capitalised(at) and r.words[at].roles.isdisjoint(_PREPOSITIONS)
        if first - at > _MOST_BEFORE or not (named or r.atoms[at] in ",.()/|-—–«»\"'"):
            return False
        at -= 1
    return first - at > 1


def today_with_date(r: Reading, pieces: Sequence[Piece], found: Sequence[Dated]) -> Moment | None:
    """A word for a day that the date beside it explains.

    «Министр Арсен Волдин сегодня, 5 августа 2008 года, ушёл в отпуск.» → 2008-08-05
    «Вчера, 4 августа 2008 года, министр Арсен Волдин ушёл в отпуск.» → 2008-08-05
    """
    days = {one.piece.first: one.moment.date for one in _whole_days(found)}
    for left, right in pairwise(pieces):
        meaning = left.meaning
        if not isinstance(meaning, Point) or meaning.shift_unit != "D" or meaning.anchor != "now":
            continue
        day = days.get(right.first)
        shift = meaning.shift or 0
        beside = right.first - left.last == 1 and r.atoms[left.last] in (",", "(", "—", "–", "-")
        if day is not None and beside and _is_word_for_day(left):
            return Moment.of(calendar.add_days(day, -shift))
    return None


def _is_word_for_day(piece: Piece) -> bool:
    return piece.rule == "day_word" and piece.last == piece.first + 1


def lead_of_today(r: Reading, pieces: Sequence[Piece], found: Sequence[Dated]) -> Moment | None:
    """A full date in the first sentence of a report that says «сегодня» in its own voice.

    «5 августа 2008 года министр Арсен Волдин подал в отставку по собственному желанию. Сегодня он уехал из Тарска.» → 2008-08-05
    """
    lead = lead_paragraph(r)
    if lead is None:
        return None
    opening = [one for one in _whole_days(found) if lead.start <= r.starts[one.piece.first] < lead.end]
    if not opening or opening[0].tense == "future" or looks_ahead(r, opening[0]):
        return None
    day = opening[0].moment
    for piece in pieces:
        meaning = piece.meaning
        if not isinstance(meaning, Point) or meaning.shift != 0 or meaning.shift_unit != "D":
            continue
        if not r.words[piece.first].attribute and meaning.anchor == "now" and not r.is_quoted(piece.first):
            return day
    return None


def _whole_days(found: Sequence[Dated]) -> list[Dated]:
    return [one for one in found if one.moment.day is not None]


def _line(r: Reading, piece: Piece) -> Span | None:
    """The paragraph of ``piece``, if it is one of the first or last."""
    paragraphs = r.annotation.paragraphs
    number = r.paragraph(r.starts[piece.first])
    if 0 <= number < _HEAD_PARAGRAPHS or number >= len(paragraphs) - _HEAD_PARAGRAPHS:
        return paragraphs[number]
    return None


RULES: tuple[DatelineRule, ...] = (line_of_date, agency_dateline, today_with_date, lead_of_today)
