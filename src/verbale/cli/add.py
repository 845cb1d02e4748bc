"""``verbale add``: reports into the store."""

from __future__ import annotations

import time
from collections import Counter, deque
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.options import Database, Jobs, Language, People, Published
from verbale.cli.streams import FAILED, ending, say
from verbale.errors import InputError, VerbaleError, VerificationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from verbale.cli.runner import Input, Outcome
    from verbale.cli.sources import Source
    from verbale.store.keeping.adding import Draft
    from verbale.types import Record, Terms

LOOK_AHEAD = 32  # files looked up at once before they are read
BATCH = 32  # reports kept in one transaction, at most
BATCH_SECONDS = 1.0  # a report waits for others, at most


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="Text and HTML files, folders of them, records (.jsonl); - is standard input."
        ),
    ],
    database: Database = None,
    jobs: Jobs = 1,
    published: Published = None,
    language: Language = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who published the reports; by default as a page says.")
    ] = None,
    people: People = None,
) -> None:
    """Read reports and keep what they say; safe to run again, beside others, and to end at any moment."""
    with ending():
        from verbale.cli.actors import table_of
        from verbale.cli.runner import Input
        from verbale.cli.sources import sources
        from verbale.store.opening import open_store

        table = table_of(people)
        found, skipped = sources(paths)
        open_store(database, create=True)
        adding = _Adding(jobs, Input(path="", doc="", published=published, language=language, people=table), outlet)
        try:
            adding.run(found)
        finally:
            say(adding.counts.line(skipped))
    if adding.counts.dropped:
        raise typer.Exit(FAILED)


class _Counts:
    """What became of the reports."""

    def __init__(self) -> None:
        self.kept: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()

    def line(self, skipped: Counter[str]) -> str:
        """The counts in one line; ``skipped`` files of folders were never tried."""
        from verbale.cli.progress import dropped_line
        from verbale.export.result import counted

        total = self.kept.total() + self.dropped.total()
        kept = self.kept
        line = f"{counted(total, 'report')}: {kept['added']:,} added, {counted(kept['copy'], 'copy')}, {kept['known']:,} known"
        line += dropped_line(self.dropped)
        if skipped:
            reasons = ", ".join(f"{count:,} {reason}" for reason, count in skipped.most_common())
            line += f"; {counted(skipped.total(), 'file')} skipped: {reasons}"
        return line


class _Adding:
    """One run: looks files up, has those that are new read, keeps the records in batches."""

    def __init__(self, jobs: int, template: Input, outlet: str | None) -> None:
        self.counts = _Counts()
        self._jobs = jobs
        self._template = template  # what all inputs have in common
        self._outlet = outlet
        self._waiting: deque[Input] = deque()  # given to the reader, in order
        self._settled = 0  # files that need no reading, not yet shown in the progress
        self._batch: list[Draft] = []
        self._since = 0.0

    def run(self, sources: list[Source]) -> None:
        """Take in all ``sources``."""
        from verbale.cli.progress import shown

        for _ in shown(self._all(sources), len(sources), bar=True):
            pass
        self._flush()

    def _all(self, sources: list[Source]) -> Iterator[None]:
        """Take in the sources; an item for each report that is done with."""
        inputs = self._unknown(source for source in sources if not source.is_records)
        for outcome in self._outcomes(inputs):
            self._take(outcome, self._waiting.popleft())
            yield from self._rest()
            yield
        yield from self._rest()
        for source in sources:
            if source.is_records:
                yield from self._records(source)

    def _outcomes(self, inputs: Iterator[Input]) -> Iterator[Outcome]:
        """What is read in the inputs, in other processes, so that this one keeps what they have read meanwhile."""
        first = next(inputs, None)
        if first is None:  # nothing is new: no models need to be loaded
            return
        from django.db import connections

        from verbale.cli.processes import run_in_processes

        connections.close_all()  # the processes are forked, which SQLite's connections must not be
        yield from run_in_processes(chain([first], inputs), self._jobs, "terms")

    def _rest(self) -> Iterator[None]:
        while self._settled:
            self._settled -= 1
            yield

    def _unknown(self, sources: Iterable[Source]) -> Iterator[Input]:
        """The inputs that the store does not have, with their bytes."""
        import hashlib

        from verbale.cli.runner import chunks
        from verbale.store.keeping.adding import known_files

        for chunk in chunks(sources, LOOK_AHEAD):
            inputs = [one for source in chunk if (one := self._loaded(source)) is not None]
            hashes = [hashlib.sha256(one.data or b"").hexdigest() for one in inputs]
            known = known_files(hashes, self._outlet)
            for one, digest in zip(inputs, hashes, strict=True):
                if digest in known:
                    self.counts.kept["known"] += 1
                    self._settled += 1
                else:
                    self._waiting.append(one)
                    yield one

    def _loaded(self, source: Source) -> Input | None:
        from msgspec.structs import replace

        from verbale.intake import read_bytes

        given = source.input(self._template)
        try:
            return given if given.data is not None else replace(given, data=read_bytes(source.path))
        except InputError as error:
            self._drop(str(error), type(error).__name__)
            self._settled += 1
            return None

    def _take(self, outcome: Outcome, given: Input) -> None:
        if outcome.error is not None:
            self._drop(outcome.error, outcome.reason)
        else:
            self._keep(outcome.record(), given.data, outcome.terms)

    def _records(self, source: Source) -> Iterator[None]:
        """Keep the records of a file, each after it was verified."""
        from verbale.cli.records import verified

        for found in verified(source.path):
            if isinstance(found, VerbaleError):
                self._drop(str(found), type(found).__name__)
            else:
                self._keep(found)
            yield

    def _keep(self, record: Record, raw: bytes | None = None, terms: Terms | None = None) -> None:
        from msgspec.structs import replace

        from verbale.store.keeping.adding import Entry, draft

        if self._outlet is not None:
            record = replace(record, report=replace(record.report, outlet=self._outlet))
        try:
            self._batch.append(draft(Entry(record=record, raw=raw, terms=terms)))
        except VerificationError as error:
            self._drop(str(error), type(error).__name__)
            return
        now = time.monotonic()
        if len(self._batch) == 1:
            self._since = now
        if len(self._batch) >= BATCH or now - self._since >= BATCH_SECONDS:
            self._flush()

    def _flush(self) -> None:
        from verbale.store.keeping.adding import keep

        batch, self._batch = self._batch, []
        if batch:
            self.counts.kept.update(kept.status for kept in keep(batch))

    def _drop(self, line: str, reason: str | None) -> None:
        from verbale.cli.progress import reason_of

        say(line)
        self.counts.dropped[reason_of(reason)] += 1
