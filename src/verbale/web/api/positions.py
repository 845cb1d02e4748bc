"""Positions: who demands, refuses, offers what of whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from verbale import types
from verbale.errors import QueryError
from verbale.store import models
from verbale.store.answers import plain, stances
from verbale.store.answers.plain import Plain
from verbale.store.people.sides import Side, named, side
from verbale.web.api.fields import Cursor, Limit, Page, Parameters
from verbale.web.api.nouns import Actor, DayCount, Noun, Position
from verbale.web.api.statements import Whom
from verbale.web.freshness import remembered

router = Router(tags=["positions"])
PAIRS = 50  # of the most frequent


class Sides(Parameters):
    """Two sides: a state stands for all under its code."""

    one: Whom = ""
    other: Whom = ""


class PositionParameters(Sides):
    """Which positions are wanted, of both directions."""

    act: types.Act | None = None
    speaker: Whom = Field("", description="Whose alone; a state is itself here.")
    target: Whom = Field("", description="Towards whom alone.")
    after: Cursor = ""
    limit: Limit = 20


class Positions(Page):
    """A page of positions."""

    items: list[Position]


class Pair(Noun):
    """Whose positions, and towards whom, by act."""

    speaker: Actor
    target: Actor
    acts: dict[types.Act, int]
    total: int


class Tally(Noun):
    """The positions of one direction, counted."""

    speaker: str | None = Field(description="The side; null: everybody.")
    target: str | None
    total: int
    pairs: list[Pair] = Field(description="Those with the most positions first.")
    days: list[DayCount]


class Tallies(Noun):
    """Both directions."""

    items: list[Tally]


class FrequentPair(Noun):
    """Who has many positions towards whom."""

    speaker: Actor
    target: Actor
    number: int


class FrequentPairs(Noun):
    """Those with the most first."""

    items: list[FrequentPair]


@router.get("/positions", response=Positions, url_name="positions", summary="Positions, the newest first")
def positions(request: HttpRequest, given: Query[PositionParameters]) -> dict[str, Any]:
    """The positions of two sides towards each other, or of one towards all; all, where no side is given."""
    one, other = _sides(given)
    found = stances.held(one, other)
    if one is not other:
        found |= stances.held(other, one)
    if given.act:
        found = found.filter(act=given.act)
    if given.speaker:
        found = found.by(*named(given.speaker).members)
    if given.target:
        found = found.towards(*named(given.target).members)
    page = stances.page(found, given.after, given.limit)
    return {"items": [position_of(row) for row in page.positions], "next": page.next}


@router.get("/positions/tally", response=Tallies, url_name="tally", summary="Positions of two sides, counted")
def tally(request: HttpRequest, given: Query[Sides]) -> dict[str, Any]:
    """How many positions of each act there are in each direction, by pair of actors and by day."""
    one, other = _sides(given)
    if one is None and other is None:
        raise QueryError("one", "no side is given", "give one or two; /positions/pairs lists who speaks of whom")
    return {"items": [_tally(one, other), _tally(other, one)]}


@router.get("/positions/pairs", response=FrequentPairs, url_name="pairs", summary="Who has most to say of whom")
def pairs(request: HttpRequest) -> dict[str, Any]:
    """The pairs of actors with the most positions."""
    found = remembered(f"pairs {PAIRS}", lambda: stances.frequent_pairs(PAIRS))
    return {"items": [{"speaker": one, "target": other, "number": number} for one, other, number in found]}


def position_of(row: models.Position) -> Plain:
    """A position, loaded with speaker, target and statement."""
    return plain.position(row)


def _sides(given: Sides) -> tuple[Side | None, Side | None]:
    return side(given.one) if given.one else None, side(given.other) if given.other else None


def _tally(speaker: Side | None, target: Side | None) -> dict[str, Any]:
    counted = stances.tally(stances.held(speaker, target))
    return {
        "speaker": speaker.name if speaker else None,
        "target": target.name if target else None,
        "total": counted.total,
        "pairs": [one._asdict() | {"total": one.total} for one in counted.pairs],
        "days": [{"day": day, "act": act, "number": number} for day, act, number in sorted(counted.days)],
    }
