"""What was said once and stands in several reports: statements joined to utterances as they come.

Candidates come from an index of fingerprints, so that nothing is compared with everything. A statement that nobody
else carries has no utterance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec
from django.db import connection
from django.db.models import F, QuerySet

from verbale.periods import period
from verbale.store import bulk
from verbale.store.folding import fold
from verbale.store.keeping.wordings import Wording, fingerprints, is_long_enough, likeness
from verbale.store.models import Actor, Copy, Fingerprint, State, Statement, Utterance
from verbale.store.readings.projection import Row

MOST_CARRIERS = 64  # wordings of different utterances; a hash that more of them have says nothing
MOST_COMPARED = 8  # candidates for each statement, those that share most hashes

_FIELDS = ("id", "key", "report_id", "speaker_id", "relay", "content", "language", "day")

# A wording's hashes are kept only where its utterance has not got them, so that however many outlets carry a quote,
# its hashes stay rare.
_LOOK_UP = {
    "sqlite": "SELECT h.value, (SELECT group_concat(statement_id) FROM (SELECT f.statement_id FROM store_fingerprint f"
    " WHERE f.hash = h.value ORDER BY f.statement_id LIMIT %s)) FROM json_each(%s) h",
    "postgresql": "SELECT h.hash, (SELECT string_agg(statement_id::text, ',') FROM (SELECT f.statement_id"
    " FROM store_fingerprint f WHERE f.hash = h.hash ORDER BY f.statement_id LIMIT %s) c)"
    " FROM (SELECT value::bigint AS hash FROM json_array_elements_text(%s::json)) h",
}


class _Group(msgspec.Struct, eq=False):
    """Wordings of one utterance, kept or about to be."""

    key: str
    day: date
    number: int | None  # primary key of a kept one
    speaker: int | None
    single: int | None = None  # the kept statement that had no utterance before
    into: _Group | None = None  # joined to

    @property
    def root(self) -> _Group:
        return self if self.into is None else self.into.root


class Joined(msgspec.Struct, frozen=True):
    """What ``finish`` has to do once the joined statements are saved."""

    utterances: set[int]  # primary keys
    fingerprints: list[Row]


def join(rows: Sequence[Row]) -> Joined:
    """Set the utterance of each statement in ``rows``, which are to be saved with it; then comes ``finish``.

    Inside of ``writing()``. Rows have their primary keys and speakers but are not saved yet, or no longer joined.
    """
    for row in rows:
        row["utterance_id"] = None
    search = _Search()
    return search.save({row["id"]: row for row in search.place_all(rows)})


class _Search:
    """The wordings and groups that a batch of statements meets."""

    def __init__(self) -> None:
        self._carriers: dict[int, list[int]] = {}  # statements by hash
        self._wordings: dict[int, Wording] = {}
        self._groups: dict[int, _Group] = {}  # by statement
        self._merged_groups: list[_Group] = []
        self._fingerprints: list[Row] = []

    def place_all(self, rows: Sequence[Row]) -> list[Row]:
        """Put ``rows`` beside those that say the same; those of them that are long enough for that."""
        texts = [fold(row["content"]) for row in rows]
        hashed = [
            (row, text, fingerprints(text)) for row, text in zip(rows, texts, strict=True) if is_long_enough(text)
        ]
        self._look_up({hash_ for _, _, hashes in hashed for hash_ in hashes})
        numbers = {number for _, _, hashes in hashed for number in self._candidates(hashes)}
        found: list[Row] = [
            {**values}
            for values in Statement.objects.filter(pk__among=numbers).values(
                *_FIELDS, "utterance_id", utterance_key=F("utterance__key"), said_by=F("utterance__speaker_id")
            )
        ]
        vague = _vague({row["speaker_id"] for row in (*found, *rows)})
        kept: dict[int, _Group] = {}
        for values in found:
            one = _wording_of(values, fold(values["content"]), vague)
            number: int | None = values["utterance_id"]
            if number is None:
                group = _Group(one.key, values["day"], None, one.speaker, single=one.statement)
            else:
                group = kept.setdefault(
                    number, _Group(values["utterance_key"], values["day"], number, values["said_by"])
                )
            self._wordings[one.statement], self._groups[one.statement] = one, group
        for row, text, hashes in hashed:
            self._place(_wording_of(row, text, vague), row["day"], hashes)
        return [row for row, _, _ in hashed]

    def _look_up(self, hashes: set[int]) -> None:
        with connection.cursor() as cursor:
            listed = msgspec.json.encode(sorted(hashes)).decode()
            cursor.execute(_LOOK_UP[connection.vendor], [MOST_CARRIERS + 1, listed])
            for hash_, carriers in cursor.fetchall():
                if carriers is not None:
                    self._carriers[hash_] = [int(number) for number in carriers.split(",")]

    def _place(self, one: Wording, day: date, hashes: list[int]) -> None:
        """Put a wording beside those that say the same, and where later ones find it."""
        group = _Group(one.key, day, None, one.speaker)
        for other in self._alike(one, hashes):
            found = self._groups[other.statement].root
            if found is not group.root and _compatible(group.root, found):
                group = self._merged(group.root, found)
        group = group.root
        mates = self._mates(group, hashes)
        for hash_ in hashes:
            carriers = self._carriers.setdefault(hash_, [])
            if len(carriers) <= MOST_CARRIERS and not mates.intersection(carriers):
                self._fingerprints.append({"hash": hash_, "statement_id": one.statement})
                carriers.append(one.statement)
        self._wordings[one.statement] = one
        self._groups[one.statement] = group

    def _mates(self, group: _Group, hashes: list[int]) -> set[int]:
        """The carriers of ``hashes`` that are of ``group``."""
        carriers = {number for hash_ in hashes for number in self._carriers.get(hash_, ())}
        mates = {number for number in carriers if number in self._groups and self._groups[number].root is group}
        if group.number is not None:  # which others are, the store tells
            others = Statement.objects.filter(pk__among=carriers - self._groups.keys(), utterance_id=group.number)
            mates.update(others.values_list("pk", flat=True))
        return mates

    def save(self, rows: dict[int, Row]) -> Joined:
        """Write what was found; ``rows`` by primary key are those that were placed."""
        members: defaultdict[int, list[int]] = defaultdict(list)
        roots: dict[int, _Group] = {}
        for number in rows:
            root = self._groups[number].root
            roots[id(root)] = root
            members[id(root)].append(number)
        joined = {
            id(group.root): group.root
            for group in [*self._groups.values(), *self._merged_groups]
            if group.into is not None
        }
        new = [root for root in joined.values() if root.number is None]
        for root, number in zip(new, bulk.allocate(Utterance, len(new)), strict=True):
            root.number = number
        bulk.insert(
            Utterance,
            [{"id": one.number, "key": one.key, "speaker_id": one.speaker, "day": one.day} for one in new],
        )
        self._move()
        for place, numbers in members.items():
            for number in numbers:
                rows[number]["utterance_id"] = roots[place].number
        return Joined({root.number for root in roots.values() if root.number is not None}, self._fingerprints)

    def _alike(self, one: Wording, hashes: list[int]) -> Iterator[Wording]:
        """The wordings of the same utterance among the candidates, the likest first."""
        ranked = [number for number in self._candidates(hashes) if number in self._wordings]
        alike = [(likeness(one, self._wordings[number]), number) for number in ranked]
        for score, number in sorted(alike, key=lambda pair: (-pair[0], pair[1])):
            if score:
                yield self._wordings[number]

    def _candidates(self, hashes: list[int]) -> list[int]:
        """The statements (primary keys) that share most of ``hashes``."""
        shared: Counter[int] = Counter()
        for hash_ in hashes:
            carriers = self._carriers.get(hash_, [])
            if len(carriers) <= MOST_CARRIERS:
                shared.update(carriers)
        return sorted(shared, key=lambda number: (-shared[number], number))[:MOST_COMPARED]

    def _merged(self, one: _Group, other: _Group) -> _Group:
        """Two groups as one: a kept one stays, of two kept ones the older."""
        first, second = sorted((other, one), key=lambda group: (group.number is None, group.number or 0))
        second.into = first
        first.speaker = first.speaker if first.speaker is not None else second.speaker
        self._merged_groups.append(second)
        return first

    def _move(self) -> None:
        """Give the statements that were there before their new utterance."""
        for group in {id(group): group for group in [*self._groups.values(), *self._merged_groups]}.values():
            if group.single is not None and group.root.number is not None:
                Statement.objects.filter(pk=group.single).update(utterance_id=group.root.number)
            elif group.into is not None and group.number is not None:
                Statement.objects.filter(utterance_id=group.number).update(utterance_id=group.root.number)
                Utterance.objects.filter(pk=group.number).delete()


def _compatible(one: _Group, other: _Group) -> bool:
    """Whether no two speakers are known, whom a wording without speaker would join."""
    return one.speaker is None or other.speaker is None or one.speaker == other.speaker


def _vague(speakers: Iterable[int | None]) -> set[int]:
    """Those of ``speakers`` (primary keys) that name nobody: «эксперты»."""
    named = [one for one in speakers if one is not None]
    return {actor for actor, kind in Actor.objects.filter(pk__among=named).values_list("pk", "type") if kind == "group"}


def _wording_of(row: Mapping[str, Any], text: str, vague: set[int]) -> Wording:
    # Whoever relays a statement passes on what somebody else said.
    named = row["speaker_id"] not in vague and not row["relay"]
    speaker = row["speaker_id"] if named else None
    return Wording(row["id"], row["key"], row["report_id"], speaker, text, row["language"])


def release(statements: Iterable[int]) -> list[Row]:
    """Take ``statements`` (primary keys) out of their utterances; the rows of the others there, which lose theirs too.

    They are to be joined again: what held them together may have been a wording that is gone. Inside of ``writing()``.
    """
    gone = set(statements)
    Fingerprint.objects.filter(statement_id__in=gone).delete()
    utterances = set(
        Statement.objects.filter(pk__in=gone, utterance__isnull=False).values_list("utterance_id", flat=True)
    )
    Statement.objects.filter(pk__in=gone).update(utterance=None)
    left = _rows(Statement.objects.filter(utterance_id__in=utterances))
    Fingerprint.objects.filter(statement_id__in=[row["id"] for row in left]).delete()
    Statement.objects.filter(utterance_id__in=utterances).update(utterance=None)
    Utterance.objects.filter(pk__in=utterances).delete()
    return left


def _rows(statements: QuerySet[Statement]) -> list[Row]:
    return [{**row} for row in statements.order_by("pk").values(*_FIELDS)]


def rejoin(statements: Iterable[int]) -> None:
    """Join ``statements`` (primary keys), whose content or speaker has changed, and those beside them anew."""
    numbers = list(statements)
    rows = release(numbers)
    rows += _rows(Statement.objects.filter(pk__in=numbers))
    joined = join(rows)
    bulk.update(Statement, [{"id": row["id"], "utterance_id": row["utterance_id"]} for row in rows])
    finish(joined)


def finish(joined: Joined, also: Iterable[int] = ()) -> None:
    """Let later statements find those that were joined, and ``settle`` their utterances and those in ``also``."""
    bulk.insert(Fingerprint, joined.fingerprints)
    settle(joined.utterances.union(also))


def settle(utterances: Iterable[int]) -> None:
    """Work out anew what ``utterances`` (primary keys) tell of their wordings: the first, how many, in how many outlets.

    Wordings that a reviewer rejected do not count; an utterance that one report alone has is dissolved. Inside of
    ``writing()``, after any change of statements, their speakers or copies.
    """
    numbers = list(utterances)
    if not numbers:
        return
    wordings: defaultdict[int, list[Row]] = defaultdict(list)
    found = Statement.objects.filter(utterance_id__in=numbers).values(
        "id", "utterance_id", "report_id", "speaker_id", "relay", "outlet", "day", "state",
        at=F("report__published"), type=F("speaker__type"),
    )  # fmt: skip
    for row in found:
        wordings[row["utterance_id"] or 0].append({**row})
    alone = [number for number in numbers if len({row["report_id"] for row in wordings[number]}) < 2]
    Statement.objects.filter(utterance_id__in=alone).update(utterance=None)
    Utterance.objects.filter(pk__in=alone).delete()
    reports = {row["report_id"] for rows in wordings.values() for row in rows}
    outlets: defaultdict[int, set[str]] = defaultdict(set)
    copies = Copy.objects.filter(report_id__in=reports, outlet__isnull=False)
    for report, outlet in copies.values_list("report_id", "outlet"):
        outlets[report].add(outlet or "")
    bulk.update(Utterance, [_told(number, wordings[number], outlets) for number in set(numbers).difference(alone)])


def wordings(utterance: int) -> list[Statement]:
    """The statements of ``utterance`` (primary key) that stand, the first reported first, with reports and copies."""
    found = Statement.objects.filter(utterance_id=utterance).exclude(state=State.REJECTED)
    rows = found.select_related("report", "speaker").prefetch_related("report__copies")
    return sorted(rows, key=lambda row: (_moment(row.day, row.report.published), row.pk))


def _told(number: int, rows: list[Row], outlets: Mapping[int, set[str]]) -> Row:
    # Where all are rejected, they alone can tell.
    rows = [row for row in rows if row["state"] != State.REJECTED] or rows
    rows.sort(key=lambda row: (_moment(row["day"], row["at"]), row["id"]))
    named = [row["speaker_id"] for row in rows if not row["relay"] and row["type"] not in {None, "group"}]
    names = {row["outlet"] for row in rows if row["outlet"] is not None}
    names = names.union(*(outlets.get(row["report_id"], set()) for row in rows))
    return {
        "id": number,
        "first_id": rows[0]["id"],
        "day": rows[0]["day"],
        "speaker_id": next(iter(named), None),
        "wordings": len(rows),
        "outlets": max(len(names), 1),
    }


def _moment(day: date, published: str | None) -> datetime:
    """When a report was published; one that tells no time of day comes after those of its day that do."""
    found = period(published)
    if found is None or found.moment is None:
        return datetime.combine(day, time.max)
    return found.moment.astimezone(UTC).replace(tzinfo=None) if found.moment.tzinfo else found.moment
