"""``verbale positions``: what two sides demand, refuse and offer each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from verbale.cli.asking import DATE_HELP, query_of, write_json
from verbale.cli.options import AsJson, Database, Limit
from verbale.cli.streams import ending, say
from verbale.types import Act

if TYPE_CHECKING:
    from verbale.store.models.querysets import PositionQuerySet


def positions(
    between: Annotated[
        tuple[str, str],
        typer.Option(metavar="ONE OTHER", help="Names, keys or codes; a state's code stands for its bodies too."),
    ],
    since: Annotated[str | None, typer.Option(metavar="DATE", help=f"Reports from this day on: {DATE_HELP}")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Reports until this day.")] = None,
    limit: Limit = 20,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Print how often each side takes which position towards the other, and the newest ones."""
    with ending():
        from verbale.store.opening import open_store

        query = query_of(since=since, until=until, limit=limit)
        open_store(database)
        from verbale.store.answers import plain, stances
        from verbale.store.people.sides import side

        one, other = map(side, between)
        directions = {
            (speaker.name, target.name): stances.held(speaker, target).between(query.since, query.until)
            for speaker, target in ((one, other), (other, one))
        }
        if as_json:
            for rows in directions.values():
                write_json(map(plain.position, stances.page(rows, "", query.limit).positions))
        else:
            _show(directions, query.limit)


def _show(directions: dict[tuple[str, str], PositionQuerySet], limit: int) -> None:
    from verbale.cli import listing
    from verbale.store.answers import stances

    tallies = {pair: stances.tally(rows) for pair, rows in directions.items()}
    if not any(tally.total for tally in tallies.values()):
        say("nothing found")
        return
    matrix = listing.table(("", 3), *((f"{speaker} → {target}", 4) for speaker, target in directions))
    for act in get_args(Act):
        counts = [sum(times for _, name, times in tally.days if name == act) for tally in tallies.values()]
        if any(counts):
            matrix.add_row(act, *(str(count or "") for count in counts))
    listing.show(matrix)
    for (speaker, target), rows in directions.items():
        newest = stances.page(rows, "", limit).positions
        if newest:
            listing.show("", listing.heading(f"{speaker} → {target}"), listing.positions(newest))
