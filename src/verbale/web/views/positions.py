"""Positions between two sides: who demands, refuses, offers what of whom."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from verbale.errors import NotStored, QueryError
from verbale.periods import Period
from verbale.store.answers import stances
from verbale.store.answers.stances import Pair, Tally
from verbale.store.models.querysets import PositionQuerySet
from verbale.store.people.sides import Side, side
from verbale.web.addresses import limited
from verbale.web.charts import Timeline, gathered
from verbale.web.forms.positions import SidesForm
from verbale.web.freshness import remembered
from verbale.web.templatetags.verbale import ACTS
from verbale.web.told import told

PAGE = 25  # positions
PAIRS = 20  # that are offered where nobody is asked for


class Cell(NamedTuple):
    """How many positions, and where they are listed."""

    number: int
    url: str


class Direction(NamedTuple):
    """What one side wants of the other."""

    name: str
    tally: Tally
    acts: list[str]  # the columns
    rows: list[tuple[Pair, list[Cell]]]
    totals: list[int]  # of all pairs, by act
    timeline: Timeline | None


@require_safe
def positions(request: HttpRequest) -> HttpResponse:
    """The matrix of both directions, over time, and the positions themselves."""
    form = SidesForm(request.GET)
    if not form.is_valid():
        return _page(request, {"form": form}, status=400)
    asked = form.cleaned_data
    try:
        one, other = (side(asked[name]) if asked[name] else None for name in ("one", "other"))
    except NotStored as error:
        return _page(request, {"form": form, "error": told(error)}, status=404)
    if one is None and other is None:
        pairs = remembered(f"pairs {PAIRS}", lambda: stances.frequent_pairs(PAIRS))
        return _page(request, {"form": form, "pairs": pairs})
    ways = {"there": (one, other), "back": (other, one)}
    try:
        page = stances.page(_chosen(one, other, asked), asked["after"], PAGE)
    except QueryError as error:
        return _page(request, {"form": form, "error": told(error)}, status=400)
    directions = [_direction(name, *sides, asked) for name, sides in ways.items()]
    context = {
        "form": form,
        "directions": [direction for direction in directions if direction.tally.total],
        "page": page,
        "next": _url({**asked, "after": page.next}) if page.next else None,
        "chosen": any(asked[name] for name in ("act", "speaker", "target")),
        "all": _url({name: asked[name] for name in ("one", "other")}),
    }
    return _page(request, context)


def _page(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "web/positions.html", context, status=status)


def _chosen(one: Side | None, other: Side | None, asked: dict[str, str]) -> PositionQuerySet:
    """The positions of both directions, or those of one cell."""
    found = stances.held(one, other) | stances.held(other, one)
    limits = {"speaker__key": asked["speaker"], "target__key": asked["target"], "act": asked["act"]}
    return found.filter(**{name: value for name, value in limits.items() if value})


def _direction(name: str, speaker: Side | None, target: Side | None, asked: dict[str, str]) -> Direction:
    counted = stances.tally(stances.held(speaker, target))
    found: Counter[str] = Counter()
    for _day, act, number in counted.days:
        found[act] += number
    acts = [act for act in ACTS if found[act]]
    title = f"{speaker.name if speaker else _('All')} → {target.name if target else _('all')}"
    sides = {side: asked[side] for side in ("one", "other")}
    rows = [(pair, [_cell(pair, act, sides) for act in acts]) for pair in counted.pairs]
    totals = [found[act] for act in acts]
    return Direction(title, counted, acts, rows, totals, _timeline(name, title, counted, asked))


def _cell(pair: Pair, act: str, sides: dict[str, str]) -> Cell:
    limits = {"speaker": pair.speaker.key, "target": pair.target.key, "act": act}
    return Cell(pair.acts[act], _url({**sides, **limits}))


def _timeline(name: str, title: str, counted: Tally, asked: dict[str, str]) -> Timeline | None:
    speaker, target = (asked["one"], asked["other"]) if name == "there" else (asked["other"], asked["one"])

    def link(act: str | None, period: Period) -> str:
        last = period.after - timedelta(1)
        return limited("search", period.first, last, speaker=speaker, target=target, act=act)

    return gathered(
        counted.days,
        {code: str(label) for code, label in ACTS.items()},
        link,
        title=title,
        description=_("How many positions stand in reports of each period, and what they do."),
        name=name,
    )


def _url(parameters: dict[str, str]) -> str:
    given = {name: value for name, value in parameters.items() if value}
    return f"{reverse('positions')}?{urlencode(given)}#positions"


urlpatterns = [path("positions", positions, name="positions")]
