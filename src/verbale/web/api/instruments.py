"""Instruments: what is cited, and who cites each, when and how."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from verbale import types
from verbale.store import models
from verbale.store.answers import dossiers, plain, rankings
from verbale.web.api.actors import RankedActor, RankedInstrument, by_day, named, page_of
from verbale.web.api.fields import Key, Page, Paged, Text, stored
from verbale.web.api.nouns import Citation, DayCount, Instrument, Number
from verbale.web.freshness import remembered

router = Router(tags=["instruments"])
MOST = 50  # of a list
LATEST = 50  # citations


class InstrumentParameters(Paged):
    """Which instruments are wanted."""

    name: Text = Field("", description="How the name begins.")
    kind: types.InstrumentKind | None = None


class Instruments(Page):
    """A page of instruments, the most cited first."""

    items: list[RankedInstrument]


class FullInstrument(Instrument):
    """An instrument with who speaks of it, and where it is cited. Lists have the most frequent first."""

    reports: int = Field(description="Reports that cite it.")
    acts: list[DayCount] = Field(description="Statements that speak of it, day by day.")
    speakers: list[RankedActor]
    outlets: list[Number]
    citations: list[Citation] = Field(description="The newest.")


@router.get("/instruments", response=Instruments, url_name="instruments", summary="What is cited, the most cited first")
def instruments(request: HttpRequest, given: Query[InstrumentParameters]) -> dict[str, Any]:
    """The instruments that most reports cite (at most a thousand); by name and kind."""
    kind, name = given.kind, given.name
    ranking = remembered(f"most cited {kind} {name}", lambda: rankings.most_cited(kind, name))
    rows, further = page_of(ranking, given)
    known = models.Instrument.objects.in_bulk([pk for pk, _ in rows])
    return {"items": [{"instrument": known[pk], "number": number} for pk, number in rows], "next": further}


@router.get("/instruments/{key}", response=FullInstrument, url_name="instrument", summary="One instrument")
def instrument(request: HttpRequest, key: Key) -> dict[str, Any]:
    """An instrument: who speaks of it, when and how, and which reports cite it."""
    found = stored(models.Instrument.objects.all(), "instrument", key)
    said = models.Statement.objects.visible().about(found)
    citations = models.Citation.objects.visible().of(found)
    return plain.instrument(found) | {
        "reports": citations.order_by().aggregate(number=Count("report", distinct=True))["number"],
        "acts": by_day(dossiers.acts_by_day(said)),
        "speakers": [{"actor": item, "number": number} for item, number in dossiers.speakers(said, MOST)],
        "outlets": named(dossiers.outlets(said, MOST)),
        "citations": list(citations.newest().select_related("report")[:LATEST]),
    }
