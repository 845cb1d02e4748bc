"""Records out of the store: as they were read, with what reviewers have decided since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale import types
from verbale.store.answers.current import current_report
from verbale.store.models import Report

BATCH = 500  # reports looked up together


def records(reports: Sequence[int]) -> Iterator[types.Record]:
    """The records of the reports with these primary keys, in their order, with bounded memory.

    What reviewers rejected is not in them, what they corrected is as they said.
    """
    for first in range(0, len(reports), BATCH):
        numbers = reports[first : first + BATCH]
        keys = dict(Report.objects.filter(pk__in=numbers, reading__isnull=False).values_list("pk", "key"))
        for number in numbers:
            if number in keys:
                yield current_report(keys[number]).record
