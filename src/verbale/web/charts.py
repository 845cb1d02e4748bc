"""Charts as SVG, made by the server: pure functions from figures to markup.

A chart is a picture of a ``Timeline``; its numbers stand in a table beside it (``web/parts/timeline.html``), so that
nothing is told by the picture alone. Looks come from classes in ``finding.css``: the markup has no styles of its own.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from verbale.periods import Period

MOST_PERIODS = 36
WIDTH = 800  # units of the drawing
NAMES = 206  # of them for the names of rows
BARS = 420  # units of the drawing of one period
BAR = 14  # height of a bar
NUMBERS = 60  # units for the numbers beside bars
ROW = 34
COLUMNS = 150  # height of the columns
WIDEST = 40  # width of a column
AXIS = 26  # height of the line of dates
_LABEL = 84  # the least room of a date
_TICK = '<text class="tick" x="{}" y="{}">{}</text>'
_NAME = '<text class="name" x="0" y="{}">{}</text>'

_DAYS = (1, 7)
_MONTHS = (1, 3, 12, 120, 1200, 12000)


class Count(NamedTuple):
    """How many in one period, and where they are listed."""

    number: int
    url: str = ""


class Row(NamedTuple):
    """One kind of thing over time: a count for each period."""

    name: str
    style: str  # class of its marks
    counts: tuple[Count, ...]


class Timeline(NamedTuple):
    """Counts of several kinds over the same periods."""

    id: str  # of the figure in its page
    title: str
    description: str
    periods: tuple[Period, ...]
    rows: tuple[Row, ...]
    urls: tuple[str, ...] = ()  # where each period's total is listed

    @property
    def labels(self) -> list[str]:
        """The names of the periods, in the reader's language."""
        return [label(period) for period in self.periods]

    @property
    def totals(self) -> list[int]:
        """How many of all kinds, for each period."""
        return [sum(row.counts[index].number for row in self.rows) for index in range(len(self.periods))]

    @property
    def table(self) -> list[tuple[str, list[Count]]]:
        """The periods that have a count, each with its name and its counts by row."""
        by_period = zip(*(row.counts for row in self.rows), strict=True)
        named = zip(self.labels, by_period, strict=True)
        return [(name, list(counts)) for name, counts in named if any(count.number for count in counts)]

    @property
    def svg(self) -> SafeString:
        """The drawing: all kinds together as columns, below them each kind as a row of dots, over one axis."""
        return drawing(self)


Link = Callable[[str | None, Period], str]  # the address that lists a kind (None: all) in a period


def gathered(
    counts: Iterable[tuple[date, str, int]],
    names: Mapping[str, str],
    link: Link,
    *,
    title: str,
    description: str,
    name: str,
) -> Timeline | None:
    """The timeline of ``counts`` (day, kind, how many), a row for each kind in ``names`` that has one, in their order.

    None where there is no count.
    """
    found = [count for count in counts if count[1] in names]
    if not found:
        return None
    periods = scale(min(found)[0], max(found)[0])
    starts = [period.first for period in periods]
    sums: Counter[tuple[str, int]] = Counter()
    for day, kind, number in found:
        sums[kind, bisect_right(starts, day) - 1] += number
    kinds = {kind for _, kind, _ in found}
    rows = tuple(
        Row(
            names[kind],
            kind.lower(),
            tuple(
                Count(sums[kind, index], link(kind, period)) if sums[kind, index] else Count(0)
                for index, period in enumerate(periods)
            ),
        )
        for kind in names
        if kind in kinds
    )
    return Timeline(name, title, description, periods, rows, tuple(link(None, period) for period in periods))


def scale(first: date, last: date, most: int = MOST_PERIODS) -> tuple[Period, ...]:
    """Neighbouring days, weeks, months, quarters, years … from ``first`` to ``last``, not more than ``most``.

    The unit is the smallest that needs no more; of millennia there are never many.
    """
    for days in _DAYS:
        if (last - first).days // days < most - 1:
            start = first - timedelta(first.weekday() if days == 7 and first.toordinal() > 7 else 0)
            return tuple(_runs(start, last, days))
    for months in _MONTHS:
        if (last.year * 12 + last.month - first.year * 12 - first.month) // months < most - 1:
            break
    return tuple(_spells(first, last, months))


def _runs(first: date, last: date, days: int) -> Iterator[Period]:
    while first <= last:
        after = first + timedelta(days) if (date.max - first).days >= days else date.max
        yield Period(first, after)
        if after == date.max:
            return
        first = after


def _spells(first: date, last: date, months: int) -> Iterator[Period]:
    month = (first.year * 12 + first.month - 1) // months * months
    while (start := _month(month)) <= last:
        month += months
        yield Period(start, _month(month))
        if _month(month) == date.max:
            return


def _month(number: int) -> date:
    """The first day of the month ``number``, counted from the year 0; at most the calendar's last day."""
    year, month = divmod(number, 12)
    if year > date.max.year:
        return date.max
    return date(max(year, 1), month + 1, 1)


def label(period: Period) -> str:
    """The name of a period."""
    days = (period.after - period.first).days
    if days <= 1:
        return date_format(period.first, "SHORT_DATE_FORMAT")
    last = period.after - timedelta(1)
    if days == 7:
        return f"{date_format(period.first, 'SHORT_DATE_FORMAT')} – {date_format(last, 'SHORT_DATE_FORMAT')}"
    if days <= 31:
        return date_format(period.first, "YEAR_MONTH_FORMAT")
    if days <= 92:
        return f"{date_format(period.first, 'M')} – {date_format(last, 'M Y')}"
    return str(period.first.year) if days <= 366 else f"{period.first.year} – {last.year}"


