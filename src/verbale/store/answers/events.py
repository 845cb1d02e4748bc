"""Meetings as events: what several reports say of the same encounter, together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple, cast

from django.db.models import Q, QuerySet

from verbale import types
from verbale.periods import Period, period
from verbale.store.folding import fold
from verbale.store.models import Actor, Meeting
from verbale.store.models.querysets import MeetingQuerySet

MOST = 2000  # meetings that one calendar is made from
PAGE = 300  # reports of one event
CHUNK = 100  # meetings fetched at a time


class Event(NamedTuple):
    """An encounter, with the meetings by which reports tell of it, the newest report first."""

    meetings: tuple[Meeting, ...]
    when: Period | None  # the days on which it stands in a calendar
    moved: Meeting | None = None  # the meeting that says that it was put off from these days

    @property
    def latest(self) -> Meeting:
        """The meeting as the newest report has it."""
        return self.meetings[0]

    @property
    def key(self) -> str:
        """Of the meeting that the newest report has."""
        return self.latest.key

    @property
    def status(self) -> str:
        """What the newest report says of it."""
        if self.moved is not None and self.moved.day >= self.latest.day:
            return "postponed"
        return self.latest.status

    @property
    def place(self) -> str | None:
        """Where, as the newest report has it that says so."""
        return next((meeting.place for meeting in self.meetings if meeting.place), None)

    @property
    def meeting(self) -> types.Meeting:
        """The encounter as one meeting: what the newest report says, with what older ones know beside."""
        latest = self.latest
        return types.Meeting(
            trigger=types.Span(*latest.spans["trigger"]),
            kind=cast(types.MeetingKind, latest.kind),
            parties=tuple(latest.party_names),
            place=self.place,
            date=latest.date,
            status=cast(types.MeetingStatus, self.status),
            former_date=latest.former_date,
            exact=latest.exact,
        )

    @property
    def last(self) -> date | None:
        """The last day on which it stands."""
        return self.when.after - timedelta(1) if self.when else None

    @property
    def is_short(self) -> bool:
        """Whether its days are known: not only a month or a year."""
        return self.when is not None and (self.when.after - self.when.first).days <= 7


class Page(NamedTuple):
    """Some of many events."""

    events: list[Event]
    next: date | None  # the day to ask for more with


class Choice(NamedTuple):
    """Which events are wanted: part of a party's name and of a place's; empty for all."""

    party: str = ""
    place: str = ""

    def holds(self, meeting: Meeting) -> bool:
        """Whether ``meeting`` is wanted."""
        return _names(self.party, meeting.party_names) and _names(self.place, [meeting.place or ""])


ALL = Choice()


def _names(part: str, names: Iterable[str]) -> bool:
    wanted = fold(part)
    return not wanted or any(wanted in fold(name) for name in names)


def between(first: date, after: date, choice: Choice = ALL) -> list[Event]:
    """The events that touch the days from ``first`` until before ``after``, by their first day; also those put off."""
    found = Meeting.objects.during(first, after - timedelta(1)).order_by("begins", "pk")
    put_off = Meeting.objects.filter(former_date__gte=first.isoformat(), former_date__lt=after.isoformat())
    events = grouped(_wanted(found, choice))
    return sorted(_with_put_off(events, _wanted(put_off, choice)), key=_order)


def coming(day: date, most: int, choice: Choice = ALL) -> Page:
    """The events that begin on ``day`` or later, the nearest first: whole days of them, until there are ``most``."""
    events, rest = _whole_days(Meeting.objects.filter(begins__gte=day).order_by("begins", "pk"), most, choice)
    return Page(events, rest)


def past(day: date, most: int, choice: Choice = ALL) -> Page:
    """The events that began before ``day``, the nearest first: whole days of them, until there are ``most``."""
    events, rest = _whole_days(Meeting.objects.filter(begins__lt=day).order_by("-begins", "-pk"), most, choice)
    return Page(events, rest + timedelta(1) if rest else None)


def _whole_days(meetings: MeetingQuerySet, most: int, choice: Choice) -> tuple[list[Event], date | None]:
    """The events of the first days, until there are ``most``; and the day of the first that is left out."""
    by_event: dict[str, list[Meeting]] = {}
    day, rest = None, None
    for meeting in _wanted(meetings, choice):
        if len(by_event) >= most and meeting.begins != day:
            rest = meeting.begins
            break
        by_event.setdefault(meeting.event, []).append(meeting)
        day = meeting.begins
    return [_event(same) for same in by_event.values()], rest


def neighbours(first: date, after: date) -> tuple[date | None, date | None]:
    """The days nearest before ``first`` and from ``after`` on that an event begins on."""
    days = Meeting.objects.values_list("begins", flat=True)
    earlier = days.filter(begins__lt=first).order_by("-begins").first()
    return earlier, days.filter(begins__gte=after).order_by("begins").first()


def of_key(key: str) -> Event | None:
    """The event that the meeting of this key belongs to, with the reports' texts; also by the event's own key."""
    events = Meeting.objects.filter(Q(key=key) | Q(event=key)).values("event")[:1]
    meetings = Meeting.objects.visible().filter(event=events).select_related("report__text").order_by("-day", "-pk")
    found = grouped(meetings[:PAGE])
    return found[0] if found else None


def of_reports(reports: list[int]) -> list[Event]:
    """The events with a date that the reports of these keys tell of, by their first day."""
    found = Meeting.objects.filter(report__in=reports, begins__isnull=False).order_by("begins", "pk")
    return grouped(_wanted(found, ALL))


def parties(event: Event) -> QuerySet[Actor]:
    """Who meets, as far as they are known actors."""
    meetings = [meeting.pk for meeting in event.meetings]
    return Actor.objects.filter(meetingparty__meeting__in=meetings).distinct().order_by("name")


def _wanted(meetings: MeetingQuerySet, choice: Choice) -> Iterator[Meeting]:
    found = meetings.visible().select_related("report").defer("report__furniture")[:MOST]
    return (row for row in found.iterator(chunk_size=CHUNK) if choice.holds(row))


def grouped(meetings: Iterable[Meeting]) -> list[Event]:
    """``meetings`` by their event, in the order of the first of each."""
    by_event: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        by_event.setdefault(meeting.event, []).append(meeting)
    return [_event(same) for same in by_event.values()]


def _event(same: list[Meeting]) -> Event:
    newest_first = sorted(same, key=lambda meeting: (meeting.day, meeting.pk), reverse=True)
    return Event(tuple(newest_first), period(newest_first[0].date))


def _with_put_off(events: list[Event], put_off: Iterable[Meeting]) -> Iterator[Event]:
    """``events`` with what was put off from their days; such an encounter of which nothing else is told stands alone."""
    known = {_matter(event.latest, event.latest.date): index for index, event in enumerate(events)}
    for meeting in put_off:
        index = known.get(_matter(meeting, meeting.former_date))
        if index is not None:
            events[index] = events[index]._replace(moved=meeting)
        elif (when := period(meeting.former_date)) is not None:
            yield Event((meeting,), when, meeting)
    yield from events


def _matter(meeting: Meeting, day: str | None) -> tuple[str, frozenset[str], str | None]:
    return meeting.kind, frozenset(map(fold, meeting.party_names)), day


def _order(event: Event) -> tuple[date, str]:
    return event.when.first if event.when else date.max, event.key
