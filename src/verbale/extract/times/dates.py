"""Rules for dates on the calendar: days, months, years."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from verbale.extract.times.meaning import Piece, Point
from verbale.extract.times.numbers import count_figures, figure_ordinal, ordinal
from verbale.extract.times.reading import Reading
from verbale.extract.times.rule import Bare, Rule, series
from verbale.extract.times.vocabulary import Anchor

_YEAR_FIRST = re.compile(r"([12][0-9]{3})([-./])([0-9]{1,2})\2([0-9]{1,2})(?![0-9]|[-./][0-9])")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([12][0-9]{3}|[0-9]{2})(?![0-9]|[-./][0-9])")
_PIVOT = 50  # years of two figures below this are of the twenty-first century
_YEARS = range(1000, 2200)
_LIKELY_YEARS = range(1900, 2100)  # figures that are a year where nothing says so
_BEFORE_YEAR = ("in", "from", "until", "after", "over", "on", "of", "season_word")


# --- figures only -------------------------------------------------------------


def numeric_date(r: Reading, i: int) -> list[Piece] | None:
    """A date in figures, day first unless it begins with a year.

    «Приказ подписан [19.07.2016].» → DATE 2016-07-19
    «Письмо от [01.02.24] не нашли.» → DATE 2024-02-01
    «Голосование [05/08/2008] сорвано.» → DATE 2008-08-05
    «Агентство, [2013-01-10]: министр уехал.» → DATE 2013-01-10
    """
    if i and r.glued(i) and (r.atoms[i - 1] in "./-_" or r.atoms[i - 1].isalnum()):
        return None
    start = r.starts[i]
    if found := _YEAR_FIRST.match(r.text, start):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    elif found := _DAY_FIRST.match(r.text, start):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if len(found[4]) == 2:
            if found[2] == "-":
                return None
            year += 2000 if year < _PIVOT else 1900
        if month > 12 >= day:
            day, month = month, day
    else:
        return None
    if not is_day(year, month, day):
        return None
    last = year_word(r, i + 5) or i + 5
    return [Piece(first=i, last=last, meaning=Point(year=year, month=month, day=day))]


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


# --- years --------------------------------------------------------------------


def year_word(r: Reading, i: int) -> int | None:
    """Where the word for "year" at ``i`` ends, with the full stop of an abbreviation: года, г., гг., учебного года."""
    if r.has(i, "year_kind") and r.words[i + 1].unit == "Y":
        i += 1
    word = r.words[i]
    if word.unit != "Y" or r.has(i, "counted"):
        return None
    return r.dotted(i + 1) if word.short else i + 1


def full_year(r: Reading, i: int) -> tuple[int, int] | None:
    """A year with its word at ``i`` (or figures that an ending makes ordinal): where it ends, and the year."""
    figures = r.figures(i)
    number = figure_ordinal(r, i, "year_suffix")
    if len(figures) == 4 and int(figures) in _YEARS:
        end = number.end if number else i + 1
        after = year_word(r, end)
        if after is None and (number is None or not _is_likely(r, i, number.value)):
            return None
        return after or end, int(figures)
    if len(figures) == 3 and r.has(i + 1, "year_only"):
        return i + 2, int(figures)
    if not figures:
        number = ordinal(r, i)
    if number is None or r.words[i].roman:
        return None
    after = year_word(r, number.end)
    if after is None or not r.words[after - 1].singular or r.has(after, "life"):
        return None
    if number.value in _YEARS:
        return after, number.value
    return (after, 1900 + number.value) if 30 <= number.value < 100 else None


def _is_likely(r: Reading, i: int, year: int) -> bool:
    return year in _LIKELY_YEARS or any(r.has(i - 1, role) for role in ("in", "from", "until"))


def year_tail(r: Reading, i: int) -> tuple[int, dict[str, Any]] | None:
    """The year that follows a day, month or season at ``i``: where it ends, and the fields of its Point."""
    if found := full_year(r, i):
        end, year = found
        era = r.phrase(end, "bc")
        return (era, {"year": year, "before_christ": True}) if era else (r.phrase(end, "ad") or end, {"year": year})
    figures = r.figures(i)
    if len(figures) == 2 and r.words[i + 1].unit == "Y" and (after := year_word(r, i + 1)):
        return after, {"year": int(figures) + (2000 if int(figures) < _PIVOT else 1900)}
    if len(figures) == 4 and int(figures) in _LIKELY_YEARS and not counts_something(r, i) and not _has_ending(r, i):
        return i + 1, {"year": int(figures)}
    for role, value in (("this_year", 0), ("last_year", -1)):
        if last := r.phrase(i, role):
            return last, {"shift": value, "shift_unit": "Y"}
    return _pointed_year(r, i)


def _has_ending(r: Reading, i: int) -> bool:
    """Whether a hyphen joins something to the figures at ``i``: 1990-х."""
    return r.is_dash(i + 1) and r.glued(i + 1) and r.glued(i + 2)


def _pointed_year(r: Reading, i: int) -> tuple[int, dict[str, Any]] | None:
    """«прошлого года», «того же года», «нынешнего учебного года»."""
    shift = r.words[i].shift
    if shift is None:
        return None
    i += 1
    same = r.has(i, "same")
    i += same
    i += r.has(i, "year_kind")
    if r.words[i].unit != "Y" or not r.words[i].singular:
        return None
    anchor: Anchor = "focus" if same else "now" if shift.anchor == "this" else shift.anchor
    return i + 1, {"shift": shift.value, "shift_unit": "Y", "anchor": anchor}


def counts_something(r: Reading, i: int) -> bool:
    """Whether the figures at ``i`` count what follows them: 2000 человек, 1999 рублей, 2000-й."""
    after = i + 1
    if r.has(after, "measure") or r.atoms[after] in ("%", "$", "€", "°", "№") or r.words[after].number is not None:
        return True
    if r.words[after].unit is not None and r.words[after].unit != "Y":
        return True
    if r.atoms[after] in (",", ".", ":") and r.glued(after) and r.glued(after + 1) and r.figures(after + 1):
        return True
    token = r.token(after)
    if token is None or token.upos not in ("NOUN", "ADJ"):
        return False
    return token.feats.get("Case") == "Gen" and token.feats.get("Number") == "Plur"


def year(r: Reading, i: int) -> list[Piece] | None:
    """A year with its word, or several that share it.

    «Мост построили в [2006 году].» → DATE 2006
    «Он правил в [2001]-[2006 гг.] один.» → DATE 2001; DATE 2006
    «В [2010] и [2012 годах] прошли выборы.» → DATE 2010; DATE 2012
    «Закон приняли в [90-м году].» → DATE 1990
    «Порт открыли в [2014-м].» → DATE 2014
    «Храм стоял уже в [753 году до нашей эры].» → DATE BC0753
    """
    return series(r, i, _bare_year, _whole_year)


def _bare_year(r: Reading, i: int) -> Bare | None:
    figures = r.figures(i)
    return Bare(i + 1, {"year": int(figures)}) if len(figures) == 4 and int(figures) in _YEARS else None


def _whole_year(r: Reading, i: int) -> Piece | None:
    found = full_year(r, i) or _ancient_year(r, i)
    if found is None:
        return None
    end, value = found
    if era := r.phrase(end, "bc"):
        return Piece(first=i, last=era, meaning=Point(year=value, before_christ=True))
    return Piece(first=i, last=r.phrase(end, "ad") or end, meaning=Point(year=value))


def pointed_year(r: Reading, i: int) -> list[Piece] | None:
    """A year that is both pointed at and named.

    «В [нынешнем 2022 году] торговля вырастет.» → DATE 2022
    """
    shift = r.words[i].shift
    found = full_year(r, i + 1) if shift is not None else None
    if shift is None or found is None:
        return None
    point = Point(year=found[1], shift=shift.value if shift.anchor in ("now", "this") else None)
    return [Piece(first=i, last=found[0], meaning=point)]


def _ancient_year(r: Reading, i: int) -> tuple[int, int] | None:
    """A year of up to three figures, before Christ: 753 год до н. э."""
    figures = r.figures(i)
    end = year_word(r, i + 1) if 0 < len(figures) < 4 else None
    return (end, int(figures)) if end is not None and r.phrase(end, "bc") else None


def bare_year(r: Reading, i: int) -> list[Piece] | None:
    """Four figures that a preposition, brackets or a beginning make a year, alone or as a range.

    «Он работает там с [2008].» → DATE 2008
    «Премия ([1946]) осталась у него.» → DATE 1946
    «Он был президентом ([1992]—[1996]).» → DATE 1992; DATE 1996
    «Сын Оскар (р. [2000]) учится.» → DATE 2000
    «В [2020]–[21 годах] порт был закрыт.» → DATE 2020; DATE 2021
    «Клуб выиграл чемпионат в сезоне [2013/14].» → DATE 2013
    «В зал вошли 2000 человек.» →
    """
    figures = r.figures(i)
    if len(figures) != 4 or int(figures) not in _YEARS:
        return None
    if not _may_be_year(r, i) and year_word(r, i + 3) is None:
        return None
    first = Piece(first=i, last=i + 1, meaning=Point(year=int(figures)))
    after = r.figures(i + 2)
    if not ((r.is_dash(i + 1) or r.atoms[i + 1] == "/") and after):
        return None if counts_something(r, i) else [first]
    if len(after) == 4 and int(figures) < int(after) < _YEARS.stop and not counts_something(r, i + 2):
        return [first, Piece(first=i + 2, last=i + 3, meaning=Point(year=int(after)))]
    if len(after) != 2 or counts_something(r, i + 2):
        return None
    end = year_word(r, i + 3) or i + 3
    if r.has(i - 1, "season_word"):
        return [Piece(first=i, last=end, meaning=Point(year=int(figures)))]
    second = int(figures) // 100 * 100 + int(after)
    return [first, Piece(first=i + 2, last=end, meaning=Point(year=second))] if second > int(figures) else None


def _may_be_year(r: Reading, i: int) -> bool:
    before = i - 1
    if r.glued(i) and r.atoms[before] not in ("(", "[", "«", '"'):
        return False
    if r.atoms[before] in ("(", "[") or (r.atoms[before] == "," and len(r.figures(before - 1)) == 4):
        end = i + 3 if r.is_dash(i + 1) and r.figures(i + 2) else i + 1
        return r.atoms[end] in (")", "]", ",", ";") or (r.is_dash(end) and not r.glued(end))
    if r.atoms[before] == "." and r.has(before - 1, "born"):
        return True
    if int(r.figures(i)) not in _LIKELY_YEARS:
        return False
    if r.has(before, "and") and len(r.figures(before - 1)) == 4:
        before -= 2
    return r.words[before].mod is not None or any(r.has(before, role) for role in _BEFORE_YEAR)


# --- days and months ------------------------------------------------------------


def calendar_day(r: Reading, i: int) -> list[Piece] | None:
    """A day of a month, with or without its year, or several that share a month.

    «Стороны встретятся [10 января 2023 года].» → DATE 2023-01-10
    «Выставка открыта [10]–[13 января].» → DATE 2022-01-10; DATE 2022-01-13
    «Они были там [5], [6] и [7 мая 2021 г.] втроём.» → DATE 2021-05-05; DATE 2021-05-06; DATE 2021-05-07
    «Закон подписан [первого мая 2019-го].» → DATE 2019-05-01
    """
    return series(r, i, _bare_day, _whole_day)


def _day_number(r: Reading, i: int) -> tuple[int, int] | None:
    if i and r.glued(i) and (r.atoms[i - 1].isalnum() or (r.atoms[i - 1] in ".,:/" and r.figures(i - 2))):
        return None
    found = count_figures(r, i, most=31) if r.figures(i) else None if r.words[i].roman else ordinal(r, i)
    return (found.end, found.value) if found and 0 < found.value <= 31 else None


def _bare_day(r: Reading, i: int) -> Bare | None:
    found = _day_number(r, i)
    if found and not r.figures(i) and not (r.has(found[0], "and") or r.has(found[0], "until")):
        return None
    return Bare(found[0], {"day": found[1]}) if found else None


def _whole_day(r: Reading, i: int) -> Piece | None:
    number = _day_number(r, i)
    if number is None:
        return None
    end, day = number
    month = r.words[end].month
    if not month or not is_day(2000, month, day):
        return None
    last, fields = _month_end(r, end)
    if "year" in fields and not fields.get("before_christ") and not is_day(fields["year"], month, day):
        return None
    return Piece(first=i, last=last, meaning=Point(day=day, month=month, **fields))


def _month_end(r: Reading, i: int) -> tuple[int, dict[str, Any]]:
    """Where a date ends whose month stands at ``i``, and the fields of its year."""
    end = r.dotted(i + 1) if r.words[i].short and year_tail(r, i + 1) is None else i + 1
    tail = year_tail(r, end)
    if tail is None and r.atoms[end] == "," and (full := full_year(r, end + 1)):
        tail = full[0], {"year": full[1]}
    shift = r.words[end].shift  # прошлого, 2021 года
    if tail is None and shift is not None and r.atoms[end + 1] == "," and (full := full_year(r, end + 2)):
        tail = full[0], {"year": full[1], "shift": shift.value}
    return tail or (end, {})


def month(r: Reading, i: int) -> list[Piece] | None:
    """A month, with or without its year.

    «В [марте 2011 г.] выборы отложили.» → DATE 2011-03
    «Договор истекает в [мае].» → DATE 2022-05
    «Срок — до [декабря прошлого года].» → DATE 2021-12
    """
    word = r.words[i]
    if word.short and not r.figures(r.dotted(i + 1)):
        return None
    last, fields = _month_end(r, i)
    return [Piece(first=i, last=last, meaning=Point(month=word.month, **fields))]


def first_days(r: Reading, i: int) -> list[Piece] | None:
    """The first or last days of a month.

    «В [первых числах июня] посол уедет.» → DATE 2022-06 START
    «В [последних числах мая 2021 года] шёл дождь.» → DATE 2021-05 END
    """
    ends = r.has(i, "last_word")
    if not (ends or r.words[i].ordinal == 1) or not r.has(i + 1, "date_numbers") or not r.words[i + 2].month:
        return None
    last, fields = _month_end(r, i + 2)
    point = Point(month=r.words[i + 2].month, **fields)
    return [Piece(first=i, last=last, meaning=point, mod="END" if ends else "START")]


def edge_week(r: Reading, i: int) -> list[Piece] | None:
    """The first or last week of a month.

    «В [последнюю неделю марта 2021 года] порт закрыли.» → DATE 2021-03 END
    """
    ends = r.has(i, "last_word")
    if not (ends or r.words[i].ordinal == 1) or r.words[i + 1].unit != "W" or not r.words[i + 2].month:
        return None
    last, fields = _month_end(r, i + 2)
    point = Point(month=r.words[i + 2].month, **fields)
    return [Piece(first=i, last=last, meaning=point, mod="END" if ends else "START")]


def weekday_of_month(r: Reading, i: int) -> list[Piece] | None:
    """A weekday by its number in a month.

    «Выборы прошли в [первое воскресенье сентября 2021 года].» → DATE 2021-09-05
    «В [последнюю пятницу мая] совет соберётся.» → DATE 2022-05-27
    """
    number = -1 if r.has(i, "last_word") else r.words[i].ordinal
    weekday, month = r.words[i + 1].weekday, r.words[i + 2].month
    if number not in (-1, 1, 2, 3, 4, 5) or weekday < 0 or not month:
        return None
    last, fields = _month_end(r, i + 2)
    return [Piece(first=i, last=last, meaning=Point(month=month, weekday=weekday, number=number, **fields))]


def day_of_month(r: Reading, i: int) -> list[Piece] | None:
    """A day by its number only.

    «Выборы назначены на [27-е число].» → DATE 2022-03-27
    «Он приехал [15 числа прошлого месяца].» → DATE 2022-02-15
    """
    number = _day_number(r, i)
    if number is None or not r.has(number[0], "date_number"):
        return None
    end = number[0] + 1
    shift = r.words[end].shift
    if shift is not None and r.words[end + 1].unit == "M" and r.words[end + 1].singular:
        point = Point(day=number[1], shift=shift.value, shift_unit="M", anchor="now")
        return [Piece(first=i, last=end + 2, meaning=point)]
    if end_of_phrase := r.phrase(end, "this_month"):
        end = end_of_phrase
    return [Piece(first=i, last=end, meaning=Point(day=number[1], shift=0, shift_unit="M"))]


RULES = (
    Rule(numeric_date, ("figures",)),
    Rule(calendar_day, ("figures", "ordinal", "number")),
    Rule(day_of_month, ("figures", "ordinal")),
    Rule(year, ("figures", "ordinal", "number")),
    Rule(bare_year, ("figures",)),
    Rule(pointed_year, ("shift",)),
    Rule(first_days, ("ordinal", "last_word")),
    Rule(edge_week, ("ordinal", "last_word")),
    Rule(weekday_of_month, ("ordinal", "last_word")),
    Rule(month, ("month",)),
)
