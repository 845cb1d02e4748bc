"""Many records from few: the corpus's, with other words, names, days and outlets, so that no two texts are alike.

A word gives way to another of the same length and as frequent in the corpus, so that all spans stay where they are; its
headword goes with it. Nothing is read anew: a varied text makes no sense, but it has the corpus's frequencies of words,
statements, actors and meetings.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from verbale.types import Actor, Record, Span, Statement, Terms

CHANGED = 0.6  # share of the words that give way
RENAMED = 0.2  # share of the people who get another surname
OUTLETS = 60
FIRST_DAY, DAYS = date(2005, 1, 1), 7300

_WORD = re.compile(r"[^\W\d_]+")

Pair = tuple[Record, Terms]


class Variation:
    """Varies ``pairs`` of records and the terms of their texts, the same way for the same ``seed``."""

    def __init__(self, pairs: Sequence[Pair], seed: int = 1) -> None:
        self._pairs = pairs
        self._random = random.Random(seed)  # noqa: S311, a benchmark
        self._words: dict[tuple[int, bool], list[tuple[str, str]]] = {}  # by length and capital, as often as they stand
        self._surnames: list[str] = []
        for record, terms in pairs:
            for start, end, lemma in _words(record.report.text, terms):
                word = record.report.text[start:end]
                self._words.setdefault((end - start, word[0].isupper()), []).append((word, lemma))
            self._surnames += [actor.name.split()[-1] for actor in record.actors if actor.type == "person"]

    def records(self, count: int) -> Iterator[Pair]:
        """``count`` varied records, round after round over all of them."""
        for number in range(count):
            yield self._varied(*self._pairs[number % len(self._pairs)], number)

    def _varied(self, record: Record, terms: Terms, number: int) -> Pair:
        choice, chance = self._random.choice, self._random.random
        text, lemmas = list(record.report.text), list(terms.lemmas)
        places = {start: place for place, start in enumerate(terms.starts)}
        for start, end, _ in _words(record.report.text, terms):
            if chance() < CHANGED:
                word, lemma = choice(self._words[end - start, text[start].isupper()])
                text[start:end] = word
                lemmas[places[start]] = lemma
        varied = "".join(text)
        day = FIRST_DAY + timedelta(days=self._random.randrange(DAYS))
        report = msgspec.structs.replace(
            record.report,
            text=varied,
            sha256=hashlib.sha256(varied.encode()).hexdigest(),
            raw_sha256=None,
            title=varied[: len(record.report.title)] if record.report.title else None,
            outlet=f"outlet{int(OUTLETS * chance() ** 2)}.example",
            url=f"https://reports.example/{number}",
            published=day.isoformat(),
        )
        names = {actor.name: self._renamed(actor) for actor in record.actors}
        changed = msgspec.structs.replace(
            record,
            report=report,
            actors=tuple(msgspec.structs.replace(actor, name=names[actor.name]) for actor in record.actors),
            statements=tuple(_moved(statement, varied, names) for statement in record.statements),
        )
        return changed, Terms(terms.starts, tuple(lemmas))

    def _renamed(self, actor: Actor) -> str:
        if actor.type != "person" or " " not in actor.name or self._random.random() >= RENAMED:
            return actor.name
        return f"{actor.name.rsplit(' ', 1)[0]} {self._random.choice(self._surnames)}"


def _words(text: str, terms: Terms) -> Iterator[tuple[int, int, str]]:
    """Where the words of letters alone stand, with their headwords."""
    for start, lemma in zip(terms.starts, terms.lemmas, strict=True):
        match = _WORD.match(text, start)
        if match is not None:
            yield start, match.end(), lemma


def _moved(statement: Statement, text: str, names: dict[str, str]) -> Statement:
    spans = [span for span in statement.content if isinstance(span, Span)]
    exact = msgspec.structs.replace(statement.exact, content=tuple(span.of(text) for span in spans))
    speaker = names.get(statement.speaker or "", statement.speaker)
    return msgspec.structs.replace(statement, exact=exact, speaker=speaker)
