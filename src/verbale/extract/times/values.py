"""Values of durations as TIMEX3 writes them."""

from __future__ import annotations

from verbale.extract.times.calendar import MONTHS_OF, YEARS_OF
from verbale.extract.times.meaning import Length
from verbale.extract.times.vocabulary import Unit

# A half of a unit is told in the next smaller one.
_HALVES: dict[Unit, tuple[float, str]] = {"Y": (6, "M"), "TH": (30, "TM"), "TM": (30, "TS"), "D": (12, "TH")}


def duration(length: Length) -> str | None:
    """The ISO 8601 duration of a length, ``None`` where a count is open: P5Y, P2Y3M, PT1H20M, P1.5Y."""
    days, times = "", ""
    for count, unit in length.counts:
        if count is None:
            return None
        value, designator = _in_iso(count, unit)
        if len(designator) == 2:
            times += f"{_figures(value)}{designator[1]}"
        else:
            days += f"{_figures(value)}{designator}"
    return f"P{days}T{times}" if times else f"P{days}"


def _in_iso(count: float, unit: Unit) -> tuple[float, str]:
    if count == 0.5 and unit in _HALVES:
        return _HALVES[unit]
    if unit in YEARS_OF:
        return count * YEARS_OF[unit], "Y"
    if unit in MONTHS_OF:
        return count * MONTHS_OF[unit], "M"
    return count, unit


def _figures(count: float) -> str:
    return f"{count:.0f}" if count == int(count) else f"{count:.10f}".rstrip("0")
