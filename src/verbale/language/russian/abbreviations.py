"""The abbreviations of Russian, from ``language/data/ru/abbreviations.toml``."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

from verbale.errors import DataError


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
    source = files("verbale.language") / "data" / "ru" / "abbreviations.toml"
    try:
        return msgspec.toml.decode(source.read_bytes(), type=Abbreviations)
    except msgspec.DecodeError as error:
        raise DataError(f"abbreviations.toml: {error}; mend the file") from error
