"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from verbale.store.models import Report, Statement

LATEST = 12  # reports, and statements


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The newest reports and statements, and where to go from here."""
    statements = Statement.objects.select_related("speaker", "report").order_by("-day", "-id")[:LATEST]
    reports = Report.objects.order_by("-day", "-id")[:LATEST]
    return render(request, "web/home.html", {"statements": statements, "reports": reports})


urlpatterns = [path("", home, name="home")]
