"""What is told of a statement beside the text."""

from __future__ import annotations

import msgspec

from verbale.store.models import Citation, Statement
from verbale.web.reading.citation import citation


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with the characters of its parts, each on one line; None where the report has no such part."""

    statement: Statement
    content: str
    source: str | None
    cue: str | None
    addressee: str | None
    target: str | None
    condition: str | None
    instruments: tuple[Citation, ...]  # that it speaks of, as this report cites them
    link: str  # whole address of its passage
    citation: str


def card(statement: Statement, text: str, citations: dict[int, Citation], link: str) -> Card:
    """The card of ``statement`` in a report with ``text``; ``citations`` by instrument, ``link`` for the citation."""

    def part(name: str) -> str | None:
        pair = statement.spans[name]
        return _line(text, pair) if pair is not None else None

    content = " […] ".join(_line(text, pair) for pair in statement.spans["content"])
    return Card(
        statement=statement,
        content=content,
        source=part("source"),
        cue=part("cue"),
        addressee=part("addressee"),
        target=part("target"),
        condition=part("condition"),
        instruments=tuple(citations[paper.pk] for paper in statement.instruments.all() if paper.pk in citations),
        link=link,
        citation=citation(statement, content, link),
    )


def _line(text: str, pair: list[int]) -> str:
    """The characters of a span, white space of any kind as one space."""
    return " ".join(text[pair[0] : pair[1]].split())
