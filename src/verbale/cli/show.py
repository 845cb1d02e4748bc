"""``verbale show``: one thing in the store, by its key or name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.asking import write_json
from verbale.cli.options import AsJson, Database
from verbale.cli.streams import ending, printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

    from verbale.store.answers.current import CurrentReport
    from verbale.store.answers.events import Event
    from verbale.store.answers.plain import Plain
    from verbale.store.models import Actor, Instrument, Report, Statement

    Shown = tuple[list[RenderableType], Plain]  # for people, and as JSON

NEWEST = 20  # rows of a list in what is shown
CONTEXT = 200  # characters around a statement

_KEY = re.compile(r"[a-z2-7]{12}")


def show(
    what: Annotated[str, typer.Argument(metavar="KEY|NAME", help="A key, an address, or an actor's or paper's name.")],
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Print a report, statement, actor, meeting or instrument with all that the store knows of it."""
    with ending():
        from verbale.store.opening import open_store

        open_store(database)
        from verbale.cli import listing

        parts, plain = _found(what.strip())
        if as_json:
            write_json([plain])
        else:
            listing.show(*parts)


def _found(what: str) -> Shown:
    """What is under a key, else at an address, else of a name. Raises ``NotStored`` where there is nothing."""
    from verbale.errors import NotStored
    from verbale.store.answers import asking
    from verbale.store.models import Report
    from verbale.store.people import sides

    if _KEY.fullmatch(what) and (shown := _under(what)) is not None:
        return shown
    report = Report.objects.filter(url=what).first()
    if report is not None:
        return _report(report)
    try:
        actors = sides.named(what).actors
    except NotStored as nobody:
        try:
            return _instrument(asking.instruments_named(what)[0])
        except NotStored:
            raise nobody from None
    return _actor(actors[0]) if len(actors) == 1 else _choice(actors)


def _under(key: str) -> Shown | None:
    from verbale.store.answers import events
    from verbale.store.models import Actor, Instrument, Report, Statement

    kinds: tuple[tuple[Any, Callable[[Any], Shown]], ...] = (
        (Report.objects, _report),
        (Statement.objects.shown(), _statement),
        (Actor.objects, _actor),
        (Instrument.objects, _instrument),
    )
    for rows, shown in kinds:
        row = rows.filter(key=key).first()
        if row is not None:
            return shown(row)
    event = events.of_key(key)
    return _meeting(event) if event is not None else None


def _report(row: Report) -> Shown:
    from verbale.cli import listing
    from verbale.store.answers import plain
    from verbale.store.answers.current import current_report

    report = current_report(row.key)
    published = row.published or str(row.day)
    parts: list[RenderableType] = [listing.heading(row.title or row.doc, row.outlet, published, row.url)]
    parts += (listing.heading("", "copy", copy.outlet, copy.published, copy.url) for copy in report.copies)
    if report.statements:
        parts += ["", listing.statements(report.statements)]
    parts += _papers_and_meetings(report)
    known = {
        "copies": [{"outlet": copy.outlet, "url": copy.url, "day": copy.day} for copy in report.copies],
        "statements": [plain.statement(statement) for statement in report.statements],
        "meetings": [meeting.key for meeting in report.meetings],
        "instruments": [plain.instrument(citation.instrument) for citation in report.citations],
        "text": report.text,
    }
    return parts, plain.report(row) | known


def _papers_and_meetings(report: CurrentReport) -> list[RenderableType]:
    from verbale.cli import listing

    rows = [
        (
            f"{meeting.kind.replace('_', ' ')}, {meeting.status}",
            ", ".join(meeting.party_names),
            meeting.date,
            meeting.key,
        )
        for meeting in report.meetings
    ]
    rows += [(paper.kind, paper.name, paper.date, paper.instrument.key) for paper in report.citations]
    if not rows:
        return []
    made = listing.table(("what", 2), ("who or which", 6), ("date", 0), ("key", 0))
    for row in rows:
        made.add_row(*(printable(cell or "") for cell in row))
    return ["", made]


