"""Readers' questions and corrections: the form, and the private page where each can be followed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from verbale.web import questions, subjects
from verbale.web.forms.question import QuestionForm
from verbale.web.limits import caller
from verbale.web.questions import LIMIT, NOUNS, Asked, TooMany
from verbale.web.subjects import Subject


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form for a question or correction about the item that ``noun`` and ``key`` name."""
    subject = subjects.find(request.GET.get("noun", ""), request.GET.get("key", ""), NOUNS)
    if request.method != "POST":
        return _form_page(request, QuestionForm(), subject)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, subject, status=400)
    try:
        token = questions.ask(_asked(form, subject), caller(request))
    except TooMany:
        response = _form_page(request, form, subject, status=429, flooded=True)
        response.headers["Retry-After"] = str(int(LIMIT.within.total_seconds()))
        return response
    return HttpResponseRedirect(reverse("question", args=[token]))


def _asked(form: QuestionForm, subject: Subject) -> Asked:
    return Asked(
        noun=subject.noun,
        item=subject.key,
        kind=form.cleaned_data["kind"],
        text=form.cleaned_data["text"],
        contact=form.cleaned_data["contact"],
        language=get_language() or "en",
        suspect=bool(form.cleaned_data["website"]),
    )


def _form_page(
    request: HttpRequest, form: QuestionForm, subject: Subject, *, status: int = 200, flooded: bool = False
) -> HttpResponse:
    context = {"form": form, "subject": subject, "flooded": flooded, "limit": LIMIT}
    return render(request, "web/questions/ask.html", context, status=status)


@never_cache
@require_safe
def question(request: HttpRequest, token: str) -> HttpResponse:
    """Where a reader sees what has become of a question; whoever has the address may."""
    found = questions.followed(token)
    if found is None:
        raise Http404
    context = {
        "question": found,
        "subject": subjects.find_all([(found.noun, found.item)]).get((found.noun, found.item)),
        "address": request.build_absolute_uri(request.path),
    }
    response = render(request, "web/questions/question.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


urlpatterns = [
    path("questions/new", ask, name="ask"),
    path("questions/follow/<str:token>", question, name="question"),
]
