"""Statements: the search, what its results have in common, and each with its history and who else carries it."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from verbale import types
from verbale.store import models
from verbale.store.answers import asking, plain
from verbale.store.answers.plain import Plain
from verbale.store.answers.query import MOST_VALUES, Sort, StateName
from verbale.store.answers.query import Query as StoreQuery
from verbale.store.keeping import utterances
from verbale.store.reviewing import reviews
from verbale.web.api.fields import Cursor, Key, Limit, Page, Parameters, Text, Texts, stored
from verbale.web.api.nouns import Copy, Instrument, Name, Noun, Question, ReportReference, Review, Statement
from verbale.web.questions import published_for

router = Router(tags=["statements"])

Languages = Annotated[
    list[Annotated[str, Field(pattern="^[A-Za-z]{2,8}$")]], Field(max_length=MOST_VALUES, description="ISO 639-1.")
]
Days = Annotated[
    str,
    Field(
        pattern=r"^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$",
        description="A day; or a month or year, which stands for its first or last day.",
        examples=["2031-05-17", "2031-05"],
    ),
]
Whom = Annotated[Text, Field(description="Key, name in any alphabet, or code (RUS: all under it).")]


class Limits(Parameters):
    """Which statements are wanted."""

    q: Text = Field("", description='Words in any form: `договор "честный разговор" -войска`; `*` after a beginning.')
    speaker: Whom = ""
    target: Whom = ""
    instrument: Text = Field("", description="Key or name of an instrument that is spoken of.")
    act: list[types.Act] = Field([], max_length=MOST_VALUES, description="PLOVER event types.")
    kind: list[types.Kind] = Field([], max_length=MOST_VALUES)
    outlet: Texts = Field([])
    language: Languages = Field([])
    since: Days = Field("", description="From this day of the report on.")
    until: Days = Field("", description="Until this day of the report.")
    said_since: Days = ""
    said_until: Days = ""
    state: list[StateName] = Field([], max_length=MOST_VALUES, description="By default all but the rejected.")


class StatementParameters(Limits):
    """Which statements are wanted, and in what order."""

    sort: Sort = Field("date", description="date: the newest first; rank (with q): the best first.")
    after: Cursor = ""
    limit: Limit = 20


class Statements(Page):
    """A page of statements."""

    items: list[Statement]


class Facet(Noun):
    """A value that statements have in common."""

    value: str = Field(description="To ask for: an actor's key, a code, a month.")
    label: str
    count: int


class Count(Noun):
    """How many there are."""

    number: int
    exact: bool = Field(description="False: there are more.")


class Facets(Noun):
    """What found statements have in common: the most frequent values first, months in their order."""

    count: Count
    complete: bool = Field(description="False: made from the newest of them only.")
    speaker: list[Facet]
    target: list[Facet]
    act: list[Facet]
    outlet: list[Facet]
    language: list[Facet]
    month: list[Facet]


class Wording(Noun):
    """An utterance as one report carries it."""

    statement: str = Field(description="Key of the statement.")
    content: str
    speaker: Name | None
    report: ReportReference
    copies: list[Copy]


class FullStatement(Statement):
    """A statement with the instruments that it speaks of, who else carries it, and what people have said of it."""

    instruments: list[Instrument]
    utterance: str | None = Field(description="Key of what several reports carry of it.")
    wordings: list[Wording] = Field(description="Of its utterance, the first reported first; itself among them.")
    history: list[Review]
    questions: list[Question]


@router.get("/statements", response=Statements, url_name="statements", summary="Who said what")
def statements(request: HttpRequest, given: Query[StatementParameters]) -> dict[str, Any]:
    """Statements by words, speaker, target, act, kind, outlet, language, days, instrument and state of review."""
    query = StoreQuery.from_params(given.given())
    page = asking.page(asking.statements(query).shown(), query)
    return {"items": [statement_of(row) for row in page.rows], "next": page.next}


@router.get("/statements/facets", response=Facets, url_name="facets", summary="What found statements have in common")
def facets(request: HttpRequest, given: Query[Limits]) -> dict[str, Any]:
    """How many statements there are, and by which values they can be limited further."""
    rows = asking.statements(StoreQuery.from_params(given.given()))
    found = asking.facets(rows)
    return {name: getattr(found, name) for name in found.__struct_fields__} | {"count": asking.count(rows)}


@router.get("/statements/{key}", response=FullStatement, url_name="statement", summary="One statement")
def statement(request: HttpRequest, key: Key) -> dict[str, Any]:
    """A statement with its history and corroboration; also one that reviewers rejected."""
    row = stored(models.Statement.objects.shown().select_related("utterance"), "statement", key)
    return statement_of(row) | {
        "instruments": list(row.instruments.order_by("pk")),
        "utterance": row.utterance.key if row.utterance else None,
        "wordings": wordings_of(row.utterance.pk) if row.utterance else [],
        "history": list(reviews.history("statement", key)),
        "questions": list(published_for("statement", key)),
    }


def statement_of(row: models.Statement) -> Plain:
    """A statement, loaded with what ``shown`` gives."""
    return plain.statement(row) | {"version": row.version, "rule": row.rule}


def wordings_of(utterance: int) -> list[Plain]:
    """The wordings of the utterance with this primary key."""
    return [
        {
            "statement": row.key,
            "content": row.content,
            "speaker": plain.person(row.speaker, row.speaker_name),
            "report": row.report,
            "copies": list(row.report.copies.all()),
        }
        for row in utterances.wordings(utterance)
    ]
