"""Which files an argument names: a file itself, or the reports in a folder and the folders in it."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from verbale.cli.runner import Input
from verbale.intake import LIMIT

SUFFIXES = frozenset({".txt", ".html", ".htm"})
RECORDS = ".jsonl"
STDIN = "-"


class Source(msgspec.Struct, frozen=True):
    """One file to take in."""

    path: str  # "-" is standard input
    doc: str  # what its report is called: the file's name, in a folder with the path from there

    @classmethod
    def named(cls, path: str) -> Source:
        """The file that an argument names; what of its name is no UTF-8 is replaced in the report's."""
        return cls(path, "stdin" if path == STDIN else _shown(Path(path).name))

    @property
    def place(self) -> str:
        """How messages name it."""
        return "standard input" if self.path == STDIN else self.path

    def input(self, template: Input) -> Input:
        """It as an input with what ``template`` has: with the bytes of standard input, which can be read but once."""
        data = sys.stdin.buffer.read(LIMIT + 1) if self.path == STDIN else None
        return replace(template, path=self.place, doc=self.doc, data=data)

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
            found.append(Source.named(path))
    return found, skipped


def _inside(folder: Path, skipped: Counter[str]) -> Iterable[Source]:
    def unreadable(_: OSError) -> None:
        skipped["cannot be opened"] += 1

    for here, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if name.startswith("."):
                skipped["hidden"] += 1
            elif path.suffix.lower() not in SUFFIXES:
                skipped["not .txt, .html or .htm"] += 1
            elif not path.is_file():
                skipped["no regular file"] += 1  # a pipe or a link to nothing; a pipe would be waited for without end
            else:
                yield Source(str(path), _shown(str(path.relative_to(folder))))


def _shown(name: str) -> str:
    """A file's name as a text: what of it is no UTF-8 is replaced."""
    return os.fsencode(name).decode("utf-8", "replace")
