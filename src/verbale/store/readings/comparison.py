"""What two readings of one report have differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec

from verbale.store.readings.projection import item_keys
from verbale.types import Record

What = Literal["added", "removed", "changed"]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the newer reading has and the older has not, or the other way round, or in another way."""

    noun: str  # "statement", "actor", "time", "meeting" or "instrument"
    what: What
    text: str  # the characters that it is about, or its name
    key: str | None = None  # of a statement, meeting or instrument's citation: that of its row
    fields: tuple[str, ...] = ()  # that differ, where it has changed
    reviewed: bool = False  # the row stays as reviewers left it


# Ids hold only inside of one record; what they stand for is compared by its name.
_IDS = frozenset({"id", "actor", "addressee_actor", "target_actor", "instruments", "party_actors"})

_Items = dict[Any, tuple[str, dict[str, Any]]]  # by what each is known by: its text, its fields


def changes(old: Record, new: Record) -> Iterator[Change]:
    """What ``new`` has otherwise than ``old``, noun by noun, each in the order of the text."""
    for noun, items in _NOUNS.items():
        before, after = items(old), items(new)
        for key, (text, fields) in before.items():
            if key not in after:
                yield Change(noun=noun, what="removed", text=text, key=_address(key))
            elif different := tuple(name for name, value in fields.items() if after[key][1][name] != value):
                yield Change(noun=noun, what="changed", text=text, key=_address(key), fields=different)
        for key, (text, _) in after.items():
            if key not in before:
                yield Change(noun=noun, what="added", text=text, key=_address(key))


def _address(key: object) -> str | None:
    return key if isinstance(key, str) else None


def _fields(item: msgspec.Struct) -> dict[str, Any]:
    return {name: value for name, value in msgspec.structs.asdict(item).items() if name not in _IDS}


def _statements(record: Record) -> _Items:
    items = zip(item_keys(record).statements, record.statements, strict=True)
    return {key: (" … ".join(one.exact.content), _fields(one)) for key, one in items}


def _meetings(record: Record) -> _Items:
    return {
        key: (one.exact, _fields(one)) for key, one in zip(item_keys(record).meetings, record.meetings, strict=True)
    }


def _instruments(record: Record) -> _Items:
    items = zip(item_keys(record).instruments, record.instruments, strict=True)
    return {key: (one.exact, _fields(one)) for key, one in items}


def _actors(record: Record) -> _Items:
    return {(one.type, one.name): (one.name, _fields(one)) for one in record.actors}


def _times(record: Record) -> _Items:
    return {one.span: (one.exact, _fields(one)) for one in record.times}


_NOUNS: dict[str, Callable[[Record], _Items]] = {
    "statement": _statements,
    "meeting": _meetings,
    "instrument": _instruments,
    "actor": _actors,
    "time": _times,
}
