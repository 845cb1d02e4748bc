"""``verbale migrate``, ``check``, ``backup`` and ``restore``: the store kept well."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.options import Database
from verbale.cli.streams import FAILED, ending, printable, say


def migrate(database: Database = None) -> None:
    """Bring the store's tables to this version of Verbale; safe to end at any moment and to run again."""
    with ending():
        from verbale.store import opening

        opening.start(database)
        if opening.schema_state() == "newer":
            opening.open_store()  # says so
        before = opening.schema_state()
        opening.migrate()
        say("the store was at this version already" if before == "current" else "the store is at this version now")


def check(database: Database = None) -> None:
    """Look for what may be wrong with how the store is kept; docs/checks.md explains the numbers."""
    with ending():
        from verbale.export.result import counted
        from verbale.store import opening

        opening.start(database)
        from verbale.store.upkeep.checks import check as findings_of

        findings = findings_of()
        for finding in findings:
            sys.stdout.write(f"{printable(str(finding))}\n")
        errors = sum(finding.severity == "error" for finding in findings)
        said = f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}"
        say(said if findings else "nothing found: all is well")
    if errors:
        raise typer.Exit(FAILED)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; a backup there before is replaced.")],
    database: Database = None,
) -> None:
    """Write the whole store to one file, consistent and checked, while others go on reading and writing."""
    with ending():
        from verbale.store.opening import open_store

        open_store(database)
        from verbale.store.upkeep.backups import backup as write

        say(f"{file}: {write(file):,} bytes")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    replace: Annotated[bool, typer.Option("--replace", help="Lose what the store has now.")] = False,
    database: Database = None,
) -> None:
    """Fill the store from a backup, in one go: where it fails, the store is as it was."""
    with ending():
        from verbale.store import opening

        opening.start(database)
        from verbale.store.upkeep.backups import restore as fill

        fill(file, replace=replace)
        state = opening.schema_state()
        say(f"restored from {file}" + ("; it is of an older Verbale: run verbale migrate" if state == "older" else ""))
