"""PLOVER's modes of a statement's act: future, hypothetical, negated."""

from __future__ import annotations

from verbale.extract.acts.passage import Passage
from verbale.types import Mode

AHEAD = frozenset({"intend", "promise", "threaten", "ready"})  # classes of cues whose infinitive is still to come
DOUBTED = frozenset({"condition", "irrealis"})


def modes_of(passage: Passage) -> tuple[Mode, ...]:
    """The modes that show in the statement's own predicates, in the order of :data:`verbale.types.Mode`."""
    found: list[Mode] = []
    if _future(passage):
        found.append("future")
    if passage.all_groups & DOUBTED:
        found.append("hypothetical")
    if _negated(passage):
        found.append("negated")
    return tuple(found)


def _future(passage: Passage) -> bool:
    if any(predicate.tense == "Fut" for predicate in passage.predicates):
        return True
    return passage.cue_class in AHEAD and any(
        passage.tokens[predicate.index].feats.get("VerbForm") == "Inf" for predicate in passage.predicates
    )


def _negated(passage: Passage) -> bool:
    if "particle" in passage.cue_groups:
        return True
    return bool(passage.predicates) and passage.predicates[0].negated
