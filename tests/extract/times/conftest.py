"""How the cases of time expressions are written down, and how one is checked."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from verbale import language
from verbale.extract import times
from verbale.types import Annotation, Sentence, Span, TimeExpression, Token

Check = Callable[[str, str, str | None], None]


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its brackets, and the spans that stood in them."""
    plain, spans, position = "", [], 0
    for part in re.split(r"(\[[^\]]*\])", text):
        if part.startswith("["):
            spans.append((position, position + len(part) - 2))
            part = part[1:-1]  # noqa: PLW2901
        plain += part
        position = len(plain)
    return plain, spans


def written(expression: TimeExpression) -> str:
    """An expression as cases write it: type, value, mod."""
    return f"{expression.type} {expression.value or 'null'} {expression.mod or ''}".strip()


@pytest.fixture(scope="session")
def annotate() -> Callable[[str], Annotation]:
    """The annotation of a Russian text."""
    return language.get("ru").annotate


@pytest.fixture(scope="session")
def check(annotate: Callable[[str], Annotation]) -> Check:
    """Asserts that exactly what stands in brackets is found, with the values expected."""

    def run(marked: str, expect: str, published: str | None) -> None:
        text, spans = unmarked(marked)
        found = times.find(annotate(text), published)
        wanted = [part.strip() for part in expect.split(";") if part.strip()]
        assert len(spans) == len(wanted), "a case needs one value for each bracket"
        assert [(text[s:e], want) for (s, e), want in zip(spans, wanted, strict=True)] == [
            (one.exact, written(one)) for one in found
        ]
        assert spans == [(one.span.start, one.span.end) for one in found]

    return run


@pytest.fixture(scope="session")
def plain() -> Callable[[str], Annotation]:
    """An annotation that knows words and paragraphs only: quick, and the same on every machine."""

    def annotation(text: str) -> Annotation:
        tokens = tuple(
            Token(
                start=match.start(), end=match.end(), text=match.group(), lemma=match.group().lower(), upos="X", feats={},
                head=-1, deprel="root",
            )
            for match in re.finditer(r"\w+|[^\w\s]", text)
        )  # fmt: skip
        whole = (Sentence(0, len(text), 0, len(tokens)),) if tokens else ()
        paragraphs = tuple(Span(match.start(), match.end()) for match in re.finditer(r"\S(?:[^\n]*\S)?", text))
        return Annotation(
            text=text, language="ru", tokens=tokens, sentences=whole, clauses=whole, paragraphs=paragraphs, names=(),
            quotations=(),
        )  # fmt: skip

    return annotation
