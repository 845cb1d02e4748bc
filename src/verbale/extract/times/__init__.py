"""Time expressions (TIMEX3): found, and placed on the calendar.

>>> from verbale import language
>>> from verbale.extract import times
>>> found = times.find(language.get("ru").annotate("Стороны встретятся 10 января."), "2022-01-07")
>>> [(time.exact, time.value) for time in found]
[('10 января', '2022-01-10')]

The way of a text: atoms with what their forms can say (``reading``), rules that find pieces and what they mean
(``grammar``), what "now" is (``datelines``, ``reference``), values (``resolve``). Words are data per language.
TIMEX3 is that of TimeML (Pustejovsky et al. 2003); values are ISO 8601 with its seasons, weeks and parts of days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import zip_longest

from verbale.extract.times import calendar
from verbale.extract.times.datelines import own_date
from verbale.extract.times.grammar import pieces
from verbale.extract.times.meaning import Piece
from verbale.extract.times.reading import Reading
from verbale.extract.times.reference import Reference, dated, inferred
from verbale.extract.times.resolve import Resolver
from verbale.extract.times.words import lexicon
from verbale.types import Annotation, Span, TimeExpression

__all__ = ["dateline", "find", "read"]


def find(annotation: Annotation, published: str | None, furniture: Sequence[Span] = ()) -> tuple[TimeExpression, ...]:
    """The time expressions of a report, in text order, none sharing a character with another.

    ``published`` is the report's date (ISO 8601 date, or date and time), ``None`` if not known. Where the text gives
    itself a date, that is what its expressions are read by; where nobody gives one, the dates told in the text settle
    what they can, and the rest has the value ``None``. Nothing is read in ``furniture``.
    """
    return read(annotation, published, furniture)[0]


def read(
    annotation: Annotation, published: str | None, furniture: Sequence[Span] = ()
) -> tuple[tuple[TimeExpression, ...], str | None]:
    """As ``find``, and with them the day (ISO 8601) by which they were read: the text's own, else ``published``."""
    reading = Reading(annotation, lexicon(annotation.language))
    found = _outside(reading, pieces(reading), furniture)
    said = dated(reading, found)
    own = own_date(reading, found, said) or calendar.parse(published)
    reference = Reference(own) if own else inferred(reading, found, said)
    resolver = Resolver(reading, reference, () if own else said)
    expressions = []
    for number, (piece, following) in enumerate(zip_longest(found, found[1:]), start=1):
        span = Span(reading.starts[piece.first], reading.ends[piece.last - 1])
        expressions.append(
            TimeExpression(
                span=span,
                type=piece.type,
                value=resolver.value(piece, following),
                mod=piece.mod,
                exact=span.of(annotation.text),
                rule=piece.rule,
                id=f"t{number}",
            )
        )
    return tuple(expressions), own.value if own else None


def _outside(r: Reading, found: Sequence[Piece], furniture: Sequence[Span]) -> list[Piece]:
    """The pieces that begin outside ``furniture``."""
    ordered = sorted(furniture)
    starts = [span.start for span in ordered]
    kept = []
    for piece in found:
        number = bisect_right(starts, r.starts[piece.first]) - 1
        if number < 0 or ordered[number].end <= r.starts[piece.first]:
            kept.append(piece)
    return kept


def dateline(annotation: Annotation) -> str | None:
    """The date (ISO 8601) that the text itself gives as its own, by a dateline or «сегодня» beside a full date."""
    reading = Reading(annotation, lexicon(annotation.language))
    found = pieces(reading)
    own = own_date(reading, found, dated(reading, found))
    return own.value if own else None
