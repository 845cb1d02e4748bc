"""What the mentions of a report are joined into while it is read, and the history of its references."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from verbale.extract.actors.bodies import Body
from verbale.extract.actors.people import Person
from verbale.extract.actors.phrases import Phrase, Phrases
from verbale.extract.view import SUBJECTS
from verbale.types import ActorType, Quotation, Span

Form = str  # "name", "nominal", "pronoun" or "abbreviation", as in Mention


@dataclass(slots=True, eq=False)
class Entity:
    """An actor in the making."""

    kind: ActorType
    name: str
    gender: str | None = None  # Masc, Fem, Neut; None: not known, or plural
    plural: bool = False
    person: Person | None = None
    body: Body | None = None
    titles: set[str] = field(default_factory=set)  # lemmas of its titles, with and without their dependent
    details: set[str] = field(default_factory=set)  # lemmas of the titles' other words
    roles: list[str] = field(default_factory=list)  # as printed, nominative
    parts: tuple[Entity, ...] = ()  # the members of a pair
    places: list[Ref] = field(default_factory=list)
    spans: list[tuple[Span, Form]] = field(default_factory=list)

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
    quotation: Quotation | None
    clause: int  # the verb it belongs to; -1 for none


class History:
    """The references of a text in order, with look-ups that cost the same in a long text as in a short one."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.view = phrases.view
        self.tokens = phrases.tokens
        self.refs: list[Ref] = []
        self._starts = [sentence.first for sentence in self.view.annotation.sentences]

    def sentence(self, index: int) -> int:
        """The number of a token's sentence."""
        return max(bisect_right(self._starts, index) - 1, 0)

    def ref(self, index: int, entity: Entity) -> Ref:
        """How a mention headed by a token refers."""
        token = self.tokens[index]
        subject, verb, seen = token.deprel in SUBJECTS, token.head, 0
        top = index
        while self.tokens[top].deprel in ("appos", "flat:name", "flat", "flat:foreign") and seen < 5:
            top, seen = self.tokens[top].head, seen + 1
            if top < 0:
                break
            subject = subject or self.tokens[top].deprel in SUBJECTS
            verb = self.tokens[top].head
        governor = self.tokens[verb] if verb >= 0 else None
        dependent = governor is not None and governor.upos in ("NOUN", "PROPN") and not subject
        return Ref(
            index, entity, self.sentence(index), self.view.paragraph(index), subject, dependent,
            self.view.quotation_of[index], verb,
        )  # fmt: skip

    def add(self, index: int, entity: Entity, phrase: Phrase | None, form: Form) -> Ref:
        """Records a reference."""
        ref = self.ref(index, entity)
        self.refs.append(ref)
        entity.places.append(ref)
        span = self.view.span(phrase.first, phrase.last) if phrase else self.tokens[index].span
        entity.spans.append((span, form))
        return ref

    def recent(self, index: int, count: int = 40) -> list[Ref]:
        """The last references before a token, latest first."""
        found = []
        for ref in reversed(self.refs):
            if ref.index < index:
                found.append(ref)
                if len(found) >= count:
                    break
        return found
