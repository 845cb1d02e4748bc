"""What common nouns for groups, bodies and documents refer back to: «супруги», «ведомство», «издания», «документ»."""

from __future__ import annotations

from math import log

from verbale.extract.actors.context import Context
from verbale.extract.actors.entities import Entity, Ref
from verbale.extract.actors.nominals import Nominals
from verbale.extract.actors.phrases import Phrase

OPEN_TYPES = frozenset({"outlet", "company", "group", "association"})  # whose names tell nothing of the type
REACH = 80  # references back
NEAR = 3  # sentences back in which «две женщины» are looked for


class Collectives:
    """Common nouns for groups, bodies and documents of one text."""

    def __init__(self, context: Context, nominals: Nominals) -> None:
        self.context = context
        self.tokens = context.tokens
        self.words = context.words
        self.nominals = nominals

    # --- people ------------------------------------------------------------------------

    def of_group(self, phrase: Phrase) -> Entity | None:
        """The people that a plural or collective noun refers back to: the same noun, or people named together."""
        if self.nominals.is_informant(phrase):
            return self.nominals.last_speaking(phrase)
        lemma = self.context.roles.noun(phrase.head) or self.tokens[phrase.head].lemma
        if not self.context.is_bare(phrase):
            return self._counted(phrase, lemma) or self._same_owners(phrase, lemma)
        plural = self.context.is_plural(phrase.head)
        for ref in self.context.history.recent(phrase.head, REACH):
            entity = ref.entity
            if entity.kind != "group":
                continue
            if entity.parts and (plural or lemma in self.words.titles.couples) and self._may_be_pair(lemma, entity):
                return entity
            if not entity.parts and entity.plural == plural and lemma in entity.titles:
                return entity
        return None

    def _counted(self, phrase: Phrase, lemma: str) -> Entity | None:
        """«две женщины»: as many people as were just named together."""
        counts = self.words.titles.counts
        number = next((counts[word] for word in self.context.modifiers(phrase) if word in counts), 0)
        me = self.context.me(phrase.head)
        for ref in self.context.history.recent(phrase.head, REACH):
            if not number or me.sentence - ref.sentence > NEAR:
                return None
            if len(ref.entity.parts) == number and self._may_be_pair(lemma, ref.entity):
                return ref.entity
        return None

    def _same_owners(self, phrase: Phrase, lemma: str) -> Entity | None:
        """«страны НАТО» after «страны альянса»: the same noun of the same body."""
        owners = {id(entity) for entity in self.context.inside(phrase)}
        for ref in self.context.history.recent(phrase.head, REACH):
            entity = ref.entity
            if not owners or self.context.is_new(phrase):
                return None
            known = entity.phrase if entity.kind == "group" and lemma in entity.titles else None
            if known is not None and owners == {id(other) for other in self.context.inside(known)}:
                return entity
        return None

    def _may_be_pair(self, lemma: str, pair: Entity) -> bool:
        """Whether a plural noun can stand for several people named together."""
        if any(part.kind != "person" for part in pair.parts):
            return False
        words = self.words.titles
        if lemma in words.couples:
            return True
        if lemma in words.generic_female and any(part.gender == "Masc" for part in pair.parts):
            return False
        if lemma in words.companions:
            return True
        return all(self.context.roles.fit({lemma}, part) >= 0.7 for part in pair.parts)

    # --- bodies --------------------------------------------------------------------------

    def of_body(self, phrase: Phrase) -> Entity | None:
        """The body that «ведомство», «компания», «газета» refers back to."""
        head = self.tokens[phrase.head]
        if not self._points_back(phrase):
            return None
        if self.context.is_plural(phrase.head):
            return self._of_bodies(phrase, head.lemma)
        state = self._state(phrase)
        me = self.context.me(phrase.head)
        best: tuple[float, Entity] | None = None
        seen: set[int] = set()
        for ref in self.context.history.recent(phrase.head, REACH):
            entity = ref.entity
            if entity.kind != "organisation" or id(entity) in seen or entity.plural:
                continue
            seen.add(id(entity))
            if state is not None and entity.country not in (None, state):
                continue
            score = self._fit(entity, head.lemma) + _nearness(ref, me)
            if score > 1.3 and (best is None or score > best[0]):
                best = (score, entity)
        return best[1] if best is not None else None

    def _state(self, phrase: Phrase) -> str | None:
        """The state that an adjective tells: «российское ведомство»."""
        lemmas = self.context.modifiers(phrase)
        return next((state for lemma in lemmas if (state := self.context.states.of_adjective(lemma)) is not None), None)

    def _of_bodies(self, phrase: Phrase, lemma: str) -> Entity | None:
        """The bodies named together that «издания», «компании» refers back to."""
        for ref in self.context.history.recent(phrase.head, REACH):
            parts = ref.entity.parts
            if parts and all(self._fit(part, lemma) > 0 for part in parts):
                return ref.entity
        return None

    def _points_back(self, phrase: Phrase) -> bool:
        """Whether a body's common noun has at most one adjective beside it."""
        words = [self.tokens[i] for i in range(phrase.first, phrase.last) if i != phrase.head]
        words = [token for token in words if token.upos != "PUNCT"]
        old = self.words.titles.old_modifiers
        return len(words) <= 1 and all(token.lemma in old or token.upos == "ADJ" for token in words)

    def _fit(self, entity: Entity, lemma: str) -> float:
        body, kinds = entity.body, self.words.types_of(lemma)
        if body is None:
            return 2.5 if entity.kind == "organisation" and lemma in entity.titles else -1.0
        if lemma in body.heads:
            return 3.2
        if kinds & body.types:
            return 2.8
        return 1.2 if not body.types and body.opaque and kinds & OPEN_TYPES else -2.0

    # --- documents -------------------------------------------------------------------------

    def of_document(self, phrase: Phrase) -> Entity | None:
        """The document that «документ» or a bare «доклад» refers back to."""
        if not self.context.is_bare(phrase):
            return None
        lemma = self.tokens[phrase.head].lemma
        plural = self.context.is_plural(phrase.head)
        for ref in self.context.history.recent(phrase.head, REACH):
            entity = ref.entity
            if entity.kind != "document" or entity.plural != plural:
                continue
            vague = entity.titles & set(self.words.pronouns.voice)
            if lemma in entity.titles or (lemma in self.words.organisations.any_document and not vague):
                return entity
        return None


def _nearness(ref: Ref, me: Ref) -> float:
    """How near and prominent an earlier reference is, seen from a body's common noun."""
    distance = me.sentence - ref.sentence
    score = 0.75 - 0.15 * min(distance, 10) + 0.35 * ref.subject + 0.3 * (ref.speaking and me.speaking)
    score -= 0.3 * (ref.dependent and not ref.speaking) + 0.4 * (ref.quotation is not None)
    return score + 0.3 * log(1 + ref.entity.references)
