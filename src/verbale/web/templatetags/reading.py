"""What the page of a report needs besides: the names of what is marked in its text."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verbale.web.templatetags.verbale import KINDS

register = template.Library()

MARKS: dict[str, str | Promise] = KINDS | {
    "time": _("times"),
    "meeting": _("meetings"),
    "instrument": _("instruments"),
    "furniture": _("page furniture"),
}


@register.filter
def mark(name: str) -> str | Promise:
    """What a kind of mark stands for."""
    return MARKS[name]
