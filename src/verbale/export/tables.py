"""Records as tables: one for each noun, with the columns that CSV and Parquet share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from verbale.types import (
    Actor,
    Exact,
    Instrument,
    Meeting,
    Mention,
    Position,
    Record,
    Report,
    Span,
    Statement,
    TimeExpression,
)

Type = Literal["text", "texts", "choice", "choices", "span", "spans", "number", "flag"]


class Column(NamedTuple):
    """A column: its name and type, and its value in a record for an item."""

    name: str
    type: Type
    value: Callable[[Record, Any], Any]
    long: bool = False  # more than a cell of a spreadsheet holds


class Table(NamedTuple):
    """The items of one noun, a row each."""

    noun: str
    columns: tuple[Column, ...]
    items: Callable[[Record], Sequence[Any]]

    def rows(self, record: Record) -> Iterator[list[Any]]:
        """The values of each item of ``record`` in the order of the columns."""
        for item in self.items(record):
            yield [column.value(record, item) for column in self.columns]


def _fields(kind: type, *columns: tuple[str, Type]) -> tuple[Column, ...]:
    """Columns that are fields of the noun ``kind``."""
    unknown = [name for name, _ in columns if name not in kind.__annotations__]
    if unknown:
        raise AttributeError(f"{kind.__name__} has no {unknown}")
    return tuple(Column(name, type_, _field(name)) for name, type_ in columns)


def _field(name: str) -> Callable[[Record, Any], Any]:
    return lambda _, item: getattr(item, name)


def _said(name: str) -> tuple[Column, Column]:
    """A statement's single span: its characters, and where it stands."""
    if name not in Exact.__annotations__:
        raise AttributeError(name)
    return (
        Column(name, "text", lambda _, statement: getattr(statement.exact, name)),
        Column(f"{name}_span", "span", lambda _, statement: getattr(statement, name)),
    )


def _spans(mentions: Sequence[Mention]) -> tuple[Span, ...]:
    return tuple(mention.span for mention in mentions)


_HEAD = (
    Column("doc", "text", lambda record, _: record.doc),
    Column("report", "text", lambda record, _: record.report.sha256),
)

_REPORTS = Table(
    "reports",
    (
        *_HEAD,
        *_fields(
            Report,
            ("language", "choice"),
            ("title", "text"),
            ("outlet", "text"),
            ("author", "text"),
            ("url", "text"),
            ("published", "text"),
            ("retrieved", "text"),
            ("raw_sha256", "text"),
            ("encoding", "choice"),
            ("furniture", "spans"),
        ),
        Column("reader", "text", lambda record, _: record.reader),
        Column("text", "text", lambda record, _: record.report.text, long=True),
    ),
    lambda record: (record.report,),
)

_STATEMENTS = Table(
    "statements",
    (
        *_HEAD,
        *_fields(
            Statement,
            ("id", "text"),
            ("speaker", "text"),
            ("actor", "text"),
            ("kind", "choice"),
            ("act", "choice"),
            ("modes", "choices"),
            ("relay", "flag"),
        ),
        Column("content", "texts", lambda _, statement: statement.exact.content),
        Column("content_spans", "spans", lambda _, statement: statement.content),
        *_said("cue"),
        *_said("source"),
        *_said("addressee"),
        *_fields(Statement, ("addressee_actor", "text")),
        *_said("target"),
        *_fields(Statement, ("target_actor", "text")),
        *_said("condition"),
        *_fields(Statement, ("instruments", "texts"), ("confidence", "number"), ("rule", "choice")),
    ),
    lambda record: record.statements,
)

_ACTORS = Table(
    "actors",
    (
        *_HEAD,
        *_fields(
            Actor,
            ("id", "text"),
            ("name", "text"),
            ("type", "choice"),
            ("aliases", "texts"),
            ("roles", "texts"),
            ("country", "choice"),
            ("code", "choice"),
            ("qid", "text"),
        ),
        Column("mentions", "spans", lambda _, actor: _spans(actor.mentions)),
        Column("mention_forms", "choices", lambda _, actor: [mention.form for mention in actor.mentions]),
    ),
    lambda record: record.actors,
)

_TIMES = Table(
    "times",
    (
        *_HEAD,
        *_fields(
            TimeExpression,
            ("id", "text"),
            ("type", "choice"),
            ("value", "text"),
            ("mod", "choice"),
            ("exact", "text"),
            ("span", "span"),
            ("rule", "choice"),
        ),
    ),
    lambda record: record.times,
)

_MEETINGS = Table(
    "meetings",
    (
        *_HEAD,
        *_fields(
            Meeting,
            ("id", "text"),
            ("kind", "choice"),
            ("status", "choice"),
            ("date", "text"),
            ("former_date", "text"),
            ("place", "text"),
            ("parties", "texts"),
            ("party_actors", "texts"),
            ("exact", "text"),
            ("trigger", "span"),
            ("mentions", "spans"),
            ("rule", "choice"),
        ),
    ),
    lambda record: record.meetings,
)

_INSTRUMENTS = Table(
    "instruments",
    (
        *_HEAD,
        *_fields(
            Instrument,
            ("id", "text"),
            ("name", "text"),
            ("kind", "choice"),
            ("date", "text"),
            ("parties", "texts"),
            ("exact", "text"),
            ("mention", "span"),
            ("mentions", "spans"),
            ("rule", "choice"),
        ),
    ),
    lambda record: record.instruments,
)

_POSITIONS = Table(
    "positions",
    (
        *_HEAD,
        *_fields(
            Position,
            ("statement", "text"),
            ("speaker", "text"),
            ("act", "choice"),
            ("modes", "choices"),
            ("target", "text"),
            ("subject", "text"),
            ("condition", "text"),
        ),
    ),
    lambda record: record.positions,
)

TABLES: dict[str, Table] = {
    table.noun: table for table in (_REPORTS, _STATEMENTS, _ACTORS, _TIMES, _MEETINGS, _INSTRUMENTS, _POSITIONS)
}
