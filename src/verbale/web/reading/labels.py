"""The words around what a report says: looked up once, however many statements there are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def labels() -> Mapping[str, str]:
    """What ``listing`` puts beside a card's texts, in the interface's language; ``ask_at`` is an address."""
    return _labels(get_language())


@cache
def _labels(_language: str | None) -> Mapping[str, str]:
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
