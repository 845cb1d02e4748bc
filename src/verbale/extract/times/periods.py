"""Rules for longer stretches of the calendar: seasons, quarters, halves, decades, centuries."""

from __future__ import annotations

from typing import Any, Literal

from verbale.extract.times.dates import year_tail
from verbale.extract.times.meaning import Open, Piece, Point
from verbale.extract.times.numbers import Ordinal, figure_ordinal, ordinal
from verbale.extract.times.reading import Reading
from verbale.extract.times.rule import Bare, Rule, series

_CENTURIES = range(1, 31)
_ALSO_ORDINALS = (0, 10, 20, 30)  # decades whose words are more often days and numbers


# --- seasons --------------------------------------------------------------------


def season(r: Reading, i: int) -> list[Piece] | None:
    """A season, with or without its year; a winter over two years belongs to the first.

    «[Весной 2019 года] шли учения.» → DATE 2019-SP
    «[Зимой] переговоры прервались.» → DATE 2021-WI
    «[Зимой 2013–2014 гг.] границу закрыли.» → DATE 2013-WI
    """
    word = r.words[i]
    end = i + 1
    fields: dict[str, Any] = {}
    if tail := year_tail(r, _second_year(r, end) or end):
        end, fields = tail
        if _second_year(r, i + 1):
            fields = {"year": int(r.figures(i + 1))}
    loose = word.guarded and not fields
    return [Piece(first=i, last=end, meaning=Point(season=word.season, **fields), loose=loose)]


def _second_year(r: Reading, i: int) -> int | None:
    """Where the second year stands of a range of years that begins at ``i``."""
    if len(r.figures(i)) == 4 and (r.is_dash(i + 1) or r.atoms[i + 1] == "/") and len(r.figures(i + 2)) in (2, 4):
        return i + 2
    return None


# --- quarters and halves ------------------------------------------------------------


def quarter(r: Reading, i: int) -> list[Piece] | None:
    """A quarter or a half of a year.

    «В [первом квартале 2021 года] торговля выросла.» → DATE 2021-Q1
    «За [I]–[III кварталы 2020 г.] долг вырос.» → DATE 2020-Q1; DATE 2020-Q3
    «Итоги [второго полугодия прошлого года] не изданы.» → DATE 2021-H2
    """
    return series(r, i, _bare_ordinal("quarter"), _whole_quarter)


def _whole_quarter(r: Reading, i: int) -> Piece | None:
    number = ordinal(r, i) or _figure(r, i)
    if number is None:
        return None
    unit = r.words[number[0]].unit
    if unit not in ("Q", "H") or number[1] not in (range(1, 5) if unit == "Q" else range(1, 3)):
        return None
    end = r.dotted(number[0] + 1) if r.words[number[0]].short else number[0] + 1
    fields: dict[str, Any] = {}
    if tail := year_tail(r, end):
        end, fields = tail
    fields["quarter" if unit == "Q" else "half"] = number[1]
    return Piece(first=i, last=end, meaning=Point(**fields))


def _figure(r: Reading, i: int) -> tuple[int, int] | None:
    figures = r.figures(i)
    return (i + 1, int(figures)) if len(figures) == 1 else None


def _bare_ordinal(name: Literal["quarter", "century"]) -> Any:
    def bare(r: Reading, i: int) -> Bare | None:
        found = ordinal(r, i) or (_figure(r, i) if name == "quarter" else None)
        if found is None:
            return None
        return Bare(found[0], {name: found[1] - (name == "century")})

    return bare


def half_of_year(r: Reading, i: int) -> list[Piece] | None:
    """A half of a year or of a day.

    «Во [второй половине 2020 года] цены росли.» → DATE 2020-H2
    «Во [второй половине дня] совет соберётся.» → TIME 2022-03-16TAF
    """
    number = ordinal(r, i)
    if number is None or number.value not in (1, 2) or not r.has(number.end, "other_half"):
        return None
    first, end = number.value == 1, number.end + 1
    if r.words[end].part_of_hour == "AF":
        return [Piece(first=i, last=end + 1, meaning=Point(part="MO" if first else "AF"))]
    if tail := year_tail(r, end):
        return [Piece(first=i, last=tail[0], meaning=Point(half=number.value, **tail[1]))]
    if r.words[end].unit == "Y" and r.words[end].singular:
        return [Piece(first=i, last=end + 1, meaning=Point(half=number.value, shift=0, shift_unit="Y"))]
    return None


# --- decades ------------------------------------------------------------------------


def decade(r: Reading, i: int) -> list[Piece] | None:
    """A decade, with or without its century.

    «В [1950-х годах] начались опыты.» → DATE 195
    «Конфликт в [90-ых годах] забыт.» → DATE 199
    «Движение [тридцатых]-[сороковых годов прошлого века] распалось.» → DATE 193; DATE 194
    «Это было в [девяностые].» → DATE 199
    """
    return series(r, i, _bare_decade, _whole_decade)


