"""Meetings: past and coming ones, the calendar of some days, and each with all that reports tell of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from verbale.errors import NotStored, QueryError
from verbale.store import models
from verbale.store.answers import events, plain
from verbale.store.answers.events import Choice
from verbale.web.api.fields import Cursor, Day, Key, Limit, Page, Parameters, Text, cursor, numbers
from verbale.web.api.nouns import Actor, Event, Meeting, Noun, Question
from verbale.web.questions import published_for

router = Router(tags=["meetings"])
LONGEST = 400  # days that one calendar may have


class ChoiceParameters(Parameters):
    """Which meetings are wanted."""

    party: Text = Field("", description="A part of a party's name.")
    place: Text = Field("", description="A part of the place's name.")

    @property
    def choice(self) -> Choice:
        """The same, for the store."""
        return Choice(self.party, self.place)


class CalendarParameters(ChoiceParameters):
    """Of which days."""

    since: Day
    until: Day


class MeetingParameters(ChoiceParameters):
    """From which day on, or back."""

    direction: Literal["coming", "past"] = "coming"
    day: Day | None = Field(None, description="The first day, of past ones the day after the last; by default today.")
    after: Cursor = ""
    limit: Limit = 20


class Events(Page):
    """A page of meetings: whole days of them, so that there may be more than `limit`."""

    items: list[Event]


class Calendar(Noun):
    """The meetings of some days."""

    items: list[Event]


class FullEvent(Event):
    """A meeting with those who meet, as far as they are known, and all that reports tell of it."""

    actors: list[Actor]
    meetings: list[Meeting] = Field(description="What each report says of it, the newest first.")
    questions: list[Question]


@router.get("/meetings", response=Events, url_name="meetings", summary="Meetings by their days")
def meetings(request: HttpRequest, given: Query[MeetingParameters]) -> dict[str, Any]:
    """The meetings from a day on, or before it, the nearest first."""
    day = _day(given.after) if given.after else given.day or timezone.localdate()
    find = events.coming if given.direction == "coming" else events.past
    page = find(day, given.limit, given.choice)
    further = cursor(page.next.toordinal()) if page.next else None
    return {"items": [plain.event(event) for event in page.events], "next": further}


@router.get("/calendar", response=Calendar, url_name="calendar", summary="The meetings of some days")
def calendar(request: HttpRequest, given: Query[CalendarParameters]) -> dict[str, Any]:
    """The meetings that touch the days from `since` to `until`, also those put off from them."""
    if given.until < given.since:
        raise QueryError("until", f"{given.until} is before since {given.since}", "swap them")
    if given.until - given.since > timedelta(LONGEST) or given.until == date.max:
        raise QueryError("until", f"more than {LONGEST} days", "ask for fewer at a time")
    found = events.between(given.since, given.until + timedelta(1), given.choice)
    return {"items": [plain.event(event) for event in found]}


@router.get("/meetings/{key}", response=FullEvent, url_name="meeting", summary="One meeting")
def meeting(request: HttpRequest, key: Key) -> dict[str, Any]:
    """A meeting, by its own key or by that of what one report says of it."""
    event = events.of_key(key)
    if event is None:
        raise NotStored(f"{key}: no such meeting")
    return plain.event(event) | {
        "actors": list(events.parties(event)),
        "meetings": [_meeting(row) for row in event.meetings],
        "questions": list(published_for("meeting", *(row.key for row in event.meetings))),
    }


def _meeting(row: models.Meeting) -> dict[str, Any]:
    fields = ("key", "kind", "status", "place", "date", "former_date", "state", "version", "exact", "report")
    return {name: getattr(row, name) for name in fields} | {"parties": row.party_names}


def _day(after: str) -> date:
    (ordinal,) = numbers(after, 1)
    try:
        return date.fromordinal(ordinal)
    except (ValueError, OverflowError):
        raise QueryError("after", f"{after!r} is no cursor", "take it from the page before, or leave it out") from None
