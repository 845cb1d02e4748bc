"""What statements have in common, and what the store knows of one actor: figures and lists, a query or two each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from verbale.store.folding import fold
from verbale.store.models import Actor, Appearance, Instrument, Position, Utterance
from verbale.store.models.querysets import StatementQuerySet

READ_APPEARANCES = 400  # the newest, of which names and roles are told
READ_POSITIONS = 2000  # the newest of an actor that are looked through for changes

Counts = list[tuple[date, str, int]]  # day, act, how many


class Share(NamedTuple):
    """Something that statements or reports have, and how many of them."""

    item: Actor | Instrument | str
    number: int


class Change(NamedTuple):
    """Positions of one actor on one subject towards one other that differ in their act, in the order of their days."""

    target: str | None
    subject: str
    positions: list[Position]


def acts_by_day(statements: StatementQuerySet) -> Counts:
    """How many statements of each act on each day."""
    return list(statements.order_by().values_list("day", "act").annotate(number=Count("pk")))


def targets(statements: StatementQuerySet, most: int) -> list[Share]:
    """Towards whom they are, the most frequent first."""
    return _actors(_most(statements.filter(target__isnull=False), "target", most))


def speakers(statements: StatementQuerySet, most: int) -> list[Share]:
    """Whose they are, the most frequent first."""
    return _actors(_most(statements.filter(speaker__isnull=False), "speaker", most))


def _actors(rows: list[tuple[int, int]]) -> list[Share]:
    actors = Actor.objects.in_bulk([key for key, _ in rows])
    return [Share(actors[key], number) for key, number in rows]


def outlets(statements: StatementQuerySet, most: int) -> list[Share]:
    """Who carries them, the most frequent first."""
    return [Share(name, number) for name, number in _most(statements.filter(outlet__isnull=False), "outlet", most)]


def instruments(statements: StatementQuerySet, most: int) -> list[Share]:
    """Which instruments they speak of, the most frequent first."""
    rows = _most(statements.filter(instruments__isnull=False), "instruments", most)
    papers = Instrument.objects.in_bulk([key for key, _ in rows])
    return [Share(papers[key], number) for key, number in rows]


def _most(statements: StatementQuerySet, field: str, most: int) -> list[tuple[Any, int]]:
    return list(statements.order_by().values_list(field).annotate(number=Count("pk")).order_by("-number", field)[:most])


class Names(NamedTuple):
    """How reports name and describe an actor, the most frequent first."""

    names: list[Share]
    roles: list[Share]


def called(actor: Actor, most: int) -> Names:
    """What the newest reports call the actor, besides the name that the store has, and what they say the actor is."""
    names: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    appearances = Appearance.objects.filter(actor=actor).order_by("-day").values_list("name", "aliases", "roles")
    for name, aliases, described in appearances[:READ_APPEARANCES]:
        names.update({name, *aliases} - {actor.name})
        roles.update(described)
    return Names(*([Share(text, times) for text, times in found.most_common(most)] for found in (names, roles)))


def changes(actor: Actor, most: int) -> list[Change]:
    """Where the actor's positions on a subject differ, in two reports, in their act or its denial: the newest first."""
    rows = (
        Position.objects.visible()
        .by(actor)
        .newest()
        .values_list("pk", "report", "target", "instrument", "subject", "act", "modes")[:READ_POSITIONS]
    )
    acts: dict[tuple[object, ...], set[object]] = defaultdict(set)
    reports: dict[tuple[object, ...], set[int]] = defaultdict(set)
    members: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for pk, report, target, instrument, subject, act, modes in rows:
        if instrument or subject:
            matter = (target, instrument or fold(subject or ""))
            acts[matter].add((act, "negated" in modes))
            reports[matter].add(report)
            members[matter].append(pk)
    changed = [members[matter] for matter in members if len(acts[matter]) > 1 and len(reports[matter]) > 1][:most]
    return _changes(changed)


def _changes(groups: list[list[int]]) -> list[Change]:
    found = (
        Position.objects.filter(pk__in=[pk for group in groups for pk in group])
        .select_related("statement__report", "target", "instrument")
        .in_bulk()
    )
    result = []
    for group in groups:
        positions = sorted((found[pk] for pk in group), key=lambda position: (position.day, position.pk))
        last = positions[-1]
        subject = last.instrument.name if last.instrument else last.subject or ""
        result.append(Change(last.target_name, subject, list(_turns(positions))))
    return result


def _turns(positions: Iterable[Position]) -> Iterable[Position]:
    """The first position of each run that has the same act."""
    before = None
    for position in positions:
        now = (position.act, "negated" in position.modes)
        if now != before:
            yield position
        before = now


def corroborated(actor: Actor, most: int) -> QuerySet[Utterance]:
    """What several outlets carry of what the actor said, with the statement that was first."""
    return (
        Utterance.objects.filter(speaker=actor, outlets__gt=1, first__isnull=False)
        .select_related("first__report")
        .order_by("-outlets", "-day")[:most]
    )
