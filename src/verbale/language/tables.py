"""The words of a language as data: TOML files under ``data/<language>/``, checked against a type when they are read."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from verbale.errors import DataError

DATA = Path(__file__).parent / "data"

_Shape = TypeVar("_Shape")


def load_table(language: str, name: str, shape: type[_Shape]) -> _Shape:
    """The file ``name``.toml of ``language`` (ISO 639-1) as ``shape``; errors as for :func:`read_table`."""
    path = DATA / language / f"{name}.toml"
    if not path.is_file():
        raise DataError(f"{_title(path)} is missing: there are no such words for language {language!r}")
    return read_table(path, shape)


def read_table(path: Path, shape: type[_Shape]) -> _Shape:
    """A TOML file as ``shape``. Raises ``DataError`` that names the file and what is wrong in it."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=shape)
    except (OSError, ValueError) as error:  # msgspec's errors and those of decoding are ValueErrors
        raise DataError(f"{_title(path)}: {error}") from error


def _title(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
