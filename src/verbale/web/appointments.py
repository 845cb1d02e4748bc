"""Events of the store as other programs' calendars have them, and as reports tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from icalendar import Event as Appointment

from verbale import types
from verbale.export import icalendar
from verbale.export.text import line
from verbale.store.answers.current import text_of
from verbale.store.answers.events import Event
from verbale.store.models import Meeting
from verbale.web.passages import Found, passage, spans_of

REFRESH = timedelta(hours=6)
MOST = 5000  # events of one calendar
PASSAGES = 50  # reports of one event that are quoted


class Passage(NamedTuple):
    """What a report says of a meeting."""

    meeting: Meeting
    html: SafeString  # the paragraph around the words that tell of it


def response(request: HttpRequest, events: Iterable[Event], name: str) -> StreamingHttpResponse:
    """A calendar of ``events`` to subscribe to, as the file ``name``."""
    made = (appointment(request, event) for event in islice(events, MOST))
    pieces = icalendar.subscription((item for item in made if item is not None), _("Meetings in the record"), REFRESH)
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "max-age=300"}
    return StreamingHttpResponse(pieces, content_type="text/calendar; charset=utf-8", headers=headers)


def appointment(request: HttpRequest, event: Event) -> Appointment | None:
    """``event`` as an iCalendar object has it; None where it has no date."""
    latest = event.latest
    page = request.build_absolute_uri(reverse("meeting", args=[latest.key]))
    return icalendar.appointment(
        event.meeting,
        uid=f"{latest.event}@verbale",
        made=icalendar.stamp(latest.report.published, latest.report.retrieved),
        description="\n".join(_reports(event)),
        url=page,
    )


def passages(event: Event) -> list[Passage]:
    """What the newest reports say of ``event``; their texts have to be loaded with it."""
    return [
        Passage(meeting, passage(text_of(meeting.report), _told(meeting), types.Span(*meeting.spans["trigger"])))
        for meeting in event.meetings[:PASSAGES]
    ]


def _told(meeting: Meeting) -> Iterator[Found]:
    return spans_of([meeting.spans["trigger"], *meeting.spans["mentions"]], "meeting")


def _reports(event: Event) -> Iterator[str]:
    for meeting in event.meetings[:PASSAGES]:
        report = meeting.report
        named = filter(None, (report.title or report.doc, report.outlet, report.published))
        yield line(", ".join(named))
