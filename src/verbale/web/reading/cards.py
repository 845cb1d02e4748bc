"""What is told of a statement beside the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec
from django.urls import reverse

from verbale.store.answers.current import CurrentReport
from verbale.store.models import Citation, Item, Review, Statement
from verbale.web.models import Question
from verbale.web.reading.citation import citation, printed
from verbale.web.review.words import Entry, entries

_PARTS = ("source", "cue", "addressee", "target", "condition")


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
    chosen = list(statements)
    history = decided("statement", chosen)
    questions = Counter(question.item for question in asked if question.noun == "statement")
    when = printed(current.report)
    above = reverse("statement", args=["x"]).removesuffix("x")
    return [
        Card(
            statement=one,
            content=_content(one, current.text),
            **{part: _part(one, part, current.text) for part in _PARTS},
            instruments=_instruments(one, current),
            citation=citation(one, _content(one, current.text), when, f"{here}#{one.key}"),
            questions=questions[one.key],
            address=above + one.key,
            entries=history.get(one.key, []),
        )
        for one in chosen
    ]


def _content(statement: Statement, text: str) -> str:
    return " […] ".join(_line(text, pair) for pair in statement.spans["content"])


def _part(statement: Statement, name: str, text: str) -> str | None:
    pair = statement.spans[name]
    return _line(text, pair) if pair is not None else None


def _instruments(statement: Statement, current: CurrentReport) -> tuple[Citation, ...]:
    spoken_of = current.papers.get(statement.pk, ())
    return tuple(one for one in current.citations if one.instrument_id in spoken_of)


def _line(text: str, pair: list[int]) -> str:
    """The characters of a span, white space of any kind as one space."""
    return " ".join(text[pair[0] : pair[1]].split())
