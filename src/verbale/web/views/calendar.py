"""Meetings on a calendar: a month, a list, and a calendar for other programs; and the page of each."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.formats import get_format
from django.views.decorators.http import condition, require_safe

from verbale.store.answers import events
from verbale.web import appointments, freshness
from verbale.web.forms.calendar import ChoiceForm, DayForm, MonthForm, errors_of
from verbale.web.months import around, month_of

PAGE = 40  # events of the list
BEFORE, AFTER = timedelta(400), timedelta(800)  # days around today that a subscribed calendar has


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The meetings of one month, as a grid and as a list."""
    form = MonthForm(request.GET)
    if not form.is_valid():
        return render(request, "web/calendar/month.html", {"form": form}, status=400)
    month = around(form.cleaned_data["month"] or timezone.localdate().replace(day=1))
    found = events.between(month.first, month.after, form.choice)
    earlier, later = events.neighbours(month.first, month.after)
    context = {
        "form": form,
        "month": month_of(month.first, found, monday_first=get_format("FIRST_DAY_OF_WEEK") == 1),
        "events": found,
        "earlier": earlier,
        "later": later,
        "today": timezone.localdate(),
        "filters": _filters(form),
    }
    return render(request, "web/calendar/month.html", context)


@require_safe
def listed(request: HttpRequest, direction: str) -> HttpResponse:
    """The meetings from a day on (``coming``) or before it (``past``), by their days."""
    form = DayForm(request.GET)
    context = {"form": form, "direction": direction}
    if not form.is_valid():
        return render(request, "web/calendar/list.html", context, status=400)
    day = form.cleaned_data["day"] or timezone.localdate()
    page = (events.coming if direction == "coming" else events.past)(day, PAGE, form.choice)
    return render(request, "web/calendar/list.html", {**context, "day": day, "page": page, "filters": _filters(form)})


@require_safe
@condition(etag_func=freshness.etag_today)
def subscribed(request: HttpRequest) -> HttpResponseBase:
    """The meetings around today for other programs (iCalendar), which fetch it again."""
    form = ChoiceForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest("\n".join(errors_of(form)), content_type="text/plain; charset=utf-8")
    today = timezone.localdate()
    found = events.between(today - BEFORE, today + AFTER, form.choice)
    return appointments.response(request, found, "meetings.ics")


@require_safe
def meeting(request: HttpRequest, key: str) -> HttpResponse:
    """One meeting: who, when, where, and what each report says of it."""
    event = events.of_key(key)
    if event is None:
        raise Http404
    context = {"event": event, "parties": events.parties(event), "passages": appointments.passages(event)}
    return render(request, "web/calendar/meeting.html", context)


def _filters(form: ChoiceForm) -> str:
    """The choice as a part of addresses."""
    return urlencode({name: value for name, value in zip(form.choice._fields, form.choice, strict=True) if value})


urlpatterns = [
    path("calendar", calendar, name="calendar"),
    path("calendar/coming", listed, {"direction": "coming"}, name="calendar_coming"),
    path("calendar/past", listed, {"direction": "past"}, name="calendar_past"),
    path("calendar.ics", subscribed, name="calendar_ics"),
    path("meetings/<slug:key>", meeting, name="meeting"),
]
