"""The page of one statement, ready to be shown."""

from __future__ import annotations

import msgspec
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from verbale.export.html.markup import element, marked_lines
from verbale.store.current import CurrentReport
from verbale.store.models import Review, State, Statement
from verbale.types import Span
from verbale.web.reading.cards import Card, card
from verbale.web.reading.marks import statement_marks
from verbale.web.reading.page import Printed, printed_in


class StatementPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of a statement shows."""

    card: Card
    printed: Printed  # the report
    context: SafeString  # the paragraphs that the statement stands in, with it marked
    wordings: list[Wording]  # of its utterance, the earliest first; itself among them
    reviews: list[Review]
    permalink: str  # whole address of the page


class Wording(msgspec.Struct, frozen=True):
    """One outlet's wording of an utterance."""

    statement: Statement
    printed: Printed


def statement_page(current: CurrentReport, key: str, site: str) -> StatementPage:
    """The page of the statement ``key`` of a report, on ``site`` (``https://host``)."""
    statement = next((one for one in current.statements if one.key == key), None)
    if statement is None:
        raise Http404
    statement.report = current.report
    citations = {citation.instrument_id: citation for citation in current.citations}
    here = f"{site}{reverse('report', args=[current.report.key])}#{key}"
    return StatementPage(
        card=card(statement, current.text, citations, here),
        printed=printed_in(current.report),
        context=context_of(statement, current.text),
        wordings=_wordings(statement),
        reviews=list(Review.objects.filter(noun="statement", item=key).order_by("number")),
        permalink=site + reverse("statement", args=[key]),
    )


def context_of(statement: Statement, text: str) -> SafeString:
    """The paragraphs from the first to the last character of ``statement``, with it marked."""
    marks = list(statement_marks(statement))
    first = min(mark.span.start for mark in marks)
    last = max(mark.span.end for mark in marks)
    whole = Span(first, last)
    html = "".join(element("p", line.html) for line in marked_lines(text, marks) if line.span.overlaps(whole))
    return mark_safe(html)  # noqa: S308, markup.py escapes


def _wordings(statement: Statement) -> list[Wording]:
    if statement.utterance_id is None:
        return []
    others = Statement.objects.filter(utterance_id=statement.utterance_id).exclude(state=State.REJECTED)
    found = others.select_related("report", "speaker").order_by("report__published", "day", "pk")
    return [Wording(one, printed_in(one.report)) for one in found]
