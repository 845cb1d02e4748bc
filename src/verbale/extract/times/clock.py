"""Rules for times of day."""

from __future__ import annotations

from verbale.extract.times.meaning import Piece, Point
from verbale.extract.times.numbers import Number, cardinal, ordinal
from verbale.extract.times.reading import Reading
from verbale.extract.times.rule import Bare, Rule, series
from verbale.extract.times.vocabulary import Part

_AT = ("in", "until", "from", "after", "before", "on", "about", "under", "between")
_LATE = 13  # from this hour on, figures before «часов» are rarely a length


def digital(r: Reading, i: int) -> list[Piece] | None:
    """A time in figures, with its zone.

    «Заседание начнётся в [14:30].» → TIME 2022-03-16T14:30
    «Поезд ушёл в [10.25 по местному времени].» → TIME 2022-03-16T10:25
    «Взрыв прогремел в [20:00:15 мск].» → TIME 2022-03-16T20:00:15
    «Команда выиграла со счётом 21:15.» →
    """
    hour, mark = r.figures(i), r.atoms[i + 1]
    if not hour or len(hour) > 2 or int(hour) > 24 or not r.glued(i + 1) or _continues(r, i):
        return None
    at = i + 2 + (mark == ":" and r.atoms[i + 2] == ":")
    minute = r.figures(at)
    if len(minute) != 2 or int(minute) > 59 or not r.glued(at) or int(hour) * 60 + int(minute) > 24 * 60:
        return None
    if mark != ":" and not ((mark == "." or r.is_dash(i + 1)) and _is_dotted_time(r, i, at + 1)):
        return None
    if _is_score(r, i) or (r.atoms[at + 1] in (":", ".") and r.glued(at + 1) and len(r.figures(at + 2)) == 1):
        return None
    end, second = at + 1, None
    if r.atoms[end] == ":" and r.glued(end) and len(r.figures(end + 1)) == 2 and int(r.figures(end + 1)) < 60:
        end, second = end + 2, int(r.figures(end + 1))
    if r.words[end].unit == "TH":
        end = r.dotted(end + 1) if r.words[end].short else end + 1
    value, end = _with_part(r, int(hour), end)
    point = Point(hour=value, minute=int(minute), second=second)
    return [Piece(first=i, last=zone(r, end) or end, meaning=point)]


def _continues(r: Reading, i: int) -> bool:
    return r.glued(i) and r.atoms[i - 1] not in ("(", "[", "«", '"', "—", "–", "-")


def _is_score(r: Reading, i: int) -> bool:
    """Whether the figures at ``i`` are a score, or one of several."""
    at = i - 1
    while i - at < 8 and at >= 0 and (r.figures(at) or r.atoms[at] in (":", ",", "(") or r.has(at, "and")):
        at -= 1
    return r.has(at, "score")


def _is_dotted_time(r: Reading, i: int, end: int) -> bool:
    """Whether figures with a full stop or hyphen are a time: after «в», and not counting anything."""
    if zone(r, end) or r.words[end].part_of_hour:
        return True
    if not r.has(i - 1, "in") or int(r.figures(end - 1)) % 5 or r.atoms[end] == "%":
        return False
    if r.figures(end) and r.words[end + 1].month:
        return True
    token = r.token(end)
    return not (r.has(end, "measure") or (token is not None and token.upos in ("NOUN", "NUM", "ADJ")))


def zone(r: Reading, i: int) -> int | None:
    """Where a time zone ends that begins at ``i``: мск, по московскому времени, по Гринвичу."""
    at = i + (r.atoms[i] == "(")
    end = None
    if r.has(at, "zone"):
        end = at + 1
    elif r.has(at, "by"):
        if r.has(at + 2, "zone_noun"):
            end = at + 3
        elif r.has(at + 1, "zone_named"):
            end = at + 2
    if end is None or at == i:
        return end
    return end + 1 if r.atoms[end] == ")" else None


def _with_part(r: Reading, hour: int, i: int) -> tuple[int, int]:
    """The hour of 24 and where it ends, given the part of day that may follow at ``i``: 6 вечера is 18."""
    part = r.words[i].part_of_hour
    if part is None:
        return hour, i
    if hour in r.lexicon.late_hours[part]:
        hour += 12
    elif hour == 12 and part == "NI":
        hour = 24
    return hour, i + 1


