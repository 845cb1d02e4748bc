"""Scores of time expressions, meetings and instruments against gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from verbale.evaluate.assignment import assign
from verbale.evaluate.gold import GoldReport, MarkedInstrument, MarkedMeeting, MarkedTime, marked, parse_gold
from verbale.evaluate.measures import Prf, f1, mean, same_name, shared_names
from verbale.types import Span

T = TypeVar("T", MarkedTime, MarkedMeeting, MarkedInstrument)


class FactMatch(msgspec.Struct, Generic[T], frozen=True):
    """A gold item and the prediction that stands for it."""

    doc: str
    gold: T
    predicted: T


class LoneFact(msgspec.Struct, Generic[T], frozen=True):
    """A gold item that nothing stands for, or a prediction that stands for none."""

    doc: str
    item: T


class Paired(msgspec.Struct, Generic[T], frozen=True):
    """Matches, misses and extras of one noun; optional items are left out of all of them."""

    matches: tuple[FactMatch[T], ...]
    misses: tuple[LoneFact[T], ...]
    extras: tuple[LoneFact[T], ...]

    @property
    def detection(self) -> Prf:
        """Items found."""
        paired = len(self.matches)
        return Prf(paired, paired + len(self.extras), paired + len(self.misses))

    def share(self, is_right: Callable[[T, T], bool | float]) -> float:
        """Mean of ``is_right(gold, predicted)`` over matches."""
        return mean(float(is_right(match.gold, match.predicted)) for match in self.matches)


class FactScores(msgspec.Struct, frozen=True, kw_only=True):
    """The scores of all three nouns."""

    times: Paired[MarkedTime]
    meetings: Paired[MarkedMeeting]
    instruments: Paired[MarkedInstrument]

    @property
    def values(self) -> Prf:
        """Time expressions found with the right type and value; gold without a value is left out of both sides."""
        settled = [match for match in self.times.matches if match.gold.value is not None]
        right = sum(same_value(match.gold, match.predicted) for match in settled)
        missed = sum(lone.item.value is not None for lone in self.times.misses)
        return Prf(right, len(settled) + len(self.times.extras), len(settled) + missed)

    def figures(self) -> dict[str, float]:
        """All figures by name, in the order of a report."""
        figures: dict[str, float] = {}
        for noun, prf in (
            ("times", self.times.detection),
            ("times_value", self.values),
            ("meetings", self.meetings.detection),
            ("instruments", self.instruments.detection),
        ):
            figures |= {f"{noun}_precision": prf.precision, f"{noun}_recall": prf.recall, f"{noun}_f1": prf.f1}
        return figures | {
            "meetings_date_accuracy": self.meetings.share(lambda gold, found: gold.date == found.date),
            "meetings_place_accuracy": self.meetings.share(lambda gold, found: same_name(gold.place, found.place)),
            "meetings_status_accuracy": self.meetings.share(lambda gold, found: gold.status == found.status),
            "meetings_party_f1": self.meetings.share(party_f1),
            "instruments_kind_accuracy": self.instruments.share(lambda gold, found: gold.kind == found.kind),
            "instruments_date_accuracy": self.instruments.share(lambda gold, found: gold.date == found.date),
        }


def same_value(gold: MarkedTime, found: MarkedTime) -> bool:
    """The same type and value."""
    return gold.type == found.type and gold.value == found.value


def party_f1(gold: MarkedMeeting, found: MarkedMeeting) -> float:
    """F1 of the parties' names, paired one to one."""
    return f1(shared_names(gold.parties, found.parties), len(gold.parties), len(found.parties))


def score_facts(
    predicted: Mapping[str, Mapping[str, Sequence[object]]], gold: Sequence[GoldReport | dict[str, Any]]
) -> FactScores:
    """The scores of ``predicted`` on the documents of ``gold``.

    ``predicted`` has for each document name a mapping with ``times``, ``meetings`` and ``instruments``: dicts of the
    gold's file format or the types of ``verbale.types``. A document that it lacks counts as read with no item.
    """
    reports = parse_gold(gold)

    def noun(name: str, of: type[T], pair: Callable[[T, T], int]) -> Paired[T]:
        rows = (
            (report.doc, getattr(report, name), marked(predicted.get(report.doc, {}).get(name, ()), of))
            for report in reports
        )
        return _paired(rows, pair)

    return FactScores(
        times=noun("times", MarkedTime, lambda a, b: _shared(a.span, b.span)),
        meetings=noun("meetings", MarkedMeeting, _meeting_weight),
        instruments=noun("instruments", MarkedInstrument, lambda a, b: _shared(a.mention, b.mention)),
    )


def _shared(left: Span, right: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def _meeting_weight(gold: MarkedMeeting, found: MarkedMeeting) -> int:
    """Above 0 where the two may be one meeting: overlapping triggers first, else kind, date and a party."""
    shared = _shared(gold.trigger, found.trigger)
    if shared:
        return 1000 * shared
    alike = gold.kind == found.kind and gold.date == found.date
    return shared_names(gold.parties, found.parties) if alike else 0


def _paired(rows: Iterable[tuple[str, Sequence[T], Sequence[T]]], weight: Callable[[T, T], int]) -> Paired[T]:
    """The items of each document paired one to one by the greatest total ``weight``."""
    matches: list[FactMatch[T]] = []
    misses: list[LoneFact[T]] = []
    extras: list[LoneFact[T]] = []
    for doc, gold, found in rows:
        weights = {(i, j): w for i, a in enumerate(gold) for j, b in enumerate(found) if (w := weight(a, b))}
        pairs = assign(weights)
        matches += (FactMatch(doc, gold[i], found[j]) for i, j in pairs if not gold[i].optional)
        taken_gold, taken = {i for i, _ in pairs}, {j for _, j in pairs}
        misses += (LoneFact(doc, item) for i, item in enumerate(gold) if i not in taken_gold and not item.optional)
        extras += (LoneFact(doc, item) for j, item in enumerate(found) if j not in taken)
    return Paired(tuple(matches), tuple(misses), tuple(extras))
