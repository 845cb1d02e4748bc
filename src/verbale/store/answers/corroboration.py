"""Utterances that several outlets carry, those that most do first."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from verbale.store.models import State, Utterance
from verbale.store.people.sides import Side


class Place(NamedTuple):
    """Where an utterance stands in the list."""

    outlets: int
    day: date
    pk: int


class Page(NamedTuple):
    """Some of many utterances."""

    utterances: list[Utterance]
    next: Place | None  # the place to go on after


def page(speaker: Side | None, after: Place | None, most: int) -> Page:
    """The ``most`` utterances after a place, of one speaker or of all, with their first statements. One query."""
    rows = Utterance.objects.filter(outlets__gt=1, first__isnull=False).exclude(first__state=State.REJECTED)
    if speaker is not None:
        rows = rows.filter(speaker__in=speaker.actors)
    if after is not None:
        same = Q(outlets=after.outlets)
        later = Q(day__lt=after.day) | Q(day=after.day, pk__lt=after.pk)
        rows = rows.filter(Q(outlets__lt=after.outlets) | same & later, outlets__lte=after.outlets)
    found = list(rows.select_related("first__report").order_by("-outlets", "-day", "-pk")[: most + 1])
    last = found[most - 1] if len(found) > most else None
    return Page(found[:most], Place(last.outlets, last.day, last.pk) if last else None)
