"""The words that acts are told by, from ``language/data/<language>/acts/*.toml``: groups of lemmas, looked up by lemma.

A group's words are lemmas (lower case, ё folded to е). ``основ*`` is a stem: every lemma that begins so. Several words
in one entry must stand in that order with at most two tokens between; the first one gets the group.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache
from pathlib import Path

import msgspec

from verbale.errors import DataError
from verbale.language.tables import DATA, read_table
from verbale.types import Act

MAX_GAP = 2  # tokens between two words of a sequence
SHORTEST_STEM = 3
MOST_KEPT = 100_000  # lemmas whose groups are remembered

NONE: frozenset[str] = frozenset()


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of words, what they speak for, and a sentence in which one of them stands."""

    name: str
    example: str
    words: tuple[str, ...]
    act: Act | None = None  # None: the words say nothing of the act by themselves


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    group: tuple[Group, ...]


class _GroupsOf(dict[str, frozenset[str]]):
    """The groups of a lemma by itself, worked out when first asked for."""

    def __init__(self, exact: Mapping[str, Set[str]], stems: Mapping[str, Set[str]]) -> None:
        super().__init__()
        self._exact = exact
        self._stems = stems

    def __missing__(self, lemma: str) -> frozenset[str]:
        beginnings = (lemma[:end] for end in range(SHORTEST_STEM, len(lemma) + 1))
        found = NONE.union(self._exact.get(lemma, NONE), *(self._stems.get(begin, NONE) for begin in beginnings))
        if len(self) >= MOST_KEPT:
            self.clear()
        self[lemma] = found
        return found


class Words:
    """All groups of one language; safe to share between threads."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = tuple(groups)
        self._exact: dict[str, set[str]] = {}
        self._stems: dict[str, set[str]] = {}
        self._sequences: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}  # by first and second word
        self._groups = _GroupsOf(self._exact, self._stems)
        for group in groups:
            for entry in group.words:
                self._add(entry, group.name)

    def _add(self, entry: str, name: str) -> None:
        first, *rest = entry.split()
        if rest:
            self._sequences.setdefault(first, {}).setdefault(rest[0], []).append((tuple(rest), name))
        elif first.endswith("*"):
            self._stems.setdefault(first[:-1], set()).add(name)
        else:
            self._exact.setdefault(first, set()).add(name)

    def of(self, lemma: str) -> frozenset[str]:
        """The groups that a lemma belongs to by itself."""
        return self._groups[lemma]

    def along(self, lemmas: Sequence[str]) -> list[frozenset[str]]:
        """The groups of each word of a row of lemmas, sequences that begin with it included."""
        found = [self._groups[lemma] for lemma in lemmas]
        for place, lemma in enumerate(lemmas):
            if lemma in self._sequences:
                begun = self._sequences[lemma]
                for second in begun.keys() & set(lemmas[place + 1 : place + 2 + MAX_GAP]):
                    told = (name for rest, name in begun[second] if _follows(lemmas, place, rest))
                    found[place] = found[place].union(told)
        return found


def _follows(lemmas: Sequence[str], place: int, rest: Sequence[str]) -> bool:
    for word in rest:
        ahead = lemmas[place + 1 : place + 2 + MAX_GAP]
        if word not in ahead:
            return False
        place += 1 + ahead.index(word)
    return True


@cache
def load(language: str) -> Words:
    """The groups of ``language`` (ISO 639-1), read once; ``DataError`` names the file and what is wrong in it."""
    folder = DATA / language / "acts"
    if not folder.is_dir():
        raise DataError(f"no words of acts for language {language!r}: there is no folder {language}/acts")
    return read(folder)


def read(folder: Path) -> Words:
    """The groups in the files of ``folder``; errors as in :func:`load`."""
    groups: dict[str, Group] = {}
    for path in sorted(folder.glob("*.toml")):
        for group in read_table(path, _File).group:
            _check(group, path.name)
            if group.name in groups:
                raise DataError(f"{path.name}: group {group.name!r} stands twice; remove one")
            groups[group.name] = group
    return Words(tuple(groups.values()))


def _check(group: Group, name: str) -> None:
    if not group.words:
        raise DataError(f"{name}: group {group.name!r} has no words")
    seen: set[str] = set()
    for entry in group.words:
        parts = entry.split()
        stem_ok = all("*" not in part for part in parts) or (
            len(parts) == 1 and entry.index("*") == len(entry) - 1 and len(entry) > SHORTEST_STEM
        )
        if not parts or entry != entry.lower().replace("ё", "е") or not stem_ok:
            raise DataError(
                f"{name}: group {group.name!r}: {entry!r} is not a lower-case lemma, stem* or row of lemmas"
            )
        if entry in seen:
            raise DataError(f"{name}: group {group.name!r}: {entry!r} stands twice; remove one")
        seen.add(entry)
