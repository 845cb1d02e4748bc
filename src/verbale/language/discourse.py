"""Function words of a language that rules ask for: conjunctions, question words, connectives. They are data."""

from __future__ import annotations

from functools import cache

import msgspec

from verbale.language.tables import load_table


class Discourse(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Sets of lemmas (connectives and pronouns: of forms), lower case, ё folded to е."""

    conjunctions: frozenset[str]  # open a content clause
    question_words: frozenset[str]  # open an indirect question
    whether: frozenset[str]  # particles inside an indirect question: уедет ли
    coordinators: frozenset[str]  # join clauses
    correlatives: frozenset[str]  # «о том, что»
    references: frozenset[str]  # «об этом»
    reference_nouns: frozenset[str]  # «эту информацию», «о своих планах»
    time_nouns: frozenset[str]  # head nouns of time adverbials, never content: в ноябре, в этом году
    relatives: frozenset[str]  # the relative pronoun
    never_sources: frozenset[str]  # pronouns that name nobody
    place_pronouns: frozenset[str]  # forms: в нём говорится
    possessives: frozenset[str]  # «по его словам»
    negation: frozenset[str]
    irrealis: frozenset[str]
    how: frozenset[str]  # «как сообщает»
    before_how: frozenset[str]  # «так как»: makes another conjunction of it
    citing: frozenset[str]  # go on with an attribution after a comma: «…, со ссылкой на …»
    about: frozenset[str]  # prepositions of what is spoken of
    towards: frozenset[str]  # further prepositions of content: к, против
    inside: frozenset[str]  # prepositions of a place or document that speaks
    out_of: frozenset[str]  # «из доклада следует»
    sent_from: frozenset[str]  # «письмо от министра»
    preposition_forms: dict[str, str]  # об → о
    connectives: frozenset[str]  # up to four words, as they stand at a sentence's beginning


@cache
def load(language: str) -> Discourse:
    """The function words of ``language`` (ISO 639-1), read once; DataError where the file is wrong or missing."""
    return load_table(language, "discourse", Discourse)


def fold(word: str) -> str:
    """A word as the data files have it: lower case, ё folded to е."""
    return word.lower().replace("ё", "е")
