"""Rows of the store as plain data: dictionaries of what JSON can say, for programs that read the command line's output."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verbale.store.answers.events import Event
from verbale.store.models import Actor, Citation, Instrument, Position, Report, Statement

Plain = dict[str, Any]

_PUBLICATION = ("doc", "title", "outlet", "author", "url", "published", "retrieved", "day")
_STATEMENT = ("key", "day", "said", "kind", "act", "modes", "relay", "confidence", "state", "content", "cue", "source")


def report(row: Report) -> Plain:
    """A report without its text."""
    return {"key": row.key} | _values(row, (*_PUBLICATION, "language"))


def statement(row: Statement) -> Plain:
    """A statement with who said it and where; report, speaker and target have to be loaded with it (``shown``)."""
    return _values(row, _STATEMENT) | {
        "spans": row.spans,
        "speaker": person(row.speaker, row.speaker_name),
        "target": person(row.target, None),
        "report": _values(row.report, ("key", "title", "outlet", "url", "published", "language")),
    }


def actor(row: Actor) -> Plain:
    """An actor by itself."""
    return _values(row, ("key", "name", "type", "country", "code", "qid"))


def event(row: Event) -> Plain:
    """A meeting with the reports that tell of it."""
    latest = row.latest
    return {
        "key": row.key,
        "kind": latest.kind,
        "status": row.status,
        "parties": latest.party_names,
        "place": row.place,
        "date": latest.date,
        "former_date": latest.former_date,
        "begins": latest.begins,
        "ends": latest.ends,
        "reports": [
            {"meeting": meeting.key, "said": meeting.exact} | _values(meeting.report, ("key", "title", "outlet", "day"))
            for meeting in row.meetings
        ],
    }


def instrument(row: Instrument) -> Plain:
    """An instrument by itself."""
    return _values(row, ("key", "name", "kind", "date"))


def citation(row: Citation) -> Plain:
    """A mention of an instrument; its report has to be loaded with it."""
    values = _values(row, ("key", "name", "kind", "date", "state", "exact", "spans", "day"))
    return values | {"report": _values(row.report, ("key", "title", "outlet"))}


def position(row: Position) -> Plain:
    """A position with the key of its statement; speaker, target and statement have to be loaded with it."""
    return _values(row, ("act", "subject", "condition", "modes", "day")) | {
        "speaker": person(row.speaker, row.speaker_name),
        "target": person(row.target, row.target_name),
        "statement": row.statement.key,
        "content": row.statement.content,
    }


def person(row: Actor | None, name: str | None) -> Plain | None:
    """An actor under the name that the report gives, where it is another."""
    if row is None:
        return {"key": None, "name": name} if name is not None else None
    return {"key": row.key, "name": name or row.name}


def _values(row: object, names: Iterable[str]) -> Plain:
    return {name: getattr(row, name) for name in names}
