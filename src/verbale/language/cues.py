"""What the lexicon holds: cues, prepositional attributions, nouns of sources.

The division into source, cue and content follows the attribution literature (PARC 3, PolNeAR); acts are PLOVER's.
All lemmas are Universal Dependencies lemmas, lower case, ё folded to е.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from verbale.types import Act

CueKind = Literal["verb", "noun", "adjective", "expression"]

# What can be a cue's content. Bare cases and «preposition+case» are noun phrases.
Government = Literal[
    "quote",  # direct quotation, in marks, after a dash or after a colon
    "что",  # finite clause with что, будто, как будто, «то/тем, что», or after a colon
    "как",  # finite clause with как: рассказал, как готовился
    "чтобы",  # clause with чтобы
    "indirect_question",  # спросил, когда …; не знает, кто …; неизвестно, будет ли …
    "inf",  # infinitive
    "main",  # the whole sentence that the cue follows or interrupts: «…, сообщает X»; also «как сообщает X, …»
    "pred",  # назвать X Y-ом: nominal or adjectival predicate in the instrumental
    "как+acc",  # расценить что-либо как провал
    "как+nom",  # представиться как врач
    "acc",
    "gen",
    "dat",
    "ins",
    "о+loc",
    "в+loc",
    "в+acc",
    "за+acc",
    "на+acc",
    "на+loc",
    "к+dat",
    "против+gen",
    "с+ins",
    "от+gen",
    "у+gen",
    "по+dat",
    "про+acc",
    "перед+ins",
    "над+ins",
    "из-за+gen",
]

# What an accusative or dative object is where the content is another complement: part of the content («призвал [стороны
# прекратить огонь]», «поручил [ведомству подготовить план]»), the one spoken to («уведомил биржу о [продаже]») or
# neither («назвал решение [ошибкой]»). Beside a quotation or a finite clause it is never content.
ObjectRole = Literal["content", "addressee", "none"]

Case = Literal["nom", "gen", "dat", "acc", "ins", "loc"]
Dependent = Literal["", "acc", "dat", "gen"]
SourceCase = Literal["nom", "gen", "ins", "dat", "none"]
Presence = Literal["after", "optional", "none"]


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A semantic class of the cues of one file and what its members share unless they say otherwise."""

    act: Act  # PLOVER event type by default
    object: ObjectRole = "content"
    addressee: Dependent = ""  # the case of the one spoken to: сообщил журналистам
    target: Dependent = ""  # the case of the one the act is towards: критикует министра


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """A word, or words together, that attribute content to a source."""

    lemma: str  # of an expression: its first word
    kind: CueKind
    government: tuple[Government, ...]  # what can be its content, in order of strength
    group: str  # semantic class: say, accuse, promise …
    act: Act  # PLOVER event type by default
    example: str
    pair: str | None = None  # the verb of the other aspect, which shares the entry
    lemmas: tuple[str, ...] = ()  # further lemmas that an analyser gives to forms of the word
    words: tuple[tuple[str, ...], ...] = ()  # of an expression: its words in order, each with its possible lemmas
    object: ObjectRole = "content"
    inner: tuple[Government, ...] = ()  # complements that stand inside the content: требует [от соседа уплаты]
    only: tuple[str, ...] = ()  # a bare noun or predicate is content only with one of these heads
    excluded: tuple[str, ...] = ()  # a bare noun or predicate with one of these heads is never content: отметил юбилей
    source: SourceCase = "nom"  # the case of the source; "none": it has none
    addressee: Dependent = ""
    target: Dependent = ""
    relay_ok: bool = False  # an outlet that is its subject passes on news
    participle: bool = False  # its short passive participle attributes too: было предложено, объявлен
    impersonal: tuple[str, ...] = ()  # finite forms that attribute without subject or source: сообщается, отмечалось
    passive: tuple[str, ...] = ()  # reflexive passive lemmas: the subject is content, the source instrumental or none
    weak: bool = False  # attributes only where the government or the context leave no doubt

    def governs(self, complement: str) -> bool:
        """Whether ``complement``, in the terms of :data:`Government`, can be this cue's content."""
        return complement in self.government

    def admits(self, head: str) -> bool:
        """Whether a bare noun or predicate whose head has the lemma ``head`` can be content."""
        return head not in self.excluded and (not self.only or head in self.only)

    @property
    def names(self) -> tuple[str, ...]:
        """All lemmas under which the cue is found, reflexive passives left out."""
        return (self.lemma, *((self.pair,) if self.pair else ()), *self.lemmas)


class Attribution(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A preposition group, adverb or particle that attributes its clause: «по словам», «согласно», «якобы»."""

    text: str
    words: tuple[tuple[str, ...], ...]  # words in order, each with its possible lemmas; adjectives may stand between
    source: Presence  # the source follows it, may follow it, is never there
    example: str
    source_case: Case | None = None
    form: str | None = None  # the only form of the first word that counts: ссылаясь
    act: Act = "COMMENT"
    relay_ok: bool = False
    weak: bool = False


class Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nouns and names that can be a source."""

    documents: frozenset[str]  # доклад, письмо, закон …
    outlet_nouns: frozenset[str]  # агентство, газета, корреспондент …
    outlets: frozenset[str]  # names of agencies and outlets
    quoted_outlets: frozenset[str]  # those that are common words too: in quotation marks or after an outlet noun only
    bodies: frozenset[str]  # places and bodies that speak: Кремль, мэрия …
    informants: frozenset[str]  # источник, собеседник, очевидец …


# --- the files as they stand -------------------------------------------------


class CueEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A ``[[cue]]`` before its group's defaults."""

    government: tuple[Government, ...]
    group: str
    example: str
    lemma: str = ""
    pair: str | None = None
    lemmas: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    act: Act | None = None
    object: ObjectRole | None = None
    inner: tuple[Government, ...] = ()
    only: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    source: SourceCase | None = None
    addressee: Dependent | None = None
    target: Dependent | None = None
    relay_ok: bool = False
    participle: bool = False
    impersonal: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    weak: bool = False

    @property
    def title(self) -> str:
        """How errors name the entry."""
        return self.lemma or " ".join(slot[0] if slot else "?" for slot in self.words)


class CueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of cues: one kind, its semantic groups and its entries."""

    kind: CueKind
    groups: dict[str, Group]
    cue: tuple[CueEntry, ...]


class AttributionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of prepositional and adverbial attributions."""

    attribution: tuple[Attribution, ...]
