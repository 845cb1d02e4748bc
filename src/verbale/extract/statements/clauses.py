"""Content as a clause: after «что», as an infinitive, as an indirect question."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extract.statements.cues import CueHit, governed
from verbale.extract.statements.drafts import Draft
from verbale.extract.statements.spans import token_span
from verbale.extract.view import CLAUSAL, View
from verbale.types import Span

COORDINATE = frozenset({"conj", "parataxis", "advcl"})


def content_end(view: View, cue: int, content: int, start: int) -> int:
    """The token index where a content clause ends: before what again belongs to the cue or above it."""
    clause = view.clause(cue)
    inside = view.subtree(content)
    above = {cue}
    index = cue
    while (index := view.tokens[index].head) >= 0 and index not in above:
        above.add(index)
    end = clause.last
    for place in range(max(start, content) + 1, clause.last):
        if place in inside:
            continue
        token = view.tokens[place]
        beside = token.head in above and token.head not in inside and token.deprel in COORDINATE
        if place in above or (beside and _starts_clause(view, place)):
            end = _left_edge(view, place, start)
            break
    return _without_tail(view, start, end)


def _starts_clause(view: View, place: int) -> bool:
    token = view.tokens[place]
    if token.upos not in {"VERB", "AUX"} and token.feats.get("Variant") != "Short":
        return False
    if token.deprel == "conj" or token.feats.get("VerbForm") == "Conv":
        return True
    return token.deprel == "parataxis"


def _left_edge(view: View, place: int, floor: int) -> int:
    """Where the clause of a predicate begins: after the last comma, dash or conjunction that joins it."""
    leftmost = min((m for m in view.subtree(place) if m > floor), default=place)
    edge = place
    while edge - 1 > floor and edge > leftmost:
        edge -= 1
        if view.tokens[edge].text in {",", ";", "—", "–", "-"}:
            break
    while edge - 1 > floor and (
        view.tokens[edge - 1].upos == "CCONJ" or view.tokens[edge - 1].text in {",", ";", "—", "–", "-"}
    ):
        edge -= 1
    return edge


def _without_tail(view: View, start: int, end: int) -> int:
    while end - 1 > start and (view.tokens[end - 1].upos == "CCONJ" or view.tokens[end - 1].text in {",", ";", "."}):
        end -= 1
    return end


def close_quotation(view: View, span: Span) -> Span:
    """A span that ends inside a quotation begun in it goes on to the quotation's end; one inside stays inside."""
    first, last = view.token_at(span.start), view.token_at(span.end - 1)
    outer = view.quotation_of[first]
    inner = view.quotation_of[last]
    if outer is not None and outer.start < span.start < outer.inner.end and outer.end < span.end:
        return Span(span.start, outer.inner.end)
    if inner is not None and inner.inner.start >= span.start and inner.end > span.end:
        return Span(span.start, inner.end)
    return span


def _draft(view: View, rule: str, first: int, last: int, head: int, *notes: str) -> Draft | None:
    span = token_span(view, first, last)
    if span is None:
        return None
    span = close_quotation(view, span)
    return Draft(rule, (span,), head, notes=frozenset(notes))


SHORTENED = frozenset({"conjunction_clause", "comma_conjunction", "infinitive", "postposed", "rest_of_clause"})


def shortened(view: View, hit: CueHit, draft: Draft) -> Iterator[Draft]:
    """The draft cut before the first coordinate clause that may be the report's own again («…, но защита …»)."""
    if draft.rule not in SHORTENED or len(draft.spans) != 1:
        return
    span = draft.spans[0]
    inside = view.tokens_in(span)
    for place in inside:
        token = view.tokens[place]
        if (
            place <= inside.start + 2
            or token.upos not in {"VERB", "AUX"}
            or token.deprel not in {"conj", "advcl", "parataxis"}
        ):
            continue
        if token.feats.get("VerbForm") in {"Part", "Inf"} or not _begins_again(view, place, inside.start):
            continue
        cut = token_span(view, inside.start, _left_edge(view, place, inside.start))
        if cut is not None and cut.end < span.end and view.quotation_of[place] is None:
            notes = {"short", "short_" + token.deprel, "short_" + _tail(view, hit, draft.head, place)}
            edge = view.tokens_in(cut).stop
            notes.add("short_by_" + " ".join(view.tokens[i].text.lower() for i in range(edge, min(edge + 2, place))))
            yield Draft(draft.rule, (cut,), draft.head, notes=draft.notes | notes)
            return


LENGTHENED = frozenset({"conjunction_clause", "comma_conjunction", "indirect_question"})


def lengthened(view: View, hit: CueHit, draft: Draft) -> Iterator[Draft]:
    """The draft up to the end of the sentence, where the parse may have ended it too soon."""
    if draft.rule not in LENGTHENED or len(draft.spans) != 1 or hit.form == "noun":
        return
    first = view.tokens_in(draft.spans[0]).start
    span = token_span(view, first, view.clause(hit.head).last)
    if span is not None and span.end > draft.spans[0].end + 3:
        tail = range(view.tokens_in(draft.spans[0]).stop, view.clause(hit.head).last)
        verb = next((i for i in tail if view.tokens[i].feats.get("VerbForm") == "Fin"), None)
        tense = "no_verb" if verb is None else _tense(view, hit.head, draft.head, verb)
        notes = draft.notes | {"long", "long_" + tense}
        yield Draft(draft.rule, (close_quotation(view, span),), draft.head, notes=notes)


