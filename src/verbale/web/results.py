"""Found statements as they are shown: each in its sentence, with the words marked that were looked for.

A card is made of ``element``s: for a page of them a template takes several times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from html import escape
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from verbale.export.html.markup import element
from verbale.store.answers.current import text_of
from verbale.store.models import Citation, Statement, Terms
from verbale.store.models.querysets import StatementQuerySet
from verbale.store.search.parsing import Search
from verbale.store.search.places import places
from verbale.web.passages import Found, hull, marked, passage, spans_of, stretch
from verbale.web.templatetags.verbale import act, kind

LONGEST_TITLE = 90  # characters of a report's title
LONGEST = 1500  # characters of a text that a statement in parts far from each other is shown with


class Cited(NamedTuple):
    """A citation and the passage that it stands in."""

    citation: Citation
    html: SafeString


class Result(NamedTuple):
    """A statement and the passage that it stands in."""

    statement: Statement
    html: SafeString

    @property
    def card(self) -> SafeString:
        """The statement as an item of a list."""
        said = element("blockquote", self.html, lang=self.statement.language)
        content = _head(self.statement) + said + element("p", " · ".join(_about(self.statement)), class_="marks")
        return mark_safe(element("li", content, class_=f"card {self.statement.kind}"))  # noqa: S308, texts are escaped


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


def _head(statement: Statement) -> str:
    """Who said it, and towards whom."""
    speaker, target, lang = statement.speaker, statement.target, statement.language
    if speaker is None:
        head = element("span", escape(_("source not named")), class_="speaker nobody")
    else:
        name = statement.speaker_name or speaker.name
        head = element("a", escape(name), class_="speaker", href=_at("actor") + speaker.key, lang=lang)
    if target is not None:
        link = element("a", escape(target.name), href=_at("actor") + target.key, lang=lang)
        head = f"{head} {element('span', f'→ {link}', class_='marks')}"
    return element("p", head, class_="card-head")


def _about(statement: Statement) -> Iterator[str]:
    """What it does, how it is given, and where it stands."""
    report = statement.report
    yield element("a", escape(str(act(statement.act))), href=_at("statement") + statement.key)
    yield escape(str(kind(statement.kind)))
    title = escape(Truncator(str(report)).chars(LONGEST_TITLE))
    yield element("a", title, href=f"{_at('report')}{report.key}#{statement.key}", lang=statement.language)
    day = element("time", _day(statement.day, get_language()), datetime=statement.day.isoformat())
    yield f"{element('bdi', escape(statement.outlet))} {day}" if statement.outlet else day


@lru_cache(5000)
def _day(day: date, _language: str | None) -> str:
    return escape(date_format(day, "DATE_FORMAT"))


@cache
def _at(name: str) -> str:
    """The address of ``name`` without its key."""
    return reverse(name, args=["-"]).removesuffix("-")
