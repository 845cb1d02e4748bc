"""Reports and their statements, read: the text with what was found in it marked, and each statement on its own."""

from __future__ import annotations

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from verbale.errors import NotStored
from verbale.store.current import CurrentReport, current_report
from verbale.store.models import Statement
from verbale.web.reading.page import report_page
from verbale.web.reading.single import statement_page


@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    """A report's text with its statements marked, and a list of them beside it."""
    page = report_page(_current(key), _site(request))
    return render(request, "web/reading/report.html", {"page": page})


@require_safe
def record(_: HttpRequest, key: str) -> HttpResponse:
    """The report's record as JSON: what was read in it, as reviewers have left it."""
    return HttpResponse(msgspec.json.encode(_current(key).record()), content_type="application/json")


@require_safe
def statement(request: HttpRequest, key: str) -> HttpResponse:
    """One statement: its words in their paragraph, all that was read of it, who else reported it, what was decided."""
    found = Statement.objects.filter(key=key).values_list("report__key", flat=True).first()
    if found is None:
        raise Http404
    page = statement_page(_current(found), key, _site(request))
    return render(request, "web/reading/statement.html", {"page": page})


def _current(key: str) -> CurrentReport:
    try:
        return current_report(key)
    except NotStored as error:
        raise Http404 from error


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


urlpatterns = [
    path("reports/<slug:key>.json", record, name="record"),
    path("reports/<slug:key>", report, name="report"),
    path("statements/<slug:key>", statement, name="statement"),
]
