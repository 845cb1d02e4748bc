"""Instruments: an index of what is cited, and who cites each, when and how."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from verbale.periods import Period
from verbale.store.answers import dossiers, rankings
from verbale.store.models import Citation, Instrument, Statement
from verbale.web.addresses import limited
from verbale.web.charts import Timeline, gathered
from verbale.web.forms.index import InstrumentsForm
from verbale.web.freshness import remembered
from verbale.web.results import cited, results, with_texts
from verbale.web.templatetags.verbale import ACTS

PAGE = 50  # instruments of the index
MOST = 12  # of a list
LATEST = 10  # statements, and citations


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """What is cited, the most cited first; by name and kind."""
    form = InstrumentsForm(request.GET)
    if not form.is_valid():
        return render(request, "web/instruments/index.html", {"form": form}, status=400)
    kind, name = form.cleaned_data["kind"] or None, form.cleaned_data["name"]
    ranking = remembered(f"most cited {kind} {name}", lambda: rankings.most_cited(kind, name))
    page = Paginator(ranking, PAGE).get_page(request.GET.get("page"))
    known = Instrument.objects.in_bulk([pk for pk, _ in page.object_list])
    rows = [(known[pk], number) for pk, number in page.object_list]
    return render(request, "web/instruments/index.html", {"form": form, "page": page, "rows": rows})


@require_safe
def instrument(request: HttpRequest, key: str) -> HttpResponse:
    """Who speaks of one instrument, when and how, and where it is cited."""
    found = get_object_or_404(Instrument, key=key)
    said = Statement.objects.visible().about(found)
    citations = Citation.objects.visible().of(found)
    context = {
        "instrument": found,
        "reports": citations.order_by().aggregate(number=Count("report", distinct=True))["number"],
        "timeline": _timeline(found, dossiers.acts_by_day(said)),
        "speakers": dossiers.speakers(said, MOST),
        "outlets": dossiers.outlets(said, MOST),
        "latest": results(with_texts(said).newest()[:LATEST]),
        "citations": cited(citations.newest().select_related("report__text")[:LATEST]),
    }
    return render(request, "web/instruments/instrument.html", context)


def _timeline(instrument: Instrument, counts: dossiers.Counts) -> Timeline | None:
    def link(act: str | None, period: Period) -> str:
        return limited("search", period.first, period.after - timedelta(1), instrument=instrument.key, act=act)

    return gathered(
        counts,
        {code: str(name) for code, name in ACTS.items()},
        link,
        title=_("Statements over time"),
        description=_("How many statements speak of it in reports of each period, and what they do."),
        name="statements",
    )


urlpatterns = [
    path("instruments/", instruments, name="instruments"),
    path("instruments/<slug:key>", instrument, name="instrument"),
]
