"""``verbale read``: reports in, statements out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli import export
from verbale.cli.actors import table_of
from verbale.cli.options import AsJson, Jobs, Language, People, Published
from verbale.cli.streams import FAILED, ending, say, write_line
from verbale.errors import VerbaleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from verbale.cli.progress import Counts
    from verbale.cli.runner import Form, Input, Outcome

STDIN = "-"


def read(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Text or HTML files; - is standard input.")],
    as_json: AsJson = False,
    html: Annotated[
        Path | None,
        typer.Option(metavar="OUT", help="Write a page; with several files OUT is a directory, with a page for each."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help=f"Write the records in a format. {export.FORMAT_HELP}"),
    ] = None,
    out: Annotated[str, typer.Option(metavar="OUT", help=f"With --format: {export.OUT_HELP}")] = STDIN,
    noun: Annotated[str | None, typer.Option(metavar="NOUN", help=f"With --format: {export.NOUN_HELP}")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say which rule found each item, and why.")] = False,
    published: Published = None,
    language: Language = None,
    people: People = None,
    jobs: Jobs = 1,
) -> None:
    """Read reports and print who said what; every item leads back to its characters."""
    if as_json and (html is not None or explain):
        raise typer.BadParameter("--json goes with neither --html nor --explain: the JSON has all of it")
    if format_ is not None:
        if as_json or html is not None or explain:
            raise typer.BadParameter("--format goes with none of --json, --html and --explain")
        export.check(format_, out, noun)
    elif out != STDIN or noun is not None:
        raise typer.BadParameter("--out and --noun go with --format")
    with ending():
        from verbale.cli.runner import Input
        from verbale.cli.sources import Source

        table = table_of(people)
        template = Input(path="", doc="", published=published, language=language, people=table)
        inputs = [Source.named(name).input(template) for name in files]
        if as_json:
            failed = _write_all(inputs, _write_json, jobs=jobs, form="json")
        elif format_ is not None:
            failed = _export_all(inputs, format_, out, noun, jobs=jobs)
        elif html is not None:
            failed = _write_all(inputs, _page_writer(html, len(files)), jobs=jobs)
        else:
            failed = _write_all(inputs, _table_writer(explain), jobs=jobs, bar=not sys.stdout.isatty())
    if failed:
        raise typer.Exit(FAILED)


def _write_all(
    inputs: list[Input], write: Callable[[Outcome], None], *, jobs: int, form: Form = "msgpack", bar: bool = True
) -> bool:
    """Read all ``inputs``, write each record as it comes; whether any input was dropped."""
    from verbale.cli.progress import Counts

    counts = Counts()
    for outcome in _records(inputs, counts, jobs=jobs, form=form, bar=bar):
        write(outcome)
    return _dropped(counts)


def _export_all(inputs: list[Input], format_: str, out: str, noun: str | None, *, jobs: int) -> bool:
    """Read all ``inputs`` and write their records in a format; whether any input was dropped."""
    from verbale.cli.progress import Counts

    counts = Counts()
    outcomes = _records(inputs, counts, jobs=jobs, form="msgpack", bar=True)
    result = export.write((outcome.record() for outcome in outcomes), format_, out, noun)
    say(str(result))
    return _dropped(counts)


def _records(inputs: list[Input], counts: Counts, *, jobs: int, form: Form, bar: bool) -> Iterator[Outcome]:
    """The outcomes that have a record, as they come; the others are said."""
    from verbale.cli.progress import shown
    from verbale.cli.runner import run

    for outcome in shown(run(inputs, jobs=jobs, form=form), len(inputs), bar=bar):
        counts.add(outcome)
        if outcome.error is not None:
            say(outcome.error)
        else:
            yield outcome


def _dropped(counts: Counts) -> bool:
    if counts.total > 1:
        say(str(counts))
    return bool(counts.dropped)


def _write_json(outcome: Outcome) -> None:
    write_line(outcome.payload or b"")


def _table_writer(explain: bool) -> Callable[[Outcome], None]:
    from rich.console import Console

    from verbale.cli.table import record_table

    console = Console(highlight=False)

    def write(outcome: Outcome) -> None:
        console.print(record_table(outcome.record(), explain=explain))

    return write


def _page_writer(out: Path, count: int) -> Callable[[Outcome], None]:
    """Writes the page to the file ``out``, or pages into the directory ``out`` where there are several inputs."""
    from verbale.export.html import render

    def write(outcome: Outcome) -> None:
        record = outcome.record()
        path = out if count == 1 else _free(out / f"{Path(record.doc).stem}.html", taken)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(render(record), encoding="utf-8")
        except OSError as error:
            raise VerbaleError(f"{path}: cannot be written ({error.strerror}); give another path to --html") from error

    taken: set[Path] = set()
    return write


def _free(path: Path, taken: set[Path]) -> Path:
    """``path``, with a number where an input of the same name has it already."""
    free, number = path, 2
    while free in taken:
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    taken.add(free)
    return free
