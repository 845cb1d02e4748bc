"""Actors: who is quoted, and each one's dossier."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from ninja import Query, Router
from pydantic import Field

from verbale import types
from verbale.store import models
from verbale.store.answers import dossiers, rankings
from verbale.store.answers.rankings import Ranking
from verbale.web.api.fields import Key, Page, Paged, Text, cursor, numbers, stored
from verbale.web.api.nouns import Actor, DayCount, Instrument, Noun, Number, Position, Utterance
from verbale.web.api.positions import position_of
from verbale.web.api.utterances import utterance_of
from verbale.web.freshness import remembered

router = Router(tags=["actors"])
MOST = 50  # of a list of the dossier


class ActorParameters(Paged):
    """Which actors are wanted."""

    name: Text = Field("", description="How a name of theirs begins, in any alphabet.")
    type: types.ActorType | None = None


class RankedActor(Noun):
    """An actor and how many statements are his."""

    actor: Actor
    number: int


class Actors(Page):
    """A page of actors, the most quoted first."""

    items: list[RankedActor]


class RankedInstrument(Noun):
    """An instrument and how many statements speak of it, or reports cite it."""

    instrument: Instrument
    number: int


class Change(Noun):
    """Positions on one subject towards one other that differ in their act, in the order of their days."""

    target: str | None
    subject: str
    positions: list[Position]


class Dossier(Actor):
    """What one actor said: of whom and what, where, and how it changed. Lists have the most frequent first."""

    total: int = Field(description="Statements.")
    names: list[Number] = Field(description="What the newest reports call the actor besides.")
    roles: list[Number]
    acts: list[DayCount]
    targets: list[RankedActor]
    instruments: list[RankedInstrument]
    outlets: list[Number]
    changes: list[Change]
    corroborated: list[Utterance] = Field(description="What several outlets carry.")


@router.get("/actors", response=Actors, url_name="actors", summary="Who is quoted, the most quoted first")
def actors(request: HttpRequest, given: Query[ActorParameters]) -> dict[str, Any]:
    """The actors with the most statements (at most a thousand); by name and type."""
    kind = given.type
    if given.name:
        ranking = rankings.quoted_as(given.name, kind)
    else:
        ranking = remembered(f"most quoted {kind}", lambda: rankings.most_quoted(kind))
    rows, further = page_of(ranking, given)
    known = models.Actor.objects.in_bulk([pk for pk, _ in rows])
    return {"items": [{"actor": known[pk], "number": number} for pk, number in rows], "next": further}


@router.get("/actors/{key}", response={200: Dossier, 302: None}, url_name="actor", summary="One actor's dossier")
def actor(request: HttpRequest, key: Key) -> dict[str, Any] | HttpResponse:
    """What one actor said. One that editors have joined to another leads on to that (302)."""
    found = stored(models.Actor.objects.select_related("joined_into"), "actor", key)
    if found.joined_into is not None:
        return HttpResponseRedirect(reverse("api:actor", args=[found.joined_into.key]))
    said = models.Statement.objects.visible().by(found)
    counts = dossiers.acts_by_day(said)
    called = dossiers.called(found, MOST)
    return {name: getattr(found, name) for name in Actor.model_fields} | {
        "total": sum(number for _, _, number in counts),
        "names": named(called.names),
        "roles": named(called.roles),
        "acts": by_day(counts),
        "targets": [{"actor": item, "number": number} for item, number in dossiers.targets(said, MOST)],
        "instruments": [{"instrument": item, "number": number} for item, number in dossiers.instruments(said, MOST)],
        "outlets": named(dossiers.outlets(said, MOST)),
        "changes": [change_of(one, found) for one in dossiers.changes(found, MOST)],
        "corroborated": [utterance_of(one) for one in dossiers.corroborated(found, MOST)],
    }


def change_of(change: dossiers.Change, speaker: models.Actor) -> dict[str, Any]:
    """A change of positions, which are all the speaker's."""
    for position in change.positions:
        position.speaker = speaker
    return change._asdict() | {"positions": [position_of(one) for one in change.positions]}


def named(shares: list[dossiers.Share]) -> list[dict[str, Any]]:
    """Shares of things that have only a name."""
    return [{"name": item, "number": number} for item, number in shares]


def by_day(counts: dossiers.Counts) -> list[dict[str, Any]]:
    """Counts of acts, day by day."""
    return [{"day": day, "act": act, "number": number} for day, act, number in sorted(counts)]


def page_of(ranking: Ranking, given: Paged) -> tuple[Ranking, str | None]:
    """The page of ``ranking`` that is asked for, and the cursor of the next."""
    rest = ranking
    if given.after:
        number, last = numbers(given.after, 2)
        rest = [(pk, times) for pk, times in ranking if (-times, pk) > (-number, last)]
    rows = rest[: given.limit]
    return rows, cursor(rows[-1][1], rows[-1][0]) if len(rest) > given.limit else None
