"""The page of a report, ready to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from babel import Locale
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from verbale.export.html.markup import Block, element, marked_blocks
from verbale.export.text import address
from verbale.store.current import CurrentReport
from verbale.store.models import Citation, Copy, Meeting, Report, State, Statement
from verbale.web.reading.cards import Card, card
from verbale.web.reading.citation import moment_of, printed
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
    printed: Printed
    copies: list[Printed]
    stretches: list[Stretch]
    cards: list[Card]
    meetings: list[Meeting]
    citations: list[Citation]
    rejected: list[Statement]
    counts: dict[str, int]  # of what is marked, by the kind of mark
    address: str  # whole, of the page
    language: str  # of the text, in the interface's
    characters: int


def report_page(current: CurrentReport, site: str) -> ReportPage:
    """The page of a report on the ``site`` (``https://host``) that citations lead back to."""
    report = current.report
    here = site + reverse("report", args=[report.key])
    cards = list(cards_of(current, here))
    return ReportPage(
        report=report,
        printed=printed_in(report),
        copies=[printed_in(copy) for copy in current.copies],
        stretches=[_stretch(block) for block in marked_blocks(current.text, marks_of(current), current.furniture)],
        cards=cards,
        meetings=list(not_rejected(current.meetings)),
        citations=list(not_rejected(current.citations)),
        rejected=[statement for statement in current.statements if statement.state == State.REJECTED],
        counts=_counts(current, cards),
        address=here,
        language=language_name(report.language),
        characters=len(current.text),
    )


def cards_of(current: CurrentReport, here: str) -> Iterator[Card]:
    """The cards of the statements that stand; ``here`` is the whole address of the report's page."""
    citations = {citation.instrument_id: citation for citation in current.citations}
    for statement in not_rejected(current.statements):
        statement.report = current.report
        yield card(statement, current.text, citations, f"{here}#{statement.key}")


def printed_in(publication: Report | Copy) -> Printed:
    """Where and when ``publication`` appeared."""
    return Printed(publication, printed(publication), moment_of(publication), address(publication.url))


def language_name(code: str) -> str:
    """What a language (ISO 639-1) is called in the interface's; its code where that is not known."""
    return str(Locale(get_language() or "en").languages.get(code, code))


def _counts(current: CurrentReport, cards: list[Card]) -> dict[str, int]:
    kinds = Counter(card.statement.kind for card in cards)
    facts = {
        "time": len(current.times),
        "meeting": len(list(not_rejected(current.meetings))),
        "instrument": len(list(not_rejected(current.citations))),
        "furniture": len(current.report.furniture),
    }
    return {kind: kinds[kind] for kind in KINDS} | facts


def _stretch(block: Block) -> Stretch:
    """The paragraphs of ``block``, each with the code points that it shows, for scripts."""
    html = "".join(
        element("p", line.html, data_start=str(line.span.start), data_end=str(line.span.end)) for line in block.lines
    )
    return Stretch(mark_safe(html), len(block.lines) if block.furniture else 0)  # noqa: S308, markup.py escapes
