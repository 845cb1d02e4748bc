"""Found statements as they are shown: each in its sentence, with the words marked that were looked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.safestring import SafeString

from verbale.store.current import text_of
from verbale.store.models import Citation, Statement, Terms
from verbale.store.querysets import StatementQuerySet
from verbale.store.search.parsing import Search
from verbale.store.search.places import places
from verbale.web.passages import Found, hull, marked, passage, spans_of, stretch

LONGEST = 1500  # characters of a text that a statement in parts far from each other is shown with


class Cited(NamedTuple):
    """A citation and the passage that it stands in."""

    citation: Citation
    html: SafeString


class Result(NamedTuple):
    """A statement and the passage that it stands in."""

    statement: Statement
    html: SafeString


def with_texts(statements: StatementQuerySet) -> StatementQuerySet:
    """``statements`` with what ``results`` needs of their reports."""
    return statements.shown().select_related("report__text")


def results(statements: Iterable[Statement], search: Search | None = None) -> list[Result]:
    """``statements`` (of ``with_texts``) as they are shown. One query where words are marked, else none."""
    found = list(statements)
    terms = Terms.objects.in_bulk({one.report_id for one in found}) if search is not None else {}
    return [Result(one, _html(one, search, terms.get(one.report_id))) for one in found]


def cited(citations: Iterable[Citation]) -> list[Cited]:
    """``citations``, fetched with their reports' texts, as they are shown."""
    return [Cited(one, _cited_html(one)) for one in citations]


def _cited_html(citation: Citation) -> SafeString:
    mention = citation.spans["mention"]
    mentions = spans_of([mention, *citation.spans["mentions"]], "instrument")
    return passage(text_of(citation.report), mentions, hull([mention]))


def _html(statement: Statement, search: Search | None, terms: Terms | None) -> SafeString:
    text = text_of(statement.report)
    parts = statement.spans["content"]
    around = hull(parts)
    if len(around) > LONGEST:
        around = hull(parts[:1])
    shown = stretch(text, around)
    words = places(search, terms.load(), text, shown) if search is not None and terms is not None else []
    return marked(text, [*spans_of(parts, "said"), *(Found(span, "word") for span in words)], shown)
