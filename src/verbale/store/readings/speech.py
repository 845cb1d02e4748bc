"""When a statement was made, where its report tells: the day named beside the words that attribute."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta

from verbale.periods import period
from verbale.types import Record, Span, Statement, TimeExpression

REACH = 120  # characters between a cue and its day, at most
AFTER_PAPER = 5  # characters between a paper's name and its date: «договор от 5 мая»

# What parts clauses or sentences; but no comma that closes an apposition: «в субботу, 2 мая, Волдин заявил».
_BREAK = re.compile(r"[,;:()!?…—–\n]|\.\s+(?![a-zа-яё])")


def days_of_speech(record: Record) -> list[date | None]:
    """For each statement of ``record`` the day on which it was made; None where the report does not tell.

    That is the nearest day named in the cue's clause, outside of what is said: «во вторник Волдин заявил, что …».
    A date of a paper is none, nor is one after the report's own. A month or year is no day.
    """
    latest = period(record.report.published[:10]) if record.report.published else None
    days: list[tuple[TimeExpression, date]] = []
    for time in record.times:
        found = period(time.value) if time.type == "DATE" else None
        # The report may have been published in a zone that was a day behind.
        too_late = latest is not None and found is not None and found.first > latest.first + timedelta(days=1)
        if found is not None and not too_late and found.after - found.first == timedelta(days=1):
            days.append((time, found.first))
    if not days:
        return [None] * len(record.statements)
    contents, papers = _inside(record, days)
    starts = [time.span.start for time, _ in days]
    return [_day(record.report.text, one, days, starts, contents, papers) for one in record.statements]


def _inside(record: Record, days: list[tuple[TimeExpression, date]]) -> tuple[list[list[Span]], set[int]]:
    """For each day the contents that it stands in; and the days that belong to papers."""
    starts = [time.span.start for time, _ in days]
    contents: list[list[Span]] = [[] for _ in days]
    for statement in record.statements:
        for span in statement.content:
            for place in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                contents[place].append(span)
    papers: set[int] = set()
    for paper in record.instruments:
        for span in (paper.mention, *paper.mentions):
            papers.update(range(bisect_left(starts, span.start), bisect_left(starts, span.end + AFTER_PAPER)))
    return contents, papers


def _day(
    text: str,
    statement: Statement,
    days: list[tuple[TimeExpression, date]],
    starts: list[int],
    contents: list[list[Span]],
    papers: set[int],
) -> date | None:
    cue = statement.cue
    if cue is None:
        return None
    best: tuple[int, date] | None = None
    for place in range(bisect_left(starts, cue.start - REACH), bisect_left(starts, cue.end + REACH)):
        span = days[place][0].span
        distance = max(span.start - cue.end, cue.start - span.end)
        if place in papers or (best is not None and distance >= best[0]) or _BREAK.search(_between(text, span, cue)):
            continue
        # Inside of what somebody else says the day is only that of a statement told there too.
        if all(content.covers(cue) and content not in statement.content for content in contents[place]):
            best = (distance, days[place][1])
    return best[1] if best is not None else None


def _between(text: str, day: Span, cue: Span) -> str:
    """The characters between a day and a cue, without the comma that closes the day as an apposition."""
    gap = Span(min(day.end, cue.end), max(day.start, cue.start)).of(text)
    apposed = text[max(day.start - 2, 0) : day.start].rstrip().endswith(",") and gap.startswith(",")
    return gap[1:] if apposed else gap
