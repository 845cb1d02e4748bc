"""What a common noun says of a person, and whether it can stand for one that the report named."""

from __future__ import annotations

from verbale.extract.actors.entities import Entity
from verbale.extract.actors.phrases import Phrase
from verbale.extract.actors.words import Words
from verbale.extract.view import View

Strength = float


class Roles:
    """Titles of one text's people."""

    def __init__(self, view: View, words: Words) -> None:
        self.view = view
        self.tokens = view.tokens
        self.words = words

    def titles(self, phrase: Phrase) -> tuple[set[str], set[str]]:
        """The titles that a phrase gives («глава», «глава ведомства») and its other content words."""
        head = self.tokens[phrase.head].lemma
        titles, details = {head}, set()
        for index in range(phrase.first, phrase.last):
            token = self.tokens[index]
            if index == phrase.head or token.upos not in ("NOUN", "PROPN", "ADJ", "X"):
                continue
            if any(name.first <= index < name.last for name in phrase.names):
                continue
            if token.head == phrase.head and token.upos in ("NOUN", "PROPN", "X") and index > phrase.head:
                titles.add(f"{head} {token.lemma}")
            if token.head == phrase.head and token.upos == "ADJ" and index < phrase.head:
                titles.add(f"{token.lemma} {head}")
            if not token.lemma[:1].isdigit():
                details.add(token.lemma)
        return titles, details

    def strength(self, titles: set[str], details: set[str], entity: Entity) -> Strength:
        """How well a nominal with these titles can stand for an entity: above 0 can, below 0 cannot.

        4 the same title, 3.5 the same office, 2.5 a class the entity's title belongs to, 1 a word for any person.
        """
        head = min(titles, key=len)
        score = self._match(titles, head, entity)
        if score <= 0 or not details:
            return score
        shared = details & entity.details
        if shared:
            return score + 1.0
        return score - 0.7 if entity.details and head in entity.titles else score - 0.2

    def _match(self, titles: set[str], head: str, entity: Entity) -> Strength:
        words = self.words
        if head in words.titles.heads and len(titles) > 1:
            compound = {title for title in titles if " " in title}
            if compound & entity.titles:
                return 4.0
            if self._offices(compound) & self._offices(entity.titles):
                return 3.5
            if head in entity.titles:
                return 2.0
        elif titles & entity.titles:
            return 4.0
        elif self._offices(titles) & self._offices(entity.titles):
            return 3.5
        covers = words.generics.get(head, frozenset())
        if covers & self._classes(entity.titles):
            return 2.5
        if entity.titles and words.classes.get(head, frozenset()) & self._classes(entity.titles):
            return 1.5
        if head in words.titles.generic_male or head in words.titles.generic_female or head in words.titles.generic_any:
            return 1.0
        return 0.3 if not entity.titles else -0.5

    def _offices(self, titles: set[str]) -> frozenset[int]:
        return frozenset().union(*(self.words.offices.get(title, frozenset()) for title in titles))

    def _classes(self, titles: set[str]) -> frozenset[int]:
        return frozenset().union(*(self.words.classes.get(title, frozenset()) for title in titles))
