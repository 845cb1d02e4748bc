"""What questions, reviews and histories are about: an item by its noun and key, with its name and its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from verbale.store.models import Actor, Citation, Meeting, Report, Statement

LONGEST_LABEL = 300  # characters


class Subject(msgspec.Struct, frozen=True):
    """An item of the record, as pages about it name it."""

    noun: str
    key: str
    label: str  # the report's own words
    language: str  # of the label; "" where it is not known
    address: str  # of its page


class _Noun(msgspec.Struct, frozen=True):
    """How items of a noun are found and named."""

    items: Callable[[], QuerySet[Any]]
    label: Callable[[Any], str]
    page: Callable[[Any], tuple[str, str]]  # name of its address, and the key there
    related: tuple[str, ...] = ()  # what label, language and page need besides the item


NOUNS: Mapping[str, _Noun] = {
    "report": _Noun(Report.objects.all, str, lambda report: ("report", report.key)),
    "statement": _Noun(
        Statement.objects.all,
        lambda statement: statement.content,
        lambda statement: ("statement", statement.key),
        ("report",),
    ),
    "meeting": _Noun(
        Meeting.objects.all,
        lambda meeting: " — ".join(filter(None, (meeting.exact, ", ".join(meeting.party_names)))),
        lambda meeting: ("meeting", meeting.key),
        ("report",),
    ),
    "citation": _Noun(
        Citation.objects.all,
        lambda citation: citation.name,
        lambda citation: ("instrument", citation.instrument.key),
        ("report", "instrument"),
    ),
    "actor": _Noun(Actor.objects.all, str, lambda actor: ("actor", actor.key)),
}


def find(noun: str, key: str, among: tuple[str, ...] = tuple(NOUNS)) -> Subject:
    """The item ``key`` of ``noun``, which has to be one of ``among``; ``Http404`` where there is none."""
    if noun not in among:
        raise Http404
    found = find_all([(noun, key)])
    if not found:
        raise Http404
    return found[noun, key]


def find_all(named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Subject]:
    """Of items given by noun and key those that are stored; a query for each noun."""
    keys: dict[str, set[str]] = {}
    for noun, key in named:
        keys.setdefault(noun, set()).add(key)
    return {
        (noun, item.key): of(noun, item)
        for noun, wanted in keys.items()
        for item in NOUNS[noun].items().select_related(*NOUNS[noun].related).filter(key__in=wanted)
    }


def of(noun: str, item: Any) -> Subject:
    """A stored item as a subject."""
    kind = NOUNS[noun]
    name, key = kind.page(item)
    report = item if noun == "report" else getattr(item, "report", None)
    language = report.language if report is not None else ""
    return Subject(noun, item.key, kind.label(item)[:LONGEST_LABEL], language, reverse(name, args=[key]))
