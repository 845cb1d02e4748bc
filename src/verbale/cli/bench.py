"""``verbale bench``: how fast this machine reads."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from verbale.cli.streams import ending

if TYPE_CHECKING:
    from verbale.types import Report

ROUNDS = 3
LEAST = 200  # reports a round reads at least: the samples are read again and again


def bench(
    files: Annotated[
        Optional[list[Path]],  # noqa: UP045, typer reads it
        typer.Argument(metavar="FILE…", help="Reports to read; by default the bundled samples."),
    ] = None,
) -> None:
    """Time reading in one process: reports and tokens a second, and the share of each stage."""
    with ending():
        rounds = [_round(_reports(files)) for _ in range(ROUNDS)]
        best = min(rounds, key=lambda found: found[0] + found[1])
        _show(*best)


def _reports(files: list[Path] | None) -> list[tuple[str, Report]]:
    """The reports of a round, loaded before any clock runs."""
    from verbale import intake, samples

    paths = files or list(samples.paths())
    loaded = [(path.name, intake.load_file(path)) for path in paths]
    times = 1 if files else -(-LEAST // len(loaded))
    return loaded * times


def _round(reports: list[tuple[str, Report]]) -> tuple[float, float, int, int, int]:
    """Seconds of annotation and of extraction, reports, tokens, characters."""
    from verbale import language
    from verbale.extract import extract

    annotator = language.get(reports[0][1].language, name=reports[0][0])
    annotator.annotate(reports[0][1].text)
    start = time.perf_counter()
    annotations = list(annotator.annotate_many(report.text for _, report in reports))
    annotated = time.perf_counter()
    for (name, report), annotation in zip(reports, annotations, strict=True):
        extract(name, report, annotation)
    end = time.perf_counter()
    tokens = sum(len(annotation.tokens) for annotation in annotations)
    return annotated - start, end - annotated, len(reports), tokens, sum(len(report.text) for _, report in reports)


def _show(annotating: float, extracting: float, reports: int, tokens: int, characters: int) -> None:
    whole = annotating + extracting
    rows = [
        ("reports", f"{reports:,}"),
        ("tokens", f"{tokens:,}"),
        ("characters", f"{characters:,}"),
        ("reports a second", f"{reports / whole:,.1f}"),
        ("tokens a second", f"{tokens / whole:,.0f}"),
        ("tokens a second, annotation alone", f"{tokens / annotating:,.0f}"),
        ("share of annotation", f"{annotating / whole:.0%}"),
        ("share of extraction", f"{extracting / whole:.0%}"),
    ]
    for name, value in rows:
        sys.stdout.write(f"{name:<36}{value:>12}\n")
