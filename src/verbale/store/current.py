"""A report as it stands now: what the reader read in it, with the decisions of reviewers."""

from __future__ import annotations

import msgspec

from verbale import types
from verbale.errors import NotStored
from verbale.store.models import Citation, Copy, Meeting, Report, Statement

_PARTS = ("cue", "source", "addressee", "target", "condition")


class CurrentReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its rows, in text order; rejected items are among them, and say so by their ``state``."""

    report: Report
    text: str
    statements: list[Statement]
    meetings: list[Meeting]
    citations: list[Citation]
    copies: list[Copy]
    times: tuple[types.TimeExpression, ...]

    @property
    def furniture(self) -> tuple[types.Span, ...]:
        """Page furniture in the text."""
        return tuple(types.Span(start, end) for start, end in self.report.furniture)


class _Times(msgspec.Struct, frozen=True):
    """What of a record's JSON has no row of its own."""

    times: tuple[types.TimeExpression, ...] = ()


def current_report(key: str) -> CurrentReport:
    """The report under ``key`` with all that stands at it. Raises ``NotStored`` where there is none."""
    report = Report.objects.select_related("text", "reading__record").filter(key=key).first()
    if report is None:
        raise NotStored(f"{key}: no such report")
    proof = report.reading.record.read() if report.reading is not None else b"{}"
    return CurrentReport(
        report=report,
        text=text_of(report),
        statements=list(
            Statement.objects.filter(report=report)
            .select_related("speaker", "target", "addressee", "utterance")
            .prefetch_related("instruments")
            .order_by("start", "pk")
        ),
        meetings=list(Meeting.objects.filter(report=report).order_by("start", "pk")),
        citations=list(Citation.objects.filter(report=report).select_related("instrument").order_by("start", "pk")),
        copies=list(Copy.objects.filter(report=report).order_by("published", "pk")),
        times=msgspec.json.decode(proof, type=_Times).times,
    )


def text_of(report: Report) -> str:
    """The report's text, which all spans point into."""
    return report.text.read().decode("utf-8", "surrogatepass")
