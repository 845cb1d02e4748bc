"""The appearances of one transaction and the actors that the store has for them; ``actors.py`` says what is sure."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from django.db.models import F, QuerySet

from verbale.store import bulk
from verbale.store.folding import fold
from verbale.store.models import Actor, ActorName, Report, Told
from verbale.store.people.actors import Kept, names_in
from verbale.store.people.naming import Name, fold_name, is_pair, state_names
from verbale.store.readings.projection import Row, short_key

ROLES = 20  # offices kept with an actor

_FIELDS = ("id", "name", "type", "country", "code", "qid")
_NAME_FIELDS = ("id", "folded", "name", "told", "middle", "count")


class Known(msgspec.Struct):
    """An actor as resolving needs it."""

    id: int
    name: str
    type: str
    country: str | None = None
    code: str | None = None
    qid: str | None = None
    made_by: Read | None = None  # None: it is stored
    is_changed: bool = False

    def row(self) -> Row:
        """Its values that resolving may change."""
        return {"id": self.id, "name": self.name, "country": self.country, "code": self.code, "qid": self.qid}


class Entry(msgspec.Struct):
    """A name of a known actor."""

    actor: Known
    folded: str
    name: str
    told: str
    middle: str
    count: int = 0
    id: int | None = None  # None: not yet stored
    is_changed: bool = False

    def row(self) -> Row:
        """Its values for the table."""
        return {
            "actor_id": self.actor.id,
            "folded": self.folded,
            "name": self.name,
            "told": self.told,
            "middle": self.middle,
            "count": self.count,
        }


class Read(msgspec.Struct, frozen=True):
    """An appearance with its names as look-up has them."""

    row: Row
    name: Name
    aliases: tuple[tuple[str, Name], ...]
    language: str
    report: str  # key

    @property
    def is_name(self) -> bool:
        """Whether it is called by a full name, or by a word that its country makes one: a state's «правительство»."""
        return self.name.told == Told.WHO or (self.row["type"] == "organisation" and self.row["country"] is not None)

    @property
    def asked(self) -> list[str]:
        """The names by which a known actor is looked for."""
        if self.row["type"] == "person":
            whole = [name.folded for _, name in self.aliases if self.is_whole(name)]
            supported = self.name.told == Told.PERHAPS and self.row["country"] is not None
            return [self.name.folded, *whole] if self.is_name or supported else whole
        if self.is_name or self.name.told == Told.PERHAPS:
            return [self.name.folded, *(name.folded for _, name in self.aliases)]
        return []

    @property
    def place(self) -> tuple[int, str, str]:
        """By what it is known again when its report is read anew."""
        return self.row["report_id"], self.row["type"], self.row["name"]

    def is_whole(self, name: Name) -> bool:
        """Whether a person's other name is a full one too: it leaves a part of the name out, as a second surname."""
        parts = set(name.folded.split())
        return self.row["type"] == "person" and name.told == Told.WHO and parts <= set(self.name.folded.split())


class Roles(msgspec.Struct):
    """The offices printed with a person."""

    printed: list[str] = []
    folded: set[str] = set()

    @classmethod
    def of(cls, printed: list[str]) -> Roles:
        """Those that an actor has."""
        return cls(printed, {fold(role) for role in printed})

    def hold_any(self, roles: Sequence[str]) -> bool:
        """Whether one of ``roles`` is among them."""
        return any(fold(role) in self.folded for role in roles)

    def learn(self, roles: Sequence[str]) -> bool:
        """Keep those of ``roles`` that are new, as far as there is room; whether there were any."""
        before = len(self.printed)
        for role in roles:
            if len(self.printed) < ROLES and (folded := fold(role)) not in self.folded:
                self.printed.append(role)
                self.folded.add(folded)
        return len(self.printed) > before


