"""Formats with a file for each noun: into a folder, a ZIP archive, or one noun alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from verbale.export.files import replacing
from verbale.export.tables import TABLES, Table
from verbale.types import Record


class Writer(Protocol):
    """Writes one table."""

    def write(self, record: Record) -> int:
        """Write the rows of a record; how many."""
        ...

    def close(self) -> None:
        """Write what is left; the stream stays open."""
        ...


MakeWriter = Callable[[Table, BinaryIO], Writer]


def write_noun(records: Iterable[Record], noun: str, out: BinaryIO, make: MakeWriter) -> int:
    """Write the table of one ``noun`` to a binary stream; how many rows."""
    writer = make(TABLES[noun], out)
    count = sum(writer.write(record) for record in records)
    writer.close()
    return count


def write_folder(records: Iterable[Record], folder: Path, make: MakeWriter, suffix: str) -> int:
    """Write a file for each noun into ``folder``, which is made if need be; how many rows in all.

    Files of the same names are replaced, all at the end: a run that fails leaves them as they were.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        writers = [
            make(table, files.enter_context(replacing(folder / f"{noun}{suffix}"))) for noun, table in TABLES.items()
        ]
        count = sum(writer.write(record) for record in records for writer in writers)
        for writer in writers:
            writer.close()
    return count


def write_zip(records: Iterable[Record], out: BinaryIO, make: MakeWriter, suffix: str) -> int:
    """Write a ZIP archive with a file for each noun to a binary stream; how many rows in all.

    The same records make the same bytes: members bear the earliest time that the format knows.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        count = write_folder(records, folder, make, suffix)
        with ZipFile(out, "w") as archive:
            for noun in TABLES:
                member = ZipInfo(f"{noun}{suffix}")
                member.compress_type = ZIP_DEFLATED
                member.external_attr = 0o644 << 16
                with (folder / member.filename).open("rb") as source, archive.open(member, "w") as target:
                    shutil.copyfileobj(source, target)
    return count
