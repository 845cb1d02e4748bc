"""The rules of page furniture: data files of each language, validated on load."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

from verbale.errors import DataError

LANGUAGES = ("ru", "uk", "en")  # notices in any of these stand on pages of all


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One [[rule]] as written."""

    name: str
    pattern: str
    yes: list[str]  # lines that the rule takes
    no: list[str] = []  # lines that it must leave
    unless: str | None = None
    where: Literal["any", "below", "tail"] = "any"
    longest: int = 160
    heads: Literal["links", "rest"] | None = None
    speech: bool = False  # may report speech, being the headline of another report


class Caption(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What captions below a headline begin with."""

    nouns: list[str]


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One furniture.toml."""

    rule: list[Entry]
    says: str  # what shows that a line reports speech
    caption: Caption = Caption(nouns=[])


class Rule(msgspec.Struct, frozen=True):
    """An entry ready to match; lines are given with ё folded to е."""

    entry: Entry
    pattern: re.Pattern[str]
    vetoes: tuple[re.Pattern[str], ...]

    def takes(self, folded: str) -> bool:
        """Whether a stripped line is furniture by this rule, wherever it stands."""
        if len(folded) > self.entry.longest or not self.pattern.match(folded):
            return False
        return not any(veto.search(folded) for veto in self.vetoes)


def fold(line: str) -> str:
    """``line`` as rules see it: the same length, ё as е."""
    return line.replace("ё", "е").replace("Ё", "Е")


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of their files."""
    return tuple(compiled(entry, load(code).says, code) for code in LANGUAGES for entry in load(code).rule)


@lru_cache(maxsize=1)
def longest() -> int:
    """Characters of the longest line that any rule takes."""
    return max(rule.entry.longest for rule in rules())


@lru_cache(maxsize=1)
def caption_nouns() -> frozenset[str]:
    """Lower-case nouns with which captions begin."""
    return frozenset(fold(noun) for code in LANGUAGES for noun in load(code).caption.nouns)


@lru_cache(maxsize=8)
def load(code: str) -> File:
    """The furniture.toml of a language. Raises DataError where it is wrong."""
    path = files("verbale") / "language" / "data" / code / "furniture.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=File)
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(f"{code}/furniture.toml: {error}; mend the file or install Verbale anew") from None


def compiled(entry: Entry, says: str, code: str) -> Rule:
    """The rule of an entry in the file of language ``code``. Raises DataError for a pattern that cannot be."""
    vetoes = [entry.unless, None if entry.speech else says]
    try:
        return Rule(entry, _pattern(entry.pattern), tuple(_pattern(veto) for veto in vetoes if veto))
    except re.error as error:
        raise DataError(f"{code}/furniture.toml, {entry.name}: {error}; mend the pattern") from None


def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(fold(written), re.IGNORECASE)
