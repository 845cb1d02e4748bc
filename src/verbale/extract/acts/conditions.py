"""On what condition: «если …», «при условии …», «в случае …», «на взаимной основе», and terms that follow an offer."""

from __future__ import annotations

from collections.abc import Callable, Set

from verbale.extract.acts import words
from verbale.extract.acts.words import Words
from verbale.extract.view import View, view_of
from verbale.types import Annotation, Span

BREAKS = frozenset({",", ";", ":", "—", "–", "-", ".", "!", "?", "…"})
CLOSERS = frozenset({",", ";", ":", "—", "–", "-", ".", "!", "?", "…", "»", '"', "”"})
FINDING = frozenset({"readiness", "willingness", "promise", "assent"})


def condition(annotation: Annotation, content: tuple[Span, ...]) -> Span | None:
    """The condition that a statement's content sets, as printed, with the word that opens it; None where it sets none."""
    view = view_of(annotation)
    table = words.load(annotation.language)
    for rule in RULES:
        for span in content:
            tokens = view.tokens_in(span)
            found = rule(view, table, tokens) if len(tokens) else None
            if found is not None:
                return found
    return None


Rule = Callable[[View, Words, range], Span | None]


def terms(view: View, table: Words, tokens: range) -> Span | None:
    """«Мы готовы помогать соседям. [Это должно происходить на равных.]»: sentences that bind things after an offer."""
    sentences = _sentences(view, tokens)
    if len(sentences) < 2 or not any(FINDING & table.of(view.tokens[i].lemma) for i in sentences[0]):
        return None
    binding = [part for part in sentences[1:] if _binds(view, table, part)]
    if not binding:
        return None
    first, last = binding[0], binding[-1]
    start = next(i for i in first if view.tokens[i].upos not in {"CCONJ", "PUNCT"})
    return _span(view, range(start, last.stop))


def clause(view: View, table: Words, tokens: range) -> Span | None:
    """«Мы уйдем, [если нас обманут]», «[Если нас обманут], мы уйдем»."""
    start = _opening(view, table, tokens, "condition_clause")
    if start is None:
        return None
    sentence = next(part for part in _sentences(view, tokens) if start in part)
    leading = all(view.tokens[i].upos in {"PUNCT", "CCONJ", "PART", "ADV"} for i in range(sentence.start, start))
    stop = _end_of_leading(view, table, range(start, sentence.stop)) if leading else sentence.stop
    return _span(view, range(start, stop))


def phrase(view: View, table: Words, tokens: range) -> Span | None:
    """«Мы готовы к диалогу [при условии прекращения огня]»."""
    start = _opening(view, table, tokens, "condition_phrase")
    if start is None:
        return None
    noun = next((i for i in range(start, tokens.stop) if view.tokens[i].upos == "NOUN"), start)
    members = view.subtree(noun)
    stop = start + 1
    while stop < tokens.stop and (stop <= noun or stop in members) and view.tokens[stop].text not in BREAKS:
        stop += 1
    return _span(view, range(start, stop))


RULES: tuple[Rule, ...] = (terms, clause, phrase)


def _opening(view: View, table: Words, tokens: range, group: str) -> int | None:
    places = [i for i in tokens if view.tokens[i].upos != "PUNCT"]
    found = table.along([view.tokens[i].lemma for i in places])
    return next((place for place, groups in zip(places, found, strict=True) if group in groups), None)


def _sentences(view: View, tokens: range) -> list[range]:
    """The content's tokens by parse unit."""
    parts: list[range] = []
    start = tokens.start
    while start < tokens.stop:
        parts.append(range(start, min(view.clause(start).last, tokens.stop)))
        start = parts[-1].stop
    return parts


def _binds(view: View, table: Words, sentence: range) -> bool:
    for index in sentence:
        if "duty_of_someone" not in table.of(view.tokens[index].lemma):
            continue
        subject = view.subject_of(index)
        if subject is None:
            head = view.tokens[index].head
            subject = view.subject_of(head) if head in sentence else None
        if subject is None or view.tokens[subject].feats.get("Animacy") != "Anim":
            return subject is None or view.tokens[subject].feats.get("Person") is None
    return False


def _end_of_leading(view: View, table: Words, tokens: range) -> int:
    """Where a condition ends that begins its sentence: before «то», else at the first mark behind its own predicate."""
    seen_verb = False
    head = view.tokens[tokens.start].head
    own = view.subtree(head) if view.tokens[tokens.start].deprel == "mark" and head >= 0 else set()
    for index in tokens:
        token = view.tokens[index]
        if token.text in BREAKS and seen_verb:
            following = view.tokens[index + 1] if index + 1 < tokens.stop else None
            if following is None or "otherwise" in table.of(following.lemma) or not _goes_on(view, own, index + 1):
                return index
        seen_verb = seen_verb or (token.upos in {"VERB", "AUX"} and token.feats.get("VerbForm") in {"Fin", "Inf", None})
        seen_verb = seen_verb or token.feats.get("Variant") == "Short"
    return tokens.stop


def _goes_on(view: View, own: Set[int], index: int) -> bool:
    """Whether what follows a mark still hangs under the condition's predicate."""
    return index in own and view.tokens[index].upos in {"SCONJ", "CCONJ", "PRON", "ADV", "DET"}


def _span(view: View, tokens: range) -> Span:
    last = tokens.stop - 1
    while last > tokens.start and view.tokens[last].text in CLOSERS:
        last -= 1
    return view.span(tokens.start, last + 1)
