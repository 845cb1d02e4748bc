"""Terms as PostgreSQL's tsvector keeps them."""

from __future__ import annotations

from collections.abc import Sequence

_WEIGHTS = "BD"  # of the first and the second column; A to D as PostgreSQL has them
_LAST_PLACE = 16_383  # PostgreSQL knows no greater one
_MOST_PLACES = 255  # of one term
_GAP = 8  # between columns, so that no phrase reaches from one into the other
_MOST_BYTES = 900_000  # PostgreSQL takes 1 MiB


def tsvector(columns: Sequence[str]) -> str:
    """The text of a tsvector of the terms of ``columns``, each parted by spaces.

    >>> tsvector(("волдин", "договор о мир"))
    "'волдин':1B 'договор':10D 'о':11D 'мир':12D"
    """
    places: dict[str, list[str]] = {}
    size, last = 0, 0
    for column, weight in zip(columns, _WEIGHTS, strict=True):
        for term in column.split():
            last += 1
            known = places.setdefault(term, [])
            if len(known) >= _MOST_PLACES:
                continue
            size += 8 + (0 if known else 4 + len(term.encode()))
            if size > _MOST_BYTES:  # megabytes of text: what comes later is not found
                break
            known.append(f"{min(last, _LAST_PLACE)}{weight}")
        last += _GAP
    return " ".join(f"'{term}':{','.join(found)}" for term, found in places.items() if found)
