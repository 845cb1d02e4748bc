"""The names of what reviewers and moderators do, in the reader's language."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import AnonymousUser, User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verbale.web.permissions import Task, tasks_of

register = template.Library()

STEPS: dict[str, str | Promise] = {
    "claim": _("Claim"),
    "release": _("Release"),
    "publish": _("Publish without an answer"),
    "answer": _("Answer and publish"),
    "decline": _("Decline"),
    "spam": _("Set aside as spam"),
    "reopen": _("Take up again"),
}
DECISIONS: dict[str, str | Promise] = {
    "accept": _("accepted"),
    "correct": _("corrected"),
    "reject": _("rejected"),
    "join": _("joined"),
    "split": _("split"),
    "undo": _("undone"),
}
NOUNS: dict[str, str | Promise] = {
    "report": _("reports"),
    "statement": _("statements"),
    "meeting": _("meetings"),
    "citation": _("documents"),
    "actor": _("actors"),
}


@register.filter
def tasks(user: User | AnonymousUser) -> frozenset[Task]:
    """What ``user`` may do."""
    return tasks_of(user)


@register.filter
def noun_label(noun: str) -> str | Promise:
    """What items of ``noun`` are called, in the plural."""
    return NOUNS.get(noun, noun)


@register.filter
def decision_label(decision: str) -> str | Promise:
    """What a reviewer or editor has done by ``decision``."""
    return DECISIONS.get(decision, decision)


@register.filter
def step_label(step: str) -> str | Promise:
    """What a moderator does by ``step``."""
    return STEPS.get(step, step)
