"""Whom a pronoun or a common noun stands for: agreement filters, salience ranks, and weak winners lose to silence.

The ranking is Lappin and Leass's (1994) idea in small: recency, subjecthood and frequency add up, each mention counts
once, and what agreement or syntax forbids is out.
"""

from __future__ import annotations

from math import log

from verbale.extract.actors.entities import Entity, History, Ref
from verbale.extract.actors.phrases import Phrase
from verbale.extract.actors.roles import Roles
from verbale.extract.actors.words import Words
from verbale.types import Token

REACH = 5  # sentences back that a pronoun may refer


class Antecedents:
    """Ranks the entities that a reference may mean."""

    def __init__(self, history: History, roles: Roles, words: Words) -> None:
        self.history = history
        self.view = history.view
        self.tokens = history.tokens
        self.roles = roles
        self.words = words

    def of_pronoun(self, index: int) -> Entity | None:
        """The entity that a third-person pronoun stands for, or None."""
        gender, plural = self._agreement(self.tokens[index])
        best: dict[int, tuple[float, Entity]] = {}
        me = self.history.ref(index, _NOBODY)
        for ref in self.history.recent(index):
            if me.sentence - ref.sentence > REACH:
                break
            if not _agrees(ref.entity, gender, plural):
                continue
            score = self._salience(ref, me) + self._standing(ref.entity, plural)
            known = best.get(id(ref.entity))
            if known is None or score > known[0]:
                best[id(ref.entity)] = (score, ref.entity)
        if not best:
            return None
        score, entity = max(best.values(), key=lambda pair: pair[0])
        return entity if score > 0 else None

    def _agreement(self, token: Token) -> tuple[str | None, bool]:
        pronouns, lemma = self.words.pronouns, token.lemma
        if lemma in pronouns.she or lemma in pronouns.her:
            return "Fem", False
        if lemma in pronouns.they or lemma in pronouns.their or token.feats.get("Number") == "Plur":
            return None, True
        return "Masc", False

    def _salience(self, ref: Ref, me: Ref) -> float:
        """How prominent one earlier reference is, seen from ``me``."""
        distance = me.sentence - ref.sentence
        score = 3.0 - 1.1 * distance
        score += 1.4 * ref.subject + 0.6 * (ref.subject and me.subject)
        score -= 1.2 * ref.dependent
        score += 0.4 * (ref.paragraph == me.paragraph)
        if ref.quotation is not None and ref.quotation is not me.quotation:
            score -= 1.5
        if distance == 0 and ref.clause == me.clause and ref.clause >= 0:
            score -= 6.0 if not me.dependent else 1.0
        return score

    def _standing(self, entity: Entity, plural: bool) -> float:
        """What an entity brings along wherever it was mentioned: a person, often mentioned, with a name."""
        score = 0.5 * log(1 + len(entity.places))
        score += 0.5 * entity.named
        if not plural and entity.kind != "person":
            score -= 3.0
        return score

    def of_nominal(self, phrase: Phrase) -> Entity | None:
        """The person or body, mentioned before, that a common noun stands for; None: somebody new."""
        head = self.tokens[phrase.head]
        titles, details = self.roles.titles(phrase)
        gender, plural = head.feats.get("Gender"), head.feats.get("Number") == "Plur"
        me = self.history.ref(phrase.head, _NOBODY)
        best: tuple[float, Entity] | None = None
        seen: set[int] = set()
        for ref in self.history.recent(phrase.head, 60):
            entity = ref.entity
            if id(entity) in seen or entity.plural != plural or not self._may_be(entity, head, gender):
                continue
            seen.add(id(entity))
            score = self.roles.strength(titles, details, entity)
            score += 0.35 * self._salience(ref, me) + 0.3 * log(1 + len(entity.places))
            if best is None or score > best[0]:
                best = (score, entity)
        return best[1] if best is not None and best[0] > self._threshold(phrase) else None

    def _may_be(self, entity: Entity, head: Token, gender: str | None) -> bool:
        if entity.kind != "person":
            return False
        female = gender == "Fem" and head.lemma not in self.words.titles.inanimate_people
        if female and entity.gender == "Masc":
            return False
        male = head.lemma in self.words.titles.generic_male
        return not (male and entity.gender == "Fem")

    def _threshold(self, phrase: Phrase) -> float:
        """How sure a reference must be: a longer phrase rather introduces somebody new."""
        modifiers = [self.tokens[i].lemma for i in range(phrase.first, phrase.last) if i != phrase.head]
        if any(lemma in self.words.titles.new_modifiers for lemma in modifiers):
            return 99.0
        if any(lemma in self.words.titles.old_modifiers for lemma in modifiers):
            return 1.0
        return 2.2 + 0.2 * len(modifiers)


def _agrees(entity: Entity, gender: str | None, plural: bool) -> bool:
    if plural:
        return entity.plural or entity.kind in ("organisation", "group")
    return not entity.plural and entity.gender in (gender, None)


_NOBODY = Entity("person", "")
