"""Statements marked in a text: content ``[[ ]]``, cue ``{{ }}``, source ``(( ))``, as spans over its annotation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from verbale import language
from verbale.types import Annotation, Kind, Span

MARKS = re.compile(r"\[\[|\]\]|\{\{|\}\}|\(\(|\)\)")
QUOTED = "«"


@dataclass(frozen=True)
class Marked:
    """A statement marked in a text."""

    annotation: Annotation
    cue: Span | None
    content: tuple[Span, ...]
    source: Span | None
    kind: Kind

    def text(self, span: Span | None) -> str | None:
        return span.of(self.annotation.text) if span is not None else None


@pytest.fixture(scope="session")
def marked() -> Callable[[str], Marked]:
    """The statement of a marked text; content right inside quotation marks is direct speech."""
    annotator = language.get("ru", name="test")

    def run(text: str) -> Marked:
        plain, spans = "", {"[[": [], "{{": [], "((": []}  # type: dict[str, list[Span]]
        opened: list[tuple[str, int]] = []
        place = 0
        for mark in MARKS.finditer(text):
            plain += text[place : mark.start()]
            place = mark.end()
            if mark.group() in spans:
                opened.append((mark.group(), len(plain)))
            else:
                kind, start = opened.pop()
                spans[kind].append(Span(start, len(plain)))
        plain += text[place:]
        content = tuple(spans["[["])
        direct = all(span.start and plain[span.start - 1] == QUOTED for span in content)
        return Marked(
            annotation=annotator.annotate(plain),
            cue=next(iter(spans["{{"]), None),
            content=content,
            source=next(iter(spans["(("]), None),
            kind="direct" if direct else "mixed" if any(QUOTED in s.of(plain) for s in content) else "indirect",
        )

    return run