def hours(r: Reading, i: int) -> list[Piece] | None:
    """A time in hours, or hours and minutes, with their words, or several that share them.

    «Поезд ушёл в [6 часов утра].» → TIME 2022-03-16T06:00
    «Совет соберётся в [14 часов 30 минут].» → TIME 2022-03-16T14:30
    «Закрытие назначено на [девять вечера].» → TIME 2022-03-16T21:00
    «Порт открыт с [10] до [14 часов].» → TIME 2022-03-16T10:00; TIME 2022-03-16T14:00
    """
    return series(r, i, _bare_hour, _whole_hour)


def _bare_hour(r: Reading, i: int) -> Bare | None:
    figures = r.figures(i)
    if len(figures) not in (1, 2) or int(figures) >= 24 or not any(r.has(i - 1, role) for role in _AT):
        return None
    return Bare(i + 1, {"hour": int(figures), "minute": 0})


def _whole_hour(r: Reading, i: int) -> Piece | None:
    number = cardinal(r, i)
    if number is None and r.words[i].unit == "TH" and _is_one_o_clock(r, i):
        value, end = _with_part(r, 1, i + 1)
        return Piece(first=i, last=zone(r, end) or end, meaning=Point(hour=value, minute=0))
    if number is None or number.value is None or number.value != int(number.value) or not 0 <= number.value <= 24:
        return None
    hour, end, minute = int(number.value), number.end, 0
    if r.words[end].unit == "TH":
        end = r.dotted(end + 1) if r.words[end].short else end + 1
        if (minutes := cardinal(r, end)) and minutes.value is not None and r.words[minutes.end].unit == "TM":
            if not 0 <= minutes.value < 60:
                return None
            end = r.dotted(minutes.end + 1) if r.words[minutes.end].short else minutes.end + 1
            minute = int(minutes.value)
        if r.words[end].part_of_hour is None and zone(r, end) is None and not _is_at(r, i, hour):
            return None
    elif r.words[end].part_of_hour in (None, "AF") or not any(r.has(i - 1, role) for role in _AT):
        return None
    if hour == 24 and minute:
        return None
    hour, end = _with_part(r, hour, end)
    return Piece(first=i, last=zone(r, end) or end, meaning=Point(hour=hour, minute=minute))


def _is_one_o_clock(r: Reading, i: int) -> bool:
    """час дня, к часу ночи; not «в девятом часу утра»."""
    return r.words[i].singular and r.words[i + 1].part_of_hour is not None and r.words[i - 1].ordinal < 0


def running_hour(r: Reading, i: int) -> list[Piece] | None:
    """An hour that has begun.

    «Порт закрыли в [девятом часу утра].» → TIME 2022-03-16T08:00 APPROX
    """
    number = ordinal(r, i)
    if number is None or not 1 <= number.value <= 12 or r.words[number.end].unit != "TH":
        return None
    hour, end = _with_part(r, number.value - 1 or 12, number.end + 1)
    return [Piece(first=i, last=zone(r, end) or end, meaning=Point(hour=hour, minute=0), mod="APPROX")]


