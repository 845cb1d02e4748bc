"""The names of a report's mentions, for the extraction of facts (see :class:`verbale.extract.naming.NamingService`)."""

from __future__ import annotations

from verbale.extract.actors.resolve import ActorIndex
from verbale.types import Actor, Span


class ReportNames:
    """What the actors of a report are called."""

    def __init__(self, index: ActorIndex) -> None:
        self._index = index

    def nominative(self, span: Span) -> str:
        """The phrase at ``span`` in the nominative, otherwise as printed."""
        reading = self._index.reading
        phrase = reading.phrases.of_span(span)
        return reading.namer.nominative(phrase) if phrase is not None else span.of(reading.view.text)

    def actor_at(self, span: Span) -> Actor | None:
        """The actor that the mention at ``span`` stands for; None where the report does not tell."""
        return self._index.actor_at(span)

    def canonical(self, span: Span) -> str:
        """The fullest nominative name of the actor at ``span``; of no known actor, the phrase in the nominative."""
        actor = self._index.actor_at(span)
        return actor.name if actor is not None and actor.name else self.nominative(span)
