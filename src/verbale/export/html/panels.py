"""What stands around the text: the header, the side list and the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from verbale.export.html.calendar import calendar
from verbale.export.html.markup import element
from verbale.types import Actor, Instrument, Meeting, Position, Record, Span, Statement, TimeExpression

# What a speaker does by an act: the definitions of the annotation guidelines in short.
ACTS = {
    "AGREE": "agrees or offers",
    "CONSULT": "announces or reports a meeting",
    "SUPPORT": "supports or praises",
    "CONCEDE": "yields or apologises",
    "REQUEST": "asks or demands",
    "ACCUSE": "accuses or criticises",
    "REJECT": "refuses or denies",
    "THREATEN": "warns or threatens",
    "COMMENT": "states or explains",
}
KINDS = {
    "direct": "in the speaker's own words",
    "indirect": "in the reporter's words",
    "mixed": "partly in the speaker's words",
}
_NOBODY = '<span class="nobody">not said</span>'


def about(record: Record) -> str:
    """One line about the report: where and when it appeared."""
    report = record.report
    parts = [escape(part) for part in (report.outlet, report.author) if part]
    if report.published:
        parts.append(element("time", escape(report.published.replace("T", " ")), datetime=report.published))
    if report.url and report.url.startswith(("https://", "http://")):
        parts.append(element("a", "original", href=report.url, rel="noreferrer noopener"))
    parts.append(escape(record.doc))
    return " · ".join(parts)


def legend(record: Record) -> str:
    """How many statements of each kind there are, in the kinds' own marking."""
    counts = {kind: sum(statement.kind == kind for statement in record.statements) for kind in KINDS}
    items = [
        element("li", element("span", f"{kind} {count}", class_=f"statement {kind}", title=KINDS[kind]))
        for kind, count in counts.items()
    ]
    items += [element("li", element("span", name, class_=name)) for name in ("source", "cue")]
    for noun, found in (("time", record.times), ("meeting", record.meetings), ("instrument", record.instruments)):
        if found:
            items.append(element("li", element("span", f"{noun} {len(found)}", class_=noun)))
    return element("ul", "".join(items), class_="legend")


def statements(record: Record) -> str:
    """The side list: a card for each statement, linked with its passage."""
    if not record.statements:
        return element("p", "No statements.")
    cards = "\n".join(_card(statement, record.report.text) for statement in record.statements)
    return element("ol", cards, class_="cards")


def _card(statement: Statement, text: str) -> str:
    speaker = escape(statement.speaker) if statement.speaker else _NOBODY
    marks = f"{statement.kind} · {escape(statement.act)}" + (" · relay" if statement.relay else "")
    content = " … ".join(_at(span, text) for span in statement.content)
    rows = [
        ("source", _at(statement.source, text)),
        ("cue", _at(statement.cue, text)),
        ("to", _at(statement.addressee, text)),
        ("towards", _at(statement.target, text)),
        ("if", _at(statement.condition, text)),
        ("act", ACTS[statement.act] + "".join(f", {mode}" for mode in statement.modes)),
        ("rule", escape(statement.rule) + (f" ({statement.confidence:.2f})" if statement.confidence < 1 else "")),
    ]
    details = "".join(element("dt", name) + element("dd", value) for name, value in rows if value)
    return element(
        "li",
        element("a", speaker, href=f"#{statement.id}", class_="speaker")
        + element("span", marks, class_="marks")
        + element("blockquote", content)
        + element("dl", details),
        id=f"card-{statement.id}",
        class_=f"card {statement.kind}",
        data_of=statement.id,
    )


def panels(record: Record) -> Iterator[str]:
    """The tables below the text, each only where there is something in it."""
    if record.positions:
        yield _panel("Positions by side", _positions(record.positions))
    if record.meetings:
        yield _panel("Meetings", calendar(record.meetings) + _meetings(record.meetings, record.report.text))
    if record.instruments:
        yield _panel("Instruments", _instruments(record.instruments))
    if record.times:
        yield _panel("Times", _times(record.times, record.report.text))
    if record.actors:
        yield _panel("Actors", _actors(record.actors, record.statements))


