"""The names of what reviewers and moderators do, in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


@register.filter
def step_label(step: str) -> str | Promise:
    """What a moderator does by ``step``."""
    return STEPS[step]
