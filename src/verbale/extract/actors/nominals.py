"""Whom a common noun stands for: «министр», «глава ведомства», «политик», «собеседник агентства»."""

from __future__ import annotations

from math import inf, log

from verbale.extract.actors.context import Context
from verbale.extract.actors.entities import Entity, Ref
from verbale.extract.actors.phrases import Phrase
from verbale.extract.actors.roles import FIT
from verbale.types import Token

NEAREST = 1.5  # more than any reference gains by being near


class Nominals:
    """Common nouns for one person each."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tokens = context.tokens
        self.words = context.words

    def antecedent(self, phrase: Phrase) -> Entity | None:
        """The person that a phrase refers to; None: somebody new."""
        if self.is_informant(phrase):
            return self.last_speaking(phrase)
        if self.context.is_new(phrase) or self.tokens[phrase.head].lemma in self.words.titles.anonymous:
            return None
        titles, details = self.context.roles.titles(phrase)
        return (
            self._named_before(phrase, titles)
            or self._named_ahead(phrase, titles, details)
            or self._unnamed_before(phrase, titles, details)
        )

    # --- named people --------------------------------------------------------------

    def _named_before(self, phrase: Phrase, titles: set[str]) -> Entity | None:
        """The named person that a common noun most likely stands for, if that is likelier than somebody new."""
        head = self.tokens[phrase.head]
        noun = self.context.roles.noun(phrase.head) or ""
        me = self.context.me(phrase.head)
        human = me.speaking or self.words.is_person(noun)
        base = self._definiteness(phrase, noun, me)
        inside = self.context.inside(phrase)
        if inside and self.words.is_relational(noun):
            human = False  # «отец Волдина»: somebody's, and so nobody else but one called the same
        fits: dict[int, float] = {}
        best, top = None, 0.0
        for ref in self.context.history.recent(phrase.head, 80):
            entity = ref.entity
            fit = fits.get(id(entity))
            if fit is None:
                fit = -inf
                if entity.named and entity not in inside and self.context.may_be(entity, phrase.head):
                    match = self.context.roles.match(titles, entity)
                    if human or match == "same":
                        fit = base + FIT[match] + 0.5 * log(1 + entity.weight) - _sounds_male(match, head, entity)
                fits[id(entity)] = fit
            if fit > -NEAREST and (score := fit + _nearness(ref, me)) > top:
                best, top = entity, score
        return best

    def _definiteness(self, phrase: Phrase, lemma: str, me: Ref) -> float:
        """How much a phrase by itself looks like one that refers back.

        The weights here, in :meth:`_named_before`, :func:`_nearness` and of ``roles.FIT`` are log odds against somebody new, fitted together:
        137 nouns of the development gold, 0.80 right in ten-fold cross-validation over reports.
        """
        modifiers = self.context.modifiers(phrase)
        old = any(modifier in self.words.titles.old_modifiers for modifier in modifiers)
        score = -0.8 * min(len(modifiers), 4) + 0.8 * old
        score += 0.3 * me.subject + 0.1 * me.speaking - 0.7 * self.words.is_relational(lemma)
        return score + 0.55 * (lemma in self.words.classes or lemma in self.words.offices)

    def _named_ahead(self, phrase: Phrase, titles: set[str], details: set[str]) -> Entity | None:
        """The person whom the report soon names under the same title: headlines and leads do so."""
        inside = self.context.inside(phrase)
        headline = self.context.view.paragraph(phrase.head) == 0
        for entity in self.context.next_people(phrase.head):
            if entity in inside or not self.context.may_be(entity, phrase.head):
                continue
            fit = self.context.roles.fit(titles, entity)
            if (fit >= 1.4 and details & entity.details) or (headline and fit >= 0.7):
                return entity
            if not entity.titles and self._is_introduced(entity, titles, phrase):
                return entity
        return None

    def _is_introduced(self, entity: Entity, titles: set[str], phrase: Phrase) -> bool:
        """Whether an office («глава государства») is followed at once by a name without any title, its holder's."""
        if entity.person is None or not titles & self.words.unique:
            return False
        first = min(mention.first for mention in entity.person.mentions)
        return first - phrase.head < 60 and self.context.history.is_acting(first)

    # --- unnamed people ----------------------------------------------------------------

    def _unnamed_before(self, phrase: Phrase, titles: set[str], details: set[str]) -> Entity | None:
        """The unnamed person mentioned before under the same noun."""
        noun = min(titles, key=len)
        for ref in self.context.history.recent(phrase.head, 80):
            entity = ref.entity
            if entity.named or entity.plural or noun not in entity.titles:
                continue
            if not self.context.may_be(entity, phrase.head):
                continue
            if not details or not entity.details or details & entity.details:
                return entity
        return None

    def is_informant(self, phrase: Phrase) -> bool:
        """«источник», «собеседник агентства»: whoever spoke last, unless the phrase says more of him."""
        lemma = self.tokens[phrase.head].lemma
        if lemma not in self.words.titles.anonymous:
            return False
        if phrase.last - phrase.first > 1 and lemma not in self.words.titles.interlocutors:
            return False
        rest = [i for i in range(phrase.first, phrase.last) if i != phrase.head and self.tokens[i].upos != "PUNCT"]
        return all(self.words.types_of(self.tokens[i].lemma) or self.tokens[i].upos in ("PROPN", "X") for i in rest)

    def last_speaking(self, phrase: Phrase) -> Entity | None:
        """The last unnamed person (or people) that said something."""
        me = self.context.me(phrase.head)
        plural = self.context.is_plural(phrase.head)
        for ref in self.context.history.recent(phrase.head, 30):
            if me.paragraph - ref.paragraph > 2:
                break
            entity = ref.entity
            if (
                ref.speaking
                and entity.plural == plural
                and entity.kind == ("group" if plural else "person")
                and not entity.named
            ):
                return entity
        return None


def _sounds_male(match: str, head: Token, entity: Entity) -> bool:
    """Whether a masculine noun that is no office («преступник») is asked to stand for a woman."""
    return head.feats.get("Gender") == "Masc" and entity.gender == "Fem" and match not in ("same", "office")


def _nearness(ref: Ref, me: Ref) -> float:
    """How near and prominent an earlier reference is, seen from a common noun."""
    distance = me.sentence - ref.sentence
    score = -0.28 * min(distance, 8) - 0.5 * (distance == 0)
    score += 0.6 * ref.subject + 0.9 * ref.speaking - 0.4 * (ref.dependent and not ref.speaking)
    return score - 0.3 * (ref.quotation is not None)
