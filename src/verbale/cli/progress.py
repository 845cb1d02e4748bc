"""How far a long run is: a bar on a terminal, a line now and then elsewhere, and the counts at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from verbale.cli.runner import Outcome
from verbale.cli.streams import say

T = TypeVar("T")

EVERY = 10.0  # seconds between lines where there is no terminal

# Kinds of error (class names) as the counts at the end name them.
_REASONS = {
    "EmptyInput": "empty",
    "BinaryInput": "not a text",
    "InputTooLarge": "too large",
    "MissingInput": "cannot be opened",
    "UnsupportedLanguage": "in a language that is not read",
    "VerificationError": "records that do not hold",
    "defect": "failed",
}


class Counts:
    """How many inputs were read, and why the others were dropped."""

    def __init__(self) -> None:
        self.read = 0
        self.dropped: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if outcome.reason is None:
            self.read += 1
        else:
            self.dropped[reason_of(outcome.reason)] += 1

    @property
    def total(self) -> int:
        """All inputs seen."""
        return self.read + self.dropped.total()

    def __str__(self) -> str:
        line = f"{self.read:,} of {self.total:,} reports read"
        return line + dropped_line(self.dropped)


def reason_of(kind: str | None) -> str:
    """Why an input was dropped, as the counts name it; ``kind`` is an ``Outcome.reason``."""
    return _REASONS.get(kind or "", "cannot be read")


def dropped_line(dropped: Counter[str]) -> str:
    """What of a line of counts tells of what was dropped, by reason; "" where nothing was."""
    if not dropped:
        return ""
    reasons = ", ".join(f"{count:,} {reason}" for reason, count in dropped.most_common())
    return f"; {dropped.total():,} dropped: {reasons}"


def shown(outcomes: Iterable[T], total: int, *, bar: bool) -> Iterator[T]:
    """Pass ``outcomes`` on, one for each report, and show on standard error how far they are.

    ``bar`` is whether nothing else is printed to the terminal meanwhile.
    """
    if total <= 1:
        return iter(outcomes)
    if bar and sys.stderr.isatty():
        return _with_bar(outcomes, total)
    return _with_lines(outcomes, total)


def _with_lines(outcomes: Iterable[T], total: int) -> Iterator[T]:
    pace = _Pace()
    last = time.monotonic()
    for done, outcome in enumerate(outcomes, 1):
        yield outcome
        rate = pace.after(done)
        if rate and time.monotonic() - last >= EVERY and done < total:
            last = time.monotonic()
            say(f"{done:,} of {total:,} reports, {rate:.1f}/s, about {_duration((total - done) / rate)} left")


class _Pace:
    """Reports a second since the first: what loading the models takes says nothing of how long the rest will."""

    def __init__(self) -> None:
        self._first: float | None = None

    def after(self, done: int) -> float:
        """The pace after ``done`` reports; 0 where it cannot be told yet."""
        now = time.monotonic()
        if self._first is None:
            self._first = now
        return (done - 1) / (now - self._first) if now > self._first else 0.0


def _with_bar(outcomes: Iterable[T], total: int) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.1f} reports/s"),
        TimeRemainingColumn(),
    )
    pace = _Pace()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, rate=0.0)
        for done, outcome in enumerate(outcomes, 1):
            progress.update(task, advance=1, rate=pace.after(done))
            yield outcome


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{max(round(seconds), 1)} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60:02d} min"
