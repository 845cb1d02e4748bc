"""The words around what a report says: looked up once a page, however many statements it has."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _


def labels() -> dict[str, str]:
    """What ``listing`` puts beside a card's texts, in the interface's language; ``ask_at`` is an address."""
    return {
        "addressee": _("To"),
        "ask": _("Ask or correct"),
        "ask_at": reverse("ask"),
        "before": _("Before"),
        "citation": _("Citation"),
        "cite": _("Cite"),
        "condition": _("On condition"),
        "confidence": _("probability that the reader gives it"),
        "copied": _("Copied"),
        "copy": _("Copy"),
        "cue": _("Cue"),
        "history": _("history"),
        "instruments": _("Instruments"),
        "more": _("How it was read"),
        "nobody": _("source not named"),
        "outlets": _("outlets:"),
        "own_page": _("Its own page"),
        "passed_on": _("passed on"),
        "questions": _("questions:"),
        "review": _("Review"),
        "rule": _("Found by"),
        "said": _("Said on"),
        "source": _("Source"),
        "target": _("Towards"),
    }
