"""Actors: an index of who is quoted, and each one's dossier."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_safe

from verbale.store.models import Actor, Statement

LATEST = 20  # statements


@require_safe
def actor(request: HttpRequest, key: str) -> HttpResponse:
    """What one actor said, of whom and what, where, and how it changed."""
    found = get_object_or_404(Actor.objects.select_related("joined_into"), key=key)
    if found.joined_into is not None:
        return redirect("actor", found.joined_into.key)
    statements = Statement.objects.filter(speaker=found)
    latest = statements.select_related("speaker", "report").order_by("-day", "-id")[:LATEST]
    return render(request, "web/actor.html", {"actor": found, "latest": latest})


urlpatterns = [path("actors/<slug:key>", actor, name="actor")]
