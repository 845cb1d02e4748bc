"""What the rules of acts have in common.

A rule is a short function from a passage to an act, or to None where it has nothing to say. Its docstring says in the
first line what it finds; lines ``ACT: …`` are examples with the content in ``[[ ]]``, the cue in ``{{ }}`` and the
source in ``(( ))``: they run as tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from verbale.extract.acts.passage import Passage, Predicate
from verbale.types import Act

Rule = Callable[[Passage], Act | None]

OTHERS = frozenset({"other", "others"})
OWN = frozenset({"first", "self"})
DEEDS = frozenset({"violence", "wrongdoing"})
WRONGS = DEEDS | {"crime"}
WELL_WISHING = frozenset({"thanks", "congratulation", "condolence"})
LONG = 60  # tokens: in longer speech one word does not make the act
NEAR = 4  # tokens between a noun and the word that judges it


def is_accuser(passage: Passage) -> bool:
    """Whether the source accuses by its office: police, prosecution, courts, the opposition."""
    return "accuser" in passage.source_groups and "defender" not in passage.source_groups


def asserts(passage: Passage) -> bool:
    """Whether the cue asserts what is in dispute: «утверждает», «якобы», «по версии»."""
    return "assertion" in passage.cue_groups


def long_speech(passage: Passage) -> bool:
    """Whether the statement is a quotation in which one word does not make the act."""
    return passage.kind == "direct" and len(passage.content) > LONG


def any_in(passage: Passage, indices: Iterable[int], names: frozenset[str]) -> bool:
    """Whether one of these content tokens is in one of these groups."""
    return any(passage.group_of(index) & names for index in indices)


def children(passage: Passage, predicate: Predicate) -> list[int]:
    """The dependents of a predicate inside the content."""
    return passage.children.get(predicate.index, [])


def complements(passage: Passage, predicate: Predicate) -> list[int]:
    """What a predicate says its subject is: dependents in the instrumental or nominative that are no subject."""
    return [
        child
        for child in children(passage, predicate)
        if not passage.tokens[child].deprel.startswith("nsubj")
        and passage.tokens[child].feats.get("Case") in {"Ins", "Nom"}
    ]


def subject_groups(passage: Passage, predicate: Predicate) -> frozenset[str]:
    """The groups of a predicate's subject; empty where it has none."""
    return passage.group_of(predicate.subject) if predicate.subject is not None else frozenset()
