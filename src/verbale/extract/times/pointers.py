"""Rules for what points: from now (вчера, на прошлой неделе), or from the day spoken of last (в тот же день)."""

from __future__ import annotations

from verbale.extract.times.dates import year_tail
from verbale.extract.times.meaning import Anchor, Open, Piece, Point, ShiftUnit
from verbale.extract.times.numbers import ordinal
from verbale.extract.times.reading import Reading
from verbale.extract.times.rule import Rule
from verbale.extract.times.vocabulary import Part, Unit
from verbale.extract.times.words import Shift

_SHIFTED: dict[Unit, ShiftUnit] = {"Y": "Y", "H": "H", "Q": "Q", "M": "M", "W": "W", "D": "D", "DE": "DE", "CE": "CE"}
_BEFORE_DAY = ("in", "on", "until", "from", "after", "before", "by", "over")


def day_word(r: Reading, i: int) -> list[Piece] | None:
    """A word for a day counted from now.

    «[Вчера] стороны подписали договор.» → DATE 2022-03-15
    «Итоги [сегодняшней] встречи подведут [завтра].» → DATE 2022-03-16; DATE 2022-03-17
    «На сегодняшний день решения нет.» →
    «Они встретились [накануне] выборов.» → DATE null
    """
    word = r.words[i]
    if word.attribute and r.has(i + 1, "day_word") and r.has(i - 1, "on"):
        return None
    last = i + 2 if word.attribute and r.has(i + 1, "day_word") else i + 1
    if word.eve and _governs(r, i):
        return [Piece(first=i, last=last, meaning=Point(shift=word.day, shift_unit="D", anchor="open"))]
    return [Piece(first=i, last=last, meaning=Point(shift=word.day, shift_unit="D"))]


def _governs(r: Reading, i: int) -> bool:
    """Whether a noun in the genitive follows that the word at ``i`` governs."""
    own = r.token_index(i)
    for index in range(own + 1, min(own + 5, len(r.annotation.tokens))):
        token = r.annotation.tokens[index]
        if token.upos in ("NOUN", "PROPN"):
            return token.feats.get("Case") == "Gen"
        if token.upos not in ("ADJ", "DET", "NUM"):
            return False
    return False


def year_adjective(r: Reading, i: int) -> list[Piece] | None:
    """An adjective that names a year from now.

    «На [прошлогоднем] саммите спорили о границе.» → DATE 2021
    """
    return [Piece(first=i, last=i + 1, meaning=Point(shift=r.words[i].year, shift_unit="Y"))]


def weekday(r: Reading, i: int) -> list[Piece] | None:
    """A day of the week, alone or of a week that is pointed at.

    «В [понедельник] министр выступил.» → DATE 2022-03-14
    «Голосование в [четверг на следующей неделе].» → DATE 2022-03-24
    «В рабочей среде его ценят.» →
    """
    word = r.words[i]
    end = i + 2 if r.has(i + 1, "on") and r.words[i + 2].shift else i + 1
    shift = r.words[end].shift
    if shift is not None and r.words[end + 1].unit == "W":
        point = Point(weekday=word.weekday, shift=shift.value, shift_unit="W", anchor=shift.anchor)
        return [Piece(first=i, last=end + 2, meaning=point)]
    return [Piece(first=i, last=i + 1, meaning=Point(weekday=word.weekday), loose=word.guarded)]


def shifted(r: Reading, i: int) -> list[Piece] | None:
    """An adjective that points, with a unit, season, weekday or part of the day.

    «На [прошлой неделе] министр болел.» → DATE 2022-W10
    «[Этой весной] выборов не будет.» → DATE 2022-SP
    «В [минувшие выходные] прошёл митинг.» → DATE 2022-W10-WE
    «[Минувшей ночью] порт обстреляли.» → TIME 2022-03-16TNI
    «В [следующем квартале] цены вырастут.» → DATE 2022-Q2
    «В [будущем месяце] посол уедет.» → DATE 2022-04
    """
    shift = r.words[i].shift
    if shift is None:
        return None
    at = i + 1
    same = r.has(at, "same")
    at += same
    at += _is_attribute(r, at)
    found = _pointed_at(r, i, at, shift, same=bool(same))
    return [Piece(first=i, last=found[0], meaning=found[1])] if found else None


