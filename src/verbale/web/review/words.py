"""Decisions in words: what each changed, for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verbale.store.models import Actor, Review
from verbale.web.templatetags import verbale as names

_Words = str | Promise


class Change(msgspec.Struct, frozen=True):
    """A value that a decision changed."""

    field: _Words
    before: _Words
    after: _Words


class Entry(msgspec.Struct, frozen=True):
    """A decision with its changes."""

    review: Review
    changes: list[Change]


_FIELDS: Mapping[str, _Words] = {
    "content": _("What was said"),
    "source": _("Source, as the report has it"),
    "cue": _("Words that attribute"),
    "speaker": _("Speaker"),
    "speaker_name": _("Speaker's name here"),
    "addressee": _("To whom"),
    "target": _("Towards whom"),
    "act": _("Act"),
    "kind": _("Kind"),
    "relay": _("Passed on"),
    "status": _("Status"),
    "place": _("Place"),
    "date": _("Date"),
    "former_date": _("Date before it was postponed"),
    "party_names": _("Parties"),
    "name": _("Name"),
    "into": _("Joined into"),
    "new": _("Split off as"),
    "undone": _("Undone: decision number"),
}
_ACTORS = ("speaker", "addressee", "target", "into", "new")


def entries(reviews: Iterable[Review]) -> list[Entry]:
    """``reviews`` with what each changed; one query for the names of actors."""
    found = list(reviews)
    keys = {
        str(values[field])
        for review in found
        for values in (review.before, review.after)
        for field in _ACTORS
        if values.get(field)
    }
    actors = dict(Actor.objects.filter(key__in=keys).values_list("key", "name"))
    return [Entry(review, list(_changes(review, actors))) for review in found]


def _changes(review: Review, actors: Mapping[str, str]) -> Iterable[Change]:
    for field, label in _FIELDS.items():
        before, after = review.before.get(field), review.after.get(field)
        if field in review.after and before != after:
            yield Change(label, _shown(review.noun, field, before, actors), _shown(review.noun, field, after, actors))


def _shown(noun: str, field: str, value: Any, actors: Mapping[str, str]) -> _Words:
    if value is None or value == []:
        return "—"
    if field in _ACTORS:
        return actors.get(str(value), str(value))
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _named(noun, field)(str(value))


def _named(noun: str, field: str) -> Callable[[str], _Words]:
    """How a code of ``field`` is called."""
    kinds = {"statement": names.kind, "meeting": names.meeting_kind, "citation": names.instrument_kind}
    return {"act": names.act, "status": names.status, "kind": kinds.get(noun, str)}.get(field, str)
