"""Numbers in figures and words, as parts of time expressions."""

from __future__ import annotations

from typing import NamedTuple

from verbale.extract.times.reading import Reading

_MOST_FIGURES = 9  # a longer run of figures counts nothing in time


class Number(NamedTuple):
    """A number that ends before atom ``end``; a value of ``None`` is not said exactly (несколько, 5–7)."""

    end: int
    value: float | None


class Ordinal(NamedTuple):
    """An ordinal that ends before atom ``end``."""

    end: int
    value: int


def cardinal(r: Reading, i: int) -> Number | None:
    """A cardinal number at ``i``: 5, 5,5, 2 000, 5-ти, двадцать пять, два с половиной, 5–7, несколько."""
    first = _exact(r, i)
    if first is None:
        return Number(i + 1 + r.words[i + 1].vague, None) if r.words[i].vague else None
    if r.words[first.end].vague:  # полтора десятка
        return Number(first.end + 1, None)
    if r.is_dash(first.end) and (second := _exact(r, first.end + 1, in_range=True)) is not None:
        return Number(second.end, None)
    return first


def _exact(r: Reading, i: int, *, in_range: bool = False) -> Number | None:
    if r.figures(i):
        is_part = _is_inside(r, i) or (not in_range and _follows_hyphen(r, i))
        found = None if is_part else _in_figures(r, i)
    else:
        found = _in_words(r, i)
    if found is None or found.value is None:
        return found
    if r.has(found.end, "with") and r.has(found.end + 1, "half_more"):
        return Number(found.end + 2, found.value + 0.5)
    if r.has(found.end, "with") and r.has(found.end + 1, "odd"):
        return Number(found.end + 2, found.value)
    return found


def _in_figures(r: Reading, i: int) -> Number | None:
    """Figures with thousands set off by spaces, a decimal fraction, an ending, or a multiplier: 10 тысяч."""
    figures, end = r.figures(i), i + 1
    if len(figures) > _MOST_FIGURES:
        return None
    while len(figures) <= 6 and len(r.figures(end)) == 3 and r.starts[end] == r.ends[end - 1] + 1 and len(figures) > 0:
        figures, end = figures + r.figures(end), end + 1
    value = float(figures)
    if r.atoms[end] in (",", ".") and r.glued(end) and r.glued(end + 1) and 0 < len(r.figures(end + 1)) <= 2:
        value, end = float(f"{figures}.{r.figures(end + 1)}"), end + 2
    elif r.is_dash(end) and r.glued(end) and r.glued(end + 1) and r.has(end + 1, "number_suffix"):
        end += 2
    multiplier = r.words[end].number or 0
    return Number(end + 1, value * multiplier) if multiplier >= 1000 else Number(end, value)


def _is_inside(r: Reading, i: int) -> bool:
    """Whether the figures at ``i`` continue something: 3.14, А-50, №5."""
    if not r.glued(i):
        return False
    before = r.atoms[i - 1]
    return before.isalpha() or (before in ".,:/_" and i > 1 and r.glued(i - 1) and r.atoms[i - 2].isalnum())


def _follows_hyphen(r: Reading, i: int) -> bool:
    """Whether a hyphen joins the figures at ``i`` to what stands before: Ту-154, 8-800."""
    return r.glued(i) and r.is_dash(i - 1) and r.glued(i - 1)


def _in_words(r: Reading, i: int) -> Number | None:
    """Words of falling size, with multipliers: двадцать пять, сто двадцать, две тысячи."""
    total, group, limit, end = 0.0, 0.0, float("inf"), i
    multiplier = float("inf")
    while (value := r.words[end].number) is not None:
        if 1000 <= value < multiplier:
            total, group, limit, multiplier = total + (group or 1) * value, 0.0, value, value
        elif value < _magnitude(limit):
            group, limit = group + value, value
        else:
            break
        end += 1
    return Number(end, total + group) if end > i else None


def _magnitude(value: float) -> float:
    """What a number word after one of this value stays under: 20 may be followed by 5, not by 10."""
    if value >= 1000:
        return value
    return 100 if value >= 100 else 10 if value >= 20 else 0


def ordinal(r: Reading, i: int) -> Ordinal | None:
    """An ordinal at ``i``: 5-й, V, пятый, двадцать пятый, тысяча девятьсот девяносто первый."""
    if r.figures(i):
        return figure_ordinal(r, i)
    word = r.words[i]
    if word.ordinal >= 0:
        end, value = i + 1, word.ordinal
        if value in range(20, 100, 10) and 0 < r.words[end].ordinal < 10 and not r.words[end].roman:
            return Ordinal(end + 1, value + r.words[end].ordinal)
        return Ordinal(end, value)
    number = _in_words(r, i) if word.number is not None else None
    if number is None or number.value is None or number.value < 20 or r.words[number.end].roman:
        return None
    last = r.words[number.end].ordinal
    if last <= 0 or last >= max(_magnitude(number.value % 1000 or 1000), 10):
        return None
    following = ordinal(r, number.end)
    return Ordinal(following.end, int(number.value) + following.value) if following else None


def figure_ordinal(r: Reading, i: int, role: str = "ordinal_suffix") -> Ordinal | None:
    """An ordinal in figures with an ending that has the role: 5-й, 90-х."""
    figures = r.figures(i)
    if not figures or len(figures) > 4 or _is_inside(r, i):
        return None
    if r.is_dash(i + 1) and r.glued(i + 1) and r.glued(i + 2) and r.has(i + 2, role):
        return Ordinal(i + 3, int(figures))
    return None


def count_figures(r: Reading, i: int, *, most: int) -> Ordinal | None:
    """A whole number in at most two figures and not above ``most``, with or without its ending: 5, 05, 5-го."""
    figures = r.figures(i)
    if not figures or len(figures) > 2 or int(figures) > most:
        return None
    return figure_ordinal(r, i) or Ordinal(i + 1, int(figures))
