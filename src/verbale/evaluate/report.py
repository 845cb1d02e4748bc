"""Scores as tables, and what lies behind them: misses, extras and wrong labels with their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from verbale.evaluate.facts import FactMatch, FactScores, LoneFact, Paired, T, same_value
from verbale.evaluate.gold import MarkedInstrument, MarkedMeeting, MarkedStatement, MarkedTime
from verbale.evaluate.measures import Prf, same_name
from verbale.evaluate.statements import Match, StatementScores, Unmatched
from verbale.types import Span

Texts = Mapping[str, str]


def print_scores(scores: StatementScores | FactScores, console: Console) -> None:
    """Print the tables of ``scores``."""
    if isinstance(scores, FactScores):
        _print_facts(scores, console)
    else:
        _print_statements(scores, console)


def print_details(scores: StatementScores | FactScores, texts: Texts, console: Console) -> None:
    """Print each miss, extra and wrong label of ``scores`` with its text, in groups."""
    groups = _fact_groups(scores, texts) if isinstance(scores, FactScores) else _statement_groups(scores, texts)
    for title, lines in groups.items():
        shown = list(lines)
        if shown:
            console.print()
            console.print(Text(f"{title}: {len(shown)}", style="bold"))
            for line in shown:
                console.print(Text(f"  {line}"), soft_wrap=True)


def _print_statements(scores: StatementScores, console: Console) -> None:
    table = _prf_table("statements")
    _prf_row(table, "statements", scores.statements)
    _prf_row(table, "end to end (speaker right too)", scores.end_to_end)
    console.print(table)
    labels = _share_table("over matched statements")
    for name, value in (
        ("content token F1", scores.content),
        ("source", scores.source),
        ("speaker", scores.speaker),
        ("kind", scores.kind),
        ("act", scores.act),
        ("relay", scores.relay),
    ):
        labels.add_row(name, _share(value, len(scores.matches)))
    console.print(labels)


def _print_facts(scores: FactScores, console: Console) -> None:
    table = _prf_table("facts")
    _prf_row(table, "times", scores.times.detection)
    _prf_row(table, "times with their value", scores.values)
    _prf_row(table, "meetings", scores.meetings.detection)
    _prf_row(table, "instruments", scores.instruments.detection)
    console.print(table)
    labels = _share_table("over matched meetings and instruments")
    figures = scores.figures()
    for noun, matches, names in (
        ("meetings", len(scores.meetings.matches), ("date accuracy", "place accuracy", "status accuracy", "party f1")),
        ("instruments", len(scores.instruments.matches), ("kind accuracy", "date accuracy")),
    ):
        for name in names:
            labels.add_row(f"{noun}: {name}", _share(figures[f"{noun}_{name.replace(' ', '_')}"], matches))
    console.print(labels)


def _statement_groups(scores: StatementScores, texts: Texts) -> dict[str, Iterable[str]]:
    def lone(items: Iterable[Unmatched]) -> Iterator[str]:
        return (f"{item.doc}  {_statement(item.statement, texts[item.doc])}" for item in items)

    def wrong(items: Iterable[Match], label: str) -> Iterator[str]:
        return (_wrong(item, label, texts[item.doc]) for item in items)

    matches = scores.matches
    return {
        "misses": lone(scores.misses),
        "extras": lone(scores.extras),
        "wrong speakers": wrong((m for m in matches if not m.speaker_right), "speaker"),
        "wrong sources": wrong((m for m in matches if not m.source_right), "source"),
        "wrong kinds": wrong((m for m in matches if not m.kind_right), "kind"),
        "wrong acts": wrong((m for m in matches if not m.act_right), "act"),
        "wrong relay flags": wrong((m for m in matches if not m.relay_right), "relay"),
        "inexact contents": wrong((m for m in matches if m.overlap < 1), "content"),
    }


def _fact_groups(scores: FactScores, texts: Texts) -> dict[str, Iterable[str]]:
    times, meetings, instruments = scores.times, scores.meetings, scores.instruments
    return {
        **_lone_facts("times", times, texts),
        "wrong values": (
            _wrong_fact(m, texts, f"{m.gold.type} {m.gold.value}", f"{m.predicted.type} {m.predicted.value}")
            for m in times.matches
            if m.gold.value is not None and not same_value(m.gold, m.predicted)
        ),
        **_lone_facts("meetings", meetings, texts),
        "meetings with a wrong date, place or status": (
            _wrong_fact(m, texts, _meeting(m.gold), _meeting(m.predicted))
            for m in meetings.matches
            if (m.gold.date, m.gold.status) != (m.predicted.date, m.predicted.status)
            or not same_name(m.gold.place, m.predicted.place)
        ),
        **_lone_facts("instruments", instruments, texts),
        "instruments of a wrong kind or date": (
            _wrong_fact(m, texts, f"{m.gold.kind} {m.gold.date}", f"{m.predicted.kind} {m.predicted.date}")
            for m in instruments.matches
            if (m.gold.kind, m.gold.date) != (m.predicted.kind, m.predicted.date)
        ),
    }


def _prf_table(title: str) -> Table:
    table = Table(title, "P", "R", "F1", "right", "predicted", "gold")
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _prf_row(table: Table, name: str, prf: Prf) -> None:
    precision, recall = _share(prf.precision, prf.predicted), _share(prf.recall, prf.gold)
    table.add_row(name, precision, recall, f"{prf.f1:.3f}", str(prf.right), str(prf.predicted), str(prf.gold))


def _share(value: float, of: int) -> str:
    """A share for a table; a dash where there was nothing to take it of."""
    return f"{value:.3f}" if of else "–"


def _share_table(title: str) -> Table:
    table = Table(title, "share")
    table.columns[1].justify = "right"
    return table


def _flat(text: str) -> str:
    return " ".join(text.split())


def _at(span: Span | None, text: str) -> str:
    return _flat(span.of(text)) if span else "none"


def _statement(statement: MarkedStatement, text: str) -> str:
    content = " … ".join(_flat(span.of(text)) for span in statement.content)
    rule = f" ({statement.rule})" if statement.rule else ""
    return (
        f"{statement.content[0].start if statement.content else 0}: "
        f"{_at(statement.source, text)} [{_at(statement.cue, text)}] {statement.kind} {statement.act}: "
        f"«{content}» = {statement.speaker}{rule}"
    )


def _wrong(match: Match, label: str, text: str) -> str:
    values = []
    for statement in (match.gold, match.predicted):
        value = getattr(statement, label)
        if label == "content":
            value = " … ".join(_flat(span.of(text)) for span in value)
        elif label == "source":
            value = _at(value, text)
        values.append(f"«{value}»")
    return f"{match.doc}  gold {values[0]}, found {values[1]} in {_statement(match.predicted, text)}"


def _meeting(meeting: MarkedMeeting) -> str:
    return f"{meeting.date} {meeting.place} {meeting.status}"


def _fact(item: MarkedTime | MarkedMeeting | MarkedInstrument, text: str) -> str:
    if isinstance(item, MarkedTime):
        return f"{item.span.start}: «{item.span.of(text)}» {item.type} {item.value}"
    if isinstance(item, MarkedMeeting):
        parties = ", ".join(item.parties)
        return f"{item.trigger.start}: «{item.trigger.of(text)}» {item.kind} [{parties}] {_meeting(item)}"
    return f"{item.mention.start}: «{_at(item.mention, text)}» {item.kind} {item.date}"


def _lone_facts(noun: str, paired: Paired[T], texts: Texts) -> dict[str, Iterable[str]]:
    def lines(items: Iterable[LoneFact[T]]) -> list[str]:
        return [f"{lone.doc}  {_fact(lone.item, texts[lone.doc])}" for lone in items]

    return {f"missed {noun}": lines(paired.misses), f"extra {noun}": lines(paired.extras)}


def _wrong_fact(match: FactMatch[T], texts: Texts, gold: str, found: str) -> str:
    return f"{match.doc}  gold {gold}, found {found} in {_fact(match.predicted, texts[match.doc])}"
