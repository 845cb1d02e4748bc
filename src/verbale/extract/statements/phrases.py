"""Content as a phrase: objects, prepositional complements, predicates of naming, subjects of passives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.extract.statements.clauses import close_quotation, content_end
from verbale.extract.statements.cues import CueHit, governed
from verbale.extract.statements.drafts import Draft
from verbale.extract.statements.spans import token_span
from verbale.extract.view import View
from verbale.types import Span

CASES = {"Gen": "gen", "Dat": "dat", "Acc": "acc", "Ins": "ins", "Loc": "loc", "Nom": "nom"}
COMPLEMENTS = frozenset(
    {"obj", "obl", "iobj", "nmod", "xcomp", "nsubj", "ccomp", "advcl", "appos", "parataxis", "conj"}
)


def government_of(view: View, index: int) -> str:
    """How a nominal is governed: ``acc``, ``о+loc`` … in the terms of the lexicon."""
    token = view.tokens[index]
    case = CASES.get(token.feats.get("Case", ""), "acc" if token.deprel == "obj" else "")
    preposition = view.case_of(index)
    if preposition is None:
        return case
    preposition = view.discourse.preposition_forms.get(preposition, preposition)
    return f"{preposition}+{case}"


def complement_span(view: View, hit: CueHit, index: int) -> tuple[int, int]:
    """A complement with all its dependents, without its preposition, as tokens ``[first, last)``."""
    first, last = _without_preposition(view, hit, index)
    if index > hit.head:
        return first, min(last, max(content_end(view, hit.head, index, index - 1), index + 1))
    return first, min(last, hit.first)


def _without_preposition(view: View, hit: CueHit, index: int) -> tuple[int, int]:
    """The unbroken run of a complement's dependents from behind its preposition and the cue."""
    first, last = view.contiguous(index, view.subtree(index) - {hit.head})
    before = [c for c in view.children[index] if c < index and view.tokens[c].deprel == "case"]
    if before:
        first = max(first, before[-1] + 1)
    return max(first, hit.last) if index > hit.head else first, last


