from __future__ import annotations

from datetime import date

import pytest

from verbale.store.answers import events
from verbale.store.answers.events import Choice
from verbale.types import Meeting, Span

MAY = (date(2031, 5, 1), date(2031, 6, 1))


@pytest.fixture
def tell(keep):
    """A report of a meeting: ``tell("2031-05-17", "planned", day="2031-05-01")``."""
    count = iter(range(1000))

    def call(
        when: str | None, status: str = "planned", *, day: str = "2031-05-01", parties=("Велария", "Остмарк"), **fields
    ):
        kind = fields.pop("kind", "talks")
        text = f"Сообщение {next(count)}. Переговоры."
        items = tuple(f"a{number}" for number, _ in enumerate(parties, 1))
        meeting = Meeting(
            id="m1", trigger=Span(text.index("Переговоры"), len(text) - 1), kind=kind, parties=parties, place=fields.pop("place", None),
            date=when, status=status, exact="Переговоры", party_actors=items, **fields,
        )  # fmt: skip
        actors = {name: {"type_": "state"} for name in parties}
        return keep(text, meetings=(meeting,), actors=actors, published=day)

    return call


def test_reports_of_one_encounter_are_one_event_and_the_newest_tells_its_status(tell):
    tell("2031-05-17", "planned", day="2031-05-01", place="Лимара")
    tell("2031-05-17", "cancelled", day="2031-05-12")
    tell("2031-05-17", "planned", day="2031-05-03")
    (event,) = events.between(*MAY)
    assert event.status == "cancelled"
    assert event.place == "Лимара"
    assert [meeting.day.day for meeting in event.meetings] == [12, 3, 1]


def test_other_parties_or_days_are_other_events_in_the_order_of_their_days(tell):
    tell("2031-05-20")
    tell("2031-05-17")
    tell("2031-05-17", parties=("Велария",))
    assert [event.when.first.day for event in events.between(*MAY)] == [17, 17, 20]


def test_a_longer_period_stands_in_each_month_it_touches(tell):
    tell("2031")
    (event,) = events.between(*MAY)
    assert not event.is_short
    assert events.between(date(2032, 1, 1), date(2032, 2, 1)) == []


def test_what_is_put_off_shows_on_its_old_day_and_its_new_one(tell):
    tell("2031-05-17", "planned", day="2031-05-01")
    tell("2031-06-03", "postponed", day="2031-05-10", former_date="2031-05-17")
    (old,) = events.between(*MAY)
    assert old.status == "postponed"
    assert old.moved.date == "2031-06-03"
    (new,) = events.between(date(2031, 6, 1), date(2031, 7, 1))
    assert new.when.first == date(2031, 6, 3)


def test_what_is_put_off_to_no_day_is_still_on_the_calendar(tell):
    tell(None, "postponed", former_date="2031-05-17")
    (event,) = events.between(*MAY)
    assert (event.status, event.when.first) == ("postponed", date(2031, 5, 17))


def test_an_event_told_again_after_it_was_put_off_is_no_longer_put_off(tell):
    tell("2031-06-03", "postponed", day="2031-05-10", former_date="2031-05-17")
    tell("2031-05-17", "held", day="2031-05-18")
    (event,) = events.between(*MAY)
    assert event.status == "held"


def test_parties_and_places_are_found_by_a_part_of_their_name(tell):
    tell("2031-05-17", place="Новый Лимар")
    tell("2031-05-18", parties=("Совет Содружества",))
    assert [event.when.first.day for event in events.between(*MAY, Choice(party="содруж"))] == [18]
    assert [event.when.first.day for event in events.between(*MAY, Choice(place="лимар"))] == [17]


def test_rejected_meetings_are_on_no_calendar(tell):
    report = tell("2031-05-17")
    report.meetings.update(state="rejected")
    assert events.between(*MAY) == []
    assert events.of_key(report.meetings.get().key) is None


def test_lists_hold_whole_days_and_go_on_where_they_stopped(tell):
    for day, kind in (("17", "talks"), ("18", "talks"), ("18", "visit"), ("19", "talks")):
        tell(f"2031-05-{day}", kind=kind)
    first = events.coming(date(2031, 5, 17), 2)
    assert [event.when.first.day for event in first.events] == [17, 18, 18]
    assert first.next == date(2031, 5, 19)
    second = events.coming(first.next, 2)
    assert [event.when.first.day for event in second.events] == [19]
    assert second.next is None


def test_the_past_runs_backwards_without_gap(tell):
    for day in range(10, 20):
        tell(f"2031-05-{day}")
    seen, page = [], events.past(date(2031, 6, 1), 3)
    seen += page.events
    while page.next:
        page = events.past(page.next, 3)
        seen += page.events
    assert [event.when.first.day for event in seen] == list(range(19, 9, -1))


def test_neighbours_are_the_nearest_days_with_an_event(tell):
    tell("2030-02-03")
    tell("2031-05-17")
    tell("2033-01-01")
    assert events.neighbours(*MAY) == (date(2030, 2, 3), date(2033, 1, 1))


def test_an_event_is_found_by_the_key_of_each_of_its_meetings(tell):
    one, other = tell("2031-05-17"), tell("2031-05-17", "held", day="2031-05-18")
    keys = {report.meetings.get().key for report in (one, other)}
    for key in keys | {one.meetings.get().event}:
        assert {meeting.key for meeting in events.of_key(key).meetings} == keys
    assert {actor.name for actor in events.parties(events.of_key(keys.pop()))} == {"Велария", "Остмарк"}


def test_the_lists_ask_little(tell, django_assert_max_num_queries):
    for day in range(10, 15):
        tell(f"2031-05-{day}")
    with django_assert_max_num_queries(2):
        assert len(events.between(*MAY)) == 5
