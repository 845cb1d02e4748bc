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
MODES: dict[str, str | Promise] = {
    "future": _("in the future"),
    "hypothetical": _("hypothetically"),
    "negated": _("negated"),
}
MEETINGS: dict[str, str | Promise] = {
    "talks": _("talks"),
    "summit": _("summit"),
    "session": _("session"),
    "visit": _("visit"),
    "call": _("call"),
    "press_conference": _("press conference"),
    "conference": _("conference"),
    "other": _("meeting"),
}
STATUSES: dict[str, str | Promise] = {
    "held": _("held"),
    "planned": _("planned"),
    "cancelled": _("cancelled"),
    "postponed": _("postponed"),
}
ACTOR_TYPES: dict[str, str | Promise] = {
    "person": _("person"),
    "organisation": _("organisation"),
    "state": _("state"),
    "place": _("place"),
    "document": _("document"),
    "group": _("group"),
}
INSTRUMENTS: dict[str, str | Promise] = {
    "treaty": _("treaty"),
    "act": _("act"),
    "resolution": _("resolution"),
    "law": _("law"),
    "decree": _("decree"),
    "draft": _("draft"),
    "declaration": _("declaration"),
    "report": _("report"),
    "letter": _("letter"),
    "other": _("document"),
}
STATES: dict[str, str | Promise] = {
    "read": _("not reviewed"),
    "accepted": _("accepted by a reviewer"),
    "corrected": _("corrected by a reviewer"),
    "rejected": _("rejected by a reviewer"),
}


@register.filter
def act(code: str) -> str | Promise:
    """What a speaker does by an act, for its PLOVER code."""
    return ACTS.get(code, code)


@register.filter
def kind(code: str) -> str | Promise:
    """How a statement is given."""
    return KINDS.get(code, code)


@register.filter
def mode(code: str) -> str | Promise:
    """Under which mode an act stands."""
    return MODES.get(code, code)


@register.filter
def meeting_kind(code: str) -> str | Promise:
    """What kind of encounter a meeting is."""
    return MEETINGS.get(code, code)


@register.filter
def status(code: str) -> str | Promise:
    """Whether a meeting has been, is to come or is called off."""
    return STATUSES.get(code, code)


@register.filter
def instrument_kind(code: str) -> str | Promise:
    """What kind of document an instrument is."""
    return INSTRUMENTS.get(code, code)


@register.filter
def state(code: str) -> str | Promise:
    """What reviewers have said of an item."""
    return STATES.get(code, code)


@register.filter
def actor_type(code: str) -> str | Promise:
    """What kind of actor somebody is."""
    return ACTOR_TYPES.get(code, code)
