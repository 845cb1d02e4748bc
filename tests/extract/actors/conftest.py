"""How cases of actors are written down: the mention asked for stands in [brackets]."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from verbale import language
from verbale.extract import actors
from verbale.extract.actors import ActorIndex, Resolved
from verbale.types import Actor, Annotation, Span


@cache
def annotation_of(text: str) -> Annotation:
    """The annotation of a Russian text."""
    return language.get("ru").annotate(text)


def _index_of(text: str) -> ActorIndex:
    """The actors of a text."""
    return actors.build(annotation_of(text))


def _marked(text: str) -> tuple[str, Span]:
    """A text without its brackets, and the span between them."""
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), Span(start, end)


def _speaker_of(text: str) -> Resolved:
    """Who the mention in brackets is."""
    plain, span = _marked(text)
    return _index_of(plain).speaker(span)


def _actor_named(text: str, name: str) -> Actor:
    """The one actor of a text with a name."""
    found = [actor for actor in _index_of(text).actors if actor.name == name]
    assert len(found) == 1, [actor.name for actor in _index_of(text).actors]
    return found[0]


@pytest.fixture
def index_of() -> Callable[[str], ActorIndex]:
    """The actors of a text."""
    return _index_of


@pytest.fixture
def marked() -> Callable[[str], tuple[str, Span]]:
    """A text without its brackets, and the span between them."""
    return _marked


@pytest.fixture
def speaker_of() -> Callable[[str], Resolved]:
    """Who the mention in brackets is."""
    return _speaker_of


@pytest.fixture
def actor_named() -> Callable[[str, str], Actor]:
    """The one actor of a text with a name."""
    return _actor_named
