"""Content as the sentence that an attribution stands in, interrupts, follows or opens."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extract.statements.clauses import close_quotation
from verbale.extract.statements.cues import AttributionHit, CueHit
from verbale.extract.statements.drafts import Draft
from verbale.extract.statements.spans import token_span, trim, words
from verbale.extract.view import View
from verbale.types import Sentence, Span, Token

DASH = frozenset({"—", "–", "-"})
BREAKS = frozenset({",", "—", "–", "-", "(", ")", ":", ";"})


def extent(view: View, head: int, first: int, last: int) -> tuple[int, int]:
    """The attribution around a cue as tokens: «как сообщила в среду пресс-служба ведомства», commas left out."""
    clause = view.clause(head)
    left = first
    while left - 1 >= clause.first and view.tokens[left - 1].text not in BREAKS and first - left < 12:
        left -= 1
    right = last
    while right < clause.last:
        text = view.tokens[right].text
        if text == "." and right + 1 < clause.last and view.tokens[right].end == view.tokens[right + 1].start:
            right += 1
            continue
        if text in {".", "!", "?", "…", ";", ":", "—", "–", ")"} or text == "-":
            break
        if text == "," and not _goes_on(view, head, right):
            break
        right += 1
    return left, right


def _goes_on(view: View, head: int, comma: int) -> bool:
    """Whether what follows a comma still belongs to the attribution (apposition, participle, «со ссылкой»)."""
    if comma + 1 >= len(view.tokens) or view.tokens[comma].text != ",":
        return False
    index = comma + 1
    token = view.tokens[index]
    if token.lemma in view.discourse.citing | view.discourse.relatives:
        return True
    for _ in range(12):
        if token.deprel in {"appos", "acl", "acl:relcl"} and head <= token.head < comma:
            return True
        if token.head < 0 or token.head == index:
            return False
        if token.head == head:
            return token.feats.get("VerbForm") == "Conv"
        index = token.head
        if index < comma:
            return token.deprel in {"appos", "acl", "acl:relcl", "conj", "nmod", "flat", "amod"} and index > head
        token = view.tokens[index]
    return False


def opening(view: View, clause: Sentence) -> int:
    """The first token of a sentence after connectives that are no content («Однако», «Кроме того,», «При этом»)."""
    index = clause.first
    while index < clause.last:
        step = _connective(view, index, clause.last)
        if step == index:
            break
        index = step
        while index < clause.last and view.tokens[index].text in {",", "—", "–", "-"}:
            index += 1
    return index


def _connective(view: View, index: int, limit: int) -> int:
    for size in (4, 3, 2, 1):
        if index + size <= limit:
            piece = " ".join(view.tokens[i].text.lower() for i in range(index, index + size))
            if piece in view.discourse.connectives:
                return index + size
    return index


def _main(view: View, clause: Sentence, left: int, right: int) -> tuple[Span, ...]:
    """The sentence without the attribution ``[left, right)`` and its connectives, as one or two spans."""
    first = min(opening(view, clause), left)
    before = token_span(view, first, left)
    after = token_span(view, right, clause.last)
    if before is not None and words(before.of(view.text)) == 0:
        before = None
    if after is not None and words(after.of(view.text)) == 0:
        after = None
    if before is not None and view.quotation_of[left - 1] is None:
        before = _without_open_mark(view, before)
    return tuple(close_quotation(view, span) for span in (before, after) if span is not None)


def _without_open_mark(view: View, span: Span) -> Span:
    return trim(view.text, span.start, span.end) or span


def postposed(view: View, hit: CueHit) -> Iterator[Draft]:
    """«[Музей закроют], сообщил министр»; «[Музей], сообщил министр, [закроют]»: the sentence around the cue."""
    if hit.form not in {"finite", "passive"} or not _parenthetical(view, hit):
        return
    if view.tokens[hit.head].deprel == "acl:relcl":
        return
    clause = view.clause(hit.head)
    left, right = extent(view, hit.head, hit.first, hit.last)
    spans = _main(view, clause, left, right)
    if len(spans) == 2:
        first, last = _own_clause(view, left, right, clause)
        if first > clause.first and first < left:
            spans = tuple(s for s in (token_span(view, first, left), token_span(view, right, last)) if s is not None)
        elif first >= left:
            spans = spans[1:]
        elif not _has_predicate(view, spans[-1]):
            spans = spans[:-1]
    if spans:
        notes = {"two"} if len(spans) == 2 else {"after" if spans[0].start > view.tokens[hit.head].start else "before"}
        if view.tokens[left].lemma in view.discourse.how:
            notes.add("how")
        yield Draft("postposed", spans, clause.first, notes=frozenset(notes))


def _has_predicate(view: View, span: Span) -> bool:
    tokens = view.tokens_in(span)
    return view.has_predicate(tokens.start, tokens.stop)


def _parenthetical(view: View, hit: CueHit) -> bool:
    """A cue that opens its part of the sentence: after a comma, «как», a dash; or «Как сообщил …» at the start."""
    clause = view.clause(hit.head)
    index = hit.first - 1
    steps = 0
    while index >= clause.first and steps < 5:
        token = view.tokens[index]
        if token.text in {",", "—", "–", "-", "("}:
            return True
        if token.lemma in view.discourse.how and token.upos in {"SCONJ", "ADV", "PART", "CCONJ"}:
            return True
        if token.upos in {"VERB", "CCONJ", "SCONJ"} or (
            token.feats.get("Case") == "Nom" and token.upos in {"NOUN", "PROPN"}
        ):
            return False
        index -= 1
        steps += 1
    return False


def as_reported(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Как сообщил министр, [музей закроют]»: the main clause after a «как» clause that opens the sentence."""
    if hit.form not in {"finite", "passive"}:
        return
    clause = view.clause(hit.head)
    how = next(
        (
            i
            for i in range(hit.first - 1, max(hit.first - 8, clause.first - 1), -1)
            if view.tokens[i].lemma in view.discourse.how
        ),
        None,
    )
    if how is None or opening(view, clause) < how - 1:
        return
    if any(view.tokens[i].text in {",", ":"} for i in range(how, hit.first)):
        return
    _, right = extent(view, hit.head, hit.first, hit.last)
    first_comma = next((i for i in range(hit.last, right) if view.tokens[i].text == ","), right)
    for start, note in ((right, "extent"), (first_comma, "first_comma")):
        span = token_span(view, start, clause.last)
        if span is not None and words(span.of(view.text)) > 1:
            yield Draft("as_reported", (close_quotation(view, span),), start, notes=frozenset({note}))
        if first_comma == right:
            return


