"""``verbale calendar``: who meets when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.asking import DATE_HELP, go_on, query_of, write_json
from verbale.cli.options import AsJson, Database
from verbale.cli.streams import ending

if TYPE_CHECKING:
    from icalendar import Event as Appointment

    from verbale.store.answers.events import Event

AHEAD = timedelta(days=365)


def calendar(
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=f"First day, by default today: {DATE_HELP}")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, by default a year later.")] = None,
    party: Annotated[str, typer.Option(metavar="NAME", help="Who meets: part of a name.")] = "",
    place: Annotated[str, typer.Option(metavar="NAME", help="Where: part of a name.")] = "",
    as_json: AsJson = False,
    ical: Annotated[bool, typer.Option("--ical", help="Write an iCalendar.")] = False,
    database: Database = None,
) -> None:
    """Print the meetings that reports tell of, by their days: planned, held, put off and called off."""
    if as_json and ical:
        raise typer.BadParameter("--json and --ical are two formats; choose one")
    with ending():
        from verbale.store.opening import open_store

        start, after = _days(first, last)
        open_store(database)
        from verbale.cli import listing
        from verbale.store.answers import events, plain

        found = events.between(start, after, events.Choice(party, place))
        if ical:
            _write_calendar(found)
        elif as_json:
            write_json(map(plain.event, found))
        elif found:
            listing.show(listing.events(found))
        go_on(len(found), None)


def _days(first: str | None, last: str | None) -> tuple[date, date]:
    """The first day, and the day after the last."""
    asked = query_of(since=first, until=last)
    start = asked.since or datetime.now(UTC).date()
    if asked.until is None:
        return start, start + AHEAD
    return start if first else min(start, asked.until), asked.until + timedelta(days=1)


def _write_calendar(found: list[Event]) -> None:
    """One calendar to standard output, with an event for each encounter however many reports tell of it."""
    import sys

    from verbale.export import icalendar

    items = map(_appointment, found)
    calendar = icalendar.subscription((item for item in items if item is not None), "Verbale", timedelta(hours=6))
    for piece in calendar:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _appointment(event: Event) -> Appointment | None:
    from verbale.export import icalendar

    report = event.latest.report
    told = [one.report.title or one.report.doc for one in event.meetings]
    return icalendar.appointment(
        event.meeting,
        uid=f"{event.latest.event}@verbale",
        made=icalendar.stamp(report.published, report.retrieved),
        description="\n".join(told),
        url=report.url,
    )
