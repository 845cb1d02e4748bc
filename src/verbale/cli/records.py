"""Records from files that ``verbale read --json`` wrote, each verified before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from verbale.errors import MissingInput, VerbaleError, VerificationError
from verbale.types import Record

LONGEST = 500_000_000  # bytes of a line; a report of the largest size has a record of less than half of that


def verified(path: str) -> Iterator[Record | VerbaleError]:
    """The record of each line of a file, or why there is none: the file or the line cannot be read or does not hold."""
    from verbale.export.jsonl import decode
    from verbale.verification import verify

    try:
        with Path(path).open("rb") as file:
            number = 0
            while line := file.readline(LONGEST):
                number += 1
                if not line.strip():
                    continue
                try:
                    record = decode(line)
                except VerificationError as error:
                    yield VerificationError(f"{path}: line {number}: {error}")
                    continue
                problems = verify(record)
                yield VerificationError(f"{path}: line {number}: {problems[0]}") if problems else record
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        yield MissingInput(path, reason, "give a file that verbale read --json wrote")
