from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from icalendar import Calendar

from verbale.export import formats, icalendar


def calendar_of(*records):
    out = io.BytesIO()
    result = formats.write(formats.get("ical"), records, out)
    return Calendar.from_ical(out.getvalue()), result


def events_of(*records):
    return calendar_of(*records)[0].walk("VEVENT")


def with_meeting(record, **fields):
    return msgspec.structs.replace(record, meetings=(msgspec.structs.replace(record.meetings[0], **fields),))


def test_a_calendar_of_the_meetings(talks):
    calendar, result = calendar_of(talks)
    planned, cancelled = calendar.walk("VEVENT")
    assert (calendar["VERSION"], str(result)) == ("2.0", "2 meetings written")
    assert planned["SUMMARY"] == "Talks: Велария, Остмарк"
    assert (planned["STATUS"], cancelled["STATUS"]) == ("TENTATIVE", "CANCELLED")
    assert (planned["DTSTART"].dt, planned["DTEND"].dt) == (date(2031, 5, 17), date(2031, 5, 18))
    assert planned["LOCATION"] == "Лимара"
    assert planned["DTSTAMP"].dt == datetime(2031, 5, 12, 7, 30, tzinfo=UTC)
    assert planned["URL"] == talks.report.url
    assert "Велария и Остмарк начнут переговоры 17 мая" in planned["DESCRIPTION"]
    assert talks.report.url in planned["DESCRIPTION"]
    assert "LOCATION" not in cancelled


def test_a_uid_stays_while_the_rest_changes(talks):
    (before, _), (after,) = events_of(talks), events_of(with_meeting(talks, id="m7", status="held", place=None))
    other = msgspec.structs.replace(talks, report=msgspec.structs.replace(talks.report, sha256="0" * 64))
    assert before["UID"] == after["UID"] != events_of(other)[0]["UID"]
    assert after["STATUS"] == "CONFIRMED"


def test_partial_dates_are_all_day_events_over_all_of_it(talks):
    (month,) = events_of(with_meeting(talks, date="2031-05"))
    assert (month["DTSTART"].dt, month["DTEND"].dt) == (date(2031, 5, 1), date(2031, 6, 1))
    assert month["DTSTART"].params["VALUE"] == "DATE"


def test_times(talks):
    (local,) = events_of(with_meeting(talks, date="2031-05-17T14:30"))
    assert local["DTSTART"].to_ical() == b"20310517T143000"
    (zoned,) = events_of(with_meeting(talks, date="2031-05-17T14:30+03:00"))
    assert zoned["DTSTART"].to_ical() == b"20310517T113000Z"


def test_a_meeting_without_a_date_is_counted(talks):
    calendar, result = calendar_of(with_meeting(talks, date=None), with_meeting(talks, date="XXXX-05-17"))
    assert calendar.walk("VEVENT") == []
    assert str(result) == "0 meetings written; 2 meetings without a date on the calendar left out"


def test_a_postponed_meeting(talks):
    (known,) = events_of(with_meeting(talks, status="postponed", former_date="2031-05-16"))
    assert (known["STATUS"], known["DTSTART"].dt) == ("TENTATIVE", date(2031, 5, 17))
    assert "Postponed from 2031-05-16." in known["DESCRIPTION"]
    (open_,) = events_of(with_meeting(talks, status="postponed", date=None, former_date="2031-05-16"))
    assert (open_["STATUS"], open_["DTSTART"].dt) == ("CANCELLED", date(2031, 5, 16))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a.example/\r\nX-EVIL:1", "https://", "https://a.example:x/"]
)
def test_what_is_no_address_on_the_web_is_no_url(talks, url):
    report = msgspec.structs.replace(talks.report, url=url, published=None)
    event = events_of(msgspec.structs.replace(talks, report=report))[0]
    assert "URL" not in event
    assert event["DTSTAMP"].dt == datetime(1970, 1, 1, tzinfo=UTC)


def test_a_calendar_to_subscribe_to_says_how_often(talks):
    event = icalendar.event(talks, talks.meetings[0])
    pieces = list(icalendar.subscription([event], "Встречи\r\nATTENDEE:x", timedelta(hours=6)))
    calendar = Calendar.from_ical(b"".join(pieces))
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["X-PUBLISHED-TTL"] == "PT6H"
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Встречи ATTENDEE:x"
    assert len(calendar.walk("VEVENT")) == 1
    assert "ATTENDEE" not in calendar


def test_an_appointment_bears_what_it_is_given(talks):
    made = datetime(2031, 5, 1, tzinfo=UTC)
    meeting = talks.meetings[0]
    event = icalendar.appointment(meeting, uid="e1", made=made, description="a\x1bb", url="javascript:alert(1)")
    assert (event["UID"], event["DESCRIPTION"]) == ("e1", "a\ufffdb")
    assert "URL" not in event
