"""Which files an argument names: a file itself, or the reports in a folder and the folders in it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

SUFFIXES = frozenset({".txt", ".html", ".htm"})
RECORDS = ".jsonl"
STDIN = "-"


class Source(msgspec.Struct, frozen=True):
    """One file to take in."""

    path: str  # "-" is standard input
    doc: str  # what its report is called: the file's name, in a folder with the path from there

    @property
    def is_records(self) -> bool:
        """Whether it holds records and not a report."""
        return self.path.lower().endswith(RECORDS)


def sources(paths: Iterable[str]) -> tuple[list[Source], Counter[str]]:
    """The files that ``paths`` name, in their order and each folder's sorted; and of what in folders was skipped why.

    A file that is named is taken whatever it is called. In a folder, hidden folders are not looked into.
    """
    found: list[Source] = []
    skipped: Counter[str] = Counter()
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            found += _inside(Path(path), skipped)
        else:
            found.append(Source(path, "stdin" if path == STDIN else _shown(Path(path).name)))
    return found, skipped


def _inside(folder: Path, skipped: Counter[str]) -> Iterable[Source]:
    def unreadable(_: OSError) -> None:
        skipped["folders that cannot be opened"] += 1

    for here, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if name.startswith("."):
                skipped["hidden"] += 1
            elif path.suffix.lower() not in SUFFIXES:
                skipped["not .txt, .html or .htm"] += 1
            elif not path.is_file():
                skipped["no files"] += 1  # a pipe or a link to nothing; a pipe would be waited for without end
            else:
                yield Source(str(path), _shown(str(path.relative_to(folder))))


def _shown(name: str) -> str:
    """A file's name as a text: what of it is no UTF-8 is replaced."""
    return os.fsencode(name).decode("utf-8", "replace")