class Batch:
    """The appearances of one transaction; ``resolve`` once."""

    def __init__(self, appearances: Sequence[Row], kept: Kept) -> None:
        self._reads = _reads(appearances)
        self._kept = kept
        self._actors: dict[int, Known] = {}
        self._by_name: defaultdict[str, list[Entry]] = defaultdict(list)
        self._entries: dict[tuple[int, str], Entry] = {}  # by actor and folded name
        self._by_qid: dict[str, Known] = {}
        self._states: dict[str, Known] = {}
        self._roles: dict[int, Roles] = {}
        self._numbers = iter(bulk.allocate(Actor, len(self._reads)))

    def resolve(self) -> None:
        """Set the actor of each appearance; store new actors and names, and count the others."""
        self._load()
        for read in self._reads:
            actor, told = self._placed(read)
            read.row["actor_id"] = actor.id
            self._learn(actor, read.row)
            self._note(actor, read.row["name"], read.name, told)
            for printed, name in read.aliases:
                whole = read.is_whole(name) or actor.type == "state"
                self._note(actor, printed, name, told if whole else min(told, Told.PERHAPS, key=_TOLD.index))
        self._save()

    # --- what the store knows --------------------------------------------------------

    def _load(self) -> None:
        asked = {folded for read in self._reads for folded in read.asked}
        names = ActorName.objects.filter(folded__among=asked, told__in=[Told.WHO, Told.PERHAPS])
        # A surname finds only people of a known country, and a well-known one has hundreds of others.
        self._load_names(names.exclude(told=Told.PERHAPS, actor__type="person", actor__country=None))
        kept = {actor for read in self._reads if (actor := self._kept.get(read.place)) is not None}
        self._load_actors(Actor.objects.filter(pk__among=kept - self._actors.keys()))
        qids = {qid for read in self._reads if (qid := read.row["qid"])}
        self._load_actors(Actor.objects.filter(qid__among=qids - self._by_qid.keys()))
        countries = {read.row["country"] for read in self._reads if read.row["type"] == "state"} - {None}
        # Which of them are joined is asked of each: a database might otherwise go by the index of those that are not.
        states = Actor.objects.filter(type="state", country__in=countries).annotate(into=F("joined_into_id") + 0)
        self._load_actors(states.filter(into=None))
        self._load_names(ActorName.objects.filter(actor_id__among=set(self._actors)))
        for number, roles in Actor.objects.filter(pk__among=set(self._actors)).values_list("pk", "roles"):
            self._roles[number] = Roles.of(roles)

    def _load_names(self, names: QuerySet[ActorName]) -> None:
        actor = (f"actor__{field}" for field in _FIELDS)
        for id_, folded, name, told, middle, count, *values in names.order_by("pk").values_list(*_NAME_FIELDS, *actor):
            self._enter(Entry(self._actor(*values), folded, name, told, middle, count, id_))

    def _load_actors(self, actors: QuerySet[Actor]) -> None:
        for values in actors.order_by("pk").values_list(*_FIELDS):
            self._actor(*values)

    def _actor(self, *values: Any) -> Known:
        known = self._actors.get(values[0])
        return self._enter_actor(Known(*values)) if known is None else known

    def _enter_actor(self, known: Known) -> Known:
        self._actors[known.id] = known
        if known.qid:
            self._by_qid[known.qid] = known
        if known.type == "state" and known.country:
            self._states.setdefault(known.country, known)
        return known

    def _enter(self, entry: Entry) -> None:
        if (entry.actor.id, entry.folded) not in self._entries:
            self._entries[entry.actor.id, entry.folded] = entry
            self._by_name[entry.folded].append(entry)

    # --- who an appearance is ----------------------------------------------------------

    def _placed(self, read: Read) -> tuple[Known, str]:
        """The actor of an appearance, and what its main name tells of it."""
        known = self._actors.get(self._kept.get(read.place, -1))
        if known is not None:
            entry = self._entries.get((known.id, read.name.folded))
            return known, entry.told if entry is not None else Told.WHO if read.is_name else Told.NOTHING
        known, told = self._find(read)
        if known is None:
            known = Known(next(self._numbers), _title(read), read.row["type"], read.row["country"], made_by=read)
            self._enter_actor(known)
        return known, told

    def _find(self, read: Read) -> tuple[Known | None, str]:
        row = read.row
        if row["qid"] and (known := self._by_qid.get(row["qid"])) is not None:
            return known, read.name.told
        if row["type"] == "state" and row["country"]:
            return self._states.get(row["country"]), Told.WHO
        if row["type"] == "person":
            return self._find_person(read)
        return (self._find_named(read), Told.WHO) if read.is_name else (None, Told.NOTHING)

    def _find_person(self, read: Read) -> tuple[Known | None, str]:
        for name in (read.name, *(name for _, name in read.aliases if read.is_whole(name))):
            found = [entry.actor for entry in self._fitting(read, name) if entry.told == Told.WHO]
            if name.told == Told.WHO and found:
                if len(found) > 1:
                    found = [actor for actor in found if self._is_supported(read, actor)]
                return (found[0], Told.WHO) if len(found) == 1 else (None, Told.NOTHING)
        if read.name.told == Told.WHO:
            return None, Told.WHO
        if read.name.told == Told.NOTHING:
            return None, Told.NOTHING
        called = [entry.actor for entry in self._fitting(read, read.name) if _begins(entry.actor, read.name.initials)]
        found = [actor for actor in called if self._is_supported(read, actor)]
        return (found[0], Told.PERHAPS) if len(found) == 1 else (None, Told.NOTHING)

    def _find_named(self, read: Read) -> Known | None:
        """A place, an organisation or a state without a code: by its name, else by the abbreviation beside it."""
        fitting = self._fitting(read, read.name)
        found = {entry.actor.id for entry in fitting if entry.told == Told.WHO}
        found = found or {entry.actor.id for entry in fitting if is_pair(entry.actor.name, entry.name)}
        if not found and read.row["type"] == "organisation":
            for printed, name in read.aliases:
                if is_pair(read.row["name"], printed):
                    found |= {entry.actor.id for entry in self._fitting(read, name) if entry.told == Told.WHO}
        return self._actors[found.pop()] if len(found) == 1 else None

    def _fitting(self, read: Read, name: Name) -> list[Entry]:
        """The entries under a name whose actors do not contradict an appearance."""
        row = read.row
        return [
            entry
            for entry in self._by_name.get(name.folded, ())
            if entry.actor.type == row["type"]
            and entry.told != Told.NOTHING
            and (row["type"] != "organisation" or entry.actor.country == row["country"])
            and not (name.middle and entry.middle and name.middle != entry.middle)
            and not (row["qid"] and entry.actor.qid and row["qid"] != entry.actor.qid)
        ]

    def _is_supported(self, read: Read, actor: Known) -> bool:
        """Whether country and office say that a person is an actor of the same name."""
        if read.row["country"] is None or read.row["country"] != actor.country:
            return False
        return self._roles_of(actor).hold_any(_offices(read.row))

    def _roles_of(self, actor: Known) -> Roles:
        return self._roles.setdefault(actor.id, Roles())

    # --- what an appearance tells ---------------------------------------------------------

    def _learn(self, actor: Known, row: Row) -> None:
        qid, country = row["qid"], row["country"]
        if qid and actor.qid is None and qid not in self._by_qid:
            actor.qid, actor.is_changed = qid, True
            self._by_qid[qid] = actor
        if country and actor.country is None and actor.type in {"person", "state"}:
            actor.country, actor.is_changed = country, True
        if row["code"] and actor.code is None and actor.country == country:
            actor.code, actor.is_changed = row["code"], True
        if actor.type == "organisation" and is_pair(row["name"], actor.name):
            actor.name, actor.is_changed = row["name"], True
        if country and actor.type == "person" and (offices := _offices(row)):
            actor.is_changed |= self._roles_of(actor).learn(offices)

    def _note(self, actor: Known, printed: str, name: Name, told: str) -> None:
        entry = self._entries.get((actor.id, name.folded))
        if entry is None:
            self._enter(entry := Entry(actor, name.folded, printed, told, name.middle))
        entry.count += 1
        if entry.told != told:
            entry.told = max(entry.told, told, key=_TOLD.index)
        entry.middle = entry.middle or name.middle
        entry.is_changed = True

    def _save(self) -> None:
        new = [actor for actor in self._actors.values() if actor.made_by is not None]
        keys = _keys([actor.made_by for actor in new if actor.made_by is not None])
        bulk.insert(
            Actor,
            [actor.row() | {"type": actor.type, "key": key, "roles": self._roles_of(actor).printed}
             for actor, key in zip(new, keys, strict=True)],
        )  # fmt: skip
        changed = [actor for actor in self._actors.values() if actor.is_changed and actor.made_by is None]
        bulk.update(Actor, [actor.row() | {"roles": self._roles_of(actor).printed} for actor in changed])
        noted = [entry for entry in self._entries.values() if entry.is_changed]
        bulk.insert(ActorName, [entry.row() for entry in noted if entry.id is None])
        bulk.update(
            ActorName,
            [{"id": entry.id, "count": entry.count, "told": entry.told, "middle": entry.middle}
             for entry in noted if entry.id is not None],
        )  # fmt: skip


