"""For whom somebody speaks: the body that a spokesman says «мы» for, or whose doing he tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from verbale.extract.acts import words
from verbale.extract.acts.passage import Passage
from verbale.types import Actor, Annotation, Span, Statement

STEM = 5  # letters by which an inflected word of a name is known in a role: «Организация», «Организации»
WORD = re.compile(r"[\w-]+")


class Sides:
    """The actors of a report, asked for by mention and by office."""

    def __init__(self, actors: Sequence[Actor], annotation: Annotation) -> None:
        self._text = annotation.text
        self._words = words.load(annotation.language)
        self._by_id = {actor.id: actor for actor in actors}
        self._by_name = {actor.name: actor for actor in reversed(actors)}
        self._bodies = [actor for actor in actors if actor.type in {"organisation", "state"}]
        mentions = ((mention.span, actor) for actor in actors for mention in actor.mentions)
        self._mentions = sorted(mentions, key=lambda found: found[0])
        self._longest = max((len(span) for span, _ in self._mentions), default=0)
        self._offices: dict[str, Actor | None] = {}

    def at(self, span: Span) -> str:
        """The name of the actor mentioned at a span; the characters themselves where no actor is known there."""
        actor = self._actor_at(span)
        return actor.name if actor is not None else span.of(self._text)

    def _actor_at(self, span: Span) -> Actor | None:
        first = bisect_left(self._mentions, span.start - self._longest, key=lambda found: found[0].start)
        last = bisect_left(self._mentions, span.end, key=lambda found: found[0].start)
        within = [found for found in self._mentions[first:last] if found[0].overlaps(span)]
        # A phrase can hold several mentions («послу Веларии в Норме»): its own is the one that it begins with.
        best = min(within, key=lambda found: (found[0].start, -len(found[0])), default=None)
        return best[1] if best is not None else None

    def speaker(self, statement: Statement, passage: Passage) -> str | None:
        """Whose position a statement gives: the body's where its spokesman speaks for it, else the speaker's own."""
        speaker = self._by_id.get(statement.actor or "") or self._by_name.get(statement.speaker or "")
        if speaker is None or speaker.type not in {"person", "group"}:
            return statement.speaker
        if speaker.id not in self._offices:
            self._offices[speaker.id] = self._body_of(speaker)
        body = self._offices[speaker.id]
        if body is None:
            return statement.speaker
        return body.name if _says_we(passage) or self._tells_of(body, passage) else statement.speaker

    def _body_of(self, person: Actor) -> Actor | None:
        """The body or state that a person speaks for by his office, the one whose name fills most of the role."""
        best: tuple[int, Actor] | None = None
        for role in person.roles:
            parts = WORD.findall(role.casefold())
            if not any("speaks_for" in self._words.of(part) for part in parts):
                continue
            stems = {_stem(part) for part in parts}
            for body in self._bodies:
                size = max(
                    (_known(name, stems) for name in (body.name, *body.aliases, *self._printed(body))), default=0
                )
                if size and (best is None or size > best[0]):
                    best = size, body
        return best[1] if best is not None else None

    def _printed(self, body: Actor) -> list[str]:
        return [mention.span.of(self._text) for mention in body.mentions if mention.form in {"name", "abbreviation"}]

    def _tells_of(self, body: Actor, passage: Passage) -> bool:
        """Whether the body is the subject of the statement's first predicate."""
        for predicate in passage.predicates[:1]:
            if predicate.subject is not None:
                actor = self._actor_at(passage.tokens[predicate.subject].span)
                return actor is not None and actor.id == body.id
        return False


def _says_we(passage: Passage) -> bool:
    """Whether the first predicate in the first person is in the plural."""
    for predicate in passage.predicates:
        if predicate.person == "first":
            subject = passage.tokens[predicate.subject] if predicate.subject is not None else None
            word = subject if subject is not None else passage.tokens[predicate.index]
            return word.feats.get("Number") == "Plur"
    return False


def _stem(word: str) -> str:
    return word[:STEM].replace("ё", "е")


def _known(name: str, stems: set[str]) -> int:
    """How many words of a name stand in a role; 0 where one is missing."""
    parts = WORD.findall(name.casefold())
    return len(parts) if parts and all(_stem(part) in stems for part in parts) else 0
