"""Whom a pronoun or a common noun stands for: agreement filters, salience ranks, and weak winners lose to silence.

The ranking is Lappin and Leass's (1994) idea in small: recency, subjecthood and frequency add up, each mention counts
once, and what agreement or syntax forbids is out.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterator
from math import log

from verbale.extract.actors.entities import Entity, History, Ref
from verbale.extract.actors.phrases import Phrase
from verbale.extract.actors.roles import Roles
from verbale.extract.actors.voices import Voices
from verbale.extract.actors.words import BodyType, Words
from verbale.types import Token

REACH = 5  # sentences back that a pronoun may refer
AHEAD = 150  # tokens ahead that a headline may refer


class Antecedents:
    """Ranks the entities that a reference may mean."""

    def __init__(
        self, history: History, roles: Roles, words: Words, voices: Voices, mentioned: Callable[[int], Entity | None]
    ) -> None:
        self.history = history
        self.mentioned = mentioned  # whom a token names, also one not reached yet
        self.view = history.view
        self.tokens = history.tokens
        self.roles = roles
        self.words = words
        self.voices = voices
        p = words.pronouns
        self._pronouns = frozenset((*p.he, *p.she, *p.they, *p.his, *p.her, *p.their))
        self._plural = frozenset((*p.they, *p.their))
        self._female = frozenset((*p.she, *p.her))
        self._first_places: list[tuple[int, int]] = []
        self._introduced: dict[int, Entity] = {}

    def register(self, entity: Entity) -> None:
        """Makes a named person known before the text reaches it, so that a headline can refer ahead."""
        if entity.person is not None:
            first = min(mention.first for mention in entity.person.mentions)
            insort(self._first_places, (first, id(entity)))
            self._introduced[id(entity)] = entity

    def is_pronoun(self, index: int) -> bool:
        """Whether a token is a third-person pronoun or possessive."""
        return self.tokens[index].upos in ("PRON", "DET") and self.tokens[index].lemma in self._pronouns

    # --- pronouns ------------------------------------------------------------------

    def of_pronoun(self, index: int) -> Entity | None:
        """The entity that a third-person pronoun stands for, or None."""
        token = self.tokens[index]
        if self._is_place(index):
            return self._last_document(index)
        plural = token.lemma in self._plural or token.feats.get("Number") == "Plur"
        gender = "Fem" if token.lemma in self._female else "Masc"
        me = self.history.ref(index, _NOBODY)
        voice = self.voices.of_token(index) if me.quotation is not None else None

        def score(ref: Ref) -> float:
            own = self._prominence(ref, me)
            return own - 4.0 if voice is not None and self._is_voice(ref.entity, voice) else own

        found = self._best(index, me, REACH, lambda e: _agrees(e, gender, plural), score)
        if found is None and not plural and me.paragraph <= 1:
            return self._ahead(index, gender)
        return found

    def _is_place(self, index: int) -> bool:
        """«В нем говорится»: a document, by its preposition and a verb that attributes."""
        token = self.tokens[index]
        governor = self.tokens[token.head] if token.head >= 0 else None
        if governor is None or token.feats.get("Case") != "Loc" or not self.words.speaks_of_itself(governor.lemma):
            return False
        return any(self.tokens[child].deprel == "case" for child in self.view.children[index])

    def _last_document(self, index: int) -> Entity | None:
        plural = self.tokens[index].feats.get("Number") == "Plur"
        for ref in self.history.recent(index, 30):
            if ref.entity.kind == "document" and ref.entity.plural == plural:
                return ref.entity
        return None

    def _best(
        self, index: int, me: Ref, reach: int, fits: Callable[[Entity], bool], score: Callable[[Ref], float]
    ) -> Entity | None:
        best: tuple[float, Entity] | None = None
        for ref in self.history.recent(index):
            if me.sentence - ref.sentence > reach:
                break
            if fits(ref.entity):
                value = score(ref)
                if best is None or value > best[0]:
                    best = (value, ref.entity)
        return best[1] if best is not None else None

    def _is_voice(self, entity: Entity, voice: int) -> bool:
        return any(ref.index == voice for ref in entity.places[-3:]) or (
            entity.person is not None and any(m.first <= voice < m.last for m in entity.person.mentions)
        )

    def _prominence(self, ref: Ref, me: Ref) -> float:
        """How prominent an earlier reference and its entity are, seen from a pronoun.

        The weights were fitted by a log-linear ranking on the development gold (149 pronouns; 0.91 in ten-fold
        cross-validation over reports) and rounded.
        """
        entity, distance = ref.entity, me.sentence - ref.sentence
        score = -0.25 * distance - 0.6 * log(1 + me.index - ref.index)
        score += 0.6 * (distance == 0) + 0.9 * (distance == 1)
        score += 1.2 * ref.subject + 0.6 * ref.speaking + 0.6 * (ref.speaking and me.speaking)
        score += 1.4 * log(1 + entity.weight) + 2.0 * entity.named
        score += 3.0 * (entity.kind == "person" or entity.plural)
        if distance == 0 and ref.clause == me.clause and ref.clause >= 0 and not me.dependent:
            score -= 6.0
        return score

    def _salience(self, ref: Ref, me: Ref) -> float:
        """How prominent one earlier reference is, seen from a common noun."""
        distance = me.sentence - ref.sentence
        score = 3.0 - 1.1 * distance
        score += 1.4 * ref.subject + 0.6 * (ref.subject and me.subject)
        score += 1.2 * (ref.speaking and me.speaking)
        score -= 1.2 * (ref.dependent and not ref.speaking)
        score += 0.4 * (ref.paragraph == me.paragraph)
        if ref.quotation is not None and ref.quotation is not me.quotation:
            score -= 1.5
        if distance == 0 and ref.clause == me.clause and ref.clause >= 0:
            score -= 1.0 if me.dependent else 6.0
        return score

    def _ahead(self, index: int, gender: str | None) -> Entity | None:
        """The next person that the report names."""
        for entity in self._next_people(index):
            if entity.gender == gender:
                return entity
        return None

    def _next_people(self, index: int) -> Iterator[Entity]:
        place = bisect_right(self._first_places, (index, 0))
        while place < len(self._first_places) and self._first_places[place][0] < index + AHEAD:
            yield self._introduced[self._first_places[place][1]]
            place += 1

    # --- common nouns ----------------------------------------------------------------

    def of_nominal(self, phrase: Phrase) -> Entity | None:
        """The person or people that a common noun stands for; None: somebody new."""
        head = self.tokens[phrase.head]
        if head.feats.get("Number") == "Plur":
            return self.of_group(phrase)
        if self._is_informant(phrase):
            return self._last_speaking(phrase)
        titles, details = self.roles.titles(phrase)
        gender = head.feats.get("Gender")
        me = self.history.ref(phrase.head, _NOBODY)
        best: tuple[float, Entity] | None = None
        seen: set[int] = set()
        owners = self._owners(phrase)
        for ref in self.history.recent(phrase.head, 60):
            entity = ref.entity
            if id(entity) in seen or entity.plural or entity in owners or not self._may_be(entity, head, gender):
                continue
            seen.add(id(entity))
            score = self.roles.strength(titles, details, entity) + 0.7 * entity.named
            score += 0.35 * self._salience(ref, me) + 0.3 * log(1 + len(entity.places))
            if best is None or score > best[0]:
                best = (score, entity)
        if best is not None and best[0] > self._threshold(phrase):
            return best[1]
        return self._named_ahead(phrase, titles, details, head, gender)

    def _owners(self, phrase: Phrase) -> list[Entity]:
        """Whom a phrase mentions inside itself: «адвокат Волдина» is not Волдин."""
        inside = (self.mentioned(i) for i in range(phrase.first, phrase.last) if i != phrase.head)
        return [entity for entity in inside if entity is not None]

    def _is_informant(self, phrase: Phrase) -> bool:
        """«источник», «собеседник агентства»: whoever spoke last, unless the phrase says more of him."""
        if self.tokens[phrase.head].lemma not in self.words.informants:
            return False
        if phrase.last - phrase.first > 1 and self.tokens[phrase.head].lemma not in self.words.titles.interlocutors:
            return False
        rest = (i for i in range(phrase.first, phrase.last) if i != phrase.head and self.tokens[i].upos != "PUNCT")
        return all(self.tokens[i].lemma in self.words.body_types or self.tokens[i].upos == "PROPN" for i in rest)

    def _last_speaking(self, phrase: Phrase) -> Entity | None:
        me = self.history.ref(phrase.head, _NOBODY)
        plural = self.tokens[phrase.head].feats.get("Number") == "Plur"
        for ref in self.history.recent(phrase.head, 30):
            if me.paragraph - ref.paragraph > 2:
                break
            entity = ref.entity
            if ref.speaking and entity.plural == plural and entity.kind in ("person", "group") and not entity.named:
                return entity
        return None

    def _named_ahead(
        self, phrase: Phrase, titles: set[str], details: set[str], head: Token, gender: str | None
    ) -> Entity | None:
        """The person whom the report soon names under the same title: headlines and leads do so."""
        if self._threshold(phrase) > 90:
            return None
        best: tuple[float, Entity] | None = None
        for entity in self._next_people(phrase.head):
            if not self._may_be(entity, head, gender):
                continue
            score = self.roles.strength(titles, details, entity)
            if best is None or score > best[0]:
                best = (score, entity)
        needed = 2.5 if self.view.paragraph(phrase.head) == 0 else 3.9 if details else 9.0
        return best[1] if best is not None and best[0] >= needed else None

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

    # --- groups, bodies, documents -------------------------------------------------------

    def of_group(self, phrase: Phrase) -> Entity | None:
        """The people that a plural or collective noun refers back to: the same noun, or a pair named before."""
        head = self.tokens[phrase.head]
        if self._is_informant(phrase):
            return self._last_speaking(phrase)
        lemma = self.roles.noun(phrase.head) or head.lemma
        titles = {lemma}
        plural = head.feats.get("Number") == "Plur"
        bare = self._is_bare(phrase)
        for ref in self.history.recent(phrase.head, 80):
            entity = ref.entity
            if not bare or entity.kind != "group":
                continue
            if entity.parts and plural and self._may_be_pair(titles, entity):
                return entity
            if not entity.parts and entity.plural == plural and self.roles.strength(titles, set(), entity) >= 4.0:
                return entity
        return None

    def _may_be_pair(self, titles: set[str], pair: Entity) -> bool:
        """Whether a plural noun can stand for several people named together."""
        lemma = min(titles)
        if any(part.kind != "person" for part in pair.parts):
            return False
        if lemma in self.words.titles.couples:
            return True
        words = self.words.titles
        if lemma in words.generic_female and any(part.gender == "Masc" for part in pair.parts):
            return False
        known = lemma in words.generic_male or lemma in words.generic_female
        return (known and lemma not in words.relational) or all(self.roles.strength(titles, set(), part) >= 2.5 for part in pair.parts)

    def _is_bare(self, phrase: Phrase) -> bool:
        """Whether a phrase is its head alone, but for words that point back."""
        old = self.words.titles.old_modifiers
        return all(
            i == phrase.head or self.tokens[i].upos == "PUNCT" or self.tokens[i].lemma in old
            for i in range(phrase.first, phrase.last)
        )

    def of_body(self, phrase: Phrase) -> Entity | None:
        """The body that «ведомство», «компания», «газета» refers back to."""
        head = self.tokens[phrase.head]
        kind = self.words.body_types[head.lemma]
        if not self._points_back(phrase):
            return None
        if head.feats.get("Number") == "Plur":
            return self._of_bodies(phrase, head.lemma, kind)
        best: tuple[float, Entity] | None = None
        me = self.history.ref(phrase.head, _NOBODY)
        seen: set[int] = set()
        for ref in self.history.recent(phrase.head, 60):
            entity = ref.entity
            if entity.kind != "organisation" or id(entity) in seen or entity.plural:
                continue
            seen.add(id(entity))
            score = self._body_strength(entity, head.lemma, kind.name, kind.covers)
            score += 0.25 * self._salience(ref, me) + 0.3 * log(1 + len(entity.places))
            if score > 1.6 and (best is None or score > best[0]):
                best = (score, entity)
        return best[1] if best is not None else None

    def _of_bodies(self, phrase: Phrase, lemma: str, kind: BodyType) -> Entity | None:
        """The bodies named together that «издания», «компании» refers back to."""
        for ref in self.history.recent(phrase.head, 80):
            parts = ref.entity.parts
            if parts and all(self._body_strength(part, lemma, kind.name, kind.covers) > 0 for part in parts):
                return ref.entity
        return None

    def _points_back(self, phrase: Phrase) -> bool:
        """Whether a body's common noun has nothing but an adjective of state beside it."""
        for index in range(phrase.first, phrase.last):
            token = self.tokens[index]
            if index == phrase.head or token.upos == "PUNCT":
                continue
            if token.lemma not in self.words.titles.old_modifiers and token.upos != "ADJ":
                return False
        return phrase.last - phrase.first <= 2

    def _body_strength(self, entity: Entity, lemma: str, kind: str, covers: tuple[str, ...]) -> float:
        body = entity.body
        if body is None:
            return 2.5 if lemma in entity.titles else -1.0
        if lemma in body.heads:
            return 3.2
        if kind in body.types:
            return 2.8
        if body.types & set(covers):
            return 2.0
        return 1.2 if not body.types and kind in OPEN_TYPES else -2.0

    def of_document(self, phrase: Phrase) -> Entity | None:
        """The document that «документ» or a bare «доклад» refers back to."""
        if not self._is_bare(phrase):
            return None
        head = self.tokens[phrase.head]
        for ref in self.history.recent(phrase.head, 60):
            entity = ref.entity
            if entity.kind == "document" and entity.plural == (head.feats.get("Number") == "Plur") and (head.lemma in entity.titles or head.lemma in GENERIC_DOCUMENTS):
                return entity
        return None


OPEN_TYPES = frozenset({"outlet", "company", "group", "association"})  # whose names tell nothing of the type
GENERIC_DOCUMENTS = frozenset({"документ", "текст"})


def _agrees(entity: Entity, gender: str | None, plural: bool) -> bool:
    if plural:
        return entity.plural or entity.kind == "group"
    return not entity.plural and entity.gender in (gender, None)


_NOBODY = Entity("person", "")
