"""The commands and what they have in common."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale import __version__
from verbale.cli import actors, reviewers, tokens
from verbale.cli.add import add
from verbale.cli.bench import bench
from verbale.cli.calendar import calendar
from verbale.cli.evaluate import evaluate
from verbale.cli.export import export
from verbale.cli.positions import positions
from verbale.cli.read import read
from verbale.cli.reread import reread
from verbale.cli.search import search
from verbale.cli.serve import serve
from verbale.cli.show import show
from verbale.cli.stats import stats
from verbale.cli.upkeep import backup, check, migrate, restore
from verbale.cli.verify import verify

app = typer.Typer(
    help="Read news reports and keep a verifiable record of who said what.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # loading rich for the help alone would take longer than all the rest
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(short_help="Read reports and print who said what.")(read)
app.command(short_help="Read reports and keep what they say.")(add)
app.command(short_help="Read stored reports anew with a newer Verbale.")(reread)
app.command(short_help="Find who said what in the store.")(search)
app.command(short_help="Show a report, statement, actor, meeting or paper.")(show)
app.command(short_help="Print the meetings by their days.")(calendar)
app.command(short_help="Print what two sides want of each other.")(positions)
app.command(short_help="Print how much the store holds.")(stats)
app.command(short_help="Score what is read against a gold standard.")(evaluate)
app.command(short_help="Check records, or all that is stored.")(verify)
app.command(short_help="Write records in another format.")(export)
app.command(short_help="Open the record in the browser.")(serve)
app.command(short_help="Time reading on this machine.")(bench)
app.command(short_help="Write the whole store to one file.")(backup)
app.command(short_help="Fill the store from a backup.")(restore)
app.command(short_help="Bring the store's tables to this version.")(migrate)
app.command(short_help="Look for what may be wrong with how the store is kept.")(check)
app.add_typer(actors.app, name="actors")
app.add_typer(reviewers.app, name="reviewers")
app.add_typer(tokens.app, name="tokens")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"verbale {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass
