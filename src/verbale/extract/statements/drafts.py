"""What a rule proposes: content spans for one cue, before anything is decided."""

from __future__ import annotations

import msgspec

from verbale.types import Span


class Draft(msgspec.Struct, frozen=True):
    """Content that a rule found for a cue; ``quoted`` marks content that is a quotation of its own."""

    rule: str
    spans: tuple[Span, ...]
    head: int  # the token that governs the content, or its first token
    quoted: bool = False
    notes: frozenset[str] = frozenset()  # what the deciding model may want to know
