"""The formats that records are exported to, and how each goes to a file, a folder or a stream."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NamedTuple

from verbale.errors import VerbaleError
from verbale.export.files import replacing
from verbale.export.result import Result
from verbale.types import Record

NOUNS = ("reports", "statements", "actors", "times", "meetings", "instruments", "positions")


class Format(NamedTuple):
    """A format: its name, its module (imported when it is written), and what it makes."""

    name: str
    module: str
    description: str
    tables: bool = False  # a file for each noun
    text: bool = True  # of one stream; tables in one stream are a ZIP archive


FORMATS: dict[str, Format] = {
    format_.name: format_
    for format_ in (
        Format("jsonl", "jsonl", "records as they are, one JSON object a line"),
        Format("csv", "csv", "a CSV file for each noun", tables=True),
        Format("parquet", "parquet", "a Parquet file for each noun", tables=True, text=False),
        Format("ical", "icalendar", "the meetings as an iCalendar"),
        Format("jsonld", "jsonld", "linked data: schema.org, Web Annotation, PROV"),
        Format("ftm", "followthemoney", "FollowTheMoney entities, one JSON object a line"),
    )
}
ALIASES = {"json": "jsonl", "ics": "ical", "icalendar": "ical", "json-ld": "jsonld", "followthemoney": "ftm"}


def get(name: str) -> Format:
    """The format of that name. Raises ``VerbaleError`` that lists the known ones."""
    key = name.casefold()
    try:
        return FORMATS[ALIASES.get(key, key)]
    except KeyError:
        raise VerbaleError(f"unknown format {name!r}; known are {', '.join(FORMATS)}") from None


def is_text(format_: Format, noun: str | None = None) -> bool:
    """Whether a stream in the format is text that a terminal may show."""
    return format_.text and (not format_.tables or noun is not None)


def write(format_: Format, records: Iterable[Record], out: BinaryIO, noun: str | None = None) -> Result:
    """Write ``records`` to a binary stream; tables as a ZIP archive, or the one of ``noun`` as it is."""
    module = import_module(f"verbale.export.{format_.module}")
    if not format_.tables:
        _no_noun(format_, noun)
        result: Result = module.write(records, out)
        return result
    from verbale.export.bundle import write_noun, write_zip

    if noun is not None:
        return Result(write_noun(records, noun, out, module.Writer), "row")
    return Result(write_zip(records, out, module.Writer, module.Writer.suffix), "row")


def write_path(format_: Format, records: Iterable[Record], path: Path, noun: str | None = None) -> Result:
    """Write ``records`` to a file, which is replaced when all is written; tables into the folder ``path``.

    Tables go into one file where that ends in ``.zip``, or where a ``noun`` is chosen.
    """
    folder = format_.tables and noun is None and path.suffix.lower() != ".zip"
    try:
        if folder:
            return _write_folder(format_, records, path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as out:
            return write(format_, records, out, noun)
    except OSError as error:
        wants = "a folder" if folder else "a file"
        raise VerbaleError(f"{path}: cannot be written as {wants} ({error.strerror or error})") from error


def _write_folder(format_: Format, records: Iterable[Record], folder: Path) -> Result:
    from verbale.export.bundle import write_folder

    module = import_module(f"verbale.export.{format_.module}")
    return Result(write_folder(records, folder, module.Writer, module.Writer.suffix), "row")


def _no_noun(format_: Format, noun: str | None) -> None:
    if noun is not None:
        tables = ", ".join(name for name, other in FORMATS.items() if other.tables)
        raise VerbaleError(f"{format_.name} has no file a noun to choose from; {tables} have")
