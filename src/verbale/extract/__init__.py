"""From a report and its Annotation to its Record: actors, statements, times, meetings, instruments, positions."""

from __future__ import annotations

from verbale import __version__
from verbale.extract import actors, statements, times
from verbale.extract.view import View
from verbale.types import Annotation, Record, Report


def extract(doc: str, report: Report, annotation: Annotation) -> Record:
    """All that is read in a report; ``doc`` names it in the record."""
    view = View(annotation, report.furniture)
    index = actors.build(annotation, report)
    found = statements.find(view, index)
    return Record(
        doc=doc,
        report=report,
        statements=found,
        actors=index.actors,
        times=times.find(annotation, report.published),
        reader=__version__,
    )
