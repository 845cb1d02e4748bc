"""The page of a report, ready to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

import msgspec
from babel import Locale
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from verbale.export import jsonld
from verbale.export.html.markup import Block, element, marked_blocks
from verbale.export.text import address
from verbale.store.answers.current import CurrentReport
from verbale.store.models import Citation, Copy, Meeting, Report, State
from verbale.web.models import Question
from verbale.web.reading.cards import Card, cards
from verbale.web.reading.citation import moment_of, printed
from verbale.web.reading.labels import labels
from verbale.web.reading.listing import listing
from verbale.web.reading.marks import marks_of, not_rejected

KINDS = ("direct", "indirect", "mixed")


class Printed(msgspec.Struct, frozen=True):
    """Where and when a text was published."""

    publication: Report | Copy
    when: str  # as the outlet printed it
    moment: date | datetime | None  # the same, for programs
    url: str | None  # where it is an address that may be linked


class Stretch(msgspec.Struct, frozen=True):
    """A paragraph, or neighbouring ones that are page furniture as a whole."""

    html: SafeString
    furniture: int  # paragraphs of it; 0: the report's own text


class ReportPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of a report shows."""

    report: Report
    address: str  # whole, of the page
    record: str  # address of the record
    printed: Printed
    copies: list[Printed]
    counts: dict[str, int]  # of what is marked, by the kind of mark
    stretches: list[Stretch]
    statements: int
    listing: SafeString  # their cards
    meetings: list[Meeting]
    citations: list[Citation]
    decided: list[Card]  # of the statements that reviewers have decided on
    questions: bool  # whether any is published about the report itself
    language: str  # of the text, in the interface's
    characters: str
    linked_data: SafeString


def report_page(current: CurrentReport, asked: Sequence[Question], site: str) -> ReportPage:
    """The page of a report on the ``site`` (``https://host``) that citations lead back to.

    ``asked`` are the published questions about the report and what is in it.
    """
    report = current.report
    here = site + reverse("report", args=[report.key])
    every = cards(current.statements, current, asked, here)
    standing = [card for card in every if card.statement.state != State.REJECTED]
    return ReportPage(
        report=report,
        address=here,
        record=reverse("record", args=[report.key]),
        printed=printed_in(report),
        copies=[printed_in(copy) for copy in current.copies],
        counts=_counts(current, standing),
        stretches=[_stretch(block) for block in marked_blocks(current.text, marks_of(current), current.furniture)],
        statements=len(standing),
        listing=listing(standing, labels()),
        meetings=list(not_rejected(current.meetings)),
        citations=list(not_rejected(current.citations)),
        decided=[card for card in every if card.entries],
        questions=any(question.noun == "report" for question in asked),
        language=_language_name(report.language, get_language() or "en"),
        characters=number_format(len(current.text), force_grouping=True),
        linked_data=linked_data(jsonld.article(current.record, places=False) | {"mainEntityOfPage": here}),
    )


def linked_data(node: jsonld.Node) -> SafeString:
    """``node`` as an element of the page's head; a block of data, which no policy has to let run."""
    return mark_safe(f'<script type="application/ld+json">{jsonld.embedded(node)}</script>')  # noqa: S308, escaped there


def printed_in(publication: Report | Copy) -> Printed:
    """Where and when ``publication`` appeared."""
    return Printed(publication, printed(publication), moment_of(publication), address(publication.url))


@cache
def _language_name(code: str, interface: str) -> str:
    """What a language (ISO 639-1) is called in the interface's; its code where that is not known."""
    return str(Locale(interface).languages.get(code, code))


def _counts(current: CurrentReport, standing: Sequence[Card]) -> dict[str, int]:
    kinds = Counter(card.statement.kind for card in standing)
    facts = {
        "time": len(current.read.times),
        "meeting": len(list(not_rejected(current.meetings))),
        "instrument": len(list(not_rejected(current.citations))),
        "furniture": len(current.furniture),
    }
    return {kind: kinds[kind] for kind in KINDS} | facts


def _stretch(block: Block) -> Stretch:
    """The paragraphs of ``block``, each with the code points that it shows, for scripts."""
    html = "".join(
        element("p", line.html, data_start=str(line.span.start), data_end=str(line.span.end)) for line in block.lines
    )
    return Stretch(mark_safe(html), len(block.lines) if block.furniture else 0)  # noqa: S308, markup.py escapes
