"""The first page."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from verbale.store.answers import events
from verbale.store.models import Actor, Meeting, Report, Statement
from verbale.web.freshness import etag_today, remembered
from verbale.web.kept import answer

LATEST = 12  # statements
REPORTS = 10
MEETINGS = 6
COUNTED: dict[str, type[Model]] = {"reports": Report, "statements": Statement, "actors": Actor, "meetings": Meeting}


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """The newest statements and reports, the next meetings, and a search."""

    def body() -> bytes:
        context = {
            "statements": Statement.objects.visible().newest().shown()[:LATEST],
            "reports": Report.objects.newest().defer("furniture")[:REPORTS],
            "events": events.coming(timezone.localdate(), MEETINGS).events[:MEETINGS],
            "counts": remembered("counts", _counts),
        }
        return render_to_string("web/home.html", context, request).encode()

    return answer(request, etag_today(request), body)


def _counts() -> dict[str, int]:
    return {name: model._default_manager.count() for name, model in COUNTED.items()}  # noqa: SLF001, Django's name


urlpatterns = [path("", home, name="home")]
