"""Who a prepositional attribution names: «по словам министра», «по его данным», «как отмечается в докладе»."""

from __future__ import annotations

from verbale.extract.statements.cues import AttributionHit
from verbale.extract.statements.source import NOMINALS, Source, make, phrase
from verbale.extract.view import View


def of_attribution(view: View, hit: AttributionHit) -> Source | None:
    """The source of «по словам X»: the possessive inside it or the noun phrase right after it."""
    if hit.possessor is not None:
        return Source(hit.possessor, view.tokens[hit.possessor].span, "possessive")
    out_of = hit.last < len(view.tokens) and view.tokens[hit.last].lemma in view.discourse.out_of
    reported = out_of or view.tokens[hit.first].lemma in view.discourse.how
    place = _place_after(view, hit) if hit.attribution.source != "after" and reported else None
    if place is not None or hit.attribution.source == "none":
        return place
    index, limit = hit.last, view.clause(hit.first).last
    while index < limit and view.tokens[index].text in {"«", '"', "„", "“", "'", "''"}:
        index += 1
    if index >= limit or view.tokens[index].upos == "PUNCT":
        return None
    head = _phrase_head(view, index, limit)
    if head is not None and view.tokens[head].lemma in view.discourse.relatives:
        return relative_of(view, head)
    if head is not None and not _in_case(view, hit, head):
        return None
    if head is not None and hit.attribution.source == "optional" and view.tokens[head].feats.get("Case") == "Nom":
        token = view.tokens[head]
        return (
            make(view, head, "attribution")
            if token.upos in {"PROPN", "X"} and view.tokens[phrase(view, head)[1]].text == ","
            else None
        )
    return make(view, head, "attribution") if head is not None else None


def _place_after(view: View, hit: AttributionHit) -> Source | None:
    """«Как отмечается в докладе»: the document or body after «в» or «на»."""
    index = hit.last
    if (
        index + 1 >= view.clause(hit.first).last
        or view.tokens[index].lemma not in view.discourse.inside | view.discourse.out_of
    ):
        return None
    head = view.tokens[index].head
    if head <= index or view.tokens[head].feats.get("Case") not in {"Loc", "Gen"}:
        return None
    return make(view, head, "speaking_place")


CASES = {"gen": "Gen", "dat": "Dat", "acc": "Acc", "ins": "Ins", "loc": "Loc", "nom": "Nom"}


def _in_case(view: View, hit: AttributionHit, head: int) -> bool:
    """Whether a common noun stands in the case that the attribution asks for; names are often misread, so any does."""
    token, wanted = view.tokens[head], hit.attribution.source_case
    case = token.feats.get("Case")
    if wanted is None or case is None or token.upos in {"PROPN", "X"} or case == CASES[wanted]:
        return True
    return {case, CASES[wanted]} <= OBLIQUE


OBLIQUE = frozenset({"Gen", "Dat", "Loc"})  # one form for feminine nouns, and often misread for one another


def relative_of(view: View, pronoun: int) -> Source | None:
    """«Пункт, согласно которому …»: the noun that the relative clause modifies."""
    index = pronoun
    for _ in range(6):
        index = view.tokens[index].head
        if index < 0:
            return None
        if view.tokens[index].deprel in {"acl:relcl", "acl"}:
            return make(view, view.tokens[index].head, "antecedent") if view.tokens[index].head >= 0 else None
    return None


def _phrase_head(view: View, first: int, limit: int) -> int | None:
    """The head of the noun phrase that begins at a token: up from it while the head stays in the phrase."""
    index = first
    for _ in range(8):
        head = view.tokens[index].head
        if head < first or head >= limit or view.tokens[head].upos in {"VERB", "AUX", "PUNCT"}:
            break
        if any(view.tokens[between].text == "," for between in range(min(index, head), max(index, head))):
            break
        index = head
    if view.tokens[index].upos in NOMINALS:
        return index
    for ahead in range(first, min(first + 5, limit)):
        if view.tokens[ahead].upos in {"NOUN", "PROPN", "PRON"}:
            return ahead
    return None