def _tense(view: View, cue: int, content: int, tail: int) -> str:
    """Whose tense a later predicate has: the cue's, the content's own, both, neither."""
    told, said, later = (_tense_of(view, index) for index in (cue, content, tail))
    return f"tense{'_told' * (later == told)}{'_said' * (later == said)}"


def _tense_of(view: View, index: int) -> str | None:
    """The tense of a predicate or of its auxiliary."""
    tense = view.tokens[index].feats.get("Tense")
    if tense is None:
        tenses = [view.tokens[c].feats.get("Tense") for c in view.children[index] if view.tokens[c].upos == "AUX"]
        tense = next((found for found in tenses if found is not None), None)
    return tense


def _tail(view: View, hit: CueHit, head: int, place: int) -> str:
    """Whom a coordinate predicate without a subject agrees with: the cue, the content's own predicate, both."""
    if view.subject_of(place) is not None:
        return "own_subject_" + _tense(view, hit.head, head, place)
    tail, cue, own = (view.tokens[i].feats for i in (place, hit.head, head))
    keys = ("Number", "Gender", "Tense", "VerbForm", "Person")
    with_cue = all(tail.get(key) == cue.get(key) for key in keys)
    with_own = all(tail.get(key) == own.get(key) for key in keys)
    return f"agrees_{'cue' * with_cue}{'own' * with_own}"


def _begins_again(view: View, place: int, floor: int) -> bool:
    edge = _left_edge(view, place, floor)
    return (
        view.tokens[edge].text in {",", ";"}
        or view.tokens[edge].lemma in view.discourse.coordinators
        or (view.tokens[place].feats.get("VerbForm") == "Conv")
    )


