"""How the cases of meetings are written down, and how one is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from verbale import language
from verbale.extract import actors, meetings, times
from verbale.extract.meetings.frames import Frame
from verbale.extract.naming import ActorNames
from verbale.types import Annotation, Meeting

PUBLISHED = "2031-05-12"  # a Monday


@cache
def annotation_of(text: str) -> Annotation:
    """The annotation of a Russian text."""
    return language.get("ru").annotate(text)


def found_in(text: str, published: str | None = PUBLISHED) -> tuple[Meeting, ...]:
    """The meetings of a text."""
    annotation = annotation_of(text)
    names = ActorNames(actors.build(annotation))
    return meetings.find(annotation, times.find(annotation, published), names, published)


def framed(marked: str, published: str | None = PUBLISHED) -> list[Frame]:
    """The frames of the words in brackets."""
    text, starts = re.sub(r"[\[\]]", "", marked), []
    for number, bracket in enumerate(re.finditer(r"\[", marked)):
        starts.append(bracket.start() - 2 * number)
    annotation = annotation_of(text)
    inner = meetings._text(
        annotation, times.find(annotation, published), ActorNames(actors.build(annotation)), published
    )
    frames = {frame.token.start: frame for frame in meetings._frames(inner)}
    return [frames[start] for start in starts if start in frames]


@pytest.fixture
def find() -> Callable[..., tuple[Meeting, ...]]:
    """``found_in``: the meetings of a text."""
    return found_in


@pytest.fixture
def frames() -> Callable[..., list[Frame]]:
    """``framed``: the frames of the words in brackets."""
    return framed


@pytest.fixture
def annotate() -> Callable[[str], Annotation]:
    """``annotation_of``: the annotation of a Russian text."""
    return annotation_of
