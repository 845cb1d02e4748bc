"""``verbale verify``: whether every record holds."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.streams import FAILED, ending, printable, say
from verbale.errors import MissingInput

if TYPE_CHECKING:
    from collections.abc import Iterable


def verify(
    file: Annotated[str, typer.Argument(metavar="FILE.jsonl", help="Records, one JSON object a line; - is stdin.")],
) -> None:
    """Check records against their own texts: every span, every hash, every reference. Names what does not hold."""
    with ending():
        try:
            lines = nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb")  # noqa: SIM115, closed below
        except OSError as error:
            reason = error.strerror or "cannot be opened"
            raise MissingInput(file, reason, "give a file that verbale read --json wrote") from error
        with lines as source:
            wrong = _verify_lines(source)
    if wrong:
        raise typer.Exit(FAILED)


def _verify_lines(lines: Iterable[bytes]) -> int:
    """Print each problem; how many records do not hold."""
    from verbale.errors import VerificationError
    from verbale.export.jsonl import decode
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
        say(f"{wrong:,} of {records:,} records do not hold")
    elif not records:
        say("no records to verify")
    else:
        say(f"{records:,} records hold, with {spans:,} spans")
    return wrong
