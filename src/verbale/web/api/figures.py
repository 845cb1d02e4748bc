"""What the record holds, and what readers have asked of it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from verbale.store.answers import figures
from verbale.web import subjects
from verbale.web.api.fields import Key, Parameters
from verbale.web.api.nouns import Noun, Question
from verbale.web.freshness import remembered
from verbale.web.questions import published_for

router = Router(tags=["record"])


class Figures(Noun):
    """How much there is; of outlets and speakers those with the most statements."""

    first_day: date | None = Field(description="Of reports.")
    last_day: date | None
    nouns: dict[str, int]
    acts: dict[str, int]
    languages: dict[str, int]
    states: dict[str, int] = Field(description="What reviewers have said of statements.")
    outlets: dict[str, int]
    speakers: dict[str, int]


class QuestionParameters(Parameters):
    """About which item."""

    noun: Literal["report", "statement", "meeting"]
    key: Key


class Questions(Noun):
    """Questions and corrections, the first published first."""

    items: list[Question]


@router.get("/stats", response=Figures, url_name="stats", summary="How much the record holds")
def stats(request: HttpRequest) -> dict[str, Any]:
    """How many reports, statements, actors … there are, and of what."""
    found = remembered("figures", figures.figures)
    nouns = {name.split()[0]: number for name, number in found.nouns.items()}  # without the words for people
    return {name: getattr(found, name) for name in Figures.model_fields} | {"nouns": nouns}


@router.get("/questions", response=Questions, url_name="questions", summary="Published questions about an item")
def questions(request: HttpRequest, given: Query[QuestionParameters]) -> dict[str, Any]:
    """Readers' questions and corrections that stand at an item, with their answers."""
    subjects.find(given.noun, given.key)
    return {"items": list(published_for(given.noun, given.key))}
