"""Headlines that attribute by a colon: «Волдин: переговоры продолжатся», «СМИ: министр уйдёт»."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extract.statements.drafts import Draft
from verbale.extract.statements.source import Source, make
from verbale.extract.statements.spans import token_span, unquote, words
from verbale.extract.view import View
from verbale.types import Sentence

LONGEST_SOURCE = 8  # tokens before the colon


def colon_headlines(view: View) -> Iterator[tuple[Draft, Source]]:
    """A paragraph that is «source: clause», the source being a person, an outlet, a body or a group of people."""
    for clause in view.annotation.clauses:
        if view.is_furniture(clause.start) or not _opens_paragraph(view, clause):
            continue
        colon = next(
            (
                i
                for i in range(clause.first, min(clause.first + LONGEST_SOURCE, clause.last))
                if view.tokens[i].text == ":"
            ),
            None,
        )
        if (
            colon is None
            or colon == clause.first
            or any(view.tokens[i].upos in {"VERB", "AUX"} for i in range(clause.first, colon))
        ):
            continue
        head = _source_head(view, clause.first, colon)
        if head is None:
            continue
        first, last = colon + 1, clause.last
        if first < last and view.tokens[first].start == view.tokens[colon].end:
            continue
        block = first >= last
        if block:
            paragraph = view.paragraph(clause.first) + 1
            if paragraph >= len(view.annotation.paragraphs):
                continue
            inside = view.tokens_in(view.annotation.paragraphs[paragraph])
            first, last = inside.start, inside.stop
        span = token_span(view, first, last)
        source = make(view, head, "headline")
        if span is None or source is None or words(span.of(view.text)) < 2:
            continue
        notes = frozenset(({"verb"} if view.has_predicate(first, last) else set()) | ({"block"} if block else set()))
        yield (
            Draft(
                "colon_headline",
                (unquote(view.text, span),),
                first,
                quoted=block or view.quotation_of[first] is not None,
                notes=notes,
            ),
            source,
        )


def _opens_paragraph(view: View, clause: Sentence) -> bool:
    paragraph = view.annotation.paragraphs[view.paragraph(clause.first)] if view.annotation.paragraphs else None
    return paragraph is not None and paragraph.start == clause.start


def _source_head(view: View, first: int, colon: int) -> int | None:
    """The first noun before the colon, if it can speak. A headline's case is often misread, so any will do."""
    nouns = [i for i in range(first, colon) if view.tokens[i].upos in {"NOUN", "PROPN", "X"}]
    if not nouns or any(view.tokens[i].upos == "ADP" for i in range(first, nouns[0])):
        return None
    head = nouns[0]
    token = view.tokens[head]
    cues = view.lexicon
    known = token.lemma in cues.outlet_nouns or token.lemma in cues.bodies or token.lemma in cues.informants
    named = view.name_kind.get(head) in {"PER", "ORG"} or token.lemma in cues.outlets
    speaks = known or named or token.feats.get("Animacy") == "Anim" or token.text.isupper()
    topical = view.name_kind.get(head) == "LOC"
    speaks = speaks or (view.paragraph(first) == 0 and not topical)
    return head if speaks else None
