"""The actors of a report, and who speaks where."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from verbale.extract.actors.bodies import is_abbreviation
from verbale.extract.actors.countries import countries
from verbale.extract.actors.entities import Entity
from verbale.extract.actors.phrases import Phrase
from verbale.extract.actors.reading import Reading
from verbale.extract.actors.words import words
from verbale.extract.view import view_of
from verbale.language.inflection import get_inflector
from verbale.types import Actor, Annotation, Kind, Mention, Report, Span

MAX_DEPTH = 3  # how far possessors of possessors are named


class Resolved(msgspec.Struct, frozen=True):
    """Who said it: nominative name and actor's id, None where the report does not say, and the rule that decided."""

    name: str | None
    actor_id: str | None
    rule: str


class Said(msgspec.Struct, frozen=True):
    """A statement already read: where it stands, and whose it is."""

    start: int
    end: int
    speaker: Resolved


class ActorIndex:
    """All actors of a report, found by place."""

    def __init__(self, reading: Reading, language: str) -> None:
        self.reading = reading
        self.view = reading.view
        self.tokens = reading.tokens
        self.words = reading.words
        self.inflector = get_inflector(language)
        self._ids: dict[int, str] = {}
        self._by_id: dict[str, Entity] = {}
        self._listed: list[Entity] = []
        for entity in reading.entities:
            if entity.named or entity.speaks:
                self._list(entity)

    def _list(self, entity: Entity) -> str:
        self._listed.append(entity)
        actor_id = f"a{len(self._listed)}"
        self._ids[id(entity)] = actor_id
        self._by_id[actor_id] = entity
        return actor_id

    # --- who speaks -------------------------------------------------------------------

    def speaker(self, source: Span, cue: Span | None = None, outer: Resolved | None = None) -> Resolved:
        """Who the mention in ``source`` is, in the nominative.

        ``outer`` is the speaker of a statement around it, if one is known: whose «я» it is.
        """
        phrase = self.reading.phrases.of_span(source)
        if phrase is None:
            return Resolved(None, None, "no nominal")
        found = self._resolve(phrase, outer)
        if cue is not None and found.rule in ("pronoun", "nominal") and self._contradicts(cue, phrase.head, found):
            name = None if found.rule == "pronoun" else self._describe(phrase)
            return Resolved(name, None, f"{found.rule}: gender of the cue contradicts")
        return found

    def _contradicts(self, cue: Span, head: int, found: Resolved) -> bool:
        """Whether the verb of a cue shows another gender than the person has who would be its subject."""
        verb = self.view.token_at(cue.start)
        if self.tokens[head].head != verb or self.tokens[head].deprel != "nsubj" or self.tokens[verb].upos != "VERB":
            return False
        gender = self.tokens[verb].feats.get("Gender")
        entity = self._by_id.get(found.actor_id or "")
        return entity is not None and entity.person is not None and {gender, entity.gender} == {"Masc", "Fem"}

    def _resolve(self, phrase: Phrase, outer: Resolved | None) -> Resolved:
        token = self.tokens[phrase.head]
        pronouns = self.words.pronouns
        if token.lemma in (*pronouns.me, *pronouns.us):
            return outer if outer is not None else self._voice(phrase.head)
        if token.lemma in pronouns.which:
            return self._relative(phrase.head, outer)
        people = [n for n in phrase.names if n.kind == "PER" and n.first in self.reading.people.at]
        if people:
            return self._together([self.reading.at[n.first] for n in people], "name")
        heads = self._conjuncts(phrase)
        if len(heads) > 1:
            return self._coordinated(phrase, heads)
        entity = self.reading.at.get(phrase.head)
        if self.reading.pronouns.is_pronoun(phrase.head):
            return self._answer(entity, phrase, "pronoun") if entity else Resolved(None, None, "pronoun: nobody fits")
        author = self._author(phrase) if entity is None or entity.kind == "document" else None
        if author is not None:
            return self._answer(author, None, "author")
        if entity is None:
            return Resolved(self._describe(phrase), None, "description")
        return self._answer(entity, phrase, "name" if entity.named else "nominal")

    def _relative(self, index: int, outer: Resolved | None) -> Resolved:
        """The antecedent of «который»: the noun on which its clause hangs."""
        seen = 0
        while self.tokens[index].deprel != "acl:relcl" and self.tokens[index].head >= 0 and seen < 8:
            index, seen = self.tokens[index].head, seen + 1
        head = self.tokens[index].head
        if self.tokens[index].deprel != "acl:relcl" or head < 0 or self.tokens[head].lemma in self.words.pronouns.which:
            return Resolved(None, None, "relative: nobody")
        return self._resolve(self.reading.phrases.of_head(head), outer)

    def _author(self, phrase: Phrase) -> Entity | None:
        """The person whose words a source phrase names: «письмо Волдина», «его эссе»."""
        lemma = self.tokens[phrase.head].lemma
        if not self.words.is_utterance(lemma):
            return None
        for child in self.view.children[phrase.head]:
            if phrase.first <= child < phrase.last and self.tokens[child].deprel in ("nmod", "det", "appos"):
                owner = self.reading.at.get(child)
                if owner is not None and owner.person is not None:
                    return owner
        return None

    def _conjuncts(self, phrase: Phrase) -> list[int]:
        """The heads that a source coordinates: «родители и адвокат»."""
        inside = range(phrase.first, phrase.last)
        return [phrase.head] + [
            i for i in inside if self.tokens[i].deprel == "conj" and self.tokens[i].head == phrase.head
        ]

    def _coordinated(self, phrase: Phrase, heads: list[int]) -> Resolved:
        entities = [self.reading.at.get(head) for head in heads]
        if all(entity is not None and entity.name for entity in entities):
            return self._together([entity for entity in entities if entity is not None], "several")
        return Resolved(self._describe(phrase), None, "several described")

    def _together(self, entities: Sequence[Entity], rule: str) -> Resolved:
        if len(entities) == 1:
            return self._answer(entities[0], None, rule)
        return Resolved(_list_names([self.name(entity) or "" for entity in entities]), None, rule)

    def _answer(self, entity: Entity, phrase: Phrase | None, rule: str) -> Resolved:
        if entity.parts:
            return self._together(entity.parts, rule)
        own = self._as_printed(entity, phrase)
        if not entity.name and phrase is not None and entity.phrase is not None and phrase.head == entity.phrase.head:
            own = self._describe(phrase)
        name = own or self.name(entity)
        return Resolved(name, self._ids.get(id(entity)) or self._list(entity), rule)

    def _as_printed(self, entity: Entity, phrase: Phrase | None) -> str | None:
        """A capital that speaks for its state keeps its own name."""
        if entity.kind != "state" or phrase is None or entity.country is None:
            return None
        printed = self.reading.namer.nominative(phrase)
        return None if self.reading.states.code(printed) else printed

    def _voice(self, index: int) -> Resolved:
        """The speaker of the quotation that a first-person pronoun stands in."""
        entity = self._said_by(index)
        return self._answer(entity, None, "first person") if entity else Resolved(None, None, "first person: nobody")

    def _said_by(self, index: int) -> Entity | None:
        """Whose words a token stands in: the attribution's subject, else the last person who spoke before."""
        subject = self.reading.voices.of_token(index)
        entity = self.reading.at.get(subject) if subject is not None else None
        if entity is not None:
            return entity
        spoke = (ref for ref in self.reading.history.recent(index) if ref.speaking and ref.quotation is None)
        return next((ref.entity for ref in spoke if ref.entity.kind == "person"), None)

    # --- names --------------------------------------------------------------------------

    def name(self, entity: Entity, depth: int = 0) -> str | None:
        """An entity's fullest name; of an unnamed one, the phrase that says most, in the nominative."""
        if entity.parts:
            return _list_names([self.name(part, depth) or "" for part in entity.parts])
        if entity.name or entity.phrase is None:
            return entity.name or None
        return self._describe(entity.phrase, depth)

    def _describe(self, phrase: Phrase, depth: int = 0) -> str:
        """A phrase in the nominative; possessive pronouns in it give way to their owner's name."""
        replace: dict[int, str] = {}
        issuer = self._issuer(phrase) if depth < MAX_DEPTH else None
        if issuer is not None:
            replace[phrase.head] = f"{self.reading.namer.word(phrase, phrase.head)} {issuer}"
        for index in range(phrase.first, phrase.last):
            plain = self._abbreviated(index, phrase)
            if plain is not None:
                replace[index] = plain
            owner = self._owner(index, phrase) if depth < MAX_DEPTH else None
            if owner is None:
                continue
            name = self._genitive(owner, depth + 1)
            if not name:
                continue
            replace[index] = ""
            head = self.tokens[index].head
            head = head if phrase.first <= head < phrase.last else phrase.head
            replace[head] = f"{replace.get(head) or self.reading.namer.word(phrase, head)} {name}"
        return self.reading.namer.nominative(phrase, replace)

    def _abbreviated(self, index: int, phrase: Phrase) -> str | None:
        """The abbreviation, if the report has one, for a dependent that only the report's readers know: «стран Альянса»."""
        entity = self.reading.at.get(index) if index != phrase.head else None
        if entity is None or entity.body is None or entity.code is None or entity.country is not None:
            return None
        mention = self.reading.bodies.at.get(index)
        if mention is None or mention.phrase.last - mention.phrase.first > 1:
            return None
        if not self.inflector.is_common(self.tokens[index].text):
            return None
        return next((name for name in entity.body.names if is_abbreviation(name)), None)

    def _issuer(self, phrase: Phrase) -> str | None:
        """Who brought out a document that is printed without its author («МИД опубликовал заявление»), in the genitive."""
        token = self.tokens[phrase.head]
        if token.lemma not in self.words.documents or token.deprel != "obj" or token.head < 0:
            return None
        if self.tokens[token.head].lemma not in self.words.organisations.issuing or self._has_owner(phrase):
            return None
        subject = self.view.subject_of(token.head)
        entity = self.reading.at.get(subject) if subject is not None else None
        if entity is None or subject is None or not entity.named:
            return None
        if entity.person is not None:
            return self._genitive(entity, MAX_DEPTH)
        return self.reading.namer.in_case(self.reading.phrases.of_head(subject), "Gen")

    def _has_owner(self, phrase: Phrase) -> bool:
        dependents = (self.tokens[child] for child in self.view.children[phrase.head])
        return any(d.deprel in ("nmod", "det", "appos") and d.feats.get("Case") in ("Gen", None) for d in dependents)

    def _owner(self, index: int, phrase: Phrase) -> Entity | None:
        """Whose a possessive in a phrase is."""
        token = self.tokens[index]
        pronouns = self.words.pronouns
        if token.lemma in (*pronouns.my, *pronouns.our):
            return self._said_by(index)
        if token.lemma in pronouns.own:
            return self._subject_above(index)
        if index != phrase.head and token.deprel in ("nmod", "det") and self.reading.pronouns.is_pronoun(index):
            governed = any(self.tokens[child].deprel == "case" for child in self.view.children[index])
            return None if governed else self.reading.at.get(index)
        return None

    def _subject_above(self, index: int) -> Entity | None:
        """The subject of the clause that a token stands in, first one who speaks: whose «свой» it is."""
        me = self.reading.context.me(index)
        for ref in self.reading.history.recent(index, 8):
            if ref.sentence == me.sentence and ref.subject and ref.speaking and ref.entity.named:
                return ref.entity
        for _ in range(MAX_DEPTH * 2):
            index = self.tokens[index].head
            if index < 0:
                return None
            subject = self.view.subject_of(index)
            if subject is not None:
                return self.reading.at.get(subject)
        return None

    def _genitive(self, entity: Entity, depth: int) -> str | None:
        if entity.person is not None:
            gender = entity.person.gender
            return " ".join(self.inflector.decline_name(entity.person.words, gender, "Gen"))
        if entity.parts and all(part.person is not None for part in entity.parts):
            return _list_names([self._genitive(part, depth) or "" for part in entity.parts])
        if entity.phrase is not None and depth < MAX_DEPTH:
            return self.reading.namer.in_case(entity.phrase, "Gen")
        return entity.name or None

    # --- what names no source ----------------------------------------------------------------

    def speaker_without_source(self, start: int, kind: Kind, cue: Span | None, previous: Sequence[Said]) -> Resolved:
        """Who said what names no source: the last speaker where the report goes on with one, else nobody.

        ``start`` is where the statement (with its cue) begins; ``previous`` are the statements before it, in text order.
        """
        paragraph = self.view.paragraph(self.view.token_at(start))
        last = next(
            (said for said in reversed(previous) if said.start <= start and said.speaker.name is not None), None
        )
        if last is None:
            return Resolved(None, None, "no source")
        gap = paragraph - self.view.paragraph(self.view.token_at(last.end))
        if cue is None:
            # «… », and another quotation without a word of who says it: the same voice goes on.
            goes_on = kind != "indirect" and gap <= 2
        else:
            goes_on = gap == 0 and self._agrees(self.view.token_at(cue.start), last.speaker)
        return (
            Resolved(last.speaker.name, last.speaker.actor_id, "goes on")
            if goes_on
            else Resolved(None, None, "no source")
        )

    def _agrees(self, index: int, speaker: Resolved) -> bool:
        """Whether a verb without a subject («и добавил») can have a speaker as its subject: both singular, of one gender.

        A plural verb without a subject («обвиняют») means nobody in particular.
        """
        verb = self.tokens[index]
        gender = verb.feats.get("Gender")
        if verb.upos != "VERB" or verb.feats.get("VerbForm") != "Fin" or gender not in ("Masc", "Fem"):
            return False
        if verb.feats.get("Voice") != "Act" or self.view.subject_of(index) is not None:
            return False
        entity = self._by_id.get(speaker.actor_id or "")
        return entity is not None and not entity.plural and entity.gender in (gender, None)

    # --- actors ------------------------------------------------------------------------------

    def actor_at(self, span: Span) -> Actor | None:
        """The actor mentioned in a span."""
        phrase = self.reading.phrases.of_span(span)
        entity = self.reading.at.get(phrase.head) if phrase is not None else None
        if entity is None and phrase is not None and phrase.name is not None:
            entity = self.reading.at.get(phrase.name.first)
        if entity is None or entity.parts:
            return None
        return self._actor(entity, self._ids.get(id(entity)) or self._list(entity))

    def _actor(self, entity: Entity, actor_id: str) -> Actor:
        name = self.name(entity) or ""
        return Actor(
            id=actor_id,
            name=name,
            type=entity.kind,
            aliases=_aliases(entity, name),
            roles=tuple(entity.roles),
            country=entity.country,
            code=entity.code,
            mentions=tuple(Mention(span=span, form=form) for span, form in entity.spans if form != "pair"),  # type: ignore[arg-type]
        )

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All named actors and all that speak, in order of first mention."""
        return tuple(self._actor(entity, self._ids[id(entity)]) for entity in self._listed)


def _aliases(entity: Entity, name: str) -> tuple[str, ...]:
    """The other nominative names that the report gives an entity."""
    if entity.person is not None:
        return entity.person.aliases
    names = entity.body.names if entity.body is not None else entity.forms
    return tuple(other for other in dict.fromkeys(names) if other != name)


def _list_names(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + (" и " if len(names) > 1 else "") + names[-1]


def build(annotation: Annotation, report: Report | None = None) -> ActorIndex:
    """The actors of a report, from its Annotation; what stands in furniture is not read."""
    language = annotation.language
    view = view_of(annotation, report.furniture if report is not None else ())
    return ActorIndex(Reading(view, words(language), countries(language), get_inflector(language)), language)
