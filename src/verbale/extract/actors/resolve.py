"""The actors of a report, and who speaks where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.extract.actors.antecedents import Antecedents
from verbale.extract.actors.bodies import Bodies, is_abbreviation
from verbale.extract.actors.entities import Entity, History
from verbale.extract.actors.naming import Namer
from verbale.extract.actors.people import NameReader, People, Person
from verbale.extract.actors.phrases import Phrase, Phrases
from verbale.extract.actors.roles import Roles
from verbale.extract.actors.words import Words, words
from verbale.extract.view import View
from verbale.language.inflection import get_inflector
from verbale.types import Actor, Annotation, Kind, Mention, Report, Span


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who said it: nominative name and actor's id, None where the report does not say, and the rule that decided."""

    name: str | None
    actor_id: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement already read: where it ends, and whose it was."""

    start: int
    end: int
    speaker: Resolved


class ActorIndex:
    """All actors of a report, found by place."""

    def __init__(self, view: View, lexicon: Words, language: str) -> None:
        self.view = view
        self.tokens = view.tokens
        self.words = lexicon
        self.inflector = get_inflector(language)
        self.phrases = Phrases(view, lexicon)
        self.namer = Namer(view, self.inflector)
        self.people = People(NameReader(self.phrases, self.inflector))
        self.bodies = Bodies(self.phrases, self.namer, lexicon)
        self.history = History(self.phrases)
        self.roles = Roles(view, lexicon)
        self.antecedents = Antecedents(self.history, self.roles, lexicon)
        self.entities: list[Entity] = []
        self.entity_at: dict[int, Entity] = {}  # token -> entity
        self._of_person: dict[int, Entity] = {}
        self._of_body: dict[int, Entity] = {}
        self._read()

    # --- reading -------------------------------------------------------------

    def _read(self) -> None:
        reader = self.people.reader
        names = [n for n in self.view.annotation.names if n.kind == "PER" and not self.view.is_furniture(n.start)]
        self.people.join(mention for mention in map(reader.read, names) if mention is not None)
        self._unmarked_names()
        self.bodies.join()
        for person in self.people.people:
            self._introduce(person)
        for index in range(len(self.tokens)):
            if not self.view.is_furniture(self.tokens[index].start):
                self._read_token(index)

    def _unmarked_names(self) -> None:
        """Surnames that no name finder marked, where the report has their bearer."""
        for index, token in enumerate(self.tokens):
            if token.upos == "PROPN" and token.text[:1].isupper() and len(token.text) > 2 and index not in self.people.at:
                name = self.phrases.name_of.get(index)
                if name is None or name.last - name.first == 1:
                    self.people.find(index)

    def _introduce(self, person: Person) -> None:
        entity = Entity("person", person.name, person.gender, person=person)
        self._of_person[id(person)] = entity
        for mention in person.mentions:
            for head in self._title_heads(mention.first):
                phrase = self.phrases.of_head(head)
                titles, details = self.roles.titles(Phrase(head, phrase.first, mention.first, ()))
                entity.titles |= titles
                entity.details |= details
                role = self.namer.nominative(Phrase(head, phrase.first, max(head + 1, mention.first)))
                if role not in entity.roles:
                    entity.roles.append(role)

    def _title_heads(self, index: int) -> list[int]:
        """The nouns before a name that are its bearer's titles."""
        name = self.phrases.name_of.get(index)
        if name is None:
            return []
        heads: list[int] = []
        governor = self.tokens[self.phrases.top(name)].head
        while governor >= 0 and governor < name.first and governor not in heads and self.phrases.names_person(governor, name):
            if self.tokens[governor].upos not in ("NOUN", "ADJ", "PROPN") or governor in self.people.at:
                break
            heads.append(governor)
            if self.tokens[governor].deprel != "appos":
                break
            governor = self.tokens[governor].head
        return heads

    def _read_token(self, index: int) -> None:
        person = self.people.at.get(index)
        token = self.tokens[index]
        if person is not None:
            if index not in self.entity_at:
                mention = next(m for m in person.mentions if m.first <= index < m.last)
                entity = self._of_person[id(person)]
                for place in range(mention.first, mention.last):
                    self.entity_at[place] = entity
                self._note(index, entity, Phrase(index, mention.first, mention.last), "name")
            return
        if index in self.entity_at:
            return
        body = self.bodies.at.get(index)
        if body is not None:
            entity = self._of_body.setdefault(id(body), Entity("organisation", body.name, body=body))
            form = "abbreviation" if is_abbreviation(token.text) else "name"
            phrase = self.phrases.of_head(index)
            for place in range(phrase.first, phrase.last):
                if self.bodies.at.get(place) is body:
                    self.entity_at[place] = entity
            self._note(index, entity, phrase, form)
        elif self._is_pronoun(index):
            found = self.antecedents.of_pronoun(index)
            if found is not None:
                self.entity_at[index] = found
                self._note(index, found, None, "pronoun")
        elif token.upos == "NOUN" and token.feats.get("Animacy") == "Anim" or self.words.is_person(token.lemma):
            self._read_nominal(index)

    def _read_nominal(self, index: int) -> None:
        phrase = self.phrases.of_head(index)
        if phrase.name is not None and phrase.name.kind == "PER":
            return
        found = self.antecedents.of_nominal(phrase)
        if found is None:
            token = self.tokens[index]
            plural = token.feats.get("Number") == "Plur"
            found = Entity("group" if plural else "person", "", None if plural else token.feats.get("Gender"), plural)
            titles, details = self.roles.titles(phrase)
            found.titles, found.details = titles, details
        self.entity_at[index] = found
        self._note(index, found, phrase, "nominal")

    def _note(self, index: int, entity: Entity, phrase: Phrase | None, form: str) -> None:
        if not entity.places:
            self.entities.append(entity)
        self.history.add(index, entity, phrase, form)

    def _is_pronoun(self, index: int) -> bool:
        lemma, p = self.tokens[index].lemma, self.words.pronouns
        return any(lemma in group for group in (p.he, p.she, p.they, p.his, p.her, p.their))

    # --- answering -----------------------------------------------------------

    def speaker(self, source: Span, cue: Span | None = None, outer: Resolved | None = None) -> Resolved:
        """Who the mention in ``source`` is, in the nominative; ``outer`` is the speaker of a statement around it."""
        phrase = self.phrases.of_span(source)
        if phrase is None:
            return Resolved(None, None, "no nominal")
        head = phrase.head
        if self._is_pronoun(head):
            entity = self.entity_at.get(head)
            return self._answer(entity, "pronoun") if entity else Resolved(None, None, "pronoun unresolved")
        people = [n for n in phrase.names if n.kind == "PER" and n.first in self.people.at]
        if people:
            names = [self.people.at[n.first] for n in people]
            if len(names) == 1:
                return self._answer(self._of_person[id(names[0])], "name")
            return Resolved(" и ".join(p.name for p in names), None, "names")
        if head in self.people.at:
            return self._answer(self._of_person[id(self.people.at[head])], "name")
        body = self.bodies.at.get(head)
        if body is not None:
            return self._answer(self._of_body.get(id(body)), "body")
        entity = self.entity_at.get(head)
        if entity is not None and entity.name:
            return self._answer(entity, "nominal")
        return Resolved(self.namer.nominative(phrase), None, "description")

    def _answer(self, entity: Entity | None, rule: str) -> Resolved:
        return Resolved(entity.name or None, None, rule) if entity else Resolved(None, None, rule)

    def speaker_without_source(self, start: int, kind: Kind, cue: Span | None, previous: Sequence[Said]) -> Resolved:
        """Who said what names no source: the last speaker where the report goes on with one, else nobody."""
        return Resolved(None, None, "no source")

    def actor_at(self, span: Span) -> Actor | None:
        """The actor mentioned in a span."""
        return None

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors, in order of first mention."""
        return tuple(
            Actor(
                id=f"a{number}", name=entity.name, type=entity.kind, roles=tuple(entity.roles),
                mentions=tuple(Mention(span=span, form=form) for span, form in entity.spans),  # type: ignore[arg-type]
            )
            for number, entity in enumerate((e for e in self.entities if e.name), 1)
        )  # fmt: skip


def build(annotation: Annotation, report: Report | None = None) -> ActorIndex:
    """The actors of a report, from its Annotation; what stands in furniture is not read."""
    view = View(annotation, report.furniture if report is not None else ())
    return ActorIndex(view, words(annotation.language), annotation.language)