def conjunction_clause(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Министр заявил, что [переговоры продолжатся]»: the clause that the cue's «что», «чтобы», «будто» opens."""
    for child in view.children[hit.head]:
        if child <= hit.head or view.tokens[child].deprel not in CLAUSAL:
            continue
        mark = view.mark_of(child)
        if mark is None or mark < hit.head or view.tokens[mark].lemma not in view.discourse.conjunctions:
            continue
        if mark - hit.last > 25:
            continue
        end = content_end(view, hit.head, child, mark)
        draft = _draft(view, "conjunction_clause", mark + 1, end, child, "mark:" + view.tokens[mark].lemma)
        if draft is not None:
            yield draft
            return


def comma_conjunction(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Министр сообщил журналистам, что [дело закрыто]»: «, что» right after the cue's phrase, whatever the parse."""
    clause = view.clause(hit.head)
    for place in range(hit.last, min(hit.last + 14, clause.last - 1)):
        token = view.tokens[place]
        if (
            place > hit.last
            and token.upos in {"VERB", "AUX"}
            and place < clause.last
            and token.feats.get("VerbForm") != "Part"
        ):
            return
        if token.text == "," and view.tokens[place + 1].lemma in view.discourse.conjunctions:
            mark = place + 1
            content = _clause_head(view, mark, clause.last)
            end = content_end(view, hit.head, content, mark)
            note = "correlative" if view.tokens[place - 1].lemma in view.discourse.correlatives else "direct"
            draft = _draft(view, "comma_conjunction", mark + 1, end, content, "mark:" + view.tokens[mark].lemma, note)
            if draft is not None:
                yield draft
            return


def _clause_head(view: View, mark: int, limit: int) -> int:
    """The predicate of a conjunction's clause; the conjunction itself where the parse took a later clause for it."""
    head = view.tokens[mark].head
    if not mark < head < limit:
        return mark
    later = any(
        view.tokens[place].text == "," and view.tokens[place + 1].lemma in view.discourse.conjunctions
        for place in range(mark + 1, head)
    )
    if later:
        return mark
    above = view.tokens[head].head  # of a subordinate clause the main one after it
    return above if head < above < limit and view.tokens[head].deprel == "advcl" else head


def correlative_before(view: View, hit: CueHit) -> Iterator[Draft]:
    """«О том, что [музей закроют], сообщил министр»: the clause stands before its cue."""
    for child in view.children[hit.head]:
        token = view.tokens[child]
        if (
            child > hit.head
            or token.lemma not in view.discourse.correlatives
            or view.case_of(child) not in view.discourse.about
        ):
            continue
        for place in range(child + 1, min(child + 3, hit.head)):
            if view.tokens[place].lemma in view.discourse.conjunctions:
                end = hit.first
                comma = max((i for i in range(place, hit.first) if view.tokens[i].text == ","), default=end)
                draft = _draft(view, "correlative_before", place + 1, comma, place)
                if draft is not None:
                    yield draft
                return


def infinitive(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Министр призвал [стороны прекратить огонь]»: the infinitive with the cue's object."""
    child = _own_infinitive(view, hit)
    if child is None:
        child = _next_infinitive(view, hit)
    if child is not None:
        yield from _infinitive_spans(view, hit, child, hit.cue is not None and hit.cue.object == "content")


def _is_infinitive(view: View, index: int) -> bool:
    """An infinitive, or a predicate whose copula or auxiliary is one («быть готовым»)."""
    token = view.tokens[index]
    if token.feats.get("VerbForm") == "Inf":
        return token.deprel not in {"aux", "aux:pass", "cop"}
    return any(
        view.tokens[c].feats.get("VerbForm") == "Inf" and view.tokens[c].deprel in {"aux", "aux:pass", "cop"}
        for c in view.children[index]
    )


def _own_infinitive(view: View, hit: CueHit) -> int | None:
    for child in governed(view, hit):
        if hit.first <= child < hit.last:
            continue
        if (
            view.tokens[child].deprel not in {"conj", "parataxis"}
            and _is_infinitive(view, child)
            and view.mark_of(child) is None
        ):
            return child
    return None


def _next_infinitive(view: View, hit: CueHit) -> int | None:
    """The infinitive that follows the cue with no other predicate or mark between them, whatever the parse."""
    for place in range(hit.last, min(hit.last + 8, view.clause(hit.head).last)):
        token = view.tokens[place]
        if token.feats.get("VerbForm") == "Inf":
            return token.head if token.deprel in {"aux", "aux:pass", "cop"} and token.head > place else place
        if token.upos in {"VERB", "SCONJ", "CCONJ"} or token.text in {",", ":", ";", "—", "–"}:
            return None
    return None


def _infinitive_spans(view: View, hit: CueHit, child: int, with_object: bool) -> Iterator[Draft]:
    inside = view.subtree(child)
    pieces: list[tuple[int, int]] = []
    if child > hit.head:
        first = min(m for m in inside if m > hit.head)
        if any(view.tokens[i].text == "," for i in range(hit.last, first)):
            return
        end = max(content_end(view, hit.head, child, first - 1), child + 1)
        objects = (
            [c for c in view.children[hit.head] if hit.head < c < first and _object(view, c)] if with_object else []
        )
        if objects:
            first = min(view.subtree(objects[0]))
            first = max(first, hit.last)
        pieces.append((first, end))
        front = [m for m in inside if m < hit.first]
        if front:
            pieces.insert(0, _run(view, front))
    else:
        first, last = view.contiguous(child, inside)
        pieces.append((first, min(last, hit.first)))
    if with_object:
        for c in view.children[hit.head]:
            if c < hit.first and _object(view, c) and view.tokens[c].lemma not in view.discourse.relatives:
                first, last = view.contiguous(c, view.subtree(c))
                pieces.insert(0, (first, min(last, hit.first)))
                break
    for note, ends in (
        ("", None),
        ("wide", None if hit.form == "noun" else _clause_mark(view, hit, max(b for _, b in pieces))),
    ):
        runs = pieces if ends is None else [*pieces[:-1], (pieces[-1][0], ends)]
        spans = tuple(sorted({close_quotation(view, s) for a, b in runs if (s := token_span(view, a, b)) is not None}))
        if spans:
            yield Draft("infinitive", spans, child, notes=frozenset({note} - {""}))


def _clause_mark(view: View, hit: CueHit, place: int) -> int:
    """The next comma, colon or end of the cue's sentence at or after a token."""
    limit = view.clause(hit.head).last
    while place < limit and view.tokens[place].text not in {",", ":", ";", "—", "–", ")", "."}:
        place += 1
    return min(place, limit)


def _run(view: View, members: list[int]) -> tuple[int, int]:
    last = max(members)
    first = last
    while first - 1 in members:
        first -= 1
    return first, last + 1


def _object(view: View, index: int) -> bool:
    token = view.tokens[index]
    return token.deprel in {"obj", "iobj"} or (
        token.deprel == "obl" and token.feats.get("Case") in {"Dat", "Acc"} and view.case_of(index) is None
    )


def indirect_question(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Он не знает, [где она хранила деньги]»: a clause that a question word opens, kept in the content."""
    clause = view.clause(hit.head)
    for place in range(hit.last, min(hit.last + 10, clause.last - 1)):
        token = view.tokens[place]
        if place > hit.last and token.upos in {"VERB", "AUX"}:
            return
        if token.text == ",":
            ahead = place + 1
            if view.tokens[ahead].upos == "ADP":
                ahead += 1
            if ahead >= clause.last:
                return
            lemmas = {view.tokens[i].lemma for i in range(ahead, min(ahead + 3, clause.last))}
            if view.tokens[ahead].lemma in view.discourse.question_words or lemmas & view.discourse.whether:
                content = _clause_head(view, ahead, clause.last)
                end = content_end(view, hit.head, content, place)
                draft = _draft(view, "indirect_question", place + 1, end, content)
                if draft is not None:
                    yield draft
            return
