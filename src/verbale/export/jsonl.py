"""Records as JSON, one object a line: the format of the gold standard, with the report and the actors beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from verbale.errors import VerificationError
from verbale.export.result import Result
from verbale.types import Record

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Record)


def encode(record: Record) -> bytes:
    """A record as one line of JSON in UTF-8, without the line break.

    ``json.loads`` of it is a gold document with more fields: offsets are code points of ``report.text``.
    """
    return _encoder.encode(record)


def decode(line: bytes | str) -> Record:
    """The record of one line. Raises ``VerificationError`` where it is not one."""
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise VerificationError(f"not a record: {error}") from error


def decode_lines(lines: Iterable[bytes | str]) -> Iterator[Record]:
    """The records of all lines that are not blank. Raises ``VerificationError`` naming the line that is not one."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield decode(line)
        except VerificationError as error:
            raise VerificationError(f"line {number}: {error}") from error


def write(records: Iterable[Record], out: BinaryIO) -> Result:
    """Write ``records`` to a binary stream, a line each."""
    count = 0
    for record in records:
        out.write(encode(record) + b"\n")
        count += 1
    return Result(count, "record")
