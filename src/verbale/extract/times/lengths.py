"""Rules for lengths of time, and for what is counted from a time by a length."""

from __future__ import annotations

from typing import Literal, NamedTuple

from verbale.extract.times.meaning import Length, Offset, Piece
from verbale.extract.times.numbers import cardinal
from verbale.extract.times.reading import Reading
from verbale.extract.times.rule import Rule
from verbale.extract.times.vocabulary import Unit
from verbale.types import Token

_ORDER: tuple[Unit, ...] = ("CE", "DE", "Y", "H", "Q", "M", "W", "D", "TH", "TM", "TS")
_MONTHS: dict[Unit, int] = {"CE": 1200, "DE": 120, "Y": 12, "H": 6, "Q": 3, "M": 1}
_MOST_IN_ADJECTIVE = 1000  # in 2010 летний лагерь the number is a year
_BARE_SINGLE = ("W",)  # неделю stands without anything for a week


class Counted(NamedTuple):
    """A length that ends before atom ``end``."""

    end: int
    length: Length
    bare: bool  # a unit with no number


def counted(r: Reading, i: int) -> Counted | None:
    """A length at ``i``: five years, a year, half a year, two years and three months."""
    if i not in r.memory:
        r.memory[i] = _counted(r, i)
    found: Counted | None = r.memory[i]
    return found


def _counted(r: Reading, i: int) -> Counted | None:
    first = _one(r, i)
    if first is None:
        return None
    counts = list(first.length.counts)
    end = first.end
    bare = first.bare
    while len(counts) < 4:
        at = end + r.has(end, "and")
        more = _one(r, at)
        if (
            more is None
            or more.bare
            or (first.bare and at == end)
            or _rank(more) <= _ORDER.index(counts[-1][1])
            or counts[-1][0] is None
        ):
            break
        counts += more.length.counts
        end, bare = more.end, False
    return Counted(end, Length(tuple(counts)), bare)


def _rank(found: Counted) -> int:
    return _ORDER.index(found.length.counts[0][1])


def _one(r: Reading, i: int) -> Counted | None:
    word = r.words[i]
    if word.length is not None:
        return Counted(i + 1, Length((word.length,)), bare=False)
    if r.has(i, "quarter") and r.words[i + 1].unit == "CE":
        return Counted(i + 2, Length(((25, "Y"),)), bare=False)
    number = cardinal(r, i)
    if number is not None:
        at = number.end + r.has(number.end, "particle")
        at += r.words[at].window
        unit = r.words[at].unit
        if unit is None or (r.words[at].short and _is_no_unit(r, at, number.value)):
            return None
        if unit == "Y" and _is_calendar_year(r, i, at):
            return None
        end = r.dotted(at + 1) if r.words[at].short else at + 1
        return Counted(end, Length(((number.value, unit),)), bare=False)
    if word.unit is not None and word.singular:
        end = i + 3 if r.has(i + 1, "with") and r.has(i + 2, "odd") else i + 1
        return Counted(end, Length(((1, word.unit),)), bare=True)
    return None


def _is_no_unit(r: Reading, i: int, value: float | None) -> bool:
    """Whether the abbreviation at ``i`` is another word: п. 1 ч. 2 ст. 29; 500 г."""
    if r.words[i].unit == "Y":
        return value is None or value > 200
    after = r.dotted(i + 1)
    return bool(r.figures(after)) and r.words[after + 1].unit is None


def _is_calendar_year(r: Reading, i: int, at: int) -> bool:
    """Whether the figures at ``i`` name the year whose word stands at ``at``: 2022 году, 476 году."""
    return (len(r.figures(i)) == 4 and not r.has(at, "counted")) or (len(r.figures(i)) == 3 and r.has(at, "year_only"))


