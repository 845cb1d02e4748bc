"""What each side demands, refuses and offers: positions, each with its statement as proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verbale.extract.acts import Passages
from verbale.extract.positions.sides import Sides
from verbale.extract.positions.subjects import subject_of
from verbale.types import Act, Actor, Instrument, Position, Span, Statement

__all__ = ["build"]

TAKING: frozenset[Act] = frozenset({"AGREE", "REQUEST", "REJECT", "CONCEDE", "THREATEN", "SUPPORT", "ACCUSE"})


def build(
    statements: Sequence[Statement],
    actors: Sequence[Actor],
    instruments: Sequence[Instrument],
    passages: Passages,
) -> tuple[Position, ...]:
    """The positions that statements take, in text order.

    A statement takes a position when its act does more than tell (see :data:`TAKING`), the report says whose it is and
    it has a substance: a thing, a deed or a document that it is about. A spokesman who says «мы», or tells what his body
    does, speaks for the body. Relays take none.
    """
    sides = Sides(actors, passages.annotation)
    documents = {instrument.id: instrument for instrument in instruments}
    found: dict[tuple[object, ...], Position] = {}
    for statement in statements:
        position = _position(statement, sides, documents, passages)
        if position is not None:
            key = (position.speaker, position.act, position.target, position.subject)
            found.setdefault(key, position)
    return tuple(found.values())


def _position(
    statement: Statement, sides: Sides, documents: Mapping[str, Instrument], passages: Passages
) -> Position | None:
    if statement.act not in TAKING or statement.relay or statement.speaker is None:
        return None
    passage, text = passages.of(statement), passages.annotation.text
    speaker = sides.speaker(statement, passage)
    target = sides.at(statement.target) if statement.target is not None else None
    span = subject_of(passage, statement)
    if speaker is None or span is None:
        return None
    return Position(
        speaker=speaker,
        act=statement.act,
        target=target if target != speaker else None,
        subject=_document(span, statement, documents) or span.of(text),
        condition=statement.condition.of(text) if statement.condition is not None else None,
        statement=statement.id,
        modes=statement.modes,
    )


def _document(span: Span, statement: Statement, documents: Mapping[str, Instrument]) -> str | None:
    """The name of the instrument that a noun phrase begins with."""
    for number in statement.instruments:
        instrument = documents[number]
        if any(m.start <= span.start < m.end for m in (instrument.mention, *instrument.mentions)):
            return instrument.name
    return None
