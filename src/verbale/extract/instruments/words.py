"""The words for documents of a language, from its ``instruments.toml``, checked on load."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from verbale.language.tables import load_table
from verbale.types import InstrumentKind

EvidenceName = Literal[
    "alone",
    "titled",
    "numbered",
    "about",
    "between",
    "party",
    "owner",
    "named_owner",
    "person",
    "of",
    "attribute",
    "any_attribute",
    "capital",
    "act",
    "force",
    "addressee",
    "with",
    "target",
    "article",
    "state",
    "clause",
]


class InstrumentNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A noun that names documents; the data file explains the fields."""

    word: str  # lemma
    kind: InstrumentKind
    family: str  # mentions of one family may be of one document
    by: tuple[EvidenceName, ...]  # evidence that makes a mention one of a certain document
    example: str  # with the mention in [[ ]]
    attributes: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    unless_of: frozenset[str] = frozenset()
    unless_preposition: frozenset[str] = frozenset()
    unless_verb: frozenset[str] = frozenset()
    unless_act: frozenset[str] = frozenset()
    families: dict[str, str] = {}  # the family that an attribute or topic makes
    forms: dict[str, InstrumentKind] = {}
    owned: InstrumentKind | None = None  # the kind of one that belongs to a body, not to a state
    nickname: bool = False  # names a law only inside quotation marks: «пакет Волдина»
    draft_of: bool = False  # needs the document that it is a draft of


class Around(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas and prepositions around documents; the data file says what each list is for."""

    acts: frozenset[str]
    adopting: frozenset[str]
    force: frozenset[str]
    about: frozenset[str]
    topic: frozenset[str]
    not_about: frozenset[str]
    period: frozenset[str]
    between: frozenset[str]
    party: frozenset[str]
    target: frozenset[str]
    addressee: frozenset[str]
    with_: frozenset[str] = msgspec.field(name="with")
    deeper: frozenset[str]
    dated_by: frozenset[str]
    bound: frozenset[str]
    number: frozenset[str]
    article: frozenset[str]
    anaphor: frozenset[str]
    issuer_attribute: frozenset[str]
    body: frozenset[str]
    colourless: frozenset[str]
    stripped: frozenset[str]
    another: frozenset[str]
    relative: frozenset[str]


class InstrumentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words for documents of one language."""

    noun: tuple[InstrumentNoun, ...]
    words: Around


class Lexicon:
    """The words with look-ups by lemma."""

    def __init__(self, words: InstrumentWords) -> None:
        self.around = words.words
        self.nouns = {noun.word: noun for noun in words.noun}
        # Nouns that only point back are no documents by themselves.
        pointing = self.around.anaphor - self.nouns.keys()
        self.entries = self.nouns | {word: InstrumentNoun(word, "other", "", (), "") for word in pointing}


def load_words(language: str) -> InstrumentWords:
    """The words of a language (ISO 639-1). Raises ``DataError`` where its file does not hold what it should."""
    return load_table(language, "instruments", InstrumentWords)


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language, loaded once."""
    return Lexicon(load_words(language))
