"""Errors of the store in the reader's language; the API and the command line have them in English."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from verbale.errors import QueryError, VerbaleError
from verbale.web.templatetags.verbale import ACTOR_TYPES, STATES

_Words = str | Promise
LIMITS: dict[str, _Words] = {
    "speaker": _("Speaker"),
    "target": _("Towards"),
    "act": _("Act"),
    "kind": _("Wording"),
    "outlet": _("Outlet"),
    "language": _("Language"),
    "instrument": _("Document"),
    "month": _("Month"),
    "since": _("From"),
    "until": _("Until"),
    "said_since": _("Said from"),
    "said_until": _("Said until"),
    "state": _("Review"),
}
PARAMETERS: dict[str, _Words] = LIMITS | {
    "q": _("Words"),
    "search": _("Words"),
    "sort": _("Order"),
    "limit": _("Results on a page"),
    "after": _("Place in the list"),
}
# Values that are codes of the record, by their names in errors.
_CODES: dict[str, Mapping[str, _Words]] = {
    "one_type": ACTOR_TYPES,
    "other_type": ACTOR_TYPES,
    "state": STATES,
    "first": PARAMETERS,
}


def told(error: VerbaleError) -> str:
    """What is wrong and what to do, in the language of the interface."""
    if isinstance(error, QueryError):
        name = PARAMETERS.get(error.name, error.name)
        return f"{name}: {_said(error.reason, error)}; {_said(error.advice, error)}"
    return _said(error.message, error)


def _said(message: str, error: VerbaleError) -> str:
    values = {name: _CODES.get(name, {}).get(str(value), value) for name, value in error.values.items()}
    return gettext(message).format(**values) if values else gettext(message)