def drawing(timeline: Timeline) -> SafeString:
    """``timeline`` as SVG; each mark with a count bears its name and its link. One period alone needs no columns."""
    rows = len(timeline.rows) * ROW
    if len(timeline.periods) == 1:
        style, width, height = "chart bars", BARS, rows
        parts = [*_bars(timeline), format_html(_TICK, NAMES, rows + 17, *timeline.labels)]
    else:
        style, width, height = "chart", WIDTH, COLUMNS + rows
        parts = [*_columns(timeline), *_dots(timeline), _dates(timeline.periods, height)]
    return format_html(
        '<svg class="{style}" viewBox="0 0 {width} {height}" role="group" aria-labelledby="{id}-title {id}-desc" '
        'xmlns="http://www.w3.org/2000/svg"><title id="{id}-title">{title}</title>'
        '<desc id="{id}-desc">{description}</desc>{content}</svg>',
        style=style,
        width=width,
        height=height + AXIS,
        id=timeline.id,
        title=timeline.title,
        description=timeline.description,
        content=_join(parts),
    )


def _bars(timeline: Timeline) -> Iterator[SafeString]:
    """The rows of one period: a bar with its number for each."""
    most = max((row.counts[0].number for row in timeline.rows), default=0) or 1
    for number, row in enumerate(timeline.rows):
        (count,) = row.counts
        middle = (number + 0.5) * ROW
        long = round(max(count.number / most * (BARS - NAMES - NUMBERS), 2), 1)
        bar = format_html(
            '<rect class="bar {}" x="{}" y="{}" width="{}" height="{}" rx="1.5"/>',
            row.style, NAMES, middle - BAR / 2, long, BAR,
        )  # fmt: skip
        yield format_html(_NAME, middle + 4, row.name)
        yield _linked(bar, f"{row.name}, {label(timeline.periods[0])}: {count.number}", count.url)
        yield format_html(_TICK, NAMES + long + 8, middle + 4, count.number)


def _columns(timeline: Timeline) -> Iterator[SafeString]:
    most = max(timeline.totals, default=0) or 1
    room = _room(timeline.periods)
    width = min(room * 0.8, WIDEST)
    yield format_html(_TICK, NAMES, 11, most)
    for index, (total, period) in enumerate(zip(timeline.totals, timeline.periods, strict=True)):
        if total:
            tall = max(round(total / most * (COLUMNS - 18), 1), 2)
            left = NAMES + (index + 0.5) * room - width / 2
            bar = format_html(
                '<rect class="column" x="{}" y="{}" width="{}" height="{}" rx="1.5"/>',
                round(left, 1),
                round(COLUMNS - tall, 1),
                round(width, 1),
                tall,
            )
            yield _linked(bar, f"{label(period)}: {total}", timeline.urls[index] if timeline.urls else "")
    yield format_html('<line class="axis" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>', NAMES, WIDTH, COLUMNS)


def _dots(timeline: Timeline) -> Iterator[SafeString]:
    room = _room(timeline.periods)
    most = max((count.number for row in timeline.rows for count in row.counts), default=0) or 1
    largest = min(ROW / 2 - 3, max(room / 2, 5))
    for number, row in enumerate(timeline.rows):
        middle = COLUMNS + (number + 0.5) * ROW
        yield format_html('<line class="row" x1="{}" x2="{}" y1="{y}" y2="{y}"/>', NAMES, WIDTH, y=middle)
        yield format_html(_NAME, middle + 4, row.name)
        for index, count in enumerate(row.counts):
            if count.number:
                dot = format_html(
                    '<circle class="dot {}" cx="{}" cy="{}" r="{}"/>',
                    row.style,
                    round(NAMES + (index + 0.5) * room, 1),
                    middle,
                    round(max(math.sqrt(count.number / most) * largest, 2.5), 1),
                )
                yield _linked(dot, f"{row.name}, {label(timeline.periods[index])}: {count.number}", count.url)


def _room(periods: Sequence[Period]) -> float:
    """The width of a period."""
    return (WIDTH - NAMES) / max(len(periods), 1)


def _dates(periods: Sequence[Period], top: int) -> SafeString:
    """The line of dates: as many as there is room for."""
    room = _room(periods)
    step = max(math.ceil(_LABEL / room), 1)
    return format_html_join(
        "",
        _TICK,
        (
            (round(NAMES + index * room, 1), top + 17, _short(periods[index]))
            for index in range(0, len(periods), step)
            if index == 0 or NAMES + index * room + _LABEL <= WIDTH + 1
        ),
    )


def _short(period: Period) -> str:
    days = (period.after - period.first).days
    if days <= 7:
        return date_format(period.first, "SHORT_DATE_FORMAT")
    return date_format(period.first, "M Y") if days <= 92 else str(period.first.year)


def _linked(mark: SafeString, name: str, url: str) -> SafeString:
    titled = format_html("<g>{}<title>{}</title></g>", mark, name)
    return format_html('<a href="{}" aria-label="{}">{}</a>', url, name, titled) if url else titled


def _join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
