"""A record as a table on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.cli.explain import why
from verbale.cli.streams import printable
from verbale.export.result import counted
from verbale.types import Record, Span, Statement

NOBODY = "—"


def record_table(record: Record, *, explain: bool = False) -> RenderableType:
    """Who said what in ``record``: a header, then a row for each statement; with the rules behind it if asked."""
    parts: list[RenderableType] = list(_header(record))
    if record.statements:
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0), expand=True)
        table.add_column("who", ratio=3)
        table.add_column("how", ratio=3)
        table.add_column("what", ratio=9)
        for statement in record.statements:
            table.add_row(*_row(statement, record.report.text, explain))
            table.add_row()
        parts.append(table)
    else:
        parts.append(Text("no statements\n", style="dim"))
    if explain:
        parts += (Text(line, style="dim") for line in _facts(record))
    return Group(*parts)


def _header(record: Record) -> Iterator[Text]:
    report = record.report
    title = printable(report.title) if report.title else ""
    yield Text(f"{printable(record.doc)}: {title}" if title else printable(record.doc), style="bold")
    counts = [counted(len(record.statements), "statement"), counted(len(record.actors), "actor")]
    if report.furniture:
        counts.append(f"{counted(len(report.furniture), 'stretch')} of page furniture left out")
    known = [printable(value) for value in (report.outlet, report.published, report.language) if value]
    yield Text(" · ".join(known + counts), style="dim")
    yield Text()


def _row(statement: Statement, text: str, explain: bool) -> tuple[Text, Text, RenderableType]:
    who = Text(printable(statement.speaker), style="bold") if statement.speaker else Text(NOBODY, style="dim")
    if statement.relay:
        who.append("\nrelay", style="dim")
    how = Text(f"[{_at(statement.cue, text)}]" if statement.cue else NOBODY)
    how.append(f"\n{statement.kind}", style="dim")
    if statement.act != "COMMENT":
        how.append(f" {statement.act}", style="cyan")
    what = Text(" … ".join(_at(span, text) for span in statement.content))
    if statement.kind == "direct":
        what = Text("«").append_text(what).append("»")
    if not explain:
        return who, how, what
    return who, how, Group(what, Padding(_why(statement, text), (0, 0, 0, 2)))


def _why(statement: Statement, text: str) -> Text:
    """What the statement rests on: its rule, its spans and how sure the reader is."""
    lines = [_rule(statement.rule)]
    if statement.confidence < 1:
        lines[0] += f" Probability {statement.confidence:.2f}."
    for name in ("cue", "source", "addressee", "target", "condition"):
        span: Span | None = getattr(statement, name)
        if span is not None:
            lines.append(f"{name} {_place(span, text)}")
    places = ", ".join(f"{span.start}–{span.end}" for span in statement.content)
    lines.append(f"content {places}")
    if statement.modes:
        lines.append("modes " + ", ".join(statement.modes))
    return Text("\n".join(lines), style="dim")


def _facts(record: Record) -> Iterator[str]:
    """A line for each other item of the record, and for what was left out."""
    text = record.report.text
    for time in record.times:
        yield f"time {_place(time.span, text)} = {time.type} {time.value or 'not settled'}: {_rule(time.rule)}"
    for meeting in record.meetings:
        facts = ", ".join(filter(None, (meeting.kind, *meeting.parties, meeting.place, meeting.date, meeting.status)))
        yield f"meeting {_place(meeting.trigger, text)} = {printable(facts)}: {_rule(meeting.rule)}"
    for instrument in record.instruments:
        facts = ", ".join(filter(None, (instrument.kind, instrument.name, instrument.date)))
        yield f"instrument {_place(instrument.mention, text)} = {printable(facts)}: {_rule(instrument.rule)}"
    for span in record.report.furniture:
        yield f"page furniture {_place(span, text)}"


def _rule(name: str) -> str:
    reason = why(name)
    return f"rule {name}" + (f". {reason}" if reason else "")


def _place(span: Span, text: str) -> str:
    return f"{span.start}–{span.end} «{shortened(_at(span, text))}»"


def _at(span: Span | None, text: str) -> str:
    return printable(span.of(text)) if span else NOBODY


def shortened(text: str, most: int = 100) -> str:
    """``text``, of which at most ``most`` characters are left."""
    return text if len(text) <= most else text[: most - 1] + "…"
