"""What a common noun says of a person, and whether it can stand for one that the report named."""

from __future__ import annotations

from verbale.extract.actors.entities import Entity
from verbale.extract.actors.phrases import Phrase
from verbale.extract.actors.words import Words, fold
from verbale.extract.view import View
from verbale.language.inflection import Inflector

SUBSTANTIVE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "root", "conj", "appos", "obl:agent"})


class Roles:
    """Titles of one text's people."""

    def __init__(self, view: View, words: Words, inflector: Inflector) -> None:
        self.view = view
        self.tokens = view.tokens
        self.words = words
        self.inflector = inflector

    def noun(self, index: int) -> str | None:
        """The lemma of a token that works as a noun («министр», «задержанный»); None where it does not."""
        token = self.tokens[index]
        if token.upos == "NOUN":
            return token.lemma
        if token.upos == "PROPN":
            known = self.words.is_person(token.lemma) or token.lemma in self.words.body_types
            return token.lemma if known else None
        if token.deprel not in SUBSTANTIVE or token.feats.get("Variant") == "Short" or "Case" not in token.feats:
            return None
        if token.upos == "VERB" and token.feats.get("VerbForm") != "Part":
            return None
        lemma = fold(self.inflector.inflect(token.text, token.upos, token.feats, "Nom", "Sing"))
        return lemma if self.words.is_person(lemma) else None

    def is_human(self, index: int, lemma: str) -> bool:
        """Whether a noun stands for a person or people."""
        return self.words.is_person(lemma) or self.tokens[index].feats.get("Animacy") == "Anim"

    def is_title(self, index: int) -> bool:
        """Whether a token is a noun that a person can be called by."""
        lemma = self.noun(index)
        return lemma is not None and self.is_human(index, lemma)

    def titles(self, phrase: Phrase) -> tuple[set[str], set[str]]:
        """The titles that a phrase gives («глава», «глава ведомства») and its other content words."""
        head = self.noun(phrase.head) or self.tokens[phrase.head].lemma
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
            if token.lemma[:1].isalpha():
                details.add(token.lemma)
        return titles, details

    def strength(self, titles: set[str], details: set[str], entity: Entity) -> float:
        """How well a nominal with these titles can stand for an entity: the higher the better, below 0 hardly.

        4 the same title, 3.5 the same office, 2.5 a class the entity's title belongs to, 1 a word for any person.
        """
        head = min(titles, key=len)
        score = self._match(titles, head, entity)
        if score <= 0 or not details:
            return score
        if details & entity.details:
            return score + 0.8
        return score - 1.0 if entity.details and head in entity.titles else score - 0.2

    def _match(self, titles: set[str], head: str, entity: Entity) -> float:
        words = self.words.titles
        if head in words.heads and len(titles) > 1:
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
        if self.words.generics.get(head, frozenset()) & self._classes(entity.titles):
            return 2.5
        if entity.titles and self.words.classes.get(head, frozenset()) & self._classes(entity.titles):
            return 1.5
        if head in words.generic_male or head in words.generic_female or head in words.generic_any:
            return 1.0
        return 1.0 if not entity.titles else -0.5

    def _offices(self, titles: set[str]) -> frozenset[int]:
        return frozenset().union(*(self.words.offices.get(title, frozenset()) for title in titles))

    def _classes(self, titles: set[str]) -> frozenset[int]:
        return frozenset().union(*(self.words.classes.get(title, frozenset()) for title in titles))
