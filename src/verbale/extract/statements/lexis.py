"""The words of a language that the statement rules ask for, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from verbale.language import discourse, lexicon
from verbale.language.discourse import Discourse
from verbale.language.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Lexis:
    """Cues and sources (``cues``) and function words (``discourse``) of one language."""

    cues: Lexicon
    discourse: Discourse


@cache
def load(language: str) -> Lexis:
    """The words of ``language`` (ISO 639-1); DataError where its data is wrong or missing."""
    return Lexis(lexicon.load(language), discourse.load(language))
