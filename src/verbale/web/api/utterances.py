"""Utterances: what was said once and stands in several outlets."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from verbale.errors import QueryError
from verbale.store import models
from verbale.store.answers import corroboration
from verbale.store.answers.corroboration import Place
from verbale.store.answers.plain import Plain
from verbale.store.people.sides import named
from verbale.store.search.tables import number, parts
from verbale.web.api.fields import Key, Page, Paged, cursor, numbers, stored
from verbale.web.api.nouns import Utterance
from verbale.web.api.statements import Whom, Wording, wordings_of

router = Router(tags=["utterances"])


class UtteranceParameters(Paged):
    """Which utterances are wanted."""

    speaker: Whom = ""


class Utterances(Page):
    """A page of utterances."""

    items: list[Utterance]


class FullUtterance(Utterance):
    """An utterance with all its wordings, the first reported first."""

    wordings: list[Wording]


@router.get("/utterances", response=Utterances, url_name="utterances", summary="What several outlets carry")
def utterances(request: HttpRequest, given: Query[UtteranceParameters]) -> dict[str, Any]:
    """What was said once and reported by several outlets, that which most carry first."""
    speaker = named(given.speaker) if given.speaker else None
    page = corroboration.page(speaker, _place(given.after) if given.after else None, given.limit)
    further = cursor(page.next.outlets, number(page.next.day, page.next.pk)) if page.next else None
    return {"items": [utterance_of(row) for row in page.utterances], "next": further}


@router.get("/utterances/{key}", response=FullUtterance, url_name="utterance", summary="One utterance")
def utterance(request: HttpRequest, key: Key) -> dict[str, Any]:
    """An utterance with its wordings and who printed copies of them."""
    row = stored(models.Utterance.objects.filter(first__isnull=False).select_related("first__report"), "utterance", key)
    return utterance_of(row) | {"wordings": wordings_of(row.pk)}


def utterance_of(row: models.Utterance) -> Plain:
    """An utterance, loaded with its first statement, which it has to have, and the report of that."""
    first: Any = row.first
    return {
        "key": row.key,
        "day": row.day,
        "outlets": row.outlets,
        "reports": row.wordings,
        "speaker": first.speaker_name,
        "statement": first.key,
        "content": first.content,
        "report": first.report,
    }


def _place(after: str) -> Place:
    outlets, row = numbers(after, 2)
    try:
        return Place(outlets % 2**31, *parts(row))
    except ValueError:
        raise QueryError("after", f"{after!r} is no cursor", "take it from the page before, or leave it out") from None