def sentence_before(view: View, hit: CueHit) -> Iterator[Draft]:
    """«[Музей закроют.] Об этом сообщил министр»: the preceding sentence, where the cue takes it up by «это»."""
    if not takes_up(view, hit) and not opens_with_cue(view, hit):
        return
    clause = view.clause(hit.head)
    colon = next((i for i in range(clause.first, hit.first) if view.tokens[i].text in {":", "—", "–"}), None)
    if colon is not None:
        span = token_span(view, opening(view, clause), colon)
        if span is not None and words(span.of(view.text)) > 1:
            yield Draft("sentence_before", (close_quotation(view, span),), clause.first, notes=frozenset({"same"}))
        return
    number = view.clause_of[hit.head] - 1
    while number > 0 and number > view.clause_of[hit.head] - 4 and is_caption(view, number):
        number -= 1
    if number < 0 or view.is_furniture(view.annotation.clauses[number].start):
        return
    sentence = view.annotation.clauses[number]
    start = opening(view, sentence)
    span = token_span(view, start, sentence.last)
    if span is not None:
        together = view.quotation_of[hit.head] is not None and view.quotation_of[hit.head] is view.quotation_of[start]
        yield Draft("sentence_before", (span if together else close_quotation(view, span),), start)


def opens_with_cue(view: View, hit: CueHit) -> bool:
    """«Рассказал его пресс-секретарь.»: a sentence that is the cue and its subject, and nothing that it says."""
    clause = view.clause(hit.head)
    if hit.head != clause.first or hit.form != "finite" or clause.last - clause.first > 16:
        return False
    return all(view.tokens[c].deprel in {"nsubj", "punct", "obl", "advmod", "iobj"} for c in view.children[hit.head])


