"""``verbale verify``: whether every record holds, and all that is stored."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.options import Database
from verbale.cli.streams import FAILED, ending, printable, say
from verbale.errors import MissingInput

if TYPE_CHECKING:
    from collections.abc import Iterable


def verify(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE.jsonl]", help="Records, one JSON object a line; - is stdin. By default the store."
        ),
    ] = None,
    database: Database = None,
) -> None:
    """Check records against their own texts, or all that the store has. Names what does not hold, and changes nothing."""
    if file is not None and database is not None:
        raise typer.BadParameter("give a file of records or a database, not both")
    with ending():
        wrong = _verify_store(database) if file is None else _verify_file(file)
    if wrong:
        raise typer.Exit(FAILED)


def _verify_store(database: str | None) -> int:
    """Print each problem of the store; how many there are."""
    from verbale.cli.progress import shown
    from verbale.store.opening import open_store

    open_store(database)
    from verbale.export.result import counted
    from verbale.store.upkeep.verifying import count, verify

    wrong = 0
    for problems in shown(verify(), count(), bar=not sys.stdout.isatty()):
        wrong += len(problems)
        for problem in problems:
            sys.stdout.write(f"{printable(str(problem))}\n")
    if wrong:
        say(f"{counted(wrong, 'problem')} in the store; restore a backup, or keep the file and report this")
    else:
        say(f"the store holds: {count():,} texts, records and reports with all that was read in them, and every review")
    return wrong


def _verify_file(file: str) -> int:
    """Print each problem of a file of records; how many of them do not hold."""
    try:
        lines = nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb")  # noqa: SIM115, closed below
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise MissingInput(file, reason, "give a file that verbale read --json wrote") from error
    with lines as source:
        return _verify_lines(source)


def _verify_lines(lines: Iterable[bytes]) -> int:
    """Print each problem; how many records do not hold."""
    from verbale.errors import VerificationError
    from verbale.export.jsonl import decode
    from verbale.export.result import counted
    from verbale.verification import count_spans
    from verbale.verification import verify as problems_of

    records = spans = wrong = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        records += 1
        try:
            record = decode(line)
        except VerificationError as error:
            sys.stdout.write(f"line {number}: {printable(str(error))}\n")
            wrong += 1
            continue
        spans += count_spans(record)
        problems = problems_of(record)
        wrong += bool(problems)
        for problem in problems:
            sys.stdout.write(f"line {number}: {printable(str(problem))}\n")
    if wrong:
        say(f"{wrong:,} of {counted(records, 'record')} {'does' if wrong == 1 else 'do'} not hold")
    elif not records:
        say("no records to verify")
    else:
        say(f"{counted(records, 'record')} {'holds' if records == 1 else 'hold'}, with {counted(spans, 'span')}")
    return wrong
