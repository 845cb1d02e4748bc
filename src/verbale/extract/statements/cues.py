"""Where a text attributes: verbs, nouns, predicatives, fixed expressions and prepositional attributions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from verbale.extract.view import View
from verbale.language.discourse import fold
from verbale.language.lexicon import Attribution, Cue
from verbale.types import Token

Form = Literal["finite", "passive", "gerund", "participle", "infinitive", "predicative", "noun"]
MAX_GAP = 3  # tokens between two words of a fixed expression


class CueHit(msgspec.Struct, frozen=True):
    """A cue with a predicate that governs: ``head`` has the complements, ``[first, last)`` is the cue's span."""

    head: int
    first: int
    last: int
    lemma: str
    cue: Cue | None  # None: not in the lexicon, proposed for its complement alone
    form: Form


class AttributionHit(msgspec.Struct, frozen=True):
    """A prepositional attribution: «по словам министра», «по его данным», «согласно договору», «якобы»."""

    first: int
    last: int
    attribution: Attribution
    possessor: int | None  # «по его словам»: the pronoun inside


def governed(view: View, hit: CueHit) -> list[int]:
    """What a cue governs: the dependents of its head and, of a fixed expression, those of its other words."""
    if hit.last - hit.first == 1 or hit.cue is None or not hit.cue.words:
        return view.children[hit.head]
    inside = range(hit.first, hit.last)
    return sorted(
        {child for index in inside for child in view.children[index] if child not in inside}
        | set(view.children[hit.head])
    )


def form_of(token: Token) -> Form:
    """The form that a predicate stands in, from its features."""
    feats = token.feats
    if token.upos == "NOUN":
        return "noun"
    if token.upos in {"ADJ", "ADV", "DET"}:
        return "predicative"
    verb_form = feats.get("VerbForm")
    if verb_form == "Conv":
        return "gerund"
    if verb_form == "Inf":
        return "infinitive"
    if verb_form == "Part":
        return "passive" if feats.get("Variant") == "Short" else "participle"
    return "passive" if feats.get("Voice") == "Pass" else "finite"


CUE_TAGS = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV", "DET"})


def find_cues(view: View, attributions: Iterable[AttributionHit] = ()) -> Iterator[CueHit]:
    """All cues of a text with a governing predicate, in text order; a fixed expression before its verb alone.

    What stands inside ``attributions`` is none.
    """
    attributed = {index for hit in attributions for index in range(hit.first, hit.last)} | view.unread
    for index, token in enumerate(view.tokens):
        if token.upos not in CUE_TAGS or index in attributed:
            continue
        expression = _expression(view, index) if token.lemma in view.lexicon.expressions else None
        if expression is not None:
            attributed.update(place for place in range(expression.first, expression.last) if place != index)
            yield expression
        cue = view.lexicon.single(token)
        single = _single(view, index, cue) if cue is not None or token.upos in {"VERB", "AUX"} else None
        if single is not None:
            yield single


def _single(view: View, index: int, cue: Cue | None) -> CueHit | None:
    token = view.tokens[index]
    if cue is None and not _takes_clause(view, index):
        return None
    if token.upos in {"ADJ", "ADV", "DET"} and not _predicative(view, index):
        return None
    first = index - 1 if _negated_with_particle(view, index) and cue is not None and cue.group in NEGATABLE else index
    form = form_of(token)
    if cue is not None and form == "finite" and (token.lemma in cue.passive or fold(token.text) in cue.impersonal):
        form = "passive"
    return CueHit(index, first, index + 1, token.lemma, cue, form)


NEGATABLE = frozenset({"know", "admit"})


def _negated_with_particle(view: View, index: int) -> bool:
    return (
        index > 0 and view.tokens[index - 1].lemma in view.discourse.negation and view.tokens[index - 1].head == index
    )


def _predicative(view: View, index: int) -> bool:
    token = view.tokens[index]
    return (
        token.feats.get("Variant") == "Short"
        or token.upos == "ADV"
        or (token.deprel in {"root", "conj", "ccomp", "acl:relcl", "parataxis"} and view.subject_of(index) is not None)
    )


def _takes_clause(view: View, index: int) -> bool:
    """An unknown verb with a «что» clause of its own, or beside a quotation, may be a cue."""
    for child in view.children[index]:
        if child > index and view.tokens[child].deprel in {"ccomp", "acl"}:
            mark = view.mark_of(child)
            if mark is not None and view.tokens[mark].lemma in view.discourse.conjunctions:
                return True
    return beside_quotation(view, index)


