"""A small calendar of the meetings whose day is known."""

from __future__ import annotations

import calendar as months
import re
from collections import defaultdict
from collections.abc import Iterable
from html import escape

from verbale.export.html.markup import element
from verbale.types import Meeting

MOST = 12  # months shown; a report about more is history, and its table says it better
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def calendar(meetings: Iterable[Meeting]) -> str:
    """A grid for each month with a meeting whose date is a day; nothing where there is none."""
    by_month: dict[tuple[int, int], dict[int, list[Meeting]]] = defaultdict(lambda: defaultdict(list))
    for meeting in meetings:
        if (found := _DAY.fullmatch(meeting.date or "")) is not None:
            year, month, day = map(int, found.groups())
            if year and 1 <= month <= 12 and 1 <= day <= months.monthrange(year, month)[1]:
                by_month[year, month][day].append(meeting)
    if not by_month or len(by_month) > MOST:
        return ""
    grids = "".join(_month(year, month, days) for (year, month), days in sorted(by_month.items()))
    return element("div", grids, class_="calendar")


def _month(year: int, month: int, days: dict[int, list[Meeting]]) -> str:
    caption = element("caption", f"{months.month_name[month]} {year}")
    head = element("tr", "".join(element("th", day, scope="col") for day in _WEEKDAYS))
    weeks = "".join(
        element("tr", "".join(_day(day, days.get(day, [])) for day in week))
        for week in months.Calendar().monthdayscalendar(year, month)
    )
    return element("table", caption + element("thead", head) + element("tbody", weeks))


def _day(day: int, meetings: list[Meeting]) -> str:
    if not day:
        return element("td")
    if not meetings:
        return element("td", str(day))
    names = "; ".join(f"{meeting.kind.replace('_', ' ')}, {meeting.status}" for meeting in meetings)
    link = element("a", str(day), href=f"#{escape(meetings[0].id)}", title=names)
    return element("td", link, class_=f"day {meetings[0].status}")
