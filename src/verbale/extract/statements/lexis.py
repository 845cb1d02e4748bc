"""The words of a language that the statement rules ask for, in one place."""

from __future__ import annotations

from functools import cache

import msgspec

from verbale.language import discourse, lexicon
from verbale.language.discourse import Discourse
from verbale.language.lexicon import Lexicon


class Lexis(msgspec.Struct, frozen=True):
    """Cues and sources (``cues``) and function words (``discourse``) of one language."""

    cues: Lexicon
    discourse: Discourse


@cache
def load(language: str) -> Lexis:
    """The words of ``language`` (ISO 639-1); DataError where its data is wrong or missing."""
    return Lexis(lexicon.load(language), discourse.load(language))
