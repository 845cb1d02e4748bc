"""One pass over a report: every mention is joined to an entity, named ones first, then what refers to them."""

from __future__ import annotations

from verbale.extract.actors.affiliations import Affiliations
from verbale.extract.actors.bodies import Bodies, BodyMention, is_abbreviation
from verbale.extract.actors.collectives import Collectives
from verbale.extract.actors.context import Context
from verbale.extract.actors.countries import Countries
from verbale.extract.actors.entities import Entity, History
from verbale.extract.actors.names import NameMention, NameReader
from verbale.extract.actors.naming import Namer
from verbale.extract.actors.nominals import Nominals
from verbale.extract.actors.people import People, Person
from verbale.extract.actors.phrases import BESIDE, QUOTES, Phrase, Phrases
from verbale.extract.actors.pronouns import Pronouns
from verbale.extract.actors.referents import Referents
from verbale.extract.actors.roles import Roles
from verbale.extract.actors.voices import Voices
from verbale.extract.actors.words import Words
from verbale.extract.view import View
from verbale.language.inflection import Inflector
from verbale.types import ActorType, Name

COMMON = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})  # parts of speech of what works as a common noun


class Reading:
    """The entities of one text, and which of them each token mentions."""

    def __init__(self, view: View, words: Words, states: Countries, inflector: Inflector) -> None:
        self.view = view
        self.tokens = view.tokens
        self.words = words
        self.states = states
        self.phrases = Phrases(view, words, inflector)
        self.namer = Namer(view, inflector)
        self.people = People(NameReader(self.phrases, inflector), words)
        self.bodies = Bodies(self.phrases, self.namer, words, states)
        self.affiliations = Affiliations(view, words, states, self.bodies)
        self.referents = Referents(self.people, self.bodies, self.affiliations)
        self.at = self.referents.at
        self.history = History(self.phrases, words)
        self.voices = Voices(view, words)
        self.roles = Roles(view, words, inflector)
        self.context = Context(self.history, self.roles, words, self.voices, states, self.referents)
        self.pronouns = Pronouns(self.context)
        self.nominals = Nominals(self.context)
        self.collectives = Collectives(self.context, self.nominals)
        self.entities: list[Entity] = []
        self.phrase_at: dict[int, Phrase] = {}  # head of a common-noun mention -> its phrase
        self._of_state: dict[str, Entity] = {}
        self._read()

    # --- names -------------------------------------------------------------------

    def _read(self) -> None:
        names = [n for n in self.phrases.names if n.kind == "PER" and not self.view.is_furniture(n.start)]
        self.people.join(mention for mention in map(self.people.reader.read, names) if mention is not None)
        for name in names:
            if name.first not in self.people.at:
                self.phrases.reject(name)
        self.people.find_unmarked()
        self.bodies.join()
        for person in self.people.people:
            self._introduce(person)
        marked = self.people.at.keys() | self.bodies.at.keys() | self.phrases.name_of.keys()
        for index, token in enumerate(self.tokens):
            refers = index in marked or token.upos in COMMON or self.pronouns.is_pronoun(index)
            if refers and index not in self.at and not self.view.is_furniture(token.start):
                self._read_token(index)

    def _introduce(self, person: Person) -> None:
        """A person's entity, with all the titles that the report gives anywhere."""
        entity = self.referents.of_person(person)
        for mention in person.mentions:
            for head in self._title_heads(mention.first, mention.last):
                self.at.setdefault(head, entity)
                role = self._role(head, mention)
                titles, details = self.roles.titles(role)
                entity.titles |= titles
                entity.details |= details
                self.affiliations.join(entity, role, titles)
                printed = self.namer.nominative(role, number="Sing")
                if printed not in entity.roles:
                    entity.roles.append(printed)
        self.context.register(entity)

    def _role(self, head: int, mention: NameMention) -> Phrase:
        """The phrase of one title: to the next title, the name or the first mark."""
        phrase = self.phrases.of_head(head)
        last = mention.first if head < mention.first else phrase.last
        for index in range(head + 1, last):
            token = self.tokens[index]
            agrees = token.feats.get("Case") == self.tokens[head].feats.get("Case") and token.deprel == "appos"
            if (token.upos == "PUNCT" and token.text not in QUOTES) or (agrees and self.roles.is_title(index)):
                last = max(self._start(index), head + 1)
                break
        first = phrase.first
        while first < head and self.tokens[first].upos in ("DET", "PRON", "PUNCT", "PART"):
            first += 1
        return Phrase(head, first, max(last, head + 1))

    def _start(self, index: int) -> int:
        """Where the phrase that a token heads begins."""
        return index if self.tokens[index].upos == "PUNCT" else self.phrases.of_head(index).first

    def _title_heads(self, first: int, last: int) -> list[int]:
        """The nouns beside a name that are its bearer's titles, before it or after a comma."""
        name = self.phrases.name_of.get(first)
        if name is None:
            return []
        top = self.phrases.top(name)
        heads = [
            child
            for child in self.view.children[top]
            if child >= last and self.tokens[child].deprel == "appos" and self._is_own_title(child)
        ]
        governor = self.tokens[top].head
        while 0 <= governor < name.first and governor not in heads and self.phrases.names_person(governor, name):
            if governor in self.people.at or not self.roles.is_title(governor):
                break
            heads.append(governor)
            heads += [c for c in self.view.children[governor] if c < first and self._is_own_title(c)]
            governor = self.tokens[governor].head if self.tokens[governor].deprel in ("appos", "conj") else -1
        return heads or self._title_before(name)

    def _is_own_title(self, index: int) -> bool:
        """Whether an apposition or conjunct is a further title, not the title of somebody else."""
        if (
            self.tokens[index].deprel not in ("appos", "conj")
            or not self.roles.is_title(index)
            or index in self.people.at
        ):
            return False
        head = self.tokens[self.tokens[index].head]
        if head.feats.get("Case") != self.tokens[index].feats.get("Case"):
            return False
        return not any(name.kind == "PER" for name in self.phrases.of_head(index).names)

    def _title_before(self, name: Name) -> list[int]:
        """The title right before a name that the parser hung elsewhere."""
        index = name.first - 1
        if (
            index >= 0
            and index not in self.people.at
            and self.roles.is_title(index)
            and self.phrases.names_person(index, name)
        ):
            return [index]
        return []

    # --- mentions in order ----------------------------------------------------------

    def _read_token(self, index: int) -> None:
        token = self.tokens[index]
        if index in self.people.at:
            self._read_person(index)
        elif index in self.bodies.at:
            self._read_body(self.bodies.at[index])
        elif (name := self.phrases.name_of.get(index)) is not None and name.kind == "LOC":
            self._read_place(name)
        elif self.pronouns.is_pronoun(index):
            self._join(index, self.pronouns.antecedent(index), None, "pronoun")
        elif token.upos in COMMON:
            self._read_common(index)

    def _read_person(self, index: int) -> None:
        person, mention = self.people.at[index], self.people.mention_at[index]
        entity = self.referents.of_person(person)
        name = self.phrases.name_of.get(index)
        head = self.phrases.top(name) if name is not None else index
        for place in range(mention.first, mention.last):
            self.at[place] = entity
        self._note(head, entity, Phrase(head, mention.first, mention.last), "name")
        self._pair(head)

    def _read_body(self, mention: BodyMention) -> None:
        body, phrase = mention.body, mention.phrase
        if body is None:
            return
        entity = self.referents.of_body(body)
        for place in range(phrase.first, phrase.last):
            if self.bodies.at.get(place) is mention:
                self.at[place] = entity
        printed = self.tokens[phrase.head].text
        self._note(phrase.head, entity, phrase, "abbreviation" if is_abbreviation(printed) else "name")
        self._pair(phrase.head)

    def _read_place(self, name: Name) -> None:
        top = self.phrases.top(name)
        printed = self.namer.nominative(Phrase(top, name.first, name.last, (name,)))
        token = self.tokens[top]
        code = self.states.code(printed) or (self.states.of_adjective(token.lemma) if token.upos == "ADJ" else None)
        metonym = code is None and self.history.is_acting(top)
        if metonym:
            code = self.states.speaking(printed)
        key = code or printed
        entity = self._of_state.get(key)
        if entity is None:
            plural = token.feats.get("Number") == "Plur"
            entity = Entity("state" if code else "place", printed, token.feats.get("Gender"), plural, country=code)
            self._of_state[key] = entity
        if token.upos != "ADJ":
            entity.forms.append(printed)
            entity.name = self._state_name(entity)
        for place in range(name.first, name.last):
            self.at[place] = entity
        self._note(top, entity, Phrase(top, name.first, name.last), "abbreviation" if printed.isupper() else "name")
        self._pair(top)

    def _state_name(self, entity: Entity) -> str:
        """The common name where the report has it, else the longest that is not a city."""
        if entity.country is None:
            return entity.forms[0]
        common = self.states.common.get(entity.country)
        names = [form for form in entity.forms if self.states.code(form)]
        if common in names:
            return common
        return max(names or entity.forms, key=lambda form: (not form.isupper(), len(form)))

    # --- common nouns -----------------------------------------------------------------

    def _read_common(self, index: int) -> None:
        lemma = self.roles.noun(index)
        if lemma is None:
            return
        kind = self._kind(index, lemma)
        if kind is None or self._is_predicate(index, lemma):
            return
        phrase = self.phrases.of_head(index)
        if phrase.name is not None and (phrase.name.kind == "PER" or phrase.name.first in self.bodies.at):
            return
        self.phrase_at[index] = phrase
        if kind == "group":
            found = self.collectives.of_group(phrase)
        elif kind == "organisation":
            found = self.collectives.of_body(phrase)
        elif kind == "person":
            plural = self.roles.is_plural(index)
            found = self.collectives.of_group(phrase) if plural else self.nominals.antecedent(phrase)
        else:
            found = self.collectives.of_document(phrase)
        self._join(index, found, phrase, "nominal", kind)

    def _kind(self, index: int, lemma: str) -> ActorType | None:
        """What a common noun stands for; None where it is no actor."""
        words = self.words
        if lemma in words.titles.couples or lemma in words.organisations.groups:
            return "group"
        if words.types_of(lemma) and self.tokens[index].feats.get("Animacy") != "Anim":
            return "organisation"
        if self.roles.is_human(index, lemma):
            return "person"
        return "document" if lemma in words.documents else None

    def _is_predicate(self, index: int, lemma: str) -> bool:
        """«Кесслер стала министром»: the noun says something of the subject, whose title it becomes."""
        token = self.tokens[index]
        if not self.roles.is_human(index, lemma):
            return False
        verb = token.head
        if token.deprel in ("xcomp", "obl") and verb >= 0 and token.feats.get("Case") == "Ins":
            if self.tokens[verb].lemma not in self.words.titles.copulas:
                return False
            subject = self.view.subject_of(verb)
        elif token.deprel in ("root", "parataxis", "conj", "ccomp", "acl:relcl") and token.feats.get("Case") == "Nom":
            subject = self.view.subject_of(index)
        else:
            return False
        entity = self.at.get(subject) if subject is not None else None
        if entity is None or entity.kind != "person":
            return subject is not None
        titles, details = self.roles.titles(self.phrases.of_head(index))
        entity.titles |= titles
        entity.details |= details
        return True

    def _join(
        self, index: int, found: Entity | None, phrase: Phrase | None, form: str, kind: ActorType | None = None
    ) -> None:
        """Joins a reference to what was found; of a common noun that found nothing, makes an unnamed entity."""
        if found is None:
            if kind is None or phrase is None:
                return
            found = self._unnamed(index, phrase, kind)
        self.at[index] = found
        if phrase is not None and found.phrase is not None and self._fuller(phrase, found.phrase):
            found.phrase = phrase
        self._note(index, found, phrase, form)
        if form == "nominal":
            self._pair(index)

    def _fuller(self, phrase: Phrase, known: Phrase) -> bool:
        """Whether a later phrase of an unnamed entity says more than the one known."""
        return self.bodies.words_of(phrase) > self.bodies.words_of(known) and phrase.last - phrase.first <= 8

    def _unnamed(self, index: int, phrase: Phrase, kind: ActorType) -> Entity:
        token = self.tokens[index]
        plural = self.roles.is_plural(index)
        if kind == "person" and plural:
            kind = "group"
        entity = Entity(kind, "", token.feats.get("Gender"), plural, phrase=phrase)
        entity.titles, entity.details = self.roles.titles(phrase)
        self.context.register(entity)
        return entity

    def _note(self, index: int, entity: Entity, phrase: Phrase | None, form: str) -> None:
        if not entity.references:
            self.entities.append(entity)
        self.history.add(index, entity, phrase, form)

    def _pair(self, index: int) -> None:
        """A last conjunct closes a pair: «Арсен Волдин и Марта Кесслер» may be «они» afterwards."""
        seen = 0
        while self.tokens[index].deprel in BESIDE and self.tokens[index].head >= 0 and seen < 4:
            index, seen = self.tokens[index].head, seen + 1
        token = self.tokens[index]
        own = self.at.get(index)
        if token.deprel == "conj" and 0 <= token.head < index:
            place = token.head
        else:
            place = self._joined_before(index)
        first = self.at.get(place)
        if first is None or own is None or first is own or first.kind != own.kind:
            return
        members = (*first.parts, own) if first.parts else (first, own)
        pair = Entity("group", "", None, True, parts=members)
        ref = self.history.add(index, pair, None, "pair")
        ref.subject = self.history.ref(place, first).subject

    def _joined_before(self, index: int) -> int:
        """The name right before «и» and this one, whatever the parser made of them; -1 for none."""
        name = self.phrases.name_of.get(index)
        before = name.first - 1 if name is not None else 0
        if name is None or before < 1 or self.tokens[before].upos != "CCONJ":
            return -1
        other = self.phrases.name_of.get(before - 1)
        return self.phrases.top(other) if other is not None and other.kind == name.kind else -1
