"""Who is quoted and what is cited most: answers out of indexes, without a look at the rows themselves."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet

from verbale.store.folding import fold
from verbale.store.models import Actor, Citation, Statement
from verbale.store.models.querysets import StatementQuerySet
from verbale.store.people.names import names_like

RANKED = 1000  # of a ranking; who looks further looks for a name
NAMED = 200  # names like what is typed

Ranking = list[tuple[int, int]]  # primary keys, each with how many
Key = tuple[Any, ...]


def most_quoted(kind: str | None = None, most: int = RANKED) -> Ranking:
    """The actors (of a ``types.ActorType``, or all) with the most statements, the most quoted first."""
    said = Statement.objects.filter(speaker__isnull=False)
    if kind is not None:
        said = said.filter(speaker__type=kind)
    return _quoted(said, most)


def quoted_as(name: str, kind: str | None = None) -> Ranking:
    """The actors with a name like ``name`` (``names_like``), the most quoted first."""
    actors = Actor.objects.filter(pk__in={pk for pk, _ in names_like(name, NAMED)})
    if kind is not None:
        actors = actors.filter(type=kind)
    named = list(actors.order_by("pk").values_list("pk", flat=True))
    numbers = dict(_quoted(Statement.objects.filter(speaker__in=named), NAMED))
    return sorted(((pk, numbers.get(pk, 0)) for pk in named), key=lambda one: -one[1])


def most_cited(kind: str | None = None, part: str = "") -> Ranking:
    """The instruments (of a ``types.InstrumentKind``; with ``part`` in their name) by how many reports cite them."""
    cited = Citation.objects.visible()
    if kind is not None:
        cited = cited.filter(instrument__kind=kind)
    folded = fold(part)
    if folded:
        cited = cited.filter(instrument__folded__contains=folded)
    rows = cited.order_by().values_list("instrument").annotate(number=Count("report", distinct=True))
    return list(rows.order_by("-number", "instrument")[:RANKED])


def ranked(rows: QuerySet[Any], rejected: QuerySet[Any], fields: tuple[str, ...], most: int) -> list[tuple[Key, int]]:
    """The values of ``fields`` in ``rows`` by how many have them, the most first, less those that are ``rejected``.

    The rejected are few and have an index of their own. So an index over ``fields`` is enough to count all, where the
    state of each would have to be looked up in its row.
    """
    fewer = Counter(rejected.order_by().values_list(*fields))
    counted = rows.order_by().values_list(*fields).annotate(number=Count("pk")).order_by("-number", *fields)
    # Each that is fewer than it was can let another one come before it.
    found = [(tuple(key), number - fewer[tuple(key)]) for *key, number in counted[: most + len(fewer)]]
    return sorted(((key, number) for key, number in found if number > 0), key=lambda one: (-one[1], one[0]))[:most]


def _quoted(said: StatementQuerySet, most: int) -> Ranking:
    return [(speaker, number) for (speaker,), number in ranked(said, said.in_state("rejected"), ("speaker",), most)]