def footer(record: Record) -> str:
    """What a reader needs to check the page against the text."""
    return (
        f"Read by Verbale {escape(record.reader)}. Text of {len(record.report.text):,} characters, "
        f"SHA-256 {element('code', escape(record.report.sha256))}."
    )


def _panel(title: str, content: str) -> str:
    return element("section", element("h2", title) + content, class_="panel")


def _table(columns: Sequence[str], groups: Mapping[str, Iterable[Sequence[str]]]) -> str:
    """A table of ``groups`` of rows, each under its heading; columns with nothing in them are left out."""
    bodies = {heading: list(rows) for heading, rows in groups.items()}
    used = [index for index in range(len(columns)) if any(row[index] for rows in bodies.values() for row in rows)]
    head = element("tr", "".join(element("th", columns[index], scope="col") for index in used))
    parts = [element("thead", head)]
    for heading, rows in bodies.items():
        lines = [element("tr", "".join(element("td", row[index]) for index in used)) for row in rows]
        if heading:
            title = element("th", escape(heading), scope="rowgroup", colspan=str(len(used)))
            lines.insert(0, element("tr", title))
        parts.append(element("tbody", "".join(lines)))
    return element("div", element("table", "".join(parts)), class_="scroll")


def _positions(positions: Iterable[Position]) -> str:
    """The positions of each speaker under its name, in the order of the text."""
    sides: dict[str, list[Sequence[str]]] = {}
    for position in positions:
        row = (
            element("span", ACTS[position.act] + _modes(position), title=position.act),
            escape(position.target or ""),
            escape(position.subject or ""),
            escape(position.condition or ""),
            _to(position.statement, escape(position.statement)),
        )
        sides.setdefault(position.speaker, []).append(row)
    return _table(("what it does", "towards", "on", "if", "statement"), sides)


def _modes(position: Position) -> str:
    return "".join(f", {mode}" for mode in position.modes)


def _meetings(meetings: Iterable[Meeting], text: str) -> str:
    rows = [
        (
            element("span", _to(meeting.id, escape(meeting.date) if meeting.date else "not said"), class_="date"),
            escape(meeting.kind.replace("_", " ")),
            escape(", ".join(meeting.parties)),
            escape(meeting.place or ""),
            escape(meeting.status) + (f", formerly {escape(meeting.former_date)}" if meeting.former_date else ""),
            _at(meeting.trigger, text),
        )
        for meeting in sorted(meetings, key=lambda meeting: (meeting.date is None, meeting.date or ""))
    ]
    return _table(("when", "kind", "parties", "place", "status", "as printed"), {"": rows})


def _instruments(instruments: Iterable[Instrument]) -> str:
    rows = [
        (
            _to(instrument.id, escape(instrument.name)),
            escape(instrument.kind),
            escape(instrument.date or ""),
            escape(", ".join(instrument.parties)),
        )
        for instrument in instruments
    ]
    return _table(("name", "kind", "date", "parties"), {"": rows})


def _times(times: Iterable[TimeExpression], text: str) -> str:
    rows = [
        (
            _to(time.id, _at(time.span, text)),
            time.type.lower(),
            escape(time.value) if time.value else "not settled",
            (time.mod or "").lower(),
        )
        for time in times
    ]
    return _table(("as printed", "type", "value", ""), {"": rows})


def _actors(actors: Iterable[Actor], statements: Iterable[Statement]) -> str:
    by_actor = sorted((s for s in statements if s.actor is not None), key=lambda s: s.actor or "")
    own = {actor: list(group) for actor, group in groupby(by_actor, key=lambda s: s.actor)}
    rows = [
        (
            escape(actor.name),
            actor.type,
            escape("; ".join(actor.roles)),
            escape(", ".join(actor.aliases)),
            escape(" ".join(filter(None, (actor.country, actor.code)))),
            str(len(actor.mentions)),
            " ".join(element("a", escape(s.id), href=f"#{s.id}") for s in own.get(actor.id, ())),
        )
        for actor in actors
    ]
    return _table(("name", "type", "role", "also", "code", "mentions", "statements"), {"": rows})


def _to(anchor: str, content: str) -> str:
    return element("a", content, href=f"#{anchor}")


def _at(span: Span | None, text: str) -> str:
    """The characters of a span, escaped; nothing where there is none."""
    return escape(" ".join(span.of(text).split())) if span else ""
