"""What a common noun says of a person, and whether it can stand for one that the report named."""

from __future__ import annotations

from verbale.extract.actors.entities import Entity
from verbale.extract.actors.phrases import Phrase
from verbale.extract.actors.words import Words, fold
from verbale.extract.view import View
from verbale.language.inflection import Inflector

SUBSTANTIVE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "root", "conj", "appos", "obl:agent"})


FIT = {
    "same": 1.7,  # the same title
    "office": 0.8,  # another title of the same office
    "class": 1.0,  # a word for the class that the title belongs to: «политик» for a minister
    "head": 0.7,  # «глава» of something else
    "kindred": -1.2,  # another title of the class
    "anybody": -0.1,  # a word for any person: «мужчина»
    "untitled": -0.2,  # the report calls the person nothing
    "stranger": -4.0,  # titles that have nothing in common
}


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
            return token.lemma if self.words.is_person(token.lemma) else self._participle(index) or token.lemma
        if token.upos == "PROPN":
            known = self.words.is_person(token.lemma) or bool(self.words.types_of(token.lemma))
            return token.lemma if known else None
        if token.deprel not in SUBSTANTIVE or token.feats.get("Variant") == "Short" or "Case" not in token.feats:
            return None
        if token.upos == "VERB" and token.feats.get("VerbForm") != "Part":
            return None
        return self._participle(index)

    def _participle(self, index: int) -> str | None:
        """The nominative of a word that taggers take for a verb or adjective, if people are called so: «заведующий»."""
        token = self.tokens[index]
        if token.upos == "NOUN" and not token.lemma.endswith(self.inflector.infinitives):
            return None
        upos = "VERB" if token.upos == "NOUN" else token.upos
        lemma = fold(self.inflector.inflect(token.text, upos, token.feats, "Nom", "Sing"))
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
            if token.head == phrase.head and token.upos == "ADJ" and index < phrase.head:
                titles.add(f"{token.lemma} {head}")
            if token.lemma[:1].isalpha():
                details.add(token.lemma)
        return titles | self._compounds(head, phrase), details

    def _compounds(self, head: str, phrase: Phrase) -> set[str]:
        """«глава ведомства», «министр иностранных дел»: a title with one, two, three of the words after it."""
        found, text = set(), head
        for index in range(phrase.head + 1, min(phrase.last, phrase.head + 4)):
            token = self.tokens[index]
            if token.upos not in ("NOUN", "PROPN", "ADJ", "X"):
                break
            text = f"{text} {fold(token.text)}"
            found.add(text)
        return found

    def fit(self, titles: set[str], entity: Entity) -> float:
        """How well a common noun with these titles can stand for a person (log odds, see nominals.py)."""
        return FIT[self.match(titles, entity)]

    def match(self, titles: set[str], entity: Entity) -> str:
        """How the titles of a common noun relate to a person's: a key of ``FIT``."""
        words, head = self.words.titles, min(titles, key=len)
        if head in words.heads and len(titles) > 1:
            compound = {title for title in titles if " " in title}
            if compound & entity.titles:
                return "same"
            if self._share_office(compound, entity.titles):
                return "office"
            if head in entity.titles:
                return "head"
        elif titles & entity.titles:
            return "same"
        elif self._share_office(titles, entity.titles):
            return "office"
        if self._is_in(self.words.generics.get(head), entity.titles):
            return "class"
        if entity.titles and titles & self.words.unique:
            return "stranger"
        if self._is_in(self.words.classes.get(head), entity.titles):
            return "kindred"
        if head in words.generic_male or head in words.generic_female or head in words.generic_any:
            return "anybody"
        return "untitled" if not entity.titles else "stranger"

    def is_plural(self, index: int) -> bool:
        """Whether a noun stands for several: by its form, or counted («три женщины»)."""
        if self.tokens[index].feats.get("Number") == "Plur":
            return True
        counts = (self.tokens[c] for c in self.view.children[index] if self.tokens[c].deprel.startswith("nummod"))
        return any(token.upos == "NUM" and token.lemma not in self.words.titles.one for token in counts)

    def _share_office(self, titles: set[str], others: set[str]) -> bool:
        """Whether a title names the same office as one of the others."""
        offices = self.words.offices
        held = [offices[title] for title in titles if title in offices]
        return bool(held) and any(
            not own.isdisjoint(offices[other]) for other in others if other in offices for own in held
        )

    def _is_in(self, classes: frozenset[int] | None, titles: set[str]) -> bool:
        """Whether a title belongs to one of some classes of people."""
        known = self.words.classes
        return classes is not None and any(not classes.isdisjoint(known[title]) for title in titles if title in known)
