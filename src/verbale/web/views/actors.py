"""Actors: an index of who is quoted, and each one's dossier."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from verbale.export.text import wikidata
from verbale.periods import Period
from verbale.store.answers import dossiers, rankings
from verbale.store.models import Actor, Statement
from verbale.store.people.names import names_like
from verbale.web import charts
from verbale.web.addresses import limited
from verbale.web.forms.index import LONGEST, ActorsForm
from verbale.web.freshness import remembered
from verbale.web.templatetags.verbale import ACTS

PAGE = 50  # actors of the index
SUGGESTED = 15  # names
LATEST = 10  # statements
MOST = 12  # of a list of the dossier


@require_safe
def actors(request: HttpRequest) -> HttpResponse:
    """Who is quoted, the most quoted first; by name and kind."""
    form = ActorsForm(request.GET)
    if not form.is_valid():
        return render(request, "web/actors/index.html", {"form": form}, status=400)
    name, kind = form.cleaned_data["name"], form.cleaned_data["type"] or None
    if name:
        ranking = rankings.quoted_as(name, kind)
    else:
        ranking = remembered(f"most quoted {kind}", lambda: rankings.most_quoted(kind))
    page = Paginator(ranking, PAGE).get_page(request.GET.get("page"))
    known = Actor.objects.in_bulk([pk for pk, _ in page.object_list])
    rows = [(known[pk], number) for pk, number in page.object_list]
    return render(request, "web/actors/index.html", {"form": form, "page": page, "rows": rows})


@require_safe
def suggested(request: HttpRequest) -> HttpResponse:
    """Names for what is being typed into a form, as options."""
    typed = request.GET.get("name", "")[:LONGEST]
    names = dict.fromkeys(name for _, name in names_like(typed, SUGGESTED))
    return render(request, "web/actors/suggested.html", {"names": names})


@require_safe
def actor(request: HttpRequest, key: str) -> HttpResponse:
    """What one actor said, of whom and what, where, and how it changed."""
    found = get_object_or_404(Actor.objects.select_related("joined_into"), key=key)
    if found.joined_into is not None:
        return redirect("actor", found.joined_into.key)
    said = Statement.objects.visible().by(found)
    counts = dossiers.acts_by_day(said)
    context = {
        "actor": found,
        "wikidata": wikidata(found.qid),
        "total": sum(number for _, _, number in counts),
        "called": dossiers.called(found, MOST),
        "timeline": _timeline(found, counts),
        "targets": dossiers.targets(said, MOST),
        "instruments": dossiers.instruments(said, MOST),
        "outlets": dossiers.outlets(said, MOST),
        "changes": dossiers.changes(found, MOST),
        "corroborated": dossiers.corroborated(found, MOST),
        "latest": said.shown().newest()[:LATEST],
    }
    return render(request, "web/actors/actor.html", context)


def _timeline(actor: Actor, counts: dossiers.Counts) -> charts.Timeline | None:
    def link(act: str | None, period: Period) -> str:
        return limited("search", period.first, period.after - timedelta(1), speaker=actor.key, act=act)

    return charts.gathered(
        counts,
        {code: str(name) for code, name in ACTS.items()},
        link,
        title=_("Statements over time"),
        description=_("How many statements stand in reports of each period, and what they do."),
        name="statements",
    )


urlpatterns = [
    path("actors/", actors, name="actors"),
    path("actors/suggested", suggested, name="suggested"),
    path("actors/<slug:key>", actor, name="actor"),
]
