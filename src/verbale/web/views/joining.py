"""Editors at work on actors: two that are one are joined, one that is two is split, and either can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from verbale.errors import NotStored, ReviewError, StaleDecision
from verbale.store.models import Actor, Appearance, Decision, Review
from verbale.store.reviewing.actions import JoinActors, SplitActor, Undo
from verbale.store.reviewing.chain import Author
from verbale.store.transactions import writing
from verbale.web.forms.joining import EditForm, JoinForm, SplitForm, UndoForm
from verbale.web.permissions import AuthenticatedRequest, Task, requires
from verbale.web.review.words import entries
from verbale.web.told import told

PAGE = 50  # appearances
MOST = 100  # decisions
FORMS: dict[str, type[EditForm]] = {"join": JoinForm, "split": SplitForm, "undo": UndoForm}


@never_cache
@require_safe
@requires(Task.EDIT)
def edit(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """An actor with its appearances, and what can be done with it."""
    return _page(request, get_object_or_404(Actor.objects.select_related("joined_into"), key=key))


@never_cache
@require_POST
@requires(Task.EDIT)
def change(request: AuthenticatedRequest, key: str, action: str) -> HttpResponse:
    """Join, split or undo; a clear 409 where somebody else has changed the actor since it was seen."""
    if action not in FORMS:
        raise Http404
    actor = get_object_or_404(Actor.objects.select_related("joined_into"), key=key)
    form = FORMS[action](request.POST)
    if not form.is_valid():
        return _page(request, actor, {action: form}, status=400)
    try:
        review = _perform(actor, form, request)
    except StaleDecision:
        actor.refresh_from_db()
        return _page(request, actor, {action: form}, status=409)
    except (ReviewError, NotStored) as error:
        form.add_error(None, told(error))
        return _page(request, actor, {action: form}, status=400)
    return HttpResponseRedirect(reverse("edit_actor", args=[review.after.get("into") or review.item]))


def _perform(actor: Actor, form: EditForm, request: AuthenticatedRequest) -> Review:
    given = form.cleaned_data
    actions: dict[type[EditForm], Callable[[], Any]] = {
        JoinForm: lambda: JoinActors(key=actor.key, into=given["into"]),
        SplitForm: lambda: SplitActor(key=actor.key, places=given["places"]),
        UndoForm: lambda: Undo(number=given["number"]),
    }
    with writing():
        if _last(actor) != given["last"]:
            raise StaleDecision(f"actor {actor.key} has changed since you saw it; look at it again")
        review: Review = actions[type(form)]().perform(Author.of(request.user), given["reason"])
    return review


def _decisions(actor: Actor) -> list[Review]:
    """The newest decisions on ``actor`` and on those that were joined into it."""
    joined = Actor.objects.filter(joined_into=actor).values_list("key", flat=True)
    of_it = Q(item=actor.key) | Q(item__in=list(joined))
    return list(Review.objects.filter(of_it, noun="actor").order_by("-number")[:MOST])


def _last(actor: Actor) -> int:
    decisions = _decisions(actor)
    return decisions[0].number if decisions else 0


def _page(
    request: AuthenticatedRequest, actor: Actor, forms: dict[str, EditForm] | None = None, *, status: int = 200
) -> HttpResponse:
    decisions = _decisions(actor)
    undone = {review.after.get("undone") for review in decisions if review.decision == Decision.UNDO}
    appearances = Appearance.objects.filter(actor=actor).select_related("report").order_by("-day", "-pk")
    page = Paginator(appearances, PAGE).get_page(request.GET.get("page"))
    chosen = set(request.POST.getlist("places"))
    given = forms or {}
    context = {
        "section": "actors",
        "actor": actor,
        "last": decisions[0].number if decisions else 0,
        "entries": entries(decisions),
        "undoable": {
            review.number
            for review in decisions
            if review.decision in {Decision.JOIN, Decision.SPLIT} and review.number not in undone
        },
        "page": page,
        "rows": [(one, place, place in chosen) for one in page for place in [f"{one.report.key} {one.item}"]],
        "forms": {name: given.get(name) or form() for name, form in FORMS.items()},
        "conflict": status == 409,
    }
    return render(request, "web/review/actor.html", context, status=status)


urlpatterns = [
    path("actors/<slug:key>/edit", edit, name="edit_actor"),
    path("actors/<slug:key>/<slug:action>", change, name="change_actor"),
]
