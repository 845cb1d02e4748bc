"""Rules for what recurs."""

from __future__ import annotations

from verbale.extract.times.lengths import counted
from verbale.extract.times.meaning import Piece, Recurrence
from verbale.extract.times.reading import Reading
from verbale.extract.times.rule import Rule
from verbale.extract.times.values import duration

_REACH = 8  # atoms before «в год» in which what is counted must stand


def recurrence(r: Reading, i: int) -> list[Piece] | None:
    """A word that says how often.

    «Форум проходит [ежегодно].» → SET P1Y
    «В [еженедельном] обращении он молчал.» → SET P1W
    """
    return [Piece(first=i, last=i + 1, meaning=Recurrence(r.words[i].recurrence))]


def every(r: Reading, i: int) -> list[Piece] | None:
    """Every so often, or every such day.

    «Съезд собирают [каждые два года].» → SET P2Y
    «[Каждую пятницу] они выходят на площадь.» → SET XXXX-WXX-5
    «Каждый из них молчал.» →
    """
    at = i + 1
    word = r.words[at]
    if word.weekday >= 0:
        return [Piece(first=i, last=at + 1, meaning=Recurrence(f"XXXX-WXX-{word.weekday + 1}"))]
    if word.month:
        return [Piece(first=i, last=at + 1, meaning=Recurrence(f"XXXX-{word.month:02d}"))]
    if word.season is not None:
        return [Piece(first=i, last=at + 1, meaning=Recurrence(f"XXXX-{word.season}"))]
    part = word.part_noun or (word.part if word.unit is None else None)
    if part is not None:
        return [Piece(first=i, last=at + 1, meaning=Recurrence(f"XXXX-XX-XXT{part}"))]
    found = counted(r, at)
    value = duration(found.length) if found else None
    return [Piece(first=i, last=found.end, meaning=Recurrence(value))] if found and value else None


def habit(r: Reading, i: int) -> list[Piece] | None:
    """A plural of habit after «по».

    «Комиссия заседает по [средам].» → SET XXXX-WXX-3
    «По [вторникам] и [четвергам] порт закрыт.» → SET XXXX-WXX-2; SET XXXX-WXX-4
    «По [утрам] площадь пуста.» → SET XXXX-XX-XXTMO
    """
    word = r.words[i]
    listed = r.words[i - 2].weekdays >= 0 and (r.has(i - 1, "and") or r.atoms[i - 1] == ",")
    if not r.has(i - 1, "by") and not listed:
        return None
    value = word.habit or f"XXXX-WXX-{word.weekdays + 1}"
    return [Piece(first=i, last=i + 1, meaning=Recurrence(value))]


def times_in(r: Reading, i: int) -> list[Piece] | None:
    """So often in a unit.

    «Выборы проходят [раз в четыре года].» → SET P4Y
    «Они встречаются [дважды в неделю].» → SET P1W
    """
    if not r.has(i + 1, "in"):
        return None
    found = counted(r, i + 2)
    value = duration(found.length) if found else None
    return [Piece(first=i, last=found.end, meaning=Recurrence(value))] if found and value else None


def rate(r: Reading, i: int) -> list[Piece] | None:
    """A unit that a quantity is counted by.

    «Порт принимает 370 тысяч тонн нефти в [год].» → SET P1Y
    «В год выборов порт закрыли.» →
    """
    word = r.words[i]
    if word.unit not in ("Y", "M", "W", "D") or not word.singular or not r.has(i - 1, "in"):
        return None
    if not r.words[i].accusative or _has_genitive(r, i) or not _counts_before(r, i - 1):
        return None
    return [Piece(first=i, last=i + 1, meaning=Recurrence(f"P1{word.unit}"))]


def _has_genitive(r: Reading, i: int) -> bool:
    after = r.token(i + 1)
    if after is None or after.upos not in ("NOUN", "PROPN", "ADJ", "DET", "PRON"):
        return False
    return after.upos == "DET" or after.feats.get("Case") == "Gen"


def _counts_before(r: Reading, i: int) -> bool:
    """Whether a number stands shortly before ``i`` in the same clause, with what it counts between."""
    for at in range(i - 1, max(i - _REACH, -1), -1):
        if r.atoms[at] in (".", ",", ";", "!", "?", "\n", ":"):
            return False
        word = r.words[at]
        if r.figures(at) or (word.number is not None and word.number != 1) or word.vague or r.has(at, "times"):
            return True
    return False


RULES = (
    Rule(recurrence, ("recurrence",)),
    Rule(every, ("every",)),
    Rule(habit, ("habit", "weekdays")),
    Rule(times_in, ("times",)),
    Rule(rate, ("unit",)),
)
