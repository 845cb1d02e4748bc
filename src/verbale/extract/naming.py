"""What the extraction of facts asks of whoever knows the report's actors, and the actors' answers to it."""

from __future__ import annotations

from typing import Protocol

from verbale.extract.actors import ActorIndex
from verbale.extract.actors.naming import Namer
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

    def readings(self, span: Span) -> tuple[str, ...]:
        """The nominatives that the single word at ``span`` may have, one a gender."""
        ...


class ActorNames:
    """The names that a report's actors give, as a ``NamingService``."""

    def __init__(self, index: ActorIndex) -> None:
        self._index = index
        self._namer = Namer(index.view, index.inflector)

    def nominative(self, span: Span) -> str:
        """The phrase at ``span`` in the nominative, otherwise as printed."""
        phrase = self._index.reading.phrases.of_span(span)
        return self._namer.nominative(phrase) if phrase is not None else span.of(self._index.view.text)

    def actor_at(self, span: Span) -> Actor | None:
        """The actor that the mention at ``span`` stands for; None where the report does not tell."""
        return self._index.actor_at(span)

    def canonical(self, span: Span) -> str:
        """The fullest nominative name of the actor at ``span``; of no known actor, the phrase in the nominative."""
        return self._index.speaker(span).name or self.nominative(span)

    def readings(self, span: Span) -> tuple[str, ...]:
        """The nominatives that the single word at ``span`` may have, one a gender."""
        token = self._index.view.tokens[self._index.view.token_at(span.start)]
        genders = ("Masc", "Fem")
        forms = (
            self._index.inflector.inflect(token.text, "PROPN", {**token.feats, "Gender": gender}, "Nom")
            for gender in genders
        )
        return tuple(dict.fromkeys(forms))
