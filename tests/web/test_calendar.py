from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from verbale.types import Meeting, Span

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def tell(keep):
    """A report of a meeting: ``tell("2031-05-17", place="Лимара")``."""
    count = iter(range(1000))

    def call(when, status="planned", *, day="2031-05-01", parties=("Велария",), place="Лимара", former_date=None):
        text = f"Сообщение {next(count)}.\nВ городе пройдут переговоры сторон. {' '.join(parties)}"
        start = text.index("переговоры")
        meeting = Meeting(
            id="m1", trigger=Span(start, start + 10), kind="talks", parties=parties, place=place, date=when, status=status,
            exact="переговоры", party_actors=tuple(f"a{number}" for number, _ in enumerate(parties, 1)), former_date=former_date,
        )  # fmt: skip
        actors = {name: {"type_": "state"} for name in parties}
        return keep(text, meetings=(meeting,), actors=actors, published=day, title="Переговоры", outlet="Полюс")

    return call


def test_a_month_shows_its_meetings_in_the_grid_and_as_a_list(client, tell):
    tell("2031-05-17")
    tell("2031-05")
    response = client.get("/calendar", {"month": "2031-05"})
    days = [day for week in response.context["month"].weeks for day in week if day.events]
    assert [day.day for day in days] == [date(2031, 5, 17)]
    assert len(response.context["events"]) == 2
    assert "talks" in response.content.decode()


def test_an_empty_month_says_so_and_leads_to_the_nearest(client, tell):
    tell("2031-02-17")
    tell("2032-05-17")
    response = client.get("/calendar", {"month": "2031-05"})
    html = response.content.decode()
    assert "No meeting is known" in html
    assert "?month=2031-02" in html
    assert "?month=2032-05" in html


@pytest.mark.parametrize("month", ["2031-13", "2031-5", "may", "2031-Q2", "0001-01", "9999-12", "20310517", HOSTILE])
def test_what_is_no_month_is_refused(client, db, month):
    response = client.get("/calendar", {"month": month})
    assert response.status_code == 400
    assert HOSTILE not in response.content.decode()


def test_months_are_filtered_by_party_and_place(client, tell):
    tell("2031-05-17")
    tell("2031-05-18", parties=("Остмарк",), place="Порт-Крон")
    for parameters in ({"party": "остм"}, {"place": "крон"}):
        response = client.get("/calendar", {"month": "2031-05", **parameters})
        assert [event.when.first.day for event in response.context["events"]] == [18]
        assert f"calendar.ics?{next(iter(parameters))}=" in response.content.decode()


def test_what_was_put_off_and_cancelled_shows_it(client, tell):
    tell("2031-05-17", parties=("Остмарк",))
    tell("2031-06-17", "postponed", day="2031-05-02", parties=("Остмарк",), former_date="2031-05-17")
    tell("2031-05-20", "cancelled")
    html = client.get("/calendar", {"month": "2031-05"}).content.decode()
    assert 'class="status postponed"' in html
    assert "now on 2031-06-17" in html
    assert 'class="status cancelled"' in html
    assert "was to be on 2031-05-17" in client.get("/calendar", {"month": "2031-06"}).content.decode()


def test_lists_of_what_comes_and_what_was(client, tell):
    today = timezone.localdate()
    tell((today + timedelta(3)).isoformat())
    tell((today - timedelta(3)).isoformat())
    coming = client.get("/calendar/coming").context["page"].events
    past = client.get("/calendar/past").context["page"].events
    assert [(event.when.first - today).days for event in coming + past] == [3, -3]


def test_lists_go_on_from_a_day(client, tell, monkeypatch):
    monkeypatch.setattr("verbale.web.views.calendar.PAGE", 1)
    tell("2031-05-17")
    tell("2031-05-18")
    response = client.get("/calendar/coming", {"day": "2031-01-01"})
    assert "?day=2031-05-18" in response.content.decode()
    assert client.get("/calendar/coming", {"day": "someday"}).status_code == 400


def test_a_meeting_tells_each_report_that_speaks_of_it(client, tell):
    report = tell("2031-05-17")
    tell("2031-05-17", "cancelled", day="2031-05-10")
    response = client.get(f"/meetings/{report.meetings.get().key}")
    html = response.content.decode()
    assert len(response.context["passages"]) == 2
    assert html.count('<span class="meeting">переговоры</span>') == 2
    assert '<span class="status cancelled">' in html
    assert "/actors/" in html
    assert f"noun=meeting&amp;key={response.context['event'].key}" in html
    assert client.get("/meetings/aaaaaaaaaaaa").status_code == 404


def calendar_of(response) -> Calendar:
    return Calendar.from_ical(b"".join(response.streaming_content))


def test_the_calendar_is_fetched_again_and_only_sent_when_it_has_changed(client, tell):
    day = timezone.localdate().isoformat()
    tell(day)
    response = client.get("/calendar.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = calendar_of(response)
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert calendar["X-PUBLISHED-TTL"] == "PT6H"
    assert len(calendar.walk("VEVENT")) == 1
    tag = response.headers["ETag"]
    assert client.get("/calendar.ics", headers={"If-None-Match": tag}).status_code == 304
    tell(day, "cancelled", day="2031-05-02")
    again = client.get("/calendar.ics", headers={"If-None-Match": tag})
    assert again.status_code == 200
    (event,) = calendar_of(again).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"


def test_an_event_keeps_its_name_when_another_report_tells_of_it(client, tell):
    day = timezone.localdate().isoformat()
    tell(day)
    (before,) = calendar_of(client.get("/calendar.ics")).walk("VEVENT")
    tell(day, "held", day="2031-05-09")
    (after,) = calendar_of(client.get("/calendar.ics")).walk("VEVENT")
    assert before["UID"] == after["UID"]


def test_a_subscription_is_filtered(client, tell):
    day = timezone.localdate().isoformat()
    tell(day)
    tell(day, parties=("Остмарк",))
    assert len(calendar_of(client.get("/calendar.ics", {"party": "Остмарк"})).walk("VEVENT")) == 1
    assert client.get("/calendar.ics", {"party": "а" * 101}).status_code == 400


def test_hostile_words_are_escaped(client, tell):
    report = tell("2031-05-17", parties=(HOSTILE,), place=HOSTILE)
    for url in ("/calendar?month=2031-05", f"/calendar?place={HOSTILE}", f"/meetings/{report.meetings.get().key}"):
        assert "<script>alert" not in client.get(url).content.decode()


def test_queries_are_few(client, tell, django_assert_max_num_queries):
    report = tell("2031-05-17")
    key = report.meetings.get().key
    for url in ("/calendar?month=2031-05", "/calendar/coming", "/calendar/past", "/calendar.ics", f"/meetings/{key}"):
        with django_assert_max_num_queries(12):
            client.get(url)
