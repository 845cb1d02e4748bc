"""Who is quoted and what is cited most, and names that begin like what somebody types."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from verbale.store.folding import fold
from verbale.store.models import Actor, ActorName, Citation, Statement
from verbale.store.naming import fold_name

RANKED = 1000  # of a ranking; who looks further looks for a name
NAMED = 200  # actors of whom a name begins like what is typed
LAST = "\U0010ffff"

Ranking = list[tuple[int, int]]  # primary keys, each with how many


def most_quoted(kind: str | None = None) -> Ranking:
    """The actors (of a ``types.ActorType``, or all) with the most statements, the most quoted first."""
    said = Statement.objects.filter(speaker__isnull=False)
    if kind is not None:
        said = said.filter(speaker__type=kind)
    return list(
        said.order_by().values_list("speaker").annotate(number=Count("pk")).order_by("-number", "speaker")[:RANKED]
    )


def quoted_as(prefix: str, kind: str | None = None) -> Ranking:
    """The actors of whom a name begins with ``prefix`` in whatever alphabet, the most quoted first."""
    found = {name.actor_id for name in names_like(prefix)[:NAMED]}
    actors = Actor.objects.filter(pk__in=found, joined_into=None)
    if kind is not None:
        actors = actors.filter(type=kind)
    return list(actors.values_list("pk").annotate(number=Count("statements")).order_by("-number", "pk"))


def names_like(prefix: str) -> QuerySet[ActorName]:
    """The names that begin with ``prefix``, in whatever alphabet, the most frequent first; none of an empty one."""
    folded = fold_name(prefix)
    if not folded:
        return ActorName.objects.none()
    return ActorName.objects.filter(folded__gte=folded, folded__lt=folded + LAST).order_by("-count", "folded", "pk")


def most_cited(kind: str | None = None, prefix: str = "") -> Ranking:
    """The instruments (of a ``types.InstrumentKind``; whose name begins with ``prefix``) by how many reports cite them."""
    cited = Citation.objects.visible()
    if kind is not None:
        cited = cited.filter(instrument__kind=kind)
    folded = fold(prefix)
    if folded:
        cited = cited.filter(instrument__folded__gte=folded, instrument__folded__lt=folded + LAST)
    rows = cited.order_by().values_list("instrument").annotate(number=Count("report", distinct=True))
    return list(rows.order_by("-number", "instrument")[:RANKED])
