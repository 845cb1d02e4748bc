"""What all look-ups of antecedents share: who is mentioned before, who is named soon, what a phrase holds inside.

The rankings of the modules beside follow Lappin and Leass (1994): agreement and syntax filter, then recency, subjecthood
and frequency add up. Their weights were fitted on the development gold by log-linear ranking, and rounded.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator

from verbale.extract.actors.countries import Countries
from verbale.extract.actors.entities import Entity, History, Ref
from verbale.extract.actors.phrases import Phrase
from verbale.extract.actors.referents import Referents
from verbale.extract.actors.roles import Roles
from verbale.extract.actors.voices import Voices
from verbale.extract.actors.words import Words

AHEAD = 150  # tokens ahead that a headline may refer
NOBODY = Entity("person", "")


class Context:
    """One text's references so far, with what a look-up may ask of them."""

    def __init__(
        self,
        history: History,
        roles: Roles,
        words: Words,
        voices: Voices,
        states: Countries,
        referents: Referents,
    ) -> None:
        self.history = history
        self.view = history.view
        self.tokens = history.tokens
        self.roles = roles
        self.words = words
        self.voices = voices
        self.states = states
        self.mentioned = referents.mentioned
        self._places: list[tuple[int, int]] = []
        self._introduced: dict[int, Entity] = {}

    def register(self, entity: Entity) -> None:
        """Makes a named person known before the pass reaches it, so that a headline can refer ahead."""
        if entity.person is not None:
            insort(self._places, (min(mention.first for mention in entity.person.mentions), id(entity)))
            self._introduced[id(entity)] = entity

    def me(self, index: int) -> Ref:
        """How a token that is being resolved stands in its sentence."""
        return self.history.ref(index, NOBODY)

    def next_people(self, index: int) -> Iterator[Entity]:
        """The people whom the report first names soon after a token, nearest first."""
        place = bisect_right(self._places, (index, 0))
        while place < len(self._places) and self._places[place][0] < index + AHEAD:
            yield self._introduced[self._places[place][1]]
            place += 1

    def inside(self, phrase: Phrase) -> list[Entity]:
        """Whom a phrase mentions beside its head: «адвокат Волдина» is not Волдин."""
        found = (self.mentioned(i) for i in range(phrase.first, phrase.last) if i != phrase.head)
        return [entity for entity in found if entity is not None]

    def modifiers(self, phrase: Phrase) -> list[str]:
        """The lemmas of a phrase's words beside its head."""
        return [
            self.tokens[i].lemma
            for i in range(phrase.first, phrase.last)
            if i != phrase.head and self.tokens[i].upos != "PUNCT"
        ]

    def is_new(self, phrase: Phrase) -> bool:
        """Whether a phrase says itself that its referent was not mentioned before («другой министр»)."""
        return any(lemma in self.words.titles.new_modifiers for lemma in self.modifiers(phrase))

    def is_bare(self, phrase: Phrase) -> bool:
        """Whether a phrase is its head alone, but for words that point back."""
        return all(lemma in self.words.titles.old_modifiers for lemma in self.modifiers(phrase))

    def is_plural(self, index: int) -> bool:
        """Whether a noun or pronoun stands for several."""
        return self.roles.is_plural(index)

    def may_be(self, entity: Entity, index: int) -> bool:
        """Whether gender lets a common noun stand for a person: «министр» may be a woman («заявила»), «актриса» no man."""
        if entity.kind != "person":
            return False
        head = self.tokens[index]
        shown = self._verb_gender(index)
        if shown is not None and entity.gender is not None and shown != entity.gender:
            return False
        titles = self.words.titles
        if head.feats.get("Gender") == "Fem" and entity.gender == "Masc" and head.lemma not in titles.inanimate_people:
            return False
        return not (head.lemma in titles.generic_male and entity.gender == "Fem")

    def _verb_gender(self, index: int) -> str | None:
        """The gender of the past-tense verb that a noun is the subject of."""
        verb = self.tokens[index].head
        if self.tokens[index].deprel != "nsubj" or verb < 0 or self.tokens[verb].upos != "VERB":
            return None
        gender = self.tokens[verb].feats.get("Gender")
        return gender if gender in ("Masc", "Fem") else None
