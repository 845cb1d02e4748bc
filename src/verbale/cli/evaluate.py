"""``verbale evaluate``: scores against gold."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.streams import ending, say
from verbale.errors import DataError, VerbaleError

if TYPE_CHECKING:
    from verbale.evaluate import FactScores, GoldReport, StatementScores
    from verbale.types import Record


def evaluate(
    gold: Annotated[Path, typer.Option(metavar="GOLD.jsonl", help="The gold file, one report a line.")],
    texts: Annotated[Path, typer.Option(metavar="DIR", help="Directory with the texts that the gold names.")],
    facts: Annotated[bool, typer.Option("--facts", help="Score times, meetings and instruments.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List misses, extras and wrong labels.")] = False,
    records: Annotated[
        Path | None, typer.Option(metavar="FILE.jsonl", help="Score these records instead of reading the texts.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
    jobs: Annotated[int, typer.Option(min=0, metavar="N", help="Processes to read with; 0: one for each core.")] = 1,
) -> None:
    """Score what Verbale reads against a gold standard, as its guidelines define."""
    with ending():
        from verbale.evaluate import load_gold

        reports = load_gold(gold)
        found = _from_file(records) if records else _from_texts(reports, texts, jobs)
        for report in reports:
            if report.doc not in found:
                raise DataError(f"{report.doc}: the gold has it, but {records or texts} does not; nothing is scored")
        _print(reports, found, facts=facts, verbose=verbose, as_json=as_json)


def _from_file(path: Path) -> dict[str, Record]:
    from verbale.export.jsonl import decode_lines

    try:
        with path.open("rb") as lines:
            return {record.doc: record for record in decode_lines(lines)}
    except (OSError, VerbaleError) as error:
        raise DataError(f"{path}: {error}; give a file that verbale read --json wrote") from error


def _from_texts(reports: tuple[GoldReport, ...], directory: Path, jobs: int) -> dict[str, Record]:
    from verbale.cli.progress import shown
    from verbale.cli.runner import Input, run

    inputs = [Input(path=str(directory / report.doc), doc=report.doc, published=report.published) for report in reports]
    found = {}
    for outcome in shown(run(inputs, jobs=jobs), len(inputs), bar=True):
        if outcome.error is not None:
            say(outcome.error)
        else:
            record = outcome.record()
            found[record.doc] = record
    return found


def _print(
    reports: tuple[GoldReport, ...], found: dict[str, Record], *, facts: bool, verbose: bool, as_json: bool
) -> None:
    from rich.console import Console

    from verbale.evaluate import report as tables
    from verbale.evaluate import score_facts, score_statements

    texts = {doc: record.report.text for doc, record in found.items()}
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
    if facts:
        nouns = ("times", "meetings", "instruments")
        items = {doc: {noun: getattr(record, noun) for noun in nouns} for doc, record in found.items()}
        scores: FactScores | StatementScores = score_facts(items, reports)
    else:
        scores = score_statements({doc: record.statements for doc, record in found.items()}, reports, texts)
    if as_json:
        import json

        sys.stdout.write(json.dumps(scores.figures()) + "\n")
    else:
        tables.print_scores(scores, console)
        if verbose:
            tables.print_details(scores, texts, console)
