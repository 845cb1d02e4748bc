"""What templates need of the record's words: the names of acts, kinds and states in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

ACTS: dict[str, str | Promise] = {
    "AGREE": _("agrees or offers"),
    "CONSULT": _("announces a meeting"),
    "SUPPORT": _("supports"),
    "CONCEDE": _("yields"),
    "REQUEST": _("asks or demands"),
    "ACCUSE": _("accuses"),
    "REJECT": _("rejects"),
    "THREATEN": _("threatens"),
    "COMMENT": _("comments"),
}
KINDS: dict[str, str | Promise] = {
    "direct": _("verbatim"),
    "indirect": _("paraphrased"),
    "mixed": _("partly verbatim"),
}


@register.filter
def act(code: str) -> str | Promise:
    """What a speaker does by an act, for its PLOVER code."""
    return ACTS.get(code, code)


@register.filter
def kind(code: str) -> str | Promise:
    """How a statement is given."""
    return KINDS.get(code, code)
