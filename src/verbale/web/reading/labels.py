"""The words around what a report says: looked up once a page, however many statements it has."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _


def labels() -> dict[str, str]:
    """What the templates of a report's page need besides it, in the interface's language."""
    return {
        "ask": reverse("ask"),
        "nobody": _("source not named"),
        "label_addressee": _("To"),
        "label_ask": _("Ask or correct"),
        "label_before": _("before"),
        "label_citation": _("Citation"),
        "label_characters": _("Characters"),
        "label_cite": _("Cite"),
        "label_condition": _("On condition"),
        "label_confidence": _("probability that the reader gives it"),
        "label_copied": _("Copied"),
        "label_copy": _("Copy"),
        "label_cue": _("Cue"),
        "label_decisions": _("Decisions of reviewers"),
        "label_history": _("history"),
        "label_instruments": _("Instruments"),
        "label_language": _("Language"),
        "label_marked": _("What is marked"),
        "label_more": _("How it was read"),
        "label_outlets": _("outlets:"),
        "label_page": _("Its own page"),
        "label_proof": _("Proof"),
        "label_questions": _("questions:"),
        "label_reader": _("Read by"),
        "label_relay": _("passed on"),
        "label_review": _("Review"),
        "label_rule": _("Found by"),
        "label_said": _("Said on"),
        "label_source": _("Source"),
        "label_statements": _("Statements"),
        "label_target": _("Towards"),
    }
