"""Meetings as an iCalendar object (RFC 5545).

An event bears the hash of its report and its place there in its UID, so that importing it again replaces it. A day, a
week, a month or a longer period is an all-day event over all of it; a moment with a known zone is written in UTC, one
without it as local time of whoever reads. A meeting without a date that stands on the calendar has no event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from icalendar import Calendar, Event, vDuration

from verbale.export.result import Result
from verbale.export.text import address, line, meeting_title, passage, plain
from verbale.identity import meeting_id
from verbale.periods import Period, period
from verbale.types import Meeting, MeetingStatus, Record

_STATUS: dict[MeetingStatus, str] = {
    "held": "CONFIRMED",
    "planned": "TENTATIVE",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
}
# Where the report says nothing of when it was published or fetched: the format wants a time, and the same one again.
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
_END = b"END:VCALENDAR\r\n"


def write(records: Iterable[Record], out: BinaryIO) -> Result:
    """Write one calendar with the meetings of all ``records`` to a binary stream."""
    out.write(_frame().removesuffix(_END))
    written = left_out = 0
    for record in records:
        for meeting in record.meetings:
            item = event(record, meeting)
            if item is None:
                left_out += 1
            else:
                out.write(item.to_ical())
                written += 1
    out.write(_END)
    return Result(written, "meeting", left_out, "without a date on the calendar")


def subscription(events: Iterable[Event], name: str, refresh: timedelta) -> Iterator[bytes]:
    """A calendar called ``name`` of ``events``, in pieces, that programs fetch again every ``refresh``."""
    yield _frame(name, refresh).removesuffix(_END)
    for item in events:
        yield item.to_ical()
    yield _END


def event(record: Record, meeting: Meeting) -> Event | None:
    """The event of a meeting; None where it has no date that stands on the calendar."""
    return appointment(
        meeting,
        uid=str(meeting_id(record, meeting)),
        made=stamp(record.report.published, record.report.retrieved),
        description="\n\n".join(_description(record, meeting)),
        url=record.report.url,
    )


def appointment(meeting: Meeting, *, uid: str, made: datetime, description: str, url: str | None) -> Event | None:
    """The event of a meeting that is told of in ``description`` and at ``url``.

    ``uid`` names it wherever it is imported, ``made`` is when that was last said of it. None where the meeting has no
    date that stands on the calendar.
    """
    when, status = period(meeting.date), _STATUS[meeting.status]
    if when is None and meeting.status == "postponed":
        when, status = period(meeting.former_date), "CANCELLED"  # it is known when it will not be
    if when is None:
        return None
    item = Event()
    item.add("uid", uid)
    item.add("dtstamp", made)
    _put_time(item, when)
    item.add("summary", meeting_title(meeting))
    item.add("status", status)
    if meeting.place:
        item.add("location", line(meeting.place))
    item.add("description", plain(description))
    if (checked := address(url)) is not None:
        item.add("url", checked)
    item.add("categories", [meeting.kind.replace("_", " ")])
    return item


def stamp(published: str | None, retrieved: str | None) -> datetime:
    """When a report was published, else fetched, in UTC; a day without a time stands for its beginning."""
    for told in (published, retrieved):
        try:
            moment = datetime.fromisoformat(told or "")
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return _UNDATED


def _put_time(item: Event, when: Period) -> None:
    moment = when.moment
    if moment is None:
        item.add("dtstart", when.first)
        item.add("dtend", when.after)
        return
    try:
        item.add("dtstart", moment.astimezone(UTC) if moment.tzinfo is not None else moment)
    except OverflowError:  # the zone would put it off the calendar
        item.add("dtstart", when.first)


def _description(record: Record, meeting: Meeting) -> Iterator[str]:
    report = record.report
    yield passage(report.text, meeting.trigger)
    if meeting.status == "postponed" and meeting.former_date:
        yield f"Postponed from {line(meeting.former_date)}."
    named = filter(None, (report.title or record.doc, report.outlet, report.published))
    yield f"Source: {line(', '.join(named))}"
    if (url := address(report.url)) is not None:
        yield url


def _frame(name: str | None = None, refresh: timedelta | None = None) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Verbale//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if name is not None:
        calendar.add("name", line(name))  # RFC 7986
        calendar.add("x-wr-calname", line(name))  # what programs knew before it
    if refresh is not None:
        calendar.add("refresh-interval", refresh, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", vDuration(refresh))
    frame: bytes = calendar.to_ical()
    return frame
