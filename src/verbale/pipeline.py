"""From text to Record, on one screen: intake, language, extract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from verbale import intake, language
from verbale.errors import InputError
from verbale.types import Annotation, Record, Report, Terms

# A window is annotated in one run: long enough to fill the networks' batches, short enough to bound memory.
WINDOW_REPORTS = 64
WINDOW_CHARACTERS = 400_000

OnError = Callable[[str, InputError], None]


def read(text: str, *, published: date | str | None = None, language: str | None = None) -> Record:
    """The record of a report's ``text``; spans point into exactly this string.

    ``published`` is the date or date and time of publication (a string: ISO 8601), against which relative dates are
    resolved; ``language`` (ISO 639-1) is detected where it is not given. Raises ``InputError`` where the text cannot
    be read: empty, binary, or in a language that Verbale does not read.
    """
    return read_report(intake.from_text(text, published=_iso(published), language=language), doc="text")


def read_file(path: str | Path, *, published: date | str | None = None, language: str | None = None) -> Record:
    """The record of a report in a file, plain text or HTML; arguments and errors as for ``read``.

    Spans point into ``record.report.text``: of a plain text file the decoded file, of a page its main text.
    """
    return read_report(intake.load_file(path, published=_iso(published), language=language), doc=Path(path).name)


def read_report(report: Report, *, doc: str | None = None) -> Record:
    """The record of a ``report`` that intake has made; ``doc`` names it (by default its address or hash)."""
    (record,) = read_named([(doc or name_of(report), report)])
    return record


def read_many(reports: Iterable[Report], *, on_error: OnError | None = None) -> Iterator[Record]:
    """The records of ``reports`` in their order, a window at a time: fast, and with bounded memory.

    A report that cannot be read raises ``InputError``, or is left out where ``on_error`` (called with its name and
    the error) is given.
    """
    return read_named(((name_of(report), report) for report in reports), on_error=on_error)


def read_named(reports: Iterable[tuple[str, Report]], *, on_error: OnError | None = None) -> Iterator[Record]:
    """As ``read_many``, for pairs of a name and a report."""
    from verbale.extract import extract

    for doc, report, annotation in _annotated(reports, on_error):
        yield extract(doc, report, annotation)


def read_with_terms(
    reports: Iterable[tuple[str, Report]], *, on_error: OnError | None = None
) -> Iterator[tuple[Record, Terms]]:
    """As ``read_named``; with each record the words of its text, for a search."""
    from verbale.extract import extract
    from verbale.language.terms import terms_of

    for doc, report, annotation in _annotated(reports, on_error):
        yield extract(doc, report, annotation), terms_of(annotation)


def _annotated(
    reports: Iterable[tuple[str, Report]], on_error: OnError | None
) -> Iterator[tuple[str, Report, Annotation]]:
    for window in _windows(reports):
        # One run of the annotator for each language of the window, drawn from in the order of the reports.
        runs: dict[str, Iterator[Annotation]] = {}
        for doc, report in window:
            if report.language not in runs:
                try:
                    annotator = language.get(report.language, name=doc)
                except InputError as error:
                    if on_error is None:
                        raise
                    on_error(doc, error)
                    continue
                texts = [other.text for _, other in window if other.language == report.language]
                runs[report.language] = annotator.annotate_many(texts)
            yield doc, report, next(runs[report.language])


def name_of(report: Report) -> str:
    """What a report without a file name is called: its address, else the start of its hash."""
    return report.url or report.sha256[:16]


def _windows(reports: Iterable[tuple[str, Report]]) -> Iterator[list[tuple[str, Report]]]:
    window: list[tuple[str, Report]] = []
    characters = 0
    for doc, report in reports:
        window.append((doc, report))
        characters += len(report.text)
        if len(window) >= WINDOW_REPORTS or characters >= WINDOW_CHARACTERS:
            yield window
            window, characters = [], 0
    if window:
        yield window


def _iso(published: date | str | None) -> str | None:
    return published.isoformat() if isinstance(published, date) else published
