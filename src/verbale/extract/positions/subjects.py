"""What a position is about: the thing, deed or document, as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from verbale.extract.acts.passage import Passage, Predicate
from verbale.types import Span, Statement

SUBSTANCE = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
EDGES = frozenset({",", ";", ":", "—", "–", "-", ".", "!", "?", "…"})
OBJECTS = ("obj", "obl", "iobj", "xcomp", "ccomp", "csubj", "nmod")


def subject_of(passage: Passage, statement: Statement) -> Span | None:
    """The characters that say what a statement's act is about; None where they hold no word of substance."""
    target = _indices(passage, statement.target)
    for rule in RULES:
        tokens = rule(passage, statement, target)
        if tokens is not None and any(_substantial(passage, index) for index in tokens):
            return Span(passage.tokens[tokens[0]].start, passage.tokens[tokens[-1]].end)
    return None


def infinitive_or_phrase(passage: Passage, _: Statement, target: set[int]) -> list[int] | None:
    """«призвал [соседей] [вывести войска]», «обвинил [кабинет] в [подлоге]»: the content without the target."""
    heads = [index for index in passage.heads if index not in target]
    finite = any(predicate.verbal and predicate.tense for predicate in passage.predicates)
    subject = any(predicate.subject is not None for predicate in passage.predicates if predicate.subject not in target)
    if not heads or finite or subject:
        return None
    return _trimmed(passage, _first_unit(passage), target)


def complement(passage: Passage, statement: Statement, target: set[int]) -> list[int] | None:
    """«мы не пойдем на [компромиссы]», «мы готовы [помогать соседям]»: what the act's own predicate governs."""
    predicate = _own_predicate(passage, statement)
    if predicate is None:
        return None
    governed = [
        child
        for child in passage.children.get(predicate.index, ())
        if passage.tokens[child].deprel.startswith(OBJECTS) and passage.tokens[child].upos in SUBSTANCE
    ]
    about = [child for child in governed if child not in target] or governed
    if not about:
        return None
    objects = [child for child in about if passage.tokens[child].deprel.startswith(("obj", "xcomp", "ccomp", "csubj"))]
    return _trimmed(passage, _run(passage, (objects or about)[0], predicate), set())


def sentence(passage: Passage, _: Statement, target: set[int]) -> list[int] | None:
    """The content's first sentence."""
    return _trimmed(passage, _first_unit(passage), target)


Rule = Callable[[Passage, Statement, set[int]], list[int] | None]
RULES: tuple[Rule, ...] = (infinitive_or_phrase, complement, sentence)


def _own_predicate(passage: Passage, statement: Statement) -> Predicate | None:
    """The predicate that makes the act: for a refusal the negated one, for an offer the readiness."""
    finite = [p for p in passage.predicates if p.verbal or p.groups & {"readiness", "obligation"}]
    if statement.act == "REJECT":
        finite = [p for p in finite if p.negated] or finite
    if statement.act in {"AGREE", "THREATEN"}:
        finite = [p for p in finite if p.groups & {"readiness", "promise"} or p.tense == "Fut"] or finite
    return finite[0] if finite else None


def _indices(passage: Passage, span: Span | None) -> set[int]:
    if span is None:
        return set()
    return {i for i in passage.content if span.start <= passage.tokens[i].start < span.end}


def _first_unit(passage: Passage) -> list[int]:
    """The content up to its first full stop."""
    found: list[int] = []
    for index in passage.content:
        if found and passage.tokens[index].text in {".", "!", "?", "…"}:
            break
        found.append(index)
    return found


def _run(passage: Passage, head: int, predicate: Predicate) -> list[int]:
    """An object with what hangs on it and what its predicate governs behind it, as far as that stands unbroken."""
    members = {head, *passage.below(head)}
    first = last = head
    while first - 1 in members:
        first -= 1
    for child in passage.children.get(predicate.index, ()):
        if child > head and passage.tokens[child].deprel.startswith(OBJECTS):
            members |= {child, *passage.below(child)}
    while last + 1 in members:
        last += 1
    return list(range(first, last + 1))


def _substantial(passage: Passage, index: int) -> bool:
    return passage.tokens[index].upos in SUBSTANCE and "copula" not in passage.group_of(index)


def _trimmed(passage: Passage, tokens: Iterable[int], target: set[int]) -> list[int] | None:
    """Tokens without the target, prepositions and conjunctions before them, and marks around them."""
    kept = list(tokens)
    while kept and (kept[0] in target or _is_edge(passage, kept[0])):
        kept.pop(0)
    while kept and passage.tokens[kept[-1]].text in EDGES:
        kept.pop()
    return kept or None


def _is_edge(passage: Passage, index: int) -> bool:
    token = passage.tokens[index]
    return token.text in EDGES or token.upos in {"ADP", "CCONJ", "SCONJ"}
