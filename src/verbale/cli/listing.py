"""Rows of the store as tables on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from verbale.cli.streams import printable
from verbale.cli.table import NOBODY, shortened

if TYPE_CHECKING:
    from verbale.store.answers.events import Event
    from verbale.store.models import Actor, Citation, Position, Report, Statement

LONGEST = 300  # characters of a statement in a list


def show(*parts: RenderableType) -> None:
    """Print ``parts`` to standard output."""
    console = Console(highlight=False)
    for part in parts:
        console.print(part)


def heading(title: str, *facts: str | None) -> Text:
    """A line in bold, where there is a title, and under it what else is known."""
    lines = [Text(printable(title), style="bold")] if title else []
    known = [printable(fact) for fact in facts if fact]
    if known:
        lines.append(Text(" · ".join(known), style="dim"))
    return Text("\n").join(lines)


def table(*columns: tuple[str, int]) -> Table:
    """A table with these columns and the shares of the width that they take; 0: what they need."""
    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0), expand=True)
    for name, ratio in columns:
        made.add_column(name, ratio=ratio or None, no_wrap=not ratio)
    return made


def statements(rows: Iterable[Statement]) -> Table:
    """Who said what, when and where; the key is what ``verbale show`` takes."""
    made = table(("when", 0), ("who", 3), ("what", 8), ("key", 0))
    for row in rows:
        when = Text(f"{row.day}")
        if row.outlet:
            when.append(f"\n{printable(shortened(row.outlet, 20))}", style="dim")
        who = Text(printable(row.speaker_name), style="bold") if row.speaker_name else Text(NOBODY, style="dim")
        if row.target is not None:
            who.append(f"\n→ {printable(row.target.name)}", style="not bold")
        made.add_row(when, who, _said(row), Text(row.key, style="dim"))
    return made


def _said(row: Statement) -> Text:
    said = Text(shortened(printable(row.content), LONGEST))
    if row.kind == "direct":
        said = Text("«").append_text(said).append("»")
    facts = [row.act, *row.modes, *([row.state] if row.state != "read" else []), *(["relay"] if row.relay else [])]
    return said.append("\n" + " ".join(facts), style="cyan") if facts != ["COMMENT"] else said


def reports(rows: Iterable[Report]) -> Table:
    """Titles with day and outlet."""
    made = table(("when", 0), ("outlet", 3), ("title", 8), ("key", 0))
    for row in rows:
        made.add_row(
            str(row.day), printable(row.outlet or NOBODY), Text(printable(row.title or row.doc)),
            Text(row.key, style="dim"),
        )  # fmt: skip
    return made


def events(rows: Iterable[Event]) -> Table:
    """When who meets, where and whether."""
    made = table(("when", 0), ("what", 2), ("who", 6), ("where", 3), ("reports", 0), ("key", 0))
    for row in rows:
        latest = row.latest
        when = Text(latest.date or NOBODY)
        if latest.former_date:
            when.append(f"\nnot {latest.former_date}", style="dim")
        what = Text(latest.kind.replace("_", " ")).append(f"\n{row.status}", style=_STATUS_STYLES.get(row.status, ""))
        who = Text(printable(", ".join(latest.party_names) or NOBODY))
        made.add_row(when, what, who, printable(row.place or NOBODY), str(len(row.meetings)), Text(row.key, "dim"))
    return made


_STATUS_STYLES = {"held": "dim", "planned": "green", "cancelled": "red", "postponed": "yellow"}


def positions(rows: Iterable[Position]) -> Table:
    """Whose act on what, with the condition and the statement's key."""
    made = table(("when", 0), ("act", 0), ("who", 3), ("on what", 7), ("key", 0))
    for row in rows:
        act = Text(row.act, style="cyan")
        if row.modes:
            act.append("\n" + " ".join(row.modes), style="dim")
        what = Text(shortened(printable(row.subject or row.statement.content), LONGEST))
        if row.condition:
            what.append(f"\nif: {printable(row.condition)}", style="dim")
        who = Text(printable(row.speaker_name), style="bold")
        made.add_row(str(row.day), act, who, what, Text(row.statement.key, style="dim"))
    return made


def citations(rows: Iterable[Citation]) -> Table:
    """Where an instrument is cited, and in which words."""
    made = table(("when", 0), ("outlet", 3), ("words", 5), ("report", 0))
    for row in rows:
        words = Text(printable(row.exact))
        made.add_row(str(row.day), printable(row.report.outlet or NOBODY), words, Text(row.report.key, style="dim"))
    return made


def actors(rows: Sequence[Actor]) -> Table:
    """Actors to choose from."""
    made = table(("name", 6), ("type", 0), ("country", 0), ("code", 0), ("key", 0))
    for row in rows:
        name = Text(printable(row.name), style="bold")
        made.add_row(name, row.type, row.country or "", row.code or "", Text(row.key, style="dim"))
    return made


def counts(name: str, rows: Iterable[tuple[str, int]]) -> Table:
    """Things with how many there are of each."""
    made = Table(box=None, pad_edge=False, show_header=bool(name), padding=(0, 2, 0, 0))
    made.add_column(name)
    made.add_column("", justify="right")
    for label, count in rows:
        made.add_row(Text(printable(label)), f"{count:,}")
    return made