def length(r: Reading, i: int) -> list[Piece] | None:
    """A length of time.

    «Договор действует [пять лет].» → DURATION P5Y
    «Его приговорили к [5,5 годам] тюрьмы.» → DURATION P5.5Y
    «Перемирие продлилось [2 года и 3 месяца].» → DURATION P2Y3M
    «Они не виделись [неделю].» → DURATION P1W
    «Документ действует больше [года].» → DURATION P1Y
    «Разговор длился [1 час 20 минут].» → DURATION PT1H20M
    """
    found = counted(r, i)
    if found is None or (found.bare and not _stands_alone(r, i)):
        return None
    if r.has(i - 1, "times") or (r.has(i - 1, "in") and _is_rate(r, i)):
        return None
    return [Piece(first=i, last=found.end, meaning=found.length)]


def _is_rate(r: Reading, i: int) -> bool:
    return r.words[i].unit is not None


def _stands_alone(r: Reading, i: int) -> bool:
    """Whether a unit without a number is one such unit: за год, больше недели, неделю."""
    if r.phrase(i - 1, "about") or r.has(i - 1, "more") or r.has(i - 1, "course") or r.has(i - 1, "through"):
        return True
    if r.has(i + 1, "ago") or r.has(i + 1, "later"):
        return True
    unit = r.words[i].unit
    token = r.token(i)
    is_accusative = token is not None and token.feats.get("Case", "Acc") == "Acc"
    if r.has(i - 1, "whole") or r.has(i - 1, "over"):
        return is_accusative or r.has(i - 1, "whole")
    if unit in ("Y", "M", "W", "D", "TH") and r.has(i - 1, "after"):
        return unit != "D" or not _has_complement(r, i)
    if unit in ("Y", "M") and r.has(i - 1, "until") and not r.has(i - 1, "by"):
        return not _has_complement(r, i) or _is_sentence(r, i)
    if unit in ("Y", "M", "W") and r.has(i - 1, "on"):
        return is_accusative
    if not r.words[i].accusative or r.has(i - 1, "in"):
        return False
    return unit in _BARE_SINGLE or (unit in ("Y", "M") and token is not None and _is_adverbial(r, i, token))


def _is_adverbial(r: Reading, i: int, token: Token) -> bool:
    """Whether a unit in the accusative tells how long: он год работал в порту."""
    if token.feats.get("Case") != "Acc" or token.deprel not in ("obl", "obl:tmod", "nmod:tmod") or token.head < 0:
        return False
    before = r.token(i - 1)
    if before is not None and before.upos in ("ADP", "ADJ", "DET", "NUM"):
        return False
    return r.annotation.tokens[token.head].upos == "VERB" and not _has_complement(r, i)


def _has_complement(r: Reading, i: int) -> bool:
    after = r.token(i + 1)
    return after is not None and after.upos in ("NOUN", "PROPN", "ADJ") and after.feats.get("Case") == "Gen"


def _is_sentence(r: Reading, i: int) -> bool:
    """Whether what follows is what a court gives: к году тюрьмы."""
    return r.has(i + 1, "penalty")


def window(r: Reading, i: int) -> list[Piece] | None:
    """A length that ends or begins now, or that is pointed at.

    «За [последние 20 лет] порт вырос.» → DURATION P20Y
    «План рассчитан на [ближайший год].» → DURATION P1Y
    «За [эти четыре года] всё изменилось.» → DURATION P4Y
    «В течение [следующих пяти месяцев] он молчал.» → DURATION P5M
    «В последние годы порт вырос.» →
    """
    word = r.words[i]
    if not (word.window or word.shift is not None) or _is_vague_plural(r, i):
        return None
    at = i + 1
    at += r.has(at, "same")
    found = counted(r, at)
    if found is None:
        return None
    if found.bare and not r.words[at].plural_only and (word.shift is not None or r.words[at].unit == "D"):
        return None
    if found.bare and not r.words[at].singular:
        return None
    if any(r.has(found.end, role) for role in ("ago", "later", "earlier")):
        return None
    return [Piece(first=i, last=found.end, meaning=found.length)]


