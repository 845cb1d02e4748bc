"""``verbale actors``: the user's own table of people; actors of the store joined and split."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.options import Database
from verbale.cli.streams import ending, say
from verbale.errors import VerbaleError

if TYPE_CHECKING:
    from verbale.extract.actors.table import PeopleTable
    from verbale.store.models import Review
    from verbale.store.reviewing.actions import JoinActors, SplitActor, Undo
    from verbale.types import Record

app = typer.Typer(
    help="Keep a table of people that speakers are linked to; join and split the store's actors.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("import")
def import_(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="PEOPLE.csv", help="Columns name, aliases, QID, role, country, from, to; name is needed."
        ),
    ],
) -> None:
    """Check a table of people and keep it: verbale read links speakers to it from then on."""
    with ending():
        from verbale.export.files import replacing
        from verbale.extract.actors.table import load

        rows = load(table).rows
        kept = kept_table()
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            with replacing(kept) as out:
                out.write(table.read_bytes())
        except OSError as error:
            raise VerbaleError(f"{kept}: cannot be written ({error.strerror}); set XDG_DATA_HOME") from error
        people = len({row.qid or row.name for row in rows})
        say(f"{people:,} {'person' if people == 1 else 'people'} kept in {kept}")


Key = Annotated[str, typer.Argument(metavar="KEY", help="An actor's key: verbale show prints it.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; kept with the decision.")]


@app.command()
def join(
    key: Key,
    into: Annotated[str, typer.Argument(metavar="INTO", help="Key of the actor that it is.")],
    reason: Reason = "",
    database: Database = None,
) -> None:
    """Two actors are one: the second takes all that the first has in any report."""
    with ending():
        _open(database)
        from verbale.store.reviewing.actions import JoinActors

        review = _perform(JoinActors(key=key, into=into), reason)
        say(
            f"{_named(review.item)} is {_named(review.after['into'])} now; verbale actors undo {review.number} undoes it"
        )


@app.command()
def split(
    key: Key,
    places: Annotated[
        list[str],
        typer.Argument(metavar="REPORT[:ITEM]", help="Keys of the reports in which it is somebody else."),
    ],
    reason: Reason = "",
    database: Database = None,
) -> None:
    """An actor is two: the appearances in the reports given are of another, a new one."""
    with ending():
        _open(database)
        from verbale.export.result import counted
        from verbale.store.reviewing.actions import SplitActor
        from verbale.store.reviewing.actions.moving import places_in

        review = _perform(SplitActor(key=key, places=places_in(key, places)), reason)
        count = counted(len(review.after["appearances"]), "appearance")
        say(f"{_named(review.after['new'])} has {count}; verbale actors undo {review.number} undoes it")


@app.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Of the join or split, as it was said.")],
    reason: Reason = "",
    database: Database = None,
) -> None:
    """Take a join or split back; its entry in the chain of reviews stays."""
    with ending():
        _open(database)
        from verbale.store.reviewing.actions import Undo

        say(f"{_perform(Undo(number=number), reason).after['undone']} is undone")


@app.command()
def forget() -> None:
    """Remove the table that import has kept."""
    with ending():
        kept = kept_table()
        try:
            kept.unlink()
        except FileNotFoundError:
            say("there is no table")
        except OSError as error:
            raise VerbaleError(f"{kept}: cannot be removed ({error.strerror})") from error
        else:
            say(f"{kept} removed")


def _open(database: str | None) -> None:
    from verbale.store.opening import open_store

    open_store(database)


def _perform(action: JoinActors | SplitActor | Undo, reason: str) -> Review:
    from verbale.store.reviewing.chain import Author

    return action.perform(Author.of(None), reason)


def _named(key: str) -> str:
    from verbale.store.models import Actor

    return f"{Actor.objects.get(key=key)} ({key})"


def kept_table() -> Path:
    """Where the user's table is kept, by the XDG Base Directory Specification."""
    home = os.environ.get("XDG_DATA_HOME", "")
    data = Path(home) if Path(home).is_absolute() else Path.home() / ".local" / "share"
    return data / "verbale" / "people.csv"


def table_of(given: Path | None) -> str | None:
    """The table to link to: the one given, else the one that is kept, else none. Raises ``DataError`` where it is wrong."""
    if given is None and not kept_table().is_file():
        return None
    path = str(given or kept_table())
    _loaded(path)  # wrong tables are told before anything is read; forked processes have it too
    return path


def linked(record: Record, table: str) -> Record:
    """``record`` with its people linked to the ``table`` of that path."""
    from msgspec.structs import replace

    return replace(record, actors=_loaded(table).link(record.actors, record.report.published))


@cache
def _loaded(table: str) -> PeopleTable:
    from verbale.extract.actors.table import load

    return load(table)
