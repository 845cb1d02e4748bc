"""The same instrument in different reports."""

from __future__ import annotations

import hashlib

from verbale.store import bulk
from verbale.store.folding import fold
from verbale.store.hashing import canonical_hash
from verbale.store.models import Instrument
from verbale.store.readings.projection import Row, short_key


def resolve(citations: list[Row]) -> None:
    """Set the instrument of each citation: the known one of the same name, kind and date, else a new one.

    Inside of ``writing()``; all citations of a batch at once.
    """
    wanted: dict[str, Row] = {}
    keys = []
    for citation in citations:
        folded = fold(citation["name"])
        key = key_of(folded, citation["kind"], citation["date"])
        keys.append(key)
        if key not in wanted:
            row = {"key": key, "folded": folded} | {field: citation[field] for field in ("name", "kind", "date")}
            wanted[key] = row | {"hash": canonical_hash(row)}
    ids = dict(Instrument.objects.filter(key__among=wanted).values_list("key", "pk"))
    new = [row for key, row in wanted.items() if key not in ids]
    for row, number in zip(new, bulk.allocate(Instrument, len(new)), strict=True):
        row["id"] = ids[row["key"]] = number
    bulk.insert(Instrument, new)
    for citation, key in zip(citations, keys, strict=True):
        citation["instrument_id"] = ids[key]


def key_of(folded: str, kind: str, date: str | None) -> str:
    """The key of the instrument of a folded name, a kind and a date."""
    return short_key(hashlib.sha256(f"{kind} {date or ''} {folded}".encode()).digest())


def is_whole(instrument: Instrument) -> bool:
    """Whether an instrument is as it was stored."""
    fields = ("key", "folded", "name", "kind", "date")
    return instrument.hash == canonical_hash({field: getattr(instrument, field) for field in fields})
