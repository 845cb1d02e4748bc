"""What the extraction of facts asks of whoever knows the report's actors."""

from __future__ import annotations

from typing import Protocol

from verbale.types import Actor, Span


class NamingService(Protocol):
    """Names of the things mentioned in one report."""

    def nominative(self, span: Span) -> str:
        """The phrase at ``span`` in the nominative, otherwise as printed."""
        ...

    def actor_at(self, span: Span) -> Actor | None:
        """The actor that the mention at ``span`` stands for; None where the report does not tell."""
        ...

    def canonical(self, span: Span) -> str:
        """The fullest nominative name of the actor at ``span``; of no known actor, the phrase in the nominative."""
        ...
