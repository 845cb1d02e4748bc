"""A source mention: its noun phrase, and whether a nominal can be one beside a cue."""

from __future__ import annotations

import msgspec

from verbale.extract.statements.cues import CueHit
from verbale.extract.view import View
from verbale.types import Span

NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ", "X"})


class Source(msgspec.Struct, frozen=True):
    """A source mention: its head token, its characters, and the rule that found it."""

    head: int
    span: Span
    rule: str


def phrase(view: View, head: int) -> tuple[int, int]:
    """The noun phrase of a head without relative clauses and what follows a comma, as tokens ``[first, last)``."""
    skip = [
        child
        for child in view.children[head]
        if view.tokens[child].deprel in {"acl:relcl", "parataxis", "advcl", "ccomp", "orphan"}
        or (child > head and _after_comma(view, head, child))
        or view.tokens[child].deprel in {"case", "cc", "mark"}
        or view.tokens[child].lemma in view.discourse.correlatives
        or (child < head and view.tokens[child].deprel in {"advmod", "discourse"})
        or (view.tokens[child].deprel == "punct" and view.tokens[child].text in {",", "—", "–", "-", ":", ";"})
    ]
    members = view.subtree(head, skip)
    comma = next((i for i in range(head + 1, max(members) + 1) if view.tokens[i].text == ","), None)
    if comma is not None:
        members = frozenset(m for m in members if m < comma or _list_member(view, head, m))
    first, last = view.contiguous(head, members)
    first = max((i + 1 for i in range(first, head) if view.tokens[i].text == ":"), default=first)
    last = min((i for i in range(head + 1, last) if view.tokens[i].text == ":"), default=last)
    while last - 1 > head and view.tokens[last - 1].text in JOINING:
        last -= 1
    while first < head and view.tokens[first].text in JOINING:
        first += 1
    return first, last


JOINING = frozenset({",", "—", "–", "-", ";", ":"})


def _after_comma(view: View, head: int, child: int) -> bool:
    members = view.subtree(child)
    left = min(members)
    return (left > head and view.tokens[left].text in {",", "("}) or (
        left - 1 > head and view.tokens[left - 1].text in {",", "("} and view.tokens[child].deprel != "conj"
    )


def _list_member(view: View, head: int, member: int) -> bool:
    """Whether a token belongs to an enumeration that goes on after the head («А, Б и В»)."""
    for _ in range(30):
        if member < 0 or member == head:
            return False
        if view.tokens[member].deprel == "conj":
            return True
        member = view.tokens[member].head
    return False


def make(view: View, head: int, rule: str) -> Source | None:
    """The source around a head token; None where the head can be no source."""
    token = view.tokens[head]
    nominal = token.upos in NOMINALS or (token.upos == "VERB" and token.feats.get("VerbForm") == "Part")
    counted = token.upos == "ADV" and any(view.tokens[c].deprel in {"obl", "nmod"} for c in view.children[head])
    named = any(view.tokens[c].deprel == "flat:name" for c in view.children[head])
    if not (nominal or counted or named) or token.lemma in view.discourse.never_sources:
        return None
    first, last = phrase(view, head)
    return Source(head, view.span(first, last), rule)


def can_speak(view: View, index: int) -> bool:
    """Whether a nominal is a person, a pronoun or a named body."""
    token = view.tokens[index]
    return token.upos == "PRON" or token.feats.get("Animacy") == "Anim" or view.name_kind.get(index) in {"PER", "ORG"}


def agrees(view: View, hit: CueHit, subject: int) -> bool:
    """A finite cue agrees with a subject in number, and in gender in the past singular."""
    cue, noun = view.tokens[hit.head].feats, view.tokens[subject].feats
    if hit.form not in {"finite", "predicative"}:
        return True
    if cue.get("Number") == "Plur":
        several = any(view.tokens[c].deprel in {"conj", "nummod", "nmod", "nummod:gov"} for c in view.children[subject])
        return noun.get("Number") != "Sing" or several or view.tokens[subject].upos in {"NUM", "ADV"}
    if noun.get("Number") == "Plur" and cue.get("Number") == "Sing":
        return False
    gender, other = cue.get("Gender"), noun.get("Gender")
    if gender == "Fem" and other == "Masc" and noun.get("Animacy") == "Anim":
        return True  # «президент заявила»
    return gender is None or other is None or gender == other or view.tokens[subject].upos == "PROPN"


def nominative(view: View, hit: CueHit, index: int) -> bool:
    """Whether a token is a nominative, or a foreign name without case, that a cue agrees with."""
    token = view.tokens[index]
    case = token.feats.get("Case")
    return (
        (case == "Nom" or (case is None and token.upos in {"PROPN", "X"}))
        and token.upos
        in {
            "NOUN",
            "PROPN",
            "PRON",
            "X",
        }
        and agrees(view, hit, index)
    )


def top(view: View, index: int, cue: int) -> int:
    """Up from a part of a name to the head of its phrase («Иванов» in «министр Иванов»)."""
    for _ in range(8):
        token = view.tokens[index]
        if token.deprel in {"flat", "flat:name", "flat:foreign", "appos"} and token.head >= 0 and token.head != cue:
            if view.tokens[token.head].feats.get("Case") not in {"Nom", None} or abs(token.head - index) > 8:
                return index
            index = token.head
        else:
            break
    return index