def _statement(row: Statement) -> Shown:
    from rich.text import Text

    from verbale.cli import listing
    from verbale.store.answers import plain
    from verbale.store.answers.current import text_of
    from verbale.store.models import Statement

    text = text_of(row.report)
    parts: list[RenderableType] = [
        listing.heading(row.report.title or row.report.doc, row.outlet, str(row.day), row.report.url),
        listing.statements([row]),
        Text(_context(row, text)),
        Text(f"rule {row.rule} · probability {row.confidence:.2f} · report {row.report.key}", style="dim"),
    ]
    others: list[Statement] = []
    if row.utterance_id is not None:
        same = Statement.objects.visible().filter(utterance=row.utterance_id).exclude(pk=row.pk)
        others = list(same.shown().order_by("day", "pk")[:NEWEST])
    if others:
        parts += ["", listing.heading("The same in other reports"), listing.statements(others)]
    return parts, plain.statement(row) | {"also": [plain.statement(other) for other in others]}


def _context(row: Statement, text: str) -> str:
    """The text around a statement, from its first character to its last."""
    first, last = row.spans["content"][0][0], row.spans["content"][-1][1]
    before, after = text[max(first - CONTEXT, 0) : first], text[last : last + CONTEXT]
    return "…" + printable(f"{before}⟦{text[first:last]}⟧{after}") + "…"


def _actor(row: Actor) -> Shown:
    from verbale.cli import listing
    from verbale.store.answers import asking, plain
    from verbale.store.answers.query import Query
    from verbale.store.models import Statement

    rows = Statement.objects.visible().by(row)
    names = list(row.names.order_by("-count", "pk").values_list("name", flat=True)[:NEWEST])
    others = [name for name in names if name != row.name]
    found, number = asking.facets(rows), asking.count(rows)
    newest = asking.page(rows.shown(), Query(limit=NEWEST)).rows
    codes = [row.type, row.country, row.code, row.qid, f"{number} statement{'s' if number.number != 1 else ''}"]
    parts: list[RenderableType] = [
        listing.heading(row.name, *codes),
        *([listing.heading("", "also " + ", ".join(others))] if others else []),
    ]
    for title, facets in (("act", found.act), ("towards", found.target), ("in", found.outlet)):
        if facets:
            parts.append(listing.counts(title, ((facet.label, facet.count) for facet in facets)))
    if newest:
        parts += ["", listing.statements(newest)]
    known = {
        "names": names,
        "statements": number.number,
        "acts": {facet.value: facet.count for facet in found.act},
        "newest": [plain.statement(statement) for statement in newest],
    }
    return parts, plain.actor(row) | known


def _choice(rows: tuple[Actor, ...]) -> Shown:
    from verbale.cli import listing
    from verbale.store.answers import plain

    title = listing.heading(f"{len(rows)} actors of that name or code; show one by its key")
    return [title, listing.actors(rows)], {"actors": [plain.actor(row) for row in rows]}


def _instrument(row: Instrument) -> Shown:
    from verbale.cli import listing
    from verbale.store.answers import plain
    from verbale.store.models import Citation, Statement

    cited = list(Citation.objects.visible().of(row).newest().select_related("report")[:NEWEST])
    said = list(Statement.objects.visible().about(row).newest().shown()[:NEWEST])
    parts: list[RenderableType] = [listing.heading(row.name, row.kind, row.date)]
    if said:
        parts += ["", listing.statements(said)]
    if cited:
        parts += ["", listing.citations(cited)]
    known = {"statements": [plain.statement(one) for one in said], "citations": [plain.citation(one) for one in cited]}
    return parts, plain.instrument(row) | known


def _meeting(event: Event) -> Shown:
    from verbale.cli import listing
    from verbale.store.answers import plain

    told = listing.table(("when", 0), ("outlet", 3), ("title", 8), ("report", 0))
    for meeting in event.meetings:
        report = meeting.report
        told.add_row(str(report.day), printable(report.outlet or ""), printable(report.title or report.doc), report.key)
    return [listing.events([event]), "", told], plain.event(event)
