"""The same instrument in different reports."""

from __future__ import annotations

import hashlib

from verbale.store.folding import fold
from verbale.store.models import Citation, Instrument
from verbale.store.projection import short_key


def resolve(citations: list[Citation]) -> None:
    """Set the instrument of each citation: the known one of the same name, kind and date, else a new one."""
    for citation in citations:
        folded = fold(citation.name)
        digest = hashlib.sha256(f"{citation.kind} {citation.date or ''} {folded}".encode()).digest()
        citation.instrument, _ = Instrument.objects.get_or_create(
            key=short_key(digest),
            defaults={"folded": folded, "name": citation.name, "kind": citation.kind, "date": citation.date},
        )