def _decade_number(r: Reading, i: int) -> tuple[int, int] | None:
    """A decade at ``i``: where it ends and 195 for the 1950s, 0 to 9 where no century is said."""
    if r.words[i].decade >= 0:
        return i + 1, r.words[i].decade // 10
    found = figure_ordinal(r, i, "plural_suffix")
    if found is None or found.value % 10 or len(r.figures(i)) not in (2, 4):
        return None
    return found.end, found.value // 10


def _bare_decade(r: Reading, i: int) -> Bare | None:
    found = _decade_number(r, i)
    if found is None and len(r.figures(i)) in (2, 4) and r.figures(i).endswith("0"):
        found = i + 1, int(r.figures(i)) // 10
    return Bare(found[0], {"decade": found[1]}) if found else None


def _whole_decade(r: Reading, i: int) -> Piece | None:
    found = _decade_number(r, i)
    if found is None:
        return None
    end, value = found
    if r.words[end].unit == "Y" and r.words[end].plural and not r.has(end, "counted"):
        end = r.dotted(end + 1) if r.words[end].short else end + 1
    elif value < 100 and (r.words[i].decade in _ALSO_ORDINALS or not _stands_for_decade(r, i, end)):
        return None
    if value < 10 and (century := _century_after(r, end)):
        return Piece(first=i, last=century[0], meaning=Point(decade=value, **century[1]))
    return Piece(first=i, last=end, meaning=Point(decade=value))


def _stands_for_decade(r: Reading, i: int, end: int) -> bool:
    """Whether a decade without its noun can be one: after a preposition or «начале», and with no noun to count."""
    before = i - 1
    attribute = r.token(before)
    if attribute is not None and attribute.upos == "ADJ" and attribute.feats.get("Number") == "Plur":
        before -= 1
    if not (r.words[before].mod or any(r.has(before, role) for role in ("in", "from", "until", "other_half"))):
        return False
    token = r.token(end)
    return token is None or token.upos not in ("NOUN", "ADJ") or token.feats.get("Number") != "Plur"


def _century_after(r: Reading, i: int) -> tuple[int, dict[str, Any]] | None:
    shift = r.words[i].shift
    if shift is not None and r.words[i + 1].unit == "CE":
        return i + 2, {"shift": shift.value, "shift_unit": "CE", "anchor": "now"}
    number = ordinal(r, i)
    if number is not None and r.words[number.end].unit == "CE" and number.value in _CENTURIES:
        return number.end + 1, {"century": number.value - 1}
    return None


# --- centuries ----------------------------------------------------------------------


def century(r: Reading, i: int) -> list[Piece] | None:
    """A century, before or after Christ.

    «Границу провели в [XIX веке].» → DATE 18
    «В [20 веке] её сдвинули.» → DATE 19
    «Карта [XVII]–[XVIII вв.] утеряна.» → DATE 16; DATE 17
    «История [двадцатого столетия] знает войны.» → DATE 19
    «Город основан в [V веке до н. э.] греками.» → DATE BC04
    """
    return series(r, i, _bare_ordinal("century"), _whole_century)


def _whole_century(r: Reading, i: int) -> Piece | None:
    number = ordinal(r, i) or _century_in_figures(r, i)
    if number is None or number.value not in _CENTURIES:
        return None
    end, word = number.end, r.words[number.end]
    if r.has(end, "century_short") and r.words[i].roman and r.atoms[end + 1] == ".":
        end = r.dotted(end + 1)
    elif word.unit == "CE":
        end = r.dotted(end + 1) if word.short else end + 1
    else:
        return None
    if era := r.phrase(end, "bc"):
        return Piece(first=i, last=era, meaning=Point(century=number.value - 1, before_christ=True))
    return Piece(first=i, last=r.phrase(end, "ad") or end, meaning=Point(century=number.value - 1))


def _century_in_figures(r: Reading, i: int) -> Ordinal | None:
    """«в 20 веке»; but «3 века», «20 веков» are lengths."""
    figures, word = r.figures(i), r.words[i + 1]
    if not figures or len(figures) > 2 or not word.singular or (word.plural and int(figures) < 5):
        return None
    return Ordinal(i + 1, int(figures))


# --- times without a calendar ---------------------------------------------------------


def years_of(r: Reading, i: int) -> list[Piece] | None:
    """The years of something, where only history knows which.

    «В [годы войны] порт не работал.» → DATE null
    «За последние годы порт вырос.» →
    """
    if not r.has(i, "years_plural") or not r.has(i - 1, "in"):
        return None
    end = i + 1
    while end < i + 6 and (token := r.token(end)) is not None and token.upos in ("ADJ", "NOUN", "PROPN", "DET"):
        if token.feats.get("Case") != "Gen":
            break
        end += 1
        if token.upos not in ("ADJ", "DET"):
            return [Piece(first=i, last=end, meaning=Open())]
    return None


RULES = (
    Rule(season, ("season",)),
    Rule(quarter, ("figures", "ordinal")),
    Rule(half_of_year, ("figures", "ordinal")),
    Rule(decade, ("figures", "decade")),
    Rule(century, ("figures", "ordinal")),
    Rule(years_of, ("years_plural",)),
)
