"""Reviewers at work: the queue, an item in its passage, decisions on it, and how far reviewers agree."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from verbale.errors import NotStored, ReviewError, StaleDecision
from verbale.store.answers.current import text_of
from verbale.store.models import Decision, Item
from verbale.store.reviewing import reviews
from verbale.store.reviewing.actions.deciding import NOUNS
from verbale.web import subjects
from verbale.web.forms.correction import CorrectionForm, correction_form
from verbale.web.permissions import AuthenticatedRequest, Task, requires
from verbale.web.review.passage import passage_of
from verbale.web.review.waiting import Waiting
from verbale.web.review.words import entries
from verbale.web.templatetags.verbale import ACTS
from verbale.web.told import told

PAGE = 20  # items
COUNTED = 10_000  # items; there may be more
DECISIONS = (Decision.ACCEPT, Decision.CORRECT, Decision.REJECT)
SELECTABLE = ("content", "source", "cue")  # fields that are filled from the passage
_RELATED = {"statement": ("speaker", "target"), "citation": ("instrument",)}


@never_cache
@require_safe
@requires(Task.REVIEW)
def queue(request: AuthenticatedRequest) -> HttpResponse:
    """The items that nobody has decided on, those that the reader is least sure of first."""
    waiting = Waiting.from_params(request.GET)
    after = request.GET.get("after", "")
    items = list((waiting.after(_item(waiting.noun, after)) if after else waiting.rows())[: PAGE + 1])
    number = waiting.rows().order_by()[: COUNTED + 1].count()
    context = {
        "section": "review",
        "waiting": waiting,
        "filters": waiting.to_params(),
        "items": items[:PAGE],
        "last": items[PAGE - 1] if len(items) > PAGE else None,
        "number": min(number, COUNTED),
        "more": number > COUNTED,
        "acts": ACTS.items(),
        "nouns": list(NOUNS),
    }
    return render(request, "web/review/queue.html", context)


@never_cache
@require_safe
@requires(Task.REVIEW)
def next_item(request: AuthenticatedRequest) -> HttpResponse:
    """On to the item after ``after``, or to the queue where there is none."""
    waiting = Waiting.from_params(request.GET)
    return _go_on(waiting, _item(waiting.noun, request.GET.get("after", "")))


@never_cache
@require_safe
@requires(Task.REVIEW)
def item(request: AuthenticatedRequest, noun: str, key: str) -> HttpResponse:
    """One item in its passage, with its history and what can be done."""
    return _page(request, noun, _item(noun, key))


@never_cache
@require_POST
@requires(Task.REVIEW)
def decide(request: AuthenticatedRequest, noun: str, key: str, decision: str) -> HttpResponse:
    """Decide; then on to the next item. A clear 409 where another reviewer has decided since the item was seen."""
    if decision not in DECISIONS:
        raise Http404
    found = _item(noun, key)
    text = text_of(found.report)
    form = correction_form(found, text, passage_of(found, text).span, request.POST)
    needed = form.fields if decision == Decision.CORRECT else ("version", "reason")
    if "version" not in form.errors and form.cleaned_data["version"] != found.version:
        return _conflict(request, noun, found, decision)
    if any(name in form.errors for name in (*needed, NON_FIELD_ERRORS)):
        return _page(request, noun, found, form, status=400)
    try:
        reviews.decide(
            noun,
            key,
            decision,
            reviewer=request.user,
            seen=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
            changes=form.changes() if decision == Decision.CORRECT else None,
        )
    except StaleDecision:
        return _conflict(request, noun, _item(noun, key), decision)
    except (ReviewError, NotStored) as error:
        form.add_error(None, told(error))
        return _page(request, noun, found, form, status=400)
    return _go_on(Waiting.from_params(request.GET), found)


@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """How often reviewers accept, correct and reject, by noun and by rule, and how far they agree."""
    context = {"agreement": reviews.agreement(), "rules": reviews.by_rule()}
    return render(request, "web/review/agreement.html", context)


def _item(noun: str, key: str) -> Any:
    if noun not in NOUNS:
        raise Http404
    found = NOUNS[noun].objects.select_related("report__text", *_RELATED.get(noun, ())).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _go_on(waiting: Waiting, from_item: Item) -> HttpResponse:
    following = waiting.after(from_item).first()
    if following is None:
        return HttpResponseRedirect(reverse("review") + waiting.to_params())
    return HttpResponseRedirect(reverse("review_item", args=[waiting.noun, following.key]) + waiting.to_params())


def _conflict(request: AuthenticatedRequest, noun: str, found: Any, decision: str) -> HttpResponse:
    """The item as it stands now, after somebody else was first; with what this reviewer has typed."""
    text = text_of(found.report)
    # Who only accepted or rejected has sent the former values along; they are no correction of the newest.
    typed = request.POST if decision == Decision.CORRECT else None
    form = correction_form(found, text, passage_of(found, text).span, typed)
    form.initial["reason"] = request.POST.get("reason", "")
    return _page(request, noun, found, form, status=409)


def _page(
    request: AuthenticatedRequest, noun: str, found: Any, form: CorrectionForm | None = None, *, status: int = 200
) -> HttpResponse:
    text = text_of(found.report)
    passage = passage_of(found, text)
    context = {
        "section": "review",
        "noun": noun,
        "item": found,
        "subject": subjects.of(noun, found),
        "passage": passage,
        "form": form or correction_form(found, text, passage.span),
        "selectable": SELECTABLE,
        "entries": entries(reviews.history(noun, found.key).reverse()),
        "filters": Waiting.from_params(request.GET).to_params(),
        "conflict": status == 409,
    }
    return render(request, "web/review/item.html", context, status=status)


urlpatterns = [
    path("review/", queue, name="review"),
    path("review/next", next_item, name="review_next"),
    path("review/agreement", agreement, name="agreement"),
    path("review/<slug:noun>/<slug:key>", item, name="review_item"),
    path("review/<slug:noun>/<slug:key>/<slug:decision>", decide, name="decide"),
]
