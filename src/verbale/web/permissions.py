"""Who may do what: the one place that says it, and the guard that views put in front of themselves."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

Rest = ParamSpec("Rest")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Task(StrEnum):
    """What needs a role."""

    REVIEW = "review"  # accept, correct and reject what was read
    EDIT = "edit"  # join and split actors, undo that
    MODERATE = "moderate"  # answer readers' questions
    ADD = "add"  # reports, through the API


# Groups of Django's accounts, made by a migration, and what each may do.
GROUPS: dict[str, frozenset[Task]] = {
    "reviewer": frozenset({Task.REVIEW}),
    "editor": frozenset({Task.REVIEW, Task.EDIT, Task.ADD}),
    "moderator": frozenset({Task.MODERATE}),
}


class AuthenticatedRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


def tasks_of(user: User | AnonymousUser) -> frozenset[Task]:
    """What ``user`` may do; one query."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    names = user.groups.values_list("name", flat=True)
    return frozenset().union(*(GROUPS.get(name, frozenset()) for name in names))


def requires(
    task: Task,
) -> Callable[
    [Callable[Concatenate[AuthenticatedRequest, Rest], HttpResponse]],
    Callable[Concatenate[HttpRequest, Rest], HttpResponseBase],
]:
    """Lets a view be reached only by those who may do ``task``.

    Whoever is not signed in is sent to do so; not from a fragment of a page or a form that was sent, which are
    refused (403), as is everybody who may not. The view gets ``request.tasks``, for what its page offers.
    """

    def guard(
        view: Callable[Concatenate[AuthenticatedRequest, Rest], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated and request.method in SAFE and not is_fragment(request):
                return redirect_to_login(request.get_full_path())
            tasks = tasks_of(request.user)
            if task not in tasks:
                raise PermissionDenied
            request.tasks = tasks  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        return guarded

    return guard


def is_fragment(request: HttpRequest) -> bool:
    """Whether a script asks for a part of a page."""
    return request.headers.get("HX-Request") == "true"
