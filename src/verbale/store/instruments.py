"""The same instrument in different reports."""

from __future__ import annotations

import hashlib

from verbale.store import bulk
from verbale.store.folding import fold
from verbale.store.models import Instrument
from verbale.store.projection import Row, short_key


def resolve(citations: list[Row]) -> None:
    """Set the instrument of each citation: the known one of the same name, kind and date, else a new one.

    Inside of ``writing()``; all citations of a batch at once.
    """
    wanted: dict[str, Row] = {}
    keys = []
    for citation in citations:
        folded = fold(citation["name"])
        digest = hashlib.sha256(f"{citation['kind']} {citation['date'] or ''} {folded}".encode()).digest()
        key = short_key(digest)
        keys.append(key)
        if key not in wanted:
            wanted[key] = {"key": key, "folded": folded} | {
                field: citation[field] for field in ("name", "kind", "date")
            }
    ids = dict(Instrument.objects.filter(key__in=list(wanted)).values_list("key", "pk"))
    new = [row for key, row in wanted.items() if key not in ids]
    for row, number in zip(new, bulk.allocate(Instrument, len(new)), strict=True):
        row["id"] = ids[row["key"]] = number
    bulk.insert(Instrument, new)
    for citation, key in zip(citations, keys, strict=True):
        citation["instrument_id"] = ids[key]
