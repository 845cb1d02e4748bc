"""How the cases of instruments are written down, and how one is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from verbale import language
from verbale.extract import actors, instruments, times
from verbale.extract.instruments.mentions import Mention
from verbale.extract.naming import ActorNames
from verbale.types import Annotation, Instrument

PUBLISHED = "2031-05-12"  # a Monday


@cache
def annotation_of(text: str) -> Annotation:
    """The annotation of a Russian text."""
    return language.get("ru").annotate(text)


@pytest.fixture
def find() -> Callable[[str], tuple[Instrument, ...]]:
    """The instruments of a text."""

    def run(text: str) -> tuple[Instrument, ...]:
        annotation = annotation_of(text)
        names = ActorNames(actors.build(annotation))
        return instruments.find(annotation, times.find(annotation, PUBLISHED), names)

    return run


@pytest.fixture
def mention() -> Callable[[str], Mention]:
    """The mention of the word in brackets."""

    def run(marked: str) -> Mention:
        start, text = marked.index("["), re.sub(r"[\[\]]", "", marked)
        annotation = annotation_of(text)
        inner = instruments._text(annotation, times.find(annotation, PUBLISHED), ActorNames(actors.build(annotation)))
        index = next(i for i, token in enumerate(annotation.tokens) if token.start == start)
        return Mention(inner, index, inner.words.nouns[annotation.tokens[index].lemma])

    return run
