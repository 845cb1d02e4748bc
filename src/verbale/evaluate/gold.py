"""The gold standard's file format, read and validated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from verbale.errors import DataError, MissingInput
from verbale.types import Act, InstrumentKind, Kind, MeetingKind, MeetingStatus, Span, TimexMod, TimexType

M = TypeVar("M", bound=msgspec.Struct)


class MarkedStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as an annotator or a reader marked it; fields as in ``verbale.types.Statement``."""

    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    kind: Kind = "indirect"
    speaker: str | None = None
    relay: bool = False
    act: Act = "COMMENT"
    optional: bool = False  # only one of two annotators marked it
    act_also: Act | msgspec.UnsetType = msgspec.UNSET  # the other annotator's label, right too
    speaker_also: str | msgspec.UnsetType | None = msgspec.UNSET
    rule: str = ""  # of a predicted statement


class MarkedTime(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression as marked; ``value`` is ``None`` where the report does not settle it."""

    span: Span
    type: TimexType
    value: str | None = None
    mod: TimexMod | None = None
    optional: bool = False
    rule: str = ""


class MarkedMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting as marked."""

    trigger: Span
    kind: MeetingKind
    parties: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    status: MeetingStatus = "held"
    optional: bool = False
    rule: str = ""


class MarkedInstrument(msgspec.Struct, frozen=True, kw_only=True):
    """An instrument as marked."""

    mention: Span
    name: str
    kind: InstrumentKind
    date: str | None = None
    parties: tuple[str, ...] = ()
    optional: bool = False
    rule: str = ""


class GoldReport(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a gold file: the items of one report, whose text is the file ``doc``."""

    doc: str
    published: str | None = None  # ISO 8601 date, of facts files
    statements: tuple[MarkedStatement, ...] = ()
    times: tuple[MarkedTime, ...] = ()
    meetings: tuple[MarkedMeeting, ...] = ()
    instruments: tuple[MarkedInstrument, ...] = ()


def marked(items: Iterable[object], noun: type[M]) -> tuple[M, ...]:
    """``items`` (dicts of the gold format, or structs with its fields) as ``noun``.

    Raises ``DataError`` where an item lacks a field or has a wrong one.
    """
    try:
        return tuple(msgspec.convert(item, noun, from_attributes=True) for item in items)
    except msgspec.ValidationError as error:
        raise DataError(f"not a {noun.__name__}: {error}; see the gold standard's file format") from error


def parse_gold(documents: Sequence[GoldReport | dict[str, Any]]) -> tuple[GoldReport, ...]:
    """Lines of a gold file, already decoded or not, as ``GoldReport``."""
    return marked(documents, GoldReport)


def load_gold(path: str | Path) -> tuple[GoldReport, ...]:
    """The reports of a gold file, one JSON object a line.

    Raises ``MissingInput`` where there is no such file and ``DataError`` naming the line that is wrong.
    """
    path = Path(path)
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise MissingInput(str(path), error.strerror or "cannot be opened", "give the path of a gold file") from error
    decoder = msgspec.json.Decoder(GoldReport)
    reports = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            reports.append(decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise DataError(f"{path}, line {number}: {error}; see the gold standard's file format") from error
    return tuple(reports)