def _is_attribute(r: Reading, i: int) -> bool:
    """Whether a plain adjective stands between the pointing word and its unit: этот особенный год."""
    if r.has(i, "year_kind"):
        return True
    if r.words[i].triggers or not r.words[i + 1].unit or not r.words[i + 1].singular:
        return False
    token = r.token(i)
    return token is not None and token.upos == "ADJ"


def _pointed_at(r: Reading, first: int, i: int, shift: Shift, *, same: bool) -> tuple[int, Point] | None:
    """What stands at ``i``, pointed at by the word at ``first``: where it ends, and the point."""
    word = r.words[i]
    if word.singular and word.plural and _is_plural(r, first):
        return None
    point = _named_unit(r, i, shift, "focus" if same else shift.anchor, same=same)
    if point is not None:
        return i + 1, point
    if word.unit is None or not word.singular or word.plural_only:
        return None
    if word.unit == "TH" and shift.value == 0 and (same or shift.anchor in ("this", "focus")):
        return i + 1, Point(shift=0, shift_unit="TH", anchor="focus")
    if word.unit not in _SHIFTED:
        return None
    if word.unit == "D":
        if not same and (shift.anchor == "now" or not _stands_for_day(r, first - 1)):
            return None
        return i + 1, Point(shift=shift.value, shift_unit="D", anchor="focus")
    anchor: Anchor = "focus" if same else "now" if shift.anchor == "this" else shift.anchor
    return i + 1, Point(shift=shift.value, shift_unit=_SHIFTED[word.unit], anchor=anchor)


def _named_unit(r: Reading, i: int, shift: Shift, anchor: Anchor, *, same: bool) -> Point | None:
    """A weekend, season, weekday, month or part of the day at ``i``."""
    word = r.words[i]
    if r.has(i, "weekend"):
        return Point(shift=shift.value, shift_unit="weekend", anchor=anchor)
    if word.season is not None:
        return Point(season=word.season, shift=shift.value, shift_unit="season", anchor=anchor)
    if word.weekday >= 0:
        if shift.value == 0 and anchor == "this":
            return Point(weekday=word.weekday)
        return Point(weekday=word.weekday, shift=shift.value, shift_unit="weekday", anchor=anchor)
    if word.month and shift.anchor != "this":
        return Point(month=word.month, shift=shift.value, shift_unit="M", anchor=anchor)
    part = word.part or word.part_noun
    if part is not None and not (word.unit and shift.value):
        return _part_of_day(part, shift, anchor_is_focus=same or shift.anchor == "focus")
    return None


def _stands_for_day(r: Reading, before: int) -> bool:
    """Whether a day is spoken of as a time: в этот день, утро следующего дня; not «этот день настал»."""
    word = r.words[before]
    return word.part is not None or word.part_noun is not None or any(r.has(before, role) for role in _BEFORE_DAY)


def _is_plural(r: Reading, i: int) -> bool:
    token = r.token(i)
    return token is not None and token.feats.get("Number") == "Plur" and r.words[i + 1].unit != "D"


def _part_of_day(part: Part, shift: Shift, *, anchor_is_focus: bool) -> Point:
    """The night that is over belongs to today; any other part that is over to yesterday."""
    value = 0 if part == "NI" and shift.value == -1 else shift.value
    return Point.of_part(part, value, "focus" if anchor_is_focus or shift.anchor == "next" else "now")


def nearest(r: Reading, i: int) -> list[Piece] | None:
    """The next weekend, weekday or season.

    «В [ближайшие выходные] пройдёт митинг.» → DATE 2022-W11-WE
    «Совет соберётся в [ближайший вторник].» → DATE 2022-03-22
    """
    if not r.words[i].ahead:
        return None
    word = r.words[i + 1]
    if r.has(i + 1, "weekend"):
        return [Piece(first=i, last=i + 2, meaning=Point(shift=1, shift_unit="weekend"))]
    if word.weekday >= 0:
        return [Piece(first=i, last=i + 2, meaning=Point(weekday=word.weekday, shift=0, shift_unit="ahead"))]
    return None


