"""What a rule proposes: content spans for one cue, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale.types import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """Content that a rule found for a cue; ``quoted`` marks content that is a quotation of its own."""

    rule: str
    spans: tuple[Span, ...]
    head: int  # the token that governs the content, or its first token
    quoted: bool = False
    notes: frozenset[str] = field(default_factory=frozenset)  # what the deciding model may want to know
