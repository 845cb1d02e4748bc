"""A report that a program sends: read at once, and kept."""

from __future__ import annotations

from pathlib import PurePath
from threading import Lock
from typing import Annotated

import msgspec
from ninja import UploadedFile
from pydantic import BaseModel, ConfigDict, Field

from verbale import intake, pipeline
from verbale.errors import InputError, InputTooLarge
from verbale.export.text import address, line
from verbale.store.keeping import adding
from verbale.store.keeping.adding import Entry, Kept
from verbale.types import Record, Report, Terms

LARGEST = 2_000_000  # bytes of a file
LONGEST = 200_000  # characters of a text: what is read in a few seconds
LONGEST_NAME = 200  # characters of a file's name
LONGEST_LINE = 500

# The models work for one reader at a time, and so do not need their memory several times.
_one_at_a_time = Lock()

Line = Annotated[str, Field(max_length=LONGEST_LINE, pattern=r"^[^\x00-\x1f\x7f]*$")]


class Metadata(BaseModel):
    """What is known of a report beside its file; what is not given is taken from there, as far as it says so."""

    model_config = ConfigDict(extra="forbid")

    url: Line = Field("", description="Canonical address: http(s).", examples=["https://polyus.example/2031/05/12"])
    title: Line = ""
    outlet: Line = Field("", description="Who published it.")
    author: Line = ""
    published: Line = Field("", description="ISO 8601 date, or date and time.", examples=["2031-05-12T10:30+03:00"])
    language: Line = Field("", description="ISO 639-1; detected where it is not given.", examples=["ru"])


def read_and_keep(file: UploadedFile, given: Metadata) -> Kept:
    """Read the report in ``file`` and keep it. Raises ``InputError`` where it cannot be read, errors of ``adding.add``."""
    data = file.read(LARGEST + 1)
    name = line(PurePath(file.name or "report").name)[:LONGEST_NAME]
    if len(data) > LARGEST:
        raise InputTooLarge(name, f"over the limit of {LARGEST:,} bytes", "run verbale add on the machine of the store")
    loaded = intake.load_bytes(
        data,
        name,
        content_type=file.content_type,
        published=given.published or None,
        language=given.language or None,
    )
    report = _described(loaded, given)
    if len(report.text) > LONGEST:
        advice = "run verbale add on the machine of the store"
        raise InputTooLarge(name, f"its text is over the limit of {LONGEST:,} characters", advice)
    record, terms = _read(report.url or name, report)
    (kept,) = adding.add([Entry(record=record, raw=data, terms=terms)])
    return kept


def _described(report: Report, given: Metadata) -> Report:
    """``report`` with what its sender knows of it."""
    known = {name: value for name in ("title", "outlet", "author") if (value := getattr(given, name).strip())}
    if given.url:
        if (url := address(given.url)) is None:
            raise InputError("url", f"{given.url!r} is no address on the web", "give it with http:// or https://")
        known["url"] = url
    return msgspec.structs.replace(report, **known)


def _read(doc: str, report: Report) -> tuple[Record, Terms]:
    with _one_at_a_time:
        ((record, terms),) = pipeline.read_with_terms([(doc, report)])
    return record, terms
