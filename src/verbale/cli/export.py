"""``verbale export``: records out in other formats."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.options import Database
from verbale.cli.streams import ending, say
from verbale.errors import MissingInput, VerbaleError, VerificationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from verbale.export.result import Result
    from verbale.types import Record

STREAM = "-"

# Written out, because importing the formats for the help would make it slow; a test holds them to the list.
FORMAT_HELP = "One of jsonl, csv, parquet, ical, jsonld, ftm."
NOUN_HELP = (
    "Of csv and parquet only the table of reports, statements, actors, times, meetings, instruments or positions."
)
QUERY_HELP = (
    "Records of the store's reports that have such statements: words, or what stands in the address of a search "
    "(q=…&speaker=…&act=…); an empty one: all."
)
OUT_HELP = "File to write; of csv and parquet a folder, or a .zip; - is standard output."


def export(
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help=FORMAT_HELP)],
    records: Annotated[
        str | None, typer.Argument(metavar="[RECORDS.jsonl]", help="Records, one a line; - is standard input.")
    ] = None,
    out: Annotated[str, typer.Option(metavar="OUT", help=OUT_HELP)] = STREAM,
    noun: Annotated[str | None, typer.Option(metavar="NOUN", help=NOUN_HELP)] = None,
    query: Annotated[str | None, typer.Option(metavar="QUERY", help=QUERY_HELP)] = None,
    database: Database = None,
) -> None:
    """Write records, from a file or from the store, in another format: tables, a calendar, linked data, entities."""
    if (records is None) == (query is None):
        raise typer.BadParameter("give either a file of records or --query for those of the store")
    check(format_, out, noun)
    with ending():
        if query is not None:
            say(str(write(_stored(query, database), format_, out, noun)))
        elif records is not None:
            with _lines(records) as lines:
                say(str(write(_decoded(records, lines), format_, out, noun)))


def _stored(query: str, database: str | None) -> Iterator[Record]:
    """The records of the reports that a query finds: by statements where it asks anything of those."""
    from urllib.parse import parse_qs

    from verbale.store.answers.query import Query
    from verbale.store.opening import open_store

    asked = Query.from_params(parse_qs(query) if "=" in query else {"q": query})
    open_store(database)
    from verbale.store.answers import asking
    from verbale.store.answers.records import records

    return records(asking.reports_with(asked))


def check(format_: str, out: str, noun: str | None) -> None:
    """Raise ``BadParameter`` where what was asked for cannot be."""
    from verbale.export import formats

    try:
        known = formats.get(format_)
    except VerbaleError as error:
        raise typer.BadParameter(str(error), param_hint="--format") from error
    if noun is not None and (not known.tables or noun not in formats.NOUNS):
        wants = f"is one of {', '.join(formats.NOUNS)}" if known.tables else "goes with csv and parquet"
        raise typer.BadParameter(f"--noun {wants}", param_hint="--noun")
    if out == STREAM and not formats.is_text(known, noun) and sys.stdout.isatty():
        raise typer.BadParameter(f"{known.name} is no text for a terminal; give --out", param_hint="--out")


def write(records: Iterable[Record], format_: str, out: str, noun: str | None) -> Result:
    """Write ``records`` in the format to the file, folder or standard output that ``out`` names."""
    from verbale.export import formats

    known = formats.get(format_)
    if out == STREAM:
        return formats.write(known, records, sys.stdout.buffer, noun)
    return formats.write_path(known, records, Path(out), noun)


@contextmanager
def _lines(name: str) -> Iterator[Iterable[bytes]]:
    if name == STREAM:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115, closed below
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise MissingInput(name, reason, "give a file that verbale read --json wrote") from error
    with stream:
        yield stream


def _decoded(name: str, lines: Iterable[bytes]) -> Iterator[Record]:
    from verbale.export.jsonl import decode_lines

    try:
        yield from decode_lines(lines)
    except VerificationError as error:
        raise VerificationError(f"{'standard input' if name == STREAM else name}: {error}") from error