def is_caption(view: View, number: int) -> bool:
    """Whether a parse unit is a paragraph of its own without a predicate or a final stop, as captions are."""
    clause = view.annotation.clauses[number]
    paragraph = view.annotation.paragraphs[view.paragraph_of_clause[number]]
    if (paragraph.start, paragraph.end) != (clause.start, clause.end) or view.text[clause.end - 1] in '.!?…»"':
        return False
    return not view.has_predicate(clause.first, clause.last)


def takes_up(view: View, hit: CueHit) -> bool:
    """Whether a cue refers back: «об этом», «эту информацию», «данный факт» beside it."""
    references = view.discourse.references
    for child in view.children[hit.head]:
        token = view.tokens[child]
        if abs(child - hit.head) > 12 or view.quotation_of[child] is not view.quotation_of[hit.head]:
            continue
        if token.lemma in references and token.upos in {"PRON", "DET"}:
            return (
                view.case_of(child) in view.discourse.about
                or token.deprel in {"obj", "nsubj:pass"}
                or token.feats.get("Case") == "Acc"
            )
        if token.lemma in view.discourse.reference_nouns and any(
            view.tokens[grandchild].lemma in references for grandchild in view.children[child]
        ):
            return True
    return False


def next_paragraph(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Министр сказал:» at a paragraph's end: the next paragraph, though no marks show it to be his words."""
    clause = view.clause(hit.head)
    if view.tokens[clause.last - 1].text != ":" or hit.form not in {"finite", "gerund"}:
        return
    later = range(hit.last, clause.last)
    if any(view.tokens[i].feats.get("VerbForm") == "Conv" and view.tokens[i].head == hit.head for i in later):
        return
    yield from _paragraph_after(view, clause)


def _paragraph_after(view: View, clause: Sentence) -> Iterator[Draft]:
    number = view.paragraph(clause.first) + 1
    if number >= len(view.annotation.paragraphs):
        return
    paragraph = view.annotation.paragraphs[number]
    span = trim(view.text, paragraph.start, paragraph.end)
    if span is not None and words(span.of(view.text)) > 1 and not view.is_furniture(span.start):
        first = view.tokens_in(span).start
        lines = view.text.count("\n", clause.end, paragraph.start)
        yield Draft("next_paragraph", (span,), first, quoted=True, notes=frozenset({f"lines:{min(lines, 4)}"}))


def lead_colon(view: View, hit: CueHit) -> Iterator[Draft]:
    """«Министр сообщил: [музей закроют]»: a clause after a colon, without marks."""
    clause = view.clause(hit.head)
    colon = view.colon(hit.last, min(hit.last + 30, clause.last - 1))
    if colon is None or view.tokens[colon + 1].start == view.tokens[colon].end:
        return
    if view.quotation_of[colon + 1] is not None or any(_ends_lead(token) for token in view.tokens[hit.last : colon]):
        return
    span = token_span(view, colon + 1, clause.last)
    if span is not None and words(span.of(view.text)) > 1:
        yield Draft("lead_colon", (close_quotation(view, span),), colon + 1)


def _ends_lead(token: Token) -> bool:
    """Whether what stands before a colon does not lead up to it: another predicate, a dash or a stop between."""
    if token.upos == "VERB":
        return token.feats.get("VerbForm") != "Part"
    return token.text in {".", ";", "—", "–"}


# --- prepositional attributions ------------------------------------------------


def attributed(view: View, hit: AttributionHit, last: int) -> Iterator[Draft]:
    """«По словам министра, [музей закроют]»; «[музей], по словам министра, [закроют]»; ``last``: where its source ends."""
    clause = view.clause(hit.first)
    if view.tokens[clause.last - 1].text == ":" and clause.last - last < 3:
        yield from _paragraph_after(view, clause)
    if hit.last < clause.last and view.tokens[hit.last].lemma in view.discourse.relatives:
        span = token_span(view, hit.last + 1, clause.last)
        if span is not None:
            yield Draft("attributed", (close_quotation(view, span),), hit.last + 1, notes=frozenset({"relative"}))
        return
    first_comma = next((i for i in range(hit.last, last) if view.tokens[i].text == ","), last)
    for end in {last, first_comma}:
        yield from _attributed_to(view, hit, end, clause)


def _attributed_to(view: View, hit: AttributionHit, last: int, clause: Sentence) -> Iterator[Draft]:
    """The clause of an attribution whose source ends at the token ``last``."""
    right = _attribution_end(view, hit, last, clause)
    left = hit.first
    bounds = _own_clause(view, left, right, clause)
    first = max(bounds[0], min(opening(view, clause), left))
    before = token_span(view, first, left) if left > first else None
    after = token_span(view, right, bounds[1])
    spans = tuple(
        close_quotation(view, span) for span in (before, after) if span is not None and words(span.of(view.text)) > 0
    )
    if spans:
        notes = {"two"} if len(spans) == 2 else {"after" if spans[0].start > view.tokens[hit.first].start else "before"}
        quoted = len(spans) == 1 and right < clause.last and view.tokens[right].text == ":"
        yield Draft("attributed", spans, right, quoted=quoted, notes=frozenset(notes))


def _attribution_end(view: View, hit: AttributionHit, last: int, clause: Sentence) -> int:
    """Past the source, its quotation marks, its apposition between commas and its relative clause."""
    right = last
    while right + 1 < clause.last and view.tokens[right].upos == "ADV" and view.tokens[hit.first].upos == "SCONJ":
        right += 1
    while right < clause.last and view.tokens[right].text in {"»", '"', "”", "“", "''"}:
        right += 1
    if right < clause.last and view.tokens[right].text == "(":
        while right < clause.last and view.tokens[right].text != ")":
            right += 1
        right += 1
    while right < clause.last and view.tokens[right].text == "," and _goes_on(view, hit.first, right):
        right += 1
        while right < clause.last and view.tokens[right].text != ",":
            right += 1
    return right


def _own_clause(view: View, left: int, right: int, clause: Sentence) -> tuple[int, int]:
    """The clause that an attribution belongs to: from the last clause boundary before it to the next after it."""
    first = clause.first
    for index in range(left - 1, clause.first - 1, -1):
        token = view.tokens[index]
        if token.lemma in view.discourse.relatives or (token.upos in {"CCONJ", "SCONJ"} and _joins_clause(view, index)):
            first = index + 1
            break
        if token.text in {";", ":"} or (token.text == "(" and not _closed(view, index, left)):
            first = index + 1
            break
    end = clause.last
    depth = 0
    for index in range(right, clause.last):
        text = view.tokens[index].text
        depth += (text == "(") - (text == ")")
        if depth < 0 or text == ";":
            end = index
            break
    return first, end


def _joins_clause(view: View, index: int) -> bool:
    """Whether a conjunction joins clauses rather than words: a comma or a dash stands before it."""
    before = view.tokens[index - 1].text if index else ""
    token = view.tokens[index]
    head = view.tokens[token.head] if token.head >= 0 else None
    verbal = head is not None and (head.upos in {"VERB", "AUX"} or head.feats.get("Variant") == "Short")
    return (before in {",", "—", "–"} and verbal) or (verbal and token.upos == "SCONJ")


def _closed(view: View, index: int, limit: int) -> bool:
    return any(view.tokens[i].text == ")" for i in range(index, limit))