def complements(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Сообщил о [начале переговоров]», «потребовал [отставки]», «обвинил [X в Y]»: phrases the cue governs."""
    if hit.cue is None:
        return
    wanted = [
        g for g in hit.cue.government if g not in {"quote", "что", "чтобы", "inf", "main", "pred", "indirect_question"}
    ]
    found: list[tuple[int, int, str]] = []
    for index in governed(view, hit):
        if hit.first <= index < hit.last or view.tokens[index].deprel not in COMPLEMENTS:
            continue
        token = view.tokens[index]
        if token.lemma in view.discourse.relatives:
            continue
        if _adverbial(view, index):
            continue
        government = government_of(view, index)
        if token.upos == "PRON" and "+" in government:
            continue
        if government in wanted or _genitive_object(view, index, government, wanted):
            found.append((wanted.index(government) if government in wanted else 0, index, government))
    for order, (_, index, government) in enumerate(sorted(found)[:2]):
        spans = _with_object(view, hit, index, government)
        if spans:
            yield Draft("complement", spans, index, notes=frozenset({"gov:" + government, f"order:{order}"}))


def _adverbial(view: View, index: int) -> bool:
    """Whether a phrase tells when or on what occasion rather than what: «в ноябре», «на брифинге»."""
    token = view.tokens[index]
    if token.lemma not in view.discourse.time_nouns or token.deprel in {"obj", "nsubj", "nsubj:pass"}:
        return False
    preposition = view.case_of(index)
    return preposition not in view.discourse.about and preposition not in view.discourse.towards


def _genitive_object(view: View, index: int, government: str, wanted: Sequence[str]) -> bool:
    """An accusative object that a negated verb turns genitive («не признал вины»)."""
    return government in {"gen", ""} and "acc" in wanted and view.tokens[index].deprel == "obj"


def _with_object(view: View, hit: CueHit, index: int, government: str) -> tuple[Span, ...]:
    first, last = complement_span(view, hit, index)
    pieces = [(first, last)]
    if hit.cue is not None and hit.cue.object == "content" and government != "acc":
        for child in governed(view, hit):
            token = view.tokens[child]
            if (
                child == index
                or token.deprel not in {"obj", "nsubj:pass", "iobj"}
                or token.lemma in view.discourse.relatives
            ):
                continue
            a, b = complement_span(view, hit, child)
            pieces.append((a, b))
            break
    pieces.sort()
    if len(pieces) == 2 and pieces[0][0] >= hit.last:
        pieces = [(pieces[0][0], max(pieces[0][1], pieces[1][1]))]
    spans = [span for a, b in pieces if b > a and (span := token_span(view, a, b)) is not None]
    return tuple(close_quotation(view, span) for span in spans)


def predicate(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Назвал решение [ошибкой]»: the instrumental, adjective or «как»-phrase that the object is called."""
    if hit.cue is None or "pred" not in hit.cue.government:
        return
    for index in sorted(_instrumentals(view, hit)) or list(_next_instrumental(view, hit)):
        first, last = complement_span(view, hit, index)
        span = token_span(view, first, last)
        if span is not None:
            yield Draft("predicate", (close_quotation(view, span),), index)
            break
    yield from _quoted_predicate(view, hit)


def _instrumentals(view: View, hit: CueHit) -> Iterator[int]:
    """Bare instrumentals that the cue or its object governs."""
    governors = {hit.head, *(c for c in view.children[hit.head] if view.tokens[c].deprel in {"obj", "iobj"})}
    for governor in governors:
        for index in view.children[governor]:
            token = view.tokens[index]
            nominal = (
                token.upos in {"NOUN", "PROPN", "ADJ", "PRON", "VERB", "DET"} and token.feats.get("VerbForm") != "Inf"
            )
            plain = token.deprel not in {"nsubj", "nsubj:pass", "amod", "det", "conj"}
            outside = not hit.first <= index < hit.last
            if nominal and plain and outside and token.feats.get("Case") == "Ins" and view.case_of(index) is None:
                yield index


def _next_instrumental(view: View, hit: CueHit) -> Iterator[int]:
    """The first bare instrumental after the cue that no preposition or predicate parts from it."""
    for index in range(hit.last, min(hit.last + 12, view.clause(hit.head).last)):
        token = view.tokens[index]
        if token.text in {",", ";", ":"} or token.upos in {"VERB", "SCONJ"}:
            return
        if token.feats.get("Case") == "Ins" and token.upos in {"NOUN", "PROPN"} and view.case_of(index) is None:
            yield index
            return


def _quoted_predicate(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Назвал сделку «[пустой бумагой]»»: the quotation in the cue's clause."""
    clause = view.clause(hit.head)
    for place in range(hit.last, min(hit.last + 20, clause.last)):
        quotation = view.quotation_of[place]
        if quotation is not None and quotation.start >= view.tokens[hit.last - 1].end:
            yield Draft("quoted_predicate", (quotation.span,), place, quoted=False)
            return


def rest_of_clause(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Объяснил [причину вызова нарушением порядка]»: from the first complement to the end of the cue's clause."""
    if hit.cue is None:
        return
    wanted = {g for g in hit.cue.government if "+" in g or g in CASES.values()}
    starts = []
    for index in governed(view, hit):
        token = view.tokens[index]
        if index < hit.last or token.deprel not in COMPLEMENTS or _adverbial(view, index):
            continue
        government = government_of(view, index)
        if token.upos == "PRON" and ("+" in government or token.lemma in view.discourse.references):
            continue
        if government in wanted or token.deprel == "obj":
            starts.append(_without_preposition(view, hit, index)[0])
    if not starts:
        return
    first = min(starts)
    end = content_end(view, hit.head, first, first - 1)
    members = view.subtree(hit.head)
    _, last = view.contiguous(hit.head, members)
    span = token_span(view, first, min(end, max(last, first + 1)))
    if span is not None:
        yield Draft("rest_of_clause", (close_quotation(view, span),), first)


def relative_complement(view: View, hit: CueHit) -> Iterator[Draft]:
    """«[Письмо], о котором говорил министр»: the antecedent of the relative pronoun that the cue governs."""
    if hit.cue is None or view.tokens[hit.head].deprel not in {"acl:relcl", "acl"}:
        return
    head = view.tokens[hit.head].head
    for index in view.children[hit.head]:
        token = view.tokens[index]
        if (
            token.lemma in view.discourse.relatives
            and token.deprel in {"obj", "obl", "iobj", "nmod"}
            and index < hit.head
        ):
            if head >= 0 and government_of(view, index) in hit.cue.government:
                first, last = view.contiguous(head, view.subtree(head, skip=[hit.head]))
                span = token_span(view, first, min(last, index))
                if span is not None:
                    yield Draft("relative_complement", (span,), head)
            return


def as_phrase(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Расценил шаг как [угрозу]»: the phrase after «как» or «в качестве»."""
    if hit.cue is None or not any(g.startswith("как") for g in hit.cue.government):
        return
    clause = view.clause(hit.head)
    for place in range(hit.last, min(hit.last + 15, clause.last - 1)):
        before = view.tokens[place - 1]
        if (
            view.tokens[place].lemma in view.discourse.how
            and before.text != ","
            and before.lemma not in view.discourse.before_how
        ):
            end = content_end(view, hit.head, place + 1, place)
            span = token_span(view, place + 1, end)
            if span is not None:
                yield Draft("as_phrase", (close_quotation(view, span),), place + 1)
            return


REST = frozenset({"xcomp", "obl", "csubj", "csubj:pass", "ccomp", "nmod"})


def _agent(view: View, index: int) -> bool:
    token = view.tokens[index]
    return token.feats.get("Case") == "Ins" and token.feats.get("Animacy") == "Anim" and view.case_of(index) is None


def passive_subject(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Предполагается [прокладка трубы]», «[строительство] планируется [начать]»: the subject is the content."""
    if hit.cue is None or not _passive(view, hit):
        return
    for index in view.children[hit.head]:
        token = view.tokens[index]
        if token.deprel not in {"nsubj", "nsubj:pass"} or token.lemma in view.discourse.relatives:
            continue
        first, last = view.contiguous(index, view.subtree(index))
        pieces = [(first, last if index > hit.head else min(last, hit.first))]
        rest = [
            c
            for c in view.children[hit.head]
            if c > max(hit.head, index) and view.tokens[c].deprel in REST and not _agent(view, c)
        ]
        if index < hit.head and rest:
            head = rest[0]
            a, _ = complement_span(view, hit, head)
            pieces.append((a, content_end(view, hit.head, rest[-1], a - 1)))
        spans = tuple(
            close_quotation(view, s) for a, b in pieces if b > a and (s := token_span(view, a, b)) is not None
        )
        if spans:
            yield Draft("passive_subject", spans, index)
        return


def _passive(view: View, hit: CueHit) -> bool:
    """Whether a cue stands in the passive: a short participle, or a form that the lexicon lists as passive."""
    token = view.tokens[hit.head]
    if hit.form == "passive" or hit.cue is None:
        return hit.form == "passive"
    return token.lemma in hit.cue.passive or token.text.lower() in hit.cue.impersonal