def _is_vague_plural(r: Reading, i: int) -> bool:
    """Whether the word points at several units that nothing counts: последние недели."""
    if r.words[i + 1].plural_only:
        return False
    token = r.token(i)
    return (
        token is not None and token.feats.get("Number") == "Plur" and r.words[i + 1].singular and r.words[i + 1].plural
    )


def length_adjective(r: Reading, i: int) -> list[Piece] | None:
    """An adjective of length.

    «У него [15-летний] опыт.» → DURATION P15Y
    «После [двухчасовой] беседы они вышли.» → DURATION PT2H
    «Это [трёхдневный] визит.» → DURATION P3D
    """
    compound = r.words[i].compound
    if compound is not None:
        return [Piece(first=i, last=i + 1, meaning=Length((compound,)))]
    number = cardinal(r, i) if r.figures(i) else None
    if number is None or (number.value or 0) > _MOST_IN_ADJECTIVE:
        return None
    at = number.end + r.is_dash(number.end)
    suffix = r.words[at].suffix
    if suffix is None:
        return None
    return [Piece(first=i, last=at + 1, meaning=Length(((number.value, suffix),)))]


def ago(r: Reading, i: int) -> list[Piece] | None:
    """A time so long before now.

    «Это было [три месяца назад].» → DATE 2021-12
    «[Неделю тому назад] он уехал.» → DATE 2022-W10
    «Посол вернулся [десять дней назад].» → DATE 2022-03-06
    """
    found = counted(r, i)
    if found is None:
        return None
    end = r.phrase(found.end, "ago")
    if end is None:
        return None
    return [Piece(first=i, last=end, meaning=_offset(found.length, -1, "now"))]


def apart(r: Reading, i: int) -> list[Piece] | None:
    """A time so long before or after the one spoken of last.

    «Их основали в [1976 году], а [восемь лет спустя] продали.» → DATE 1976; DATE 1984
    «Он выиграл [5 мая 2019 года], а [неделей ранее] проиграл.» → DATE 2019-05-05; DATE 2019-W17
    """
    found = counted(r, i)
    if found is None:
        return None
    if end := r.phrase(found.end, "later"):
        return [Piece(first=i, last=end, meaning=_offset(found.length, 1, "focus"))]
    if end := r.phrase(found.end, "earlier"):
        return [Piece(first=i, last=end, meaning=_offset(found.length, -1, "focus"))]
    return None


def in_future(r: Reading, i: int) -> list[Piece] | None:
    """A time so long after now, or after the one spoken of last; before «после» it is only a length.

    «Закон вступит в силу через [две недели].» → DATE 2022-W13
    «Он уехал [5 мая 2019 года] и вернулся через [три дня].» → DATE 2019-05-05; DATE 2019-05-08
    «Через [два дня] после выборов он ушёл.» → DURATION P2D
    """
    if not r.has(i - 1, "through"):
        return None
    found = counted(r, i)
    if found is None or any(r.has(found.end, role) for role in ("after", "ago")):
        return None
    return [Piece(first=i, last=found.end, meaning=_offset(found.length, 1, "next"))]


def _offset(length: Length, sign: int, anchor: Literal["now", "focus", "next"]) -> Offset:
    count, unit = length.counts[0]
    if len(length.counts) > 1:
        in_months = [count * _MONTHS[unit] for count, unit in length.counts if count is not None and unit in _MONTHS]
        count, unit = (sum(in_months) if len(in_months) == len(length.counts) else None), "M"
    return Offset(count=count, unit=unit, sign=sign, anchor=anchor)


_TRIGGERS = ("figures", "number", "vague", "unit", "length", "quarter")
RULES = (
    Rule(ago, _TRIGGERS),
    Rule(apart, _TRIGGERS),
    Rule(in_future, _TRIGGERS),
    Rule(window, ("window", "shift")),
    Rule(length_adjective, ("figures", "compound")),
    Rule(length, _TRIGGERS),
)
