"""The same actor in different reports.

An appearance belongs to a known actor only where that is sure; whatever is not stays an actor of its own, which people
may join to another (``actions``). Sure is, in this order:

- a Wikidata item, which the user's table gives;
- of a state, its country code: «США» and «Соединённые Штаты» are one;
- of a person, the full name: in whatever alphabet and order, with or without the patronymic. Where two people are known
  by one full name, country and office have to tell which; else the appearance stays apart;
- of an organisation, the name together with its country (the interior ministries of two states are two, and a bare
  «МВД» is neither), or an abbreviation that a report has given beside the name («Форум стран-экспортёров газа (ФСЭГ)»),
  where no other organisation has it;
- of a person of whom a report gives the surname alone, the one known person whom reports have called so too, who is of
  the same country and has been printed with the same office. A surname alone is never enough.

A description is nobody else's: «эксперты», «источник в правительстве» and documents are actors of their one report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from verbale.store import bulk
from verbale.store.models import ActorName, Appearance
from verbale.store.people.naming import Name, fold_name, name_of
from verbale.store.readings.projection import Row

# The actor (primary key) that a report (primary key) had under an id, a type and a name.
Kept = Mapping[tuple[int, str, str], int]


def resolve(appearances: Sequence[Row], kept: Kept | None = None) -> None:
    """Set the actor (``actor_id``) of each appearance: a known one where that is sure, else a new one.

    Inside of ``writing()``; all appearances of a batch at once, before they are stored. ``kept`` is what ``forget`` gave
    for reports that are read anew.
    """
    from verbale.store.people.resolving import Batch

    if appearances:
        Batch(appearances, kept or {}).resolve()


def forget(reports: Iterable[int]) -> Kept:
    """Delete the appearances of reports (primary keys) that are read anew; who they were, for ``resolve``."""
    found = Appearance.objects.filter(report_id__in=list(reports))
    columns = ("report_id", "actor_id", "type", "name", "aliases", "report__language")
    rows: list[Row] = [dict(row) for row in found.values(*columns)]
    change_counts(-1, rows)
    found.delete()
    return {(row["report_id"], row["type"], row["name"]): row["actor_id"] for row in rows}


def names_in(appearance: Row, language: str) -> dict[str, tuple[str, Name]]:
    """The names of an appearance by their look-up, the main name first; each as printed and as read."""
    names: dict[str, tuple[str, Name]] = {}
    for printed in (appearance["name"], *appearance["aliases"]):
        name = name_of(printed, appearance["type"], language)
        names.setdefault(name.folded, (printed, name))
        if appearance["type"] == "organisation" and (own := fold_name(printed)) != name.folded:
            names.setdefault(own, (printed, Name(own, name.told)))  # what the data know under a fuller name
    return names


def change_counts(change: int, appearances: Iterable[Row]) -> None:
    """Add ``change`` to the counts of their actors' names for each of ``appearances`` (``report__language`` with them).

    Names that nothing is left of stay, with a count of 0: resolving may need them again.
    """
    counts: Counter[tuple[int, str]] = Counter()
    for row in appearances:
        for folded in names_in(row, row["report__language"]):
            counts[row["actor_id"], folded] += change
    found = ActorName.objects.filter(actor_id__in={actor for actor, _ in counts})
    rows = [
        {"id": id_, "count": count + counts[actor, folded]}
        for id_, actor, folded, count in found.values_list("id", "actor_id", "folded", "count")
        if (actor, folded) in counts
    ]
    bulk.update(ActorName, rows)
