"""What is told of a statement beside the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec
from django.urls import reverse

from verbale.store.current import CurrentReport
from verbale.store.models import Citation, Item, Review, Statement
from verbale.web.models import Question
from verbale.web.reading.citation import citation
from verbale.web.review.words import Entry, entries


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with the characters of its parts, each on one line; None where the report has no such part."""

    statement: Statement
    content: str
    source: str | None
    cue: str | None
    addressee: str | None
    target: str | None
    condition: str | None
    instruments: tuple[Citation, ...]  # that it speaks of, as this report cites them
    citation: str
    confidence: str
    questions: int  # published, about it
    address: str  # of the statement's own page
    entries: list[Entry]  # what reviewers decided, the newest first


def decided(noun: str, items: Iterable[Item]) -> dict[str, list[Entry]]:
    """The decisions on those of ``items`` (of one noun) that have any, by key, the newest first; at most two queries."""
    keys = [item.key for item in items if item.version]
    found: dict[str, list[Entry]] = {}
    if keys:
        for entry in entries(Review.objects.filter(noun=noun, item__in=keys).order_by("-number")):
            found.setdefault(entry.review.item, []).append(entry)
    return found


def cards(statements: Iterable[Statement], current: CurrentReport, asked: Iterable[Question], here: str) -> list[Card]:
    """The cards of ``statements``, which stand in ``current``.

    ``asked`` are the published questions about the report and what is in it, ``here`` the whole address of its page.
    """
    questions = Counter(question.item for question in asked if question.noun == "statement")
    chosen = list(statements)
    history = decided("statement", chosen)
    return [_card(one, current, history.get(one.key, []), questions[one.key], f"{here}#{one.key}") for one in chosen]


def _card(statement: Statement, current: CurrentReport, history: list[Entry], questions: int, link: str) -> Card:
    text, spoken_of = current.text, current.papers.get(statement.pk, [])

    def part(name: str) -> str | None:
        pair = statement.spans[name]
        return _line(text, pair) if pair is not None else None

    content = " […] ".join(_line(text, pair) for pair in statement.spans["content"])
    return Card(
        statement=statement,
        content=content,
        source=part("source"),
        cue=part("cue"),
        addressee=part("addressee"),
        target=part("target"),
        condition=part("condition"),
        instruments=tuple(citation for citation in current.citations if citation.instrument_id in spoken_of),
        citation=citation(statement, content, link),
        confidence=f"{statement.confidence:.2f}",
        questions=questions,
        address=reverse("statement", args=[statement.key]),
        entries=history,
    )


def _line(text: str, pair: list[int]) -> str:
    """The characters of a span, white space of any kind as one space."""
    return " ".join(text[pair[0] : pair[1]].split())