def of_this_unit(r: Reading, i: int) -> list[Piece] | None:
    """A unit in the singular whose beginning, middle or end is spoken of: the current one.

    «До [конца года] посол останется.» → DATE 2022 END
    «С [начала недели] идёт дождь.» → DATE 2022-W11 START
    """
    word = r.words[i]
    if not word.singular or word.unit not in ("Y", "M", "W", "D", "Q", "H", "DE", "CE") or r.words[i - 1].mod is None:
        return None
    if word.unit == "D" and r.words[i - 1].mod != "END":
        return None
    anchor: Anchor = "focus" if word.unit == "D" else "this"
    return [Piece(first=i, last=i + 1, meaning=Point(shift=0, shift_unit=_SHIFTED[word.unit], anchor=anchor))]


def edge_day(r: Reading, i: int) -> list[Piece] | None:
    """The first or last day of a month or year.

    «В [первый день мая] прошло шествие.» → DATE 2022-05-01
    «В [последний день 2021 года] он ушёл.» → DATE 2021-12-31
    «[Первый день Нового года] прошёл тихо.» → DATE 2022-01-01
    «В [последний день] визита он молчал.» → DATE null
    """
    last = r.has(i, "last_word")
    if not (last or r.words[i].ordinal == 1) or r.words[i + 1].unit != "D" or not r.words[i + 1].singular:
        return None
    at = i + 2
    for phrase in r.words[at].phrases:
        if phrase.role == "holiday" and not last and (end := r.follow(at + 1, phrase.rest)):
            return [Piece(first=i, last=end, meaning=Point(month=phrase.month, day=phrase.day))]
    month = r.words[at].month or None
    tail = year_tail(r, at + (month is not None))
    if month is None and tail is None:
        return [Piece(first=i, last=at, meaning=Open())] if r.has(i - 1, "in") else None
    end, fields = tail or (at + 1, {})
    if not last:
        fields = {**fields, "month": month or 1, "day": 1}
    else:
        fields = {**fields, "month": month or 12, "last_day": True}
    return [Piece(first=i, last=end, meaning=Point(**fields))]


def weekend(r: Reading, i: int) -> list[Piece] | None:
    """The weekend next to now.

    «В [выходные] прошёл митинг.» → DATE 2022-W10-WE
    «Завод объявил день выходным.» →
    """
    if r.has(i - 1, "in") or r.has(i - 1, "on"):
        return [Piece(first=i, last=i + 1, meaning=Point(shift=None, shift_unit="weekend"))]
    return None


def holiday(r: Reading, i: int) -> list[Piece] | None:
    """A day with a name, after a preposition.

    «До [Нового года] посольство закрыто.» → DATE 2022-01-01
    «В [День Победы] прошёл парад.» → DATE 2022-05-09
    «Парад Дня Победы отменён.» →
    """
    if not any(r.has(i - 1, role) for role in ("in", "on", "until", "before", "after", "from", "under")):
        return None
    for phrase in r.words[i].phrases:
        if phrase.role == "holiday" and (end := r.follow(i + 1, phrase.rest)) is not None:
            tail = year_tail(r, end)
            fields = tail[1] if tail else {}
            point = Point(month=phrase.month, day=phrase.day, **fields)
            return [Piece(first=i, last=tail[0] if tail else end, meaning=point)]
    return None


def named_day(r: Reading, i: int) -> list[Piece] | None:
    """A day with a name that no list knows, in capitals; a date set off after it says which day that is.

    «В [День Флота], [14 августа 2021 года], прошёл смотр.» → DATE 2021-08-14; DATE 2021-08-14
    «В день подписания договора шёл дождь.» →
    """
    if not r.has(i, "day_word") or not r.has(i - 1, "in") or not r.is_capitalised(i):
        return None
    end = i + 1
    while (
        end < i + 6 and (token := r.token(end)) is not None and token.upos in ("NOUN", "PROPN", "ADJ", "ADP", "CCONJ")
    ):
        end += 1
    ordinal_follows = r.atoms[end] == "," and (r.figures(end + 1) or ordinal(r, end + 1))
    if end == i + 1 or not ordinal_follows:
        return None
    return [Piece(first=i, last=end, meaning=Point(shift=0, shift_unit="D", anchor="following"))]


RULES = (
    Rule(day_word, ("day",)),
    Rule(year_adjective, ("year",)),
    Rule(edge_day, ("ordinal", "last_word")),
    Rule(shifted, ("shift",)),
    Rule(nearest, ("window",)),
    Rule(weekday, ("weekday",)),
    Rule(of_this_unit, ("unit",)),
    Rule(weekend, ("weekend",)),
    Rule(holiday, ("holiday",)),
    Rule(named_day, ("day_word",)),
)
