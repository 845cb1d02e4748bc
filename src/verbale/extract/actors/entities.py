"""What the mentions of a report are joined into while it is read, and the history of its references."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field

from verbale.extract.actors.bodies import Body
from verbale.extract.actors.people import Person
from verbale.extract.actors.phrases import BESIDE, Phrase, Phrases
from verbale.extract.actors.words import Words
from verbale.extract.view import SUBJECTS
from verbale.types import ActorType, Quotation, Span

Form = str  # as Mention.form, and "pair" for several mentions taken together


@dataclass(slots=True, eq=False)
class Entity:
    """An actor in the making."""

    kind: ActorType
    name: str  # empty for one that the report leaves unnamed
    gender: str | None = None  # Masc, Fem, Neut; None: not known, or plural
    plural: bool = False
    person: Person | None = None
    body: Body | None = None
    phrase: Phrase | None = None  # of an unnamed one the phrase that says most
    country: str | None = None
    code: str | None = None
    titles: set[str] = field(default_factory=set)  # lemmas of its titles, with and without their dependent
    details: set[str] = field(default_factory=set)  # lemmas of the titles' other words
    roles: list[str] = field(default_factory=list)  # as printed, nominative
    forms: list[str] = field(default_factory=list)  # of a state or place: its names as mentioned, nominative
    parts: tuple[Entity, ...] = ()  # the members of a pair
    references: int = 0  # so far; counted, as a list of them would close a cycle that only a collector frees
    speaks: bool = False  # in any of them
    spans: list[tuple[Span, Form]] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How often the report mentions it: by name anywhere, else so far."""
        return len(self.person.mentions) if self.person is not None else self.references

    @property
    def named(self) -> bool:
        """Whether the report gives a proper name."""
        return self.person is not None or self.body is not None or self.kind in ("state", "place")


@dataclass(slots=True)
class Ref:
    """One reference to an entity: where, and how prominently."""

    index: int
    entity: Entity
    sentence: int
    paragraph: int
    subject: bool
    dependent: bool  # under another noun: «адвокат Волдина»
    speaking: bool  # subject of a verb that attributes, or in «по словам …»
    quotation: Quotation | None
    clause: int  # the verb it belongs to; -1 for none


class History:
    """The references of a text in order, with look-ups that cost the same in a long text as in a short one."""

    def __init__(self, phrases: Phrases, words: Words) -> None:
        self.view = phrases.view
        self.tokens = phrases.tokens
        self.words = words
        self.refs: list[Ref] = []  # by index
        self._starts = [sentence.first for sentence in self.view.annotation.sentences]

    def sentence(self, index: int) -> int:
        """The number of a token's sentence."""
        return max(bisect_right(self._starts, index) - 1, 0)

    def governor(self, index: int) -> tuple[bool, int]:
        """Whether a mention is a subject, and the token that governs it; titles beside it are passed over."""
        subject, seen = self.tokens[index].deprel in SUBJECTS, 0
        while self.tokens[index].deprel in BESIDE and self.tokens[index].head >= 0 and seen < 5:
            index, seen = self.tokens[index].head, seen + 1
            subject = subject or self.tokens[index].deprel in SUBJECTS
        return subject, self.tokens[index].head

    def is_acting(self, index: int) -> bool:
        """Whether a mention is the subject of a verb."""
        subject, verb = self.governor(index)
        return subject and verb >= 0 and self.tokens[verb].upos in ("VERB", "ADJ")

    def ref(self, index: int, entity: Entity) -> Ref:
        """How a mention headed by a token refers."""
        subject, verb = self.governor(index)
        governor = self.tokens[verb] if verb >= 0 else None
        dependent = governor is not None and governor.upos in ("NOUN", "PROPN") and not subject
        speaking = False
        if governor is not None:
            speaking = subject and self.words.speaks(governor.lemma)
            speaking = speaking or (dependent and governor.lemma in self.words.pronouns.voice)
        return Ref(
            index, entity, self.sentence(index), self.view.paragraph(index), subject, dependent, speaking,
            self.view.quotation_of[index], verb,
        )  # fmt: skip

    def add(self, index: int, entity: Entity, phrase: Phrase | None, form: Form) -> Ref:
        """Records a reference."""
        ref = self.ref(index, entity)
        insort(self.refs, ref, key=lambda known: known.index)
        entity.references += 1
        entity.speaks = entity.speaks or ref.speaking
        span = self.view.span(phrase.first, phrase.last) if phrase else self.tokens[index].span
        entity.spans.append((span, form))
        return ref

    def recent(self, index: int, count: int = 40) -> list[Ref]:
        """The last references before a token, latest first."""
        end = bisect_left(self.refs, index, key=lambda ref: ref.index)
        return self.refs[max(end - count, 0) : end][::-1]