def minutes_to(r: Reading, i: int) -> list[Piece] | None:
    """So many minutes before an hour.

    «Поезд ушёл [без пятнадцати девять утра].» → TIME 2022-03-16T08:45
    «Поезд ушёл [без четверти шесть].» → TIME 2022-03-16T05:45
    """
    minutes = Number(i + 2, 15) if r.has(i + 1, "quarter") else cardinal(r, i + 1)
    if minutes is None or minutes.value is None or not 1 <= minutes.value <= 30:
        return None
    at = minutes.end + (r.words[minutes.end].unit == "TM")
    hour = Number(at + 1, 1) if r.words[at].unit == "TH" else cardinal(r, at)
    if hour is None or hour.value is None or not 1 <= hour.value <= 12:
        return None
    value, end = _with_part(r, int(hour.value), hour.end)
    total = value * 60 - int(minutes.value)
    return [Piece(first=i, last=end, meaning=Point(hour=total // 60, minute=total % 60))]


def _is_at(r: Reading, i: int, hour: int) -> bool:
    """Whether the hours at ``i`` are a time of the clock, not a length."""
    before = i - 1
    if r.figures(before - 1) and (r.has(before, "and") or r.has(before, "until") or r.is_dash(before)):
        before -= 2  # the last of several hours
    if r.has(before, "in") or (r.has(before, "until") and not r.has(before, "by")):
        return True
    return hour >= _LATE and any(r.has(before, role) for role in _AT)


def half_hour(r: Reading, i: int) -> list[Piece] | None:
    """Half past, and a quarter past.

    «Он вышел в [половине десятого утра].» → TIME 2022-03-16T09:30
    «Поезд пришёл в [четверть шестого].» → TIME 2022-03-16T05:15
    """
    minute = 30 if r.has(i, "half") else 15
    number = ordinal(r, i + 1)
    if number is None or r.words[i + 1].roman or not 1 <= number.value <= 12 or r.words[number.end].unit is not None:
        return None
    if r.words[i + 1].decade >= 0 and not r.has(i - 1, "in"):
        return None
    hour, end = _with_part(r, number.value - 1 or 12, number.end)
    return [Piece(first=i, last=zone(r, end) or end, meaning=Point(hour=hour, minute=minute))]


def half_word(r: Reading, i: int) -> list[Piece] | None:
    """Half past, in one word.

    «Он вышел в [полдевятого вечера].» → TIME 2022-03-16T20:30
    """
    hour, end = _with_part(r, r.words[i].half_hour or 12, i + 1)
    return [Piece(first=i, last=zone(r, end) or end, meaning=Point(hour=hour, minute=30))]


def noon(r: Reading, i: int) -> list[Piece] | None:
    """Noon and midnight.

    «Перемирие начнётся в [полночь].» → TIME 2022-03-16T24:00
    """
    return [Piece(first=i, last=i + 1, meaning=Point(hour=r.words[i].noon, minute=0))]


def part_of_day(r: Reading, i: int) -> list[Piece] | None:
    """A part of the day.

    «[Ранним утром] порт обстреляли.» → TIME 2022-03-16TMO
    «Он прилетел [поздно вечером].» → TIME 2022-03-16TEV
    «Поздравить с днём рождения забыли.» →
    """
    at = i + r.has(i, "early")
    word = r.words[at]
    if word.part is not None:
        if word.unit is not None and _is_plain_noun(r, at):
            return None
        return [Piece(first=i, last=at + 1, meaning=Point(part=word.part))]
    if word.part_noun is not None:
        return [Piece(first=i, last=at + 1, meaning=Point(part=word.part_noun), loose=True)]
    return None


def _is_plain_noun(r: Reading, i: int) -> bool:
    """Whether a form that is both an adverb and a noun (днём) is the noun: it has an attribute or a complement."""
    if any(r.has(i + 1, role) for role in ("earlier", "later")):
        return True
    before, after = r.token(i - 1), r.token(i + 1)
    if r.has(i + 1, "and") and r.words[i + 2].part is not None:
        return True
    if before is not None and (before.upos in ("ADJ", "DET", "ADP", "NUM")):
        return True
    return after is not None and after.upos in ("NOUN", "PROPN") and after.feats.get("Case") == "Gen"


def night_before(r: Reading, i: int) -> list[Piece] | None:
    """The night that ends in a day; it counts as that day's.

    «В [ночь на 7 ноября 2021 года] горел порт.» → TIME 2021-11-07TNI
    «В [ночь с 5 на 6 мая 2021 года] шёл дождь.» → TIME 2021-05-06TNI
    «В [ночь на среду] шёл снег.» → TIME 2022-03-16TNI
    «В [ночь со 2-го на 3-е ноября 2021 года] вспыхнул пожар.» → TIME 2021-11-03TNI
    """
    part: Part | None = r.words[i].part_noun
    if part != "NI":
        return None
    at = i + 1
    if r.has(at, "from"):
        # The first of two days: a weekday, a number, or a number with a month.
        number = ordinal(r, at + 1)
        at = number.end if number else at + 2
        at += r.words[at].month > 0
    if not r.has(at, "on"):
        return None
    return [Piece(first=i, last=at + 1, meaning=Point(part=part), loose=True)]


RULES = (
    Rule(digital, ("figures",)),
    Rule(hours, ("figures", "number", "unit")),
    Rule(half_hour, ("half", "quarter")),
    Rule(half_word, ("half_hour",)),
    Rule(running_hour, ("ordinal", "figures")),
    Rule(minutes_to, ("without",)),
    Rule(noon, ("noon",)),
    Rule(night_before, ("part_noun",)),
    Rule(part_of_day, ("part", "part_noun", "early")),
)
