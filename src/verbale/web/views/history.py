"""The history of an item, or of all items of a report: every decision, open to everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from verbale.store.reviewing import reviews
from verbale.web import subjects
from verbale.web.review.words import entries


@require_safe
def history(request: HttpRequest, noun: str, key: str) -> HttpResponse:
    """Who decided what, when, why, and what it changed; the newest first."""
    subject = subjects.find(noun, key)
    decisions = reviews.of_report(key) if noun == "report" else reviews.history(noun, key)
    return render(request, "web/review/history.html", {"subject": subject, "entries": entries(decisions.reverse())})


urlpatterns = [path("history/<slug:noun>/<slug:key>", history, name="history")]
