"""Reports and their statements, read: the text with what was found in it marked, and each statement on its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.http import require_safe

from verbale.errors import NotStored
from verbale.export import jsonl
from verbale.store.answers.current import CurrentReport, current_report, stamp
from verbale.store.answers.prepared import Row
from verbale.store.models import Statement
from verbale.web.freshness import tag
from verbale.web.kept import answer
from verbale.web.reading.asked import published_in
from verbale.web.reading.page import report_page
from verbale.web.reading.single import statement_page


@require_safe
def report(request: HttpRequest, key: str) -> HttpResponseBase:
    """A report's text with its statements marked, and a list of them beside it."""

    def body() -> bytes:
        page = report_page(_current(key), published_in(key), _site(request))
        context = {"page": page, "language": page.report.language}
        return render_to_string("web/reading/report.html", context, request).encode()

    return answer(request, tag(request, _stamp(key), published_in.rows(key)), body)


@require_safe
def record(request: HttpRequest, key: str) -> HttpResponseBase:
    """The report's record as JSON: what was read in it, as reviewers have left it."""

    def body() -> bytes:
        return jsonl.encode(_current(key).record)

    return answer(request, tag(request, _stamp(key)), body, "application/json")


@require_safe
def statement(request: HttpRequest, key: str) -> HttpResponse:
    """One statement: its words in their paragraph, all that was read of it, who else reported it, what was decided."""
    found = Statement.objects.filter(key=key).values_list("report__key", flat=True).first()
    if found is None:
        raise Http404
    current = _current(found)
    page = statement_page(current, key, published_in(found), _site(request))
    context = {"page": page, "language": current.report.language}
    return render(request, "web/reading/statement.html", context)


def _current(key: str) -> CurrentReport:
    try:
        return current_report(key)
    except NotStored as error:
        raise Http404 from error


def _stamp(key: str) -> list[Row]:
    found = stamp(key)
    if not found:
        raise Http404
    return found


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


urlpatterns = [
    path("reports/<slug:key>.json", record, name="record"),
    path("reports/<slug:key>", report, name="report"),
    path("statements/<slug:key>", statement, name="statement"),
]
