"""Reports: the list, and each with its record as reviewers have left it; and new ones."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from django.http import HttpRequest
from ninja import File, Form, Query, Router, Status, UploadedFile
from ninja.decorators import decorate_view
from pydantic import BaseModel, Field

from verbale.export import jsonl
from verbale.store.answers import asking
from verbale.store.answers.current import current_report
from verbale.store.answers.query import Query as StoreQuery
from verbale.store.answers.query import Sort
from verbale.web.api.bearer import AuthorisedRequest, BearerToken, takes
from verbale.web.api.fields import Key, Page, Paged, Text, Texts
from verbale.web.api.nouns import Copy, Name, Noun, Report, Span, Spans, State, Version
from verbale.web.api.reading import LARGEST, Metadata, read_and_keep
from verbale.web.api.statements import Days, Languages
from verbale.web.tokens import Scope

router = Router(tags=["reports"])
FORM_ROOM = 100_000  # bytes of a body beside the file


class ReportParameters(Paged):
    """Which reports are wanted."""

    q: Text = Field("", description="Words of title or text, as in the search.")
    outlet: Texts = Field([])
    language: Languages = Field([])
    since: Days = ""
    until: Days = ""
    sort: Sort = "date"


class Reports(Page):
    """A page of reports."""

    items: list[Report]


class Item(Noun):
    """A statement, meeting or citation of a report, by the key that it has in addresses."""

    key: str
    start: int = Field(description="Its first character, in code points.")
    state: State
    version: Version


class SaidItem(Item):
    """A statement of a report."""

    spans: Spans
    speaker: Name | None
    outlets: int | None = Field(description="How many carry it; null: this one alone.")


class FullReport(Report):
    """A report with its record, the keys of what is in it, and its copies."""

    encoding: str | None
    sha256: str = Field(description="Of the text in UTF-8.")
    furniture: list[Span] = Field(description="Page furniture in the text: kept, never read.")
    copies: list[Copy]
    statements: list[SaidItem] = Field(description="Also those that reviewers rejected.")
    meetings: list[Item]
    citations: list[Item]
    record: Any = Field(
        description="What was read, without what reviewers rejected, with what they corrected.",
    )


class Kept(BaseModel):
    """What became of a report that was sent."""

    status: Literal["added", "copy", "known"] = Field(
        description="added; a copy of a report that the record had under another outlet or address; or known already."
    )
    report: str = Field(description="Key of the report, or of the one that it is a copy of.")


@router.get("/reports", response=Reports, url_name="reports", summary="Reports, the newest first")
def reports(request: HttpRequest, given: Query[ReportParameters]) -> dict[str, Any]:
    """Reports by words, outlet, language and days."""
    query = StoreQuery.from_params(given.given())
    page = asking.page(asking.reports(query), query)
    return {"items": page.rows, "next": page.next}


@router.get("/reports/{key}", response=FullReport, url_name="report", summary="One report with its record")
def report(request: HttpRequest, key: Key) -> dict[str, Any]:
    """A report with all that was read in it, as reviewers have left it, and where else it was printed."""
    found = current_report(key)
    row = found.report
    values = {name: getattr(row, name) for name in Report.model_fields}
    return values | {
        "encoding": row.encoding,
        "sha256": row.text_id,
        "furniture": row.furniture,
        "copies": found.copies,
        "statements": [_said(one) for one in found.statements],
        "meetings": found.meetings,
        "citations": found.citations,
        "record": msgspec.Raw(jsonl.encode(found.record)),
    }


def _said(row: Any) -> dict[str, Any]:
    """A row of a ``CurrentReport``, which has the key of the speaker beside it."""
    speaker = {"key": row.speaker_key, "name": row.speaker_name} if row.speaker_name is not None else None
    values = {name: getattr(row, name) for name in (*Item.model_fields, "spans", "outlets")}
    return values | {"speaker": speaker}


@router.post(
    "/reports",
    auth=BearerToken(Scope.REPORTS),
    response={201: Kept, 200: Kept},
    url_name="add_report",
    summary="Add a report",
)
@decorate_view(takes("multipart/form-data", LARGEST + FORM_ROOM))
def add(request: AuthorisedRequest, file: File[UploadedFile], given: Form[Metadata]) -> Status[Any]:
    """Read a report (plain text or HTML, its bytes as they were fetched) and keep what it says.

    201 where it was added, 200 where the record had it already: then it may be a copy that another outlet printed.
    """
    kept = read_and_keep(file, given)
    return Status(201 if kept.status == "added" else 200, {"status": kept.status, "report": kept.report})
