"""The moderators' queue: readers' questions, claimed, answered, published, declined or set aside."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from verbale.errors import StaleDecision
from verbale.web import subjects
from verbale.web.forms.question import AnswerForm
from verbale.web.models import Question, QuestionState
from verbale.web.permissions import AuthenticatedRequest, Task, requires
from verbale.web.questions import Step, held_by_another, is_held, possible, take_step

PAGE = 20  # questions
IN_QUEUE = {Step.CLAIM, Step.RELEASE}  # steps after which the queue is shown again


@never_cache
@require_safe
@requires(Task.MODERATE)
def queue(request: AuthenticatedRequest) -> HttpResponse:
    """The questions of one state: those that wait by their age, others the newest first."""
    state = request.GET.get("state", QuestionState.PENDING)
    if state not in QuestionState.values:
        raise Http404
    order = ("made", "id") if state == QuestionState.PENDING else ("-made", "-id")
    questions = Question.objects.filter(state=state).select_related("holder").order_by(*order)
    page = Paginator(questions, PAGE).get_page(request.GET.get("page"))
    about = subjects.find_all((question.noun, question.item) for question in page)
    context = {
        "section": "questions",
        "state": state,
        "states": QuestionState.choices,
        "page": page,
        "rows": [(question, about.get((question.noun, question.item)), is_held(question)) for question in page],
    }
    return render(request, "web/questions/queue.html", context)


@never_cache
@require_safe
@requires(Task.MODERATE)
def moderate(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """One question with its history, and what can be done with it."""
    question = get_object_or_404(Question.objects.select_related("holder"), key=key)
    return _page(request, question, AnswerForm(initial={"answer": question.answer}))


@never_cache
@require_POST
@requires(Task.MODERATE)
def step(request: AuthenticatedRequest, key: str, name: str) -> HttpResponse:
    """Do one step; a clear 409 with the newest state where somebody else was first."""
    try:
        wanted = Step(name)
    except ValueError as error:
        raise Http404 from error
    form = AnswerForm(request.POST)
    question = get_object_or_404(Question.objects.select_related("holder"), key=key)
    if form.is_valid() and wanted is Step.ANSWER and not form.cleaned_data["answer"]:
        form.add_error("answer", _("Write the answer first."))
    if not form.is_valid():
        return _page(request, question, form, status=400)
    try:
        take_step(key, wanted, request.user, form.cleaned_data["version"], form.cleaned_data["answer"])
    except StaleDecision:
        question.refresh_from_db()
        return _page(request, question, form, status=409)
    return HttpResponseRedirect(reverse("questions") if wanted in IN_QUEUE else reverse("moderate", args=[key]))


def _page(request: AuthenticatedRequest, question: Question, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    context = {
        "section": "questions",
        "question": question,
        "subject": subjects.find_all([(question.noun, question.item)]).get((question.noun, question.item)),
        "form": form,
        "possible": [] if held_by_another(question, request.user) else possible(question),
        "held": is_held(question),
        "steps": question.steps.order_by("made", "id"),
        "conflict": status == 409,
    }
    return render(request, "web/questions/moderate.html", context, status=status)


urlpatterns = [
    path("questions/", queue, name="questions"),
    path("questions/<slug:key>", moderate, name="moderate"),
    path("questions/<slug:key>/<slug:name>", step, name="question_step"),
]
