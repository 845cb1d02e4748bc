"""Who is quoted and what is cited most, and names like what somebody types."""

from __future__ import annotations

from django.db.models import Count, Q

from verbale.store.folding import fold
from verbale.store.models import Actor, ActorName, Citation, Statement
from verbale.store.naming import fold_name

RANKED = 1000  # of a ranking; who looks further looks for a name
NAMED = 200  # names like what is typed
MOST_WORDS = 5  # of what is typed

Ranking = list[tuple[int, int]]  # primary keys, each with how many


def most_quoted(kind: str | None = None) -> Ranking:
    """The actors (of a ``types.ActorType``, or all) with the most statements, the most quoted first."""
    said = Statement.objects.filter(speaker__isnull=False)
    if kind is not None:
        said = said.filter(speaker__type=kind)
    return list(
        said.order_by().values_list("speaker").annotate(number=Count("pk")).order_by("-number", "speaker")[:RANKED]
    )


def quoted_as(name: str, kind: str | None = None) -> Ranking:
    """The actors with a name like ``name`` (``names_like``), the most quoted first."""
    actors = Actor.objects.filter(pk__in={pk for pk, _ in names_like(name, NAMED)})
    if kind is not None:
        actors = actors.filter(type=kind)
    return list(actors.values_list("pk").annotate(number=Count("statements")).order_by("-number", "pk"))


def names_like(typed: str, most: int) -> list[tuple[int, str]]:
    """Actors, each with a name of theirs that has words beginning like those of ``typed``, the most frequent first.

    In whatever alphabet; none where nothing is typed. The index of names is gone through from end to end: it is small
    beside the record, and a surname stands anywhere in a name.
    """
    words = fold_name(typed).split()
    if not words:
        return []
    like = ActorName.objects.order_by()
    for word in words[:MOST_WORDS]:
        like = like.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
    found = ActorName.objects.filter(pk__in=like.values("pk"), actor__joined_into=None)  # the index alone tells which
    return list(found.order_by("-count", "folded", "pk").values_list("actor", "name")[:most])


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