def beside_quotation(view: View, index: int) -> bool:
    """Whether a predicate stands in an attribution: after «…», — or before a colon and a quotation."""
    clause = view.clause(index)
    for back in range(index - 1, max(index - 5, clause.first - 1), -1):
        text = view.tokens[back].text
        if text in {"—", "–", "-"}:
            before = view.tokens[back - 1].text if back > 0 else ""
            return before in {",", "»", "”", '"', "!", "?", "…", "..."} or before.endswith((",", ".", "!", "?"))
        if text in {",", ":", ";"}:
            break
    colon = view.colon(index + 1, min(index + 25, clause.last))
    if colon is None or any(token.text in {".", ";"} for token in view.tokens[index + 1 : colon]):
        return False
    after = colon + 1
    return after < len(view.tokens) and (after >= clause.last or view.tokens[after].text in {"«", '"', "“", "„"})


def _expression(view: View, index: int) -> CueHit | None:
    """A fixed expression whose words stand in order with small gaps («выразил свою надежду»)."""
    best: CueHit | None = None
    rows = view.lexicon.expressions[view.tokens[index].lemma]
    for cue in rows:
        places = [index]
        for slot in cue.words[1:]:
            place = _next_word(view, places[-1], slot)
            if place < 0:
                break
            places.append(place)
        else:
            if best is None or places[-1] >= best.last:
                head = next((p for p in places if view.tokens[p].upos in {"VERB", "AUX"}), index)
                best = CueHit(head, index, places[-1] + 1, cue.lemma, cue, form_of(view.tokens[head]))
    return best or _turned_round(view, rows, index)


def _turned_round(view: View, rows: Iterable[Cue], index: int) -> CueHit | None:
    """«Заявление он сделал в среду»: a verb whose noun stands before it."""
    for cue in rows:
        if len(cue.words) == 2 and any(
            child < index and view.tokens[child].deprel == "obj" and view.tokens[child].lemma in cue.words[1]
            for child in view.children[index]
        ):
            return CueHit(index, index, index + 1, cue.lemma, cue, form_of(view.tokens[index]))
    return None


def _next_word(view: View, place: int, slot: tuple[str, ...]) -> int:
    limit = min(place + 2 + MAX_GAP, view.clause(place).last)
    for ahead in range(place + 1, limit):
        if view.tokens[ahead].lemma in slot:
            return ahead
        if view.tokens[ahead].upos in {"PUNCT", "VERB"}:
            return -1
    return -1


def find_attributions(view: View) -> Iterator[AttributionHit]:
    """All prepositional and adverbial attributions of a text, in text order, longest first at each place."""
    until = 0
    for index in view.places(view.lexicon.attributions):
        hit = _attribution(view, index) if index >= until else None
        if hit is not None:
            yield hit
            until = hit.last


def _attribution(view: View, index: int) -> AttributionHit | None:
    limit = view.clause(index).last
    near = _second_words(view, index, limit)
    for attribution in view.lexicon.attributions[view.tokens[index].lemma]:
        if len(attribution.words) > 1 and near.isdisjoint(attribution.words[1]):
            continue
        if attribution.form is not None and fold(view.tokens[index].text) != attribution.form:
            continue
        place, possessor = index, None
        for slot in attribution.words[1:]:
            place += 1
            while place < limit and view.tokens[place].lemma not in slot and _between(view, view.tokens[place]):
                if _possessive(view, view.tokens[place]):
                    possessor = place
                place += 1
            if place >= limit or view.tokens[place].lemma not in slot:
                break
        else:
            return AttributionHit(index, place + 1, attribution, possessor)
    return None


def _second_words(view: View, index: int, limit: int) -> set[str]:
    """The lemmas that may be the second word of an attribution begun at a token."""
    found = set()
    for token in view.tokens[index + 1 : limit]:
        found.add(token.lemma)
        if not _between(view, token):
            break
    return found


def _between(view: View, token: Token) -> bool:
    return token.upos in {"ADJ", "DET", "NUM"} or _possessive(view, token)


def _possessive(view: View, token: Token) -> bool:
    return token.feats.get("Poss") == "Yes" or (
        token.upos in {"DET", "PRON"} and token.lemma in view.discourse.possessives
    )
