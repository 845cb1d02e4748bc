"""Searches that somebody who is signed in keeps, with how much is new in each."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verbale.errors import NotStored, QueryError
from verbale.store.answers import asking
from verbale.store.answers.query import Query
from verbale.store.models import Report
from verbale.store.models.querysets import StatementQuerySet
from verbale.web.addresses import search_url
from verbale.web.forms.saved import LONGEST, SavedSearchForm
from verbale.web.models import SavedSearch
from verbale.web.permissions import AuthenticatedRequest
from verbale.web.results import results, with_texts
from verbale.web.told import told

MOST = 100  # searches of one account
COUNTED = 1000  # new statements; there may be more
PAGE = 40  # new statements that are shown


@require_safe
@login_required
def saved(request: AuthenticatedRequest) -> HttpResponse:
    """One's own searches."""
    found = SavedSearch.objects.filter(user=request.user).order_by("-pk")
    return render(request, "web/saved/list.html", {"searches": [(one, _url(one)) for one in found]})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def save(request: AuthenticatedRequest) -> HttpResponse:
    """Keep the search that the address says under a name."""
    try:
        query = Query.from_params(request.GET).replace()
    except QueryError as error:
        return render(request, "web/saved/save.html", {"error": told(error)}, status=400)
    form = SavedSearchForm(request.POST or None, initial={"name": query.words[:LONGEST]})
    if request.method == "POST" and form.is_valid():
        if SavedSearch.objects.filter(user=request.user).count() >= MOST:
            form.add_error(None, _("You have kept %(most)d searches; remove one first.") % {"most": MOST})
        else:
            parameters = urlencode(query.to_params(), doseq=True)
            name = form.cleaned_data["name"]
            SavedSearch.objects.create(user=request.user, name=name, query=parameters, seen=_newest())
            messages.success(request, _("The search is kept."))
            return redirect("saved")
    status = 400 if form.is_bound else 200
    return render(request, "web/saved/save.html", {"form": form, "url": search_url(query)}, status=status)


@require_safe
@login_required
def news(request: AuthenticatedRequest, number: int) -> HttpResponse:
    """What is new in one of one's searches."""
    kept = get_object_or_404(SavedSearch, pk=number, user=request.user)
    context: dict[str, object] = {"search": kept, "url": _url(kept)}
    try:
        rows = _new(kept)
    except (NotStored, QueryError) as error:
        return render(request, "web/saved/news.html", {**context, "error": told(error)})
    query = _query(kept)
    found = results(with_texts(rows).newest()[:PAGE], asking.search(query) if query.words else None)
    context |= {"results": found, "count": asking.count(rows, COUNTED), "newest": _newest()}
    return render(request, "web/saved/news.html", context)


@require_safe
@login_required
def count(request: AuthenticatedRequest, number: int) -> HttpResponse:
    """How much is new in one of one's searches, as a part of the list."""
    kept = get_object_or_404(SavedSearch, pk=number, user=request.user)
    try:
        found = str(asking.count(_new(kept), COUNTED))
    except (NotStored, QueryError):
        found = "0"
    return HttpResponse(found, content_type="text/plain; charset=utf-8")


@require_POST
@login_required
def seen(request: AuthenticatedRequest, number: int) -> HttpResponse:
    """What was new is known now: up to the report that the page knew of."""
    kept = get_object_or_404(SavedSearch, pk=number, user=request.user)
    shown = request.POST.get("newest", "")
    if shown.isascii() and shown.isdigit() and len(shown) < 19:
        kept.seen = max(kept.seen, min(int(shown), _newest()))
        kept.save(update_fields=["seen"])
    return redirect("saved")


@require_POST
@login_required
def remove(request: AuthenticatedRequest, number: int) -> HttpResponse:
    """Keep one of one's searches no longer."""
    get_object_or_404(SavedSearch, pk=number, user=request.user).delete()
    messages.success(request, _("The search is removed."))
    return redirect("saved")


def _query(kept: SavedSearch) -> Query:
    return Query.from_params(QueryDict(kept.query))


def _url(kept: SavedSearch) -> str:
    """The address of the search; of one that this version cannot read, of all."""
    try:
        return search_url(_query(kept))
    except QueryError:
        return search_url(Query())


def _new(kept: SavedSearch) -> StatementQuerySet:
    return asking.statements(_query(kept)).filter(report__gt=kept.seen)


def _newest() -> int:
    """The primary key of the newest report."""
    return Report.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


urlpatterns = [
    path("saved", saved, name="saved"),
    path("saved/new", save, name="save_search"),
    path("saved/<int:number>", news, name="saved_news"),
    path("saved/<int:number>/count", count, name="saved_count"),
    path("saved/<int:number>/seen", seen, name="saved_seen"),
    path("saved/<int:number>/remove", remove, name="saved_remove"),
]