_TOLD: list[str] = [Told.NOTHING, Told.PERHAPS, Told.WHO]  # from the least to the most


def _reads(appearances: Sequence[Row]) -> list[Read]:
    ids = {row["report_id"] for row in appearances}
    found = Report.objects.filter(pk__in=ids).values_list("id", "key", "language")
    reports = {id_: (key, language) for id_, key, language in found}
    reads = []
    for row in appearances:
        key, language = reports[row["report_id"]]
        (_, name), *aliases = names_in(row, language).values()
        reads.append(Read(row, name, tuple(aliases), language, key))
    return reads


def _keys(makers: Sequence[Read]) -> list[str]:
    """Keys for new actors: of the name where nobody of that name has it, else of the report too."""
    keys = [_key(_scope(read)) for read in makers]
    given: set[str] = set()
    waiting, number = list(range(len(makers))), 0
    while waiting:
        taken = given | set(Actor.objects.filter(key__among=[keys[i] for i in waiting]).values_list("key", flat=True))
        again = []
        for i in waiting:
            if keys[i] in taken:
                keys[i] = _key(f"{makers[i].report} {number} {_scope(makers[i])}")
                again.append(i)
            else:
                given.add(keys[i])
                taken.add(keys[i])
        waiting, number = again, number + 1
    return keys


def _scope(read: Read) -> str:
    country = read.row["country"] if read.row["type"] in {"organisation", "state"} else None
    name = country if country and read.row["type"] == "state" else read.name.folded
    return f"{'' if read.is_name else read.report} {read.row['type']} {country or ''} {name}"


def _key(scope: str) -> str:
    return short_key(hashlib.sha256(scope.encode("utf-8", "surrogatepass")).digest())


def _title(read: Read) -> str:
    """What a new actor is called: a state as its language has it, any other as the report does."""
    name: str = read.row["name"]
    return state_names(read.language).get(read.row["country"], name) if read.row["type"] == "state" else name


def _offices(row: Row) -> list[str]:
    """The roles of an appearance that tell an office: of one word, such as «господин», anybody may be."""
    return [role for role in row["roles"] if " " in role]


def _begins(actor: Known, initials: tuple[str, ...]) -> bool:
    """Whether the words of an actor's name begin with ``initials``."""
    words = [word[:1] for word in fold_name(actor.name).split()]
    return all(initial in words for initial in initials)
