"""The words under which a search finds the forms of a word, language by language."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from verbale.types import Token


class Headwords(Protocol):
    """Headwords of one language: lower case, ё folded to е; safe to share between threads."""

    def typed(self, word: str) -> tuple[str, ...]:
        """The headwords that a ``word`` which somebody types may stand under, likeliest first; never empty."""
        ...

    def printed(self, token: Token, *, in_person: bool) -> str:
        """The headword of a word in its context; ``in_person``: it is part of a person's name."""
        ...


class PlainHeadwords:
    """Words as they are, for languages without a dictionary here."""

    def typed(self, word: str) -> tuple[str, ...]:
        """The word itself."""
        return (fold(word),)

    def printed(self, token: Token, *, in_person: bool) -> str:  # noqa: ARG002, the protocol's
        """The annotator's lemma."""
        return token.lemma


def fold(word: str) -> str:
    """``word`` in lower case, ё as е."""
    return word.lower().replace("ё", "е")


@cache
def get_headwords(language: str) -> Headwords:
    """The headwords of a language (ISO 639-1); only its dictionary is loaded, no networks."""
    if language == "ru":
        from verbale.language.russian.headwords import RussianHeadwords

        return RussianHeadwords()
    return PlainHeadwords()
