"""``verbale reread``: what newer rules find in stored reports."""

from __future__ import annotations

import sys
from collections import Counter, deque
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.options import Database, Jobs, People
from verbale.cli.streams import FAILED, ending, printable, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.cli.runner import Input, Outcome
    from verbale.store.keeping.rereading import Anew, Reread, Stored
    from verbale.store.readings.comparison import Change

BATCH = 16  # reports replaced in one transaction
LONGEST = 100  # characters shown of what has changed

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def reread(
    report: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="Only the report with this key; may be given several times.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also reports that this version has read already.")] = False,
    database: Database = None,
    jobs: Jobs = 1,
    people: People = None,
) -> None:
    """Read stored reports anew that an older version has read, and list what has changed.

    What reviewers have decided on stays as it is. Safe to end at any moment: run it again to go on.
    """
    with ending():
        from verbale import __version__
        from verbale.cli.actors import table_of
        from verbale.cli.progress import shown
        from verbale.store.opening import open_store

        table = table_of(people)
        open_store(database)
        from verbale.store.keeping import rereading  # models can be loaded only now

        total = rereading.count_due(__version__, all_=all_, keys=report or ())
        run = _Rereading(jobs, table)
        try:
            found = rereading.due(__version__, all_=all_, keys=report or ())
            for _ in shown(run.outcomes(found), total, bar=not sys.stdout.isatty()):
                pass
            run.flush()
        finally:
            say(run.line())
    if run.dropped:
        raise typer.Exit(FAILED)


class _Rereading:
    """One run: has stored reports read, puts the readings in place in batches, prints what has changed."""

    def __init__(self, jobs: int, people: str | None) -> None:
        self.dropped: Counter[str] = Counter()
        self._jobs = jobs
        self._people = people
        self._waiting: deque[Stored] = deque()  # given to the reader, in order
        self._batch: list[Anew] = []
        self._counts: Counter[str] = Counter()

    def line(self) -> str:
        """The counts in one line."""
        from verbale.cli.progress import dropped_line
        from verbale.export.result import counted

        counts = self._counts
        line = f"{counted(counts['reports'], 'report')} read anew, {counts['changed reports']:,} with changes: "
        line += f"{counts['added']:,} added, {counts['removed']:,} removed, {counts['changed']:,} changed"
        if counts["reviewed"]:
            line += f"; {counts['reviewed']:,} reviewed, which stay as they are"
        return line + dropped_line(self.dropped)

    def outcomes(self, found: Iterator[Stored]) -> Iterator[None]:
        """Take in the reports; an item for each."""
        first = next(found, None)
        if first is None:
            return
        from django.db import connections

        from verbale.cli.processes import run_in_processes

        connections.close_all()  # the processes are forked, which SQLite's connections must not be
        for outcome in run_in_processes(self._inputs(chain([first], found)), self._jobs, "terms"):
            self._take(outcome, self._waiting.popleft())
            yield

    def _inputs(self, found: Iterator[Stored]) -> Iterator[Input]:
        from verbale.cli.runner import Input

        for stored in found:
            self._waiting.append(stored)
            yield Input(path=stored.key, doc=stored.doc, report=stored.report, people=self._people)

    def _take(self, outcome: Outcome, stored: Stored) -> None:
        from verbale.cli.progress import reason_of
        from verbale.store.keeping.rereading import Anew

        if outcome.error is not None:
            say(outcome.error)
            self.dropped[reason_of(outcome.reason)] += 1
            return
        self._batch.append(Anew(stored, outcome.record(), outcome.terms))
        if len(self._batch) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Put what has been read in its place."""
        from verbale.store.keeping.rereading import replace

        batch, self._batch = self._batch, []
        if batch:
            for reread in replace(batch):
                self._tell(reread)

    def _tell(self, reread: Reread) -> None:
        self._counts["reports"] += 1
        if not reread.changes:
            return
        self._counts["changed reports"] += 1
        sys.stdout.write(f"{reread.key}  {printable(reread.doc)}\n")
        for change in reread.changes:
            self._counts["reviewed" if change.reviewed else change.what] += 1
            sys.stdout.write(f"  {printable(_line(change))}\n")


def _line(change: Change) -> str:
    text = change.text if len(change.text) <= LONGEST else change.text[: LONGEST - 1] + "…"
    line = f"{_SIGNS[change.what]} {change.noun} {change.key or ''} «{text}»".replace("  ", " ")
    if change.fields:
        line += f": {', '.join(change.fields)}"
    return f"{line} (reviewed: stays as it is)" if change.reviewed else line
