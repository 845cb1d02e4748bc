"""``verbale search``: who said what, in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.asking import DATE_HELP, go_on, query_of, write_json
from verbale.cli.options import AsJson, Database, Limit
from verbale.cli.streams import ending, write_line

if TYPE_CHECKING:
    from verbale.store.answers.query import Query

WORDS_HELP = (
    'Words, in any form; "side by side" in quotation marks, -without, one OR another. Quote them for the shell.'
)


def search(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help=WORDS_HELP)] = None,
    speaker: Annotated[str | None, typer.Option(metavar="WHO", help="Name, key, or code (RUS, NATO).")] = None,
    target: Annotated[str | None, typer.Option(metavar="WHO", help="Towards whom: name, key or code.")] = None,
    act: Annotated[list[str] | None, typer.Option(metavar="ACT", help="REJECT, REQUEST, AGREE …; repeatable.")] = None,
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND", help="direct, indirect or mixed.")] = None,
    outlet: Annotated[list[str] | None, typer.Option(metavar="OUTLET", help="Who published it; repeatable.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help=f"Reports from this day on: {DATE_HELP}")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Reports until this day.")] = None,
    said_since: Annotated[str | None, typer.Option(metavar="DATE", help="Said on this day or later.")] = None,
    said_until: Annotated[str | None, typer.Option(metavar="DATE", help="Said on this day or earlier.")] = None,
    instrument: Annotated[str | None, typer.Option(metavar="NAME", help="Speaks of it: name or key.")] = None,
    language: Annotated[list[str] | None, typer.Option(metavar="CODE", help="ISO 639-1; repeatable.")] = None,
    state: Annotated[
        list[str] | None, typer.Option(metavar="STATE", help="read, accepted, corrected, rejected; repeatable.")
    ] = None,
    sort: Annotated[str, typer.Option(metavar="ORDER", help="date, or rank: what fits best first.")] = "date",
    limit: Limit = 20,
    after: Annotated[str | None, typer.Option(metavar="CURSOR", help="Go on after the page before.")] = None,
    reports: Annotated[bool, typer.Option("--reports", help="Reports, by title and text, not statements.")] = False,
    as_json: AsJson = False,
    count: Annotated[bool, typer.Option("--count", help="Print only how many there are.")] = False,
    database: Database = None,
) -> None:
    """Print the statements that fit all that is asked, the newest report's first."""
    with ending():
        from verbale.store.opening import open_store

        query = query_of(
            q=" ".join(words or ()), speaker=speaker, target=target, act=act, kind=kind, outlet=outlet, since=since,
            until=until, said_since=said_since, said_until=said_until, instrument=instrument, language=language,
            state=state, sort=sort, limit=limit, after=after,
        )  # fmt: skip
        open_store(database)
        if count:
            _count(query, reports=reports)
        elif reports:
            _reports(query, as_json=as_json)
        else:
            _statements(query, as_json=as_json)


def _count(query: Query, *, reports: bool) -> None:
    from verbale.store.answers import asking

    rows = asking.reports(query) if reports else asking.statements(query)
    write_line(str(rows.order_by().count()).encode())


def _statements(query: Query, *, as_json: bool) -> None:
    from verbale.cli import listing
    from verbale.store.answers import asking, plain

    found = asking.page(asking.statements(query).shown(), query)
    if as_json:
        write_json(map(plain.statement, found.rows))
    elif found.rows:
        listing.show(listing.statements(found.rows))
    go_on(len(found.rows), found.next)


def _reports(query: Query, *, as_json: bool) -> None:
    from verbale.cli import listing
    from verbale.store.answers import asking, plain

    found = asking.page(asking.reports(query), query)
    if as_json:
        write_json(map(plain.report, found.rows))
    elif found.rows:
        listing.show(listing.reports(found.rows))
    go_on(len(found.rows), found.next)
