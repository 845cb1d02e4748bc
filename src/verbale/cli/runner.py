"""Reads many inputs in order, in this process or in several, and says what happened to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal, TypeVar

import msgspec

from verbale.errors import InputError, VerbaleError
from verbale.types import Record, Report, Terms

T = TypeVar("T")
Form = Literal["json", "msgpack", "terms"]  # the last: as msgpack, and with the terms of the text

_packer = msgspec.msgpack.Encoder()
_unpacker = msgspec.msgpack.Decoder(Record)


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """A file to read; in its place ``data`` where the bytes are here already, or the ``report`` that intake made of it."""

    path: str
    doc: str
    data: bytes | None = None
    report: Report | None = None
    published: str | None = None
    language: str | None = None
    people: str | None = None  # file of a table of people to link to


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an input: a record in the form asked for, or the reason why there is none."""

    path: str
    payload: bytes | None = None
    terms: Terms | None = None  # of the text, in the form ``terms``
    error: str | None = None  # one line that names the input
    reason: str | None = None  # the kind of error

    def record(self) -> Record:
        """The record of an outcome in the form ``msgpack`` or ``terms``."""
        if self.payload is None:
            raise VerbaleError(self.error or f"{self.path}: there is no record")
        return _unpacker.decode(self.payload)


def run(inputs: Iterable[Input], *, jobs: int = 1, form: Form = "msgpack") -> Iterator[Outcome]:
    """The outcome of each input, in order, as soon as it is there; ``jobs`` processes (0: one for each core) read."""
    if jobs == 1:
        from verbale.pipeline import WINDOW_REPORTS

        for chunk in chunks(inputs, WINDOW_REPORTS):
            yield from read_chunk(chunk, form)
    else:
        from verbale.cli.processes import run_in_processes

        yield from run_in_processes(inputs, jobs, form)


def chunks(inputs: Iterable[T], size: int) -> Iterator[list[T]]:
    """``inputs`` in lists of ``size``."""
    iterator = iter(inputs)
    while chunk := list(islice(iterator, size)):
        yield chunk


def read_chunk(chunk: list[Input], form: Form) -> Iterator[Outcome]:
    """The outcomes of a chunk, annotated in one run."""
    loaded = [(item, _load(item)) for item in chunk]
    readings = _read([(item.doc, report) for item, report in loaded if isinstance(report, Report)], form)
    for item, report in loaded:
        if isinstance(report, Outcome):
            yield report
            continue
        try:
            record, terms = next(readings)
        except Exception:  # noqa: BLE001, one report that fails must not take the others of its run with it
            # The run ends with the report that fails, so that each of the rest lands here too, on its own.
            yield _read_alone(item, report, form)
        else:
            yield _outcome(item, record, terms, form)


def _read(reports: list[tuple[str, Report]], form: Form) -> Iterator[tuple[Record, Terms | None]]:
    from verbale import pipeline

    if form == "terms":
        yield from pipeline.read_with_terms(reports)
    else:
        for record in pipeline.read_named(reports):
            yield record, None


def _load(item: Input) -> Report | Outcome:
    from verbale import intake

    if item.report is not None:
        return item.report
    try:
        if item.data is not None:
            return intake.load_bytes(item.data, item.path, published=item.published, language=item.language)
        return intake.load_file(item.path, published=item.published, language=item.language)
    except InputError as error:
        return Outcome(path=item.path, error=str(error), reason=type(error).__name__)


def _read_alone(item: Input, report: Report, form: Form) -> Outcome:
    try:
        return _outcome(item, *next(_read([(item.doc, report)], form)), form)
    except InputError as error:
        return Outcome(path=item.path, error=str(error), reason=type(error).__name__)
    except VerbaleError:
        raise  # not this input's fault: the installation lacks something, and no report can be read
    except ImportError as error:
        raise VerbaleError(f"{error}; install what requirements.txt names") from error
    except Exception as error:  # noqa: BLE001, a defect of Verbale: said for this input, the others go on
        what = f"{type(error).__name__}: {error}"
        line = f"{item.path}: Verbale failed on it ({what}); please report this with the file"
        return Outcome(path=item.path, error=line, reason="defect")


def _outcome(item: Input, record: Record, terms: Terms | None, form: Form) -> Outcome:
    if item.people is not None:
        from verbale.cli.actors import linked

        record = linked(record, item.people)
    if form == "json":
        from verbale.export.jsonl import encode

        return Outcome(path=item.path, payload=encode(record))
    return Outcome(path=item.path, payload=_packer.encode(record), terms=terms)
