"""Any search in other forms: a feed, a table, JSON and the meetings of the reports that were found.

All are written while they are sent and hold a bounded number of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain, islice

import msgspec
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from verbale.errors import NotStored, QueryError
from verbale.export import csv, icalendar
from verbale.export.text import plain
from verbale.store.answers import asking, events
from verbale.store.answers.query import Query
from verbale.store.models import Statement
from verbale.web import appointments, freshness
from verbale.web.addresses import search_url
from verbale.web.templatetags.verbale import ACTS
from verbale.web.told import told

IN_FEED = 50  # statements
MOST = 10_000  # statements of a table
REPORTS = 2_000  # the newest that were found, whose meetings are told
CHUNK = 500  # rows fetched at a time

Answer = Callable[[HttpRequest, Query], HttpResponseBase]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as other programs get it."""

    key: str
    page: str  # its address here
    speaker: str | None
    speaker_key: str | None
    act: str
    target: str | None
    target_key: str | None
    content: str
    kind: str
    cue: str | None
    source: str | None
    said: str | None  # ISO 8601 day, as all days
    outlet: str | None
    day: str
    language: str
    title: str | None
    url: str | None  # of the report, as it was published
    report: str
    state: str


def asked(answer: Answer) -> Callable[[HttpRequest], HttpResponseBase]:
    """``answer`` given the query that the address says; a plain error where it says none."""

    @require_safe
    @condition(etag_func=freshness.etag)
    def respond(request: HttpRequest) -> HttpResponseBase:
        try:
            response = answer(request, Query.from_params(request.GET))
        except (QueryError, NotStored) as error:
            status = 400 if isinstance(error, QueryError) else 404
            return HttpResponse(f"{told(error)}\n", status=status, content_type="text/plain; charset=utf-8")
        response.headers["Cache-Control"] = "max-age=300"
        return response

    return respond


@asked
def feed(request: HttpRequest, query: Query) -> HttpResponseBase:
    """The newest statements that were found, as an Atom feed."""
    found = asking.statements(query).shown().newest()[:IN_FEED]
    atom = Atom1Feed(
        title=plain(": ".join(filter(None, (_("Verbale"), query.words)))),
        link=request.build_absolute_uri(search_url(query)),
        description="",
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for statement in found:
        page = request.build_absolute_uri(reverse("statement", args=[statement.key]))
        said = f"{statement.speaker_name or _('source not named')} {ACTS.get(statement.act, statement.act)}"
        atom.add_item(
            title=plain(said),
            link=page,
            description=plain(statement.content),
            unique_id=page,
            updateddate=_midnight(statement),
            author_name=plain(statement.outlet or ""),
            categories=[statement.act],
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=f"{atom.content_type}")


@asked
def table(request: HttpRequest, query: Query) -> HttpResponseBase:
    """The statements that were found, as a table (CSV), newest first."""
    fields = Row.__struct_fields__
    rows = ([getattr(row, field) for field in fields] for row in _rows(request, query))
    return _streamed(csv.lines(fields, rows), "text/csv; charset=utf-8", "statements.csv")


@asked
def json(request: HttpRequest, query: Query) -> HttpResponseBase:
    """The statements that were found, as a JSON array, newest first."""
    encode = msgspec.json.Encoder().encode
    rows = _rows(request, query)
    first = (encode(row) for row in islice(rows, 1))
    pieces = chain([b"["], first, (b",\n" + encode(row) for row in rows), [b"]\n"])
    return _streamed(pieces, "application/json", "statements.json")


@asked
def meetings(request: HttpRequest, query: Query) -> HttpResponseBase:
    """The meetings of the reports in which statements were found (iCalendar)."""
    found = asking.statements(query).newest().values_list("report_id", flat=True)[:MOST]
    reports = list(islice(dict.fromkeys(found), REPORTS))
    return appointments.response(request, events.of_reports(reports), "meetings.ics")


def _rows(request: HttpRequest, query: Query) -> Iterator[Row]:
    found = asking.statements(query).shown().newest()[:MOST]
    return (_row(request, statement) for statement in found.iterator(chunk_size=CHUNK))


def _row(request: HttpRequest, statement: Statement) -> Row:
    report, speaker, target = statement.report, statement.speaker, statement.target
    return Row(
        key=statement.key,
        page=request.build_absolute_uri(reverse("statement", args=[statement.key])),
        speaker=_plain(statement.speaker_name),
        speaker_key=speaker.key if speaker else None,
        act=statement.act,
        target=_plain(target.name) if target else None,
        target_key=target.key if target else None,
        content=plain(statement.content),
        kind=statement.kind,
        cue=_plain(statement.cue),
        source=_plain(statement.source),
        said=statement.said.isoformat() if statement.said else None,
        outlet=_plain(statement.outlet),
        day=statement.day.isoformat(),
        language=plain(statement.language),
        title=_plain(report.title),
        url=_plain(report.url),
        report=report.key,
        state=statement.state,
    )


def _plain(text: str | None) -> str | None:
    return plain(text) if text is not None else None


def _streamed(pieces: Iterator[str] | Iterator[bytes], content_type: str, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=content_type, headers=headers)


def _midnight(statement: Statement) -> datetime:
    """When the report was published, as far as it tells; a feed wants a time."""
    published = icalendar.stamp(statement.report.published, None)
    if published.date() == statement.day:
        return published
    return datetime.combine(statement.day, datetime.min.time(), timezone.get_current_timezone())


urlpatterns = [
    path("feeds/search.atom", feed, name="search_feed"),
    path("search.csv", table, name="search_csv"),
    path("search.json", json, name="search_json"),
    path("search.ics", meetings, name="search_ics"),
]
