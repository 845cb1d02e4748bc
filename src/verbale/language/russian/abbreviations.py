"""The abbreviations of Russian, from ``language/data/ru/abbreviations.toml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from verbale.language.tables import load_table


class Abbreviation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word or pair of words that is followed by a full stop; the fields are described in the data file."""

    form: str
    kind: Literal["head", "tail", "both"]
    example: str
    number: bool = False
    after: tuple[str, ...] = ()
    named: bool = False


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that the data file holds."""

    abbreviation: tuple[Abbreviation, ...]
    labels: tuple[str, ...]
    initials: frozenset[str]

    def by_form(self) -> dict[str, tuple[Abbreviation, ...]]:
        """The abbreviations of each form, in the order of the file."""
        index: dict[str, tuple[Abbreviation, ...]] = {}
        for entry in self.abbreviation:
            index[entry.form] = (*index.get(entry.form, ()), entry)
        return index


@lru_cache(maxsize=1)
def load_abbreviations() -> Abbreviations:
    """The checked data file; raises :class:`DataError` when it does not hold what it should."""
    return load_table("ru", "abbreviations", Abbreviations)
