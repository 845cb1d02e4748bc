"""Direct, indirect or mixed: how much of the content stands in quotation marks, names and titles not counted."""

from __future__ import annotations

from verbale.extract.statements.drafts import Draft
from verbale.extract.statements.spans import words
from verbale.extract.view import View
from verbale.types import Kind, Quotation, Span


def kind_of(view: View, draft: Draft) -> Kind:
    """The kind of a statement with this content."""
    if draft.rule == "next_paragraph" or (draft.quoted and all(_within_quotation(view, span) for span in draft.spans)):
        return "direct"
    if draft.quoted or "joined" in draft.notes:
        return "mixed"
    return "mixed" if any(_quotes_inside(view, span) for span in draft.spans) else "indirect"


def _within_quotation(view: View, span: Span) -> bool:
    return any(q.start <= span.start and span.end <= q.end for q in view.quotations_over(span))


def _quotes_inside(view: View, span: Span) -> bool:
    """Whether words are quoted in a span: a quotation lies in it (or ends past it) and is no name."""
    return any(
        q.start >= span.start - 1 and q.start < span.end and q.end <= span.end + 1 and not is_name(view, q)
        for q in view.quotations_over(span)
    )


def is_name(view: View, quotation: Quotation) -> bool:
    """Whether a quotation is a name or title («Газпром», фильм «Левиафан») rather than somebody's words."""
    text = quotation.inner.of(view.text).strip()
    if not text or not any(char.isalpha() for char in text):
        return True
    tokens = view.tokens_in(quotation.inner)
    if text[0].isupper() or text[0].isdigit():
        return not (view.has_predicate(tokens.start, tokens.stop) and words(text) >= 3)
    return False
