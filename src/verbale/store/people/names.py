"""Names like what somebody types, out of the index over their words that the database keeps up."""

from __future__ import annotations

from django.db import connection

from verbale.store.models import ActorName
from verbale.store.models.querysets import extended
from verbale.store.people.naming import fold_name

MOST_WORDS = 5  # of what is typed
MATCHED = 5000  # names that are looked through; where a letter or two are typed, the first that the store met

_SQLITE = "store_actorname.id IN (SELECT rowid FROM store_actornamewords WHERE store_actornamewords MATCH %s LIMIT %s)"
# The expression is that of the index: ``migrations/0003_indexes.py``.
_POSTGRESQL = (
    "store_actorname.id IN (SELECT id FROM store_actorname WHERE "
    "array_to_tsvector(array_remove(string_to_array(left(folded, 500), ' '), '')) @@ %s::tsquery "
    "ORDER BY id LIMIT %s)"
)


def names_like(typed: str, most: int) -> list[tuple[int, str]]:
    """Actors, each with a name of theirs that has words beginning like those of ``typed``, the most frequent first.

    In whatever alphabet; none where nothing is typed. A surname stands anywhere in a name.
    """
    words = fold_name(typed).split()[:MOST_WORDS]
    if not words:
        return []
    names = ActorName.objects.filter(actor__joined_into=None)
    found = extended(names, where=[_matches()], params=[_match(words), MATCHED])
    return list(found.order_by("-count", "folded", "pk").values_list("actor", "name")[:most])


def _matches() -> str:
    return _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL


def _match(words: list[str]) -> str:
    """All of ``words``, each the beginning of one in the name; they are letters, digits and underscores alone."""
    if connection.vendor == "sqlite":
        return " AND ".join(f'"{word}" *' for word in words)
    return " & ".join(f"'{word}':*" for word in words)
