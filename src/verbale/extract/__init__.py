"""From a report and its Annotation to its Record: actors, statements, times, meetings, instruments, positions."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from verbale import __version__
from verbale.extract import actors, acts, instruments, meetings, positions, statements, times
from verbale.extract.actors import ActorIndex
from verbale.extract.naming import ActorNames
from verbale.extract.view import view_of
from verbale.types import Annotation, Instrument, Record, Report, Span, Statement


def extract(doc: str, report: Report, annotation: Annotation) -> Record:
    """All that is read in a report; ``doc`` names it in the record."""
    view = view_of(annotation, report.furniture)
    index = actors.build(annotation, report)
    names = ActorNames(index)
    found, day = times.read(annotation, report.published)  # in captions too: they date what they show
    papers = instruments.find(annotation, found, names, report.furniture)
    encounters = meetings.find(annotation, found, names, day, report.furniture)
    passages = acts.Passages(annotation)
    said = tuple(_read(passages, index, papers, statement) for statement in statements.find(view, index))
    listed = index.actors  # after all who speak are found
    return Record(
        doc=doc,
        report=report,
        statements=said,
        times=found,
        meetings=encounters,
        instruments=papers,
        positions=positions.build(said, listed, papers, passages),
        actors=listed,
        reader=__version__,
    )


def _read(passages: acts.Passages, index: ActorIndex, papers: Iterable[Instrument], statement: Statement) -> Statement:
    """A statement with its act, modes, condition, those it is said to and aimed at, and its instruments."""
    annotation = passages.annotation
    cue, content, source = statement.cue, statement.content, statement.source
    act = acts.judge(passages.of(statement))
    condition = acts.condition(annotation, content)
    addressee = acts.addressee(annotation, cue, source, content)
    target = acts.target(annotation, cue, source, content, act.act)
    text = annotation.text
    return msgspec.structs.replace(
        statement,
        act=act.act,
        modes=act.modes,
        condition=condition,
        addressee=addressee,
        addressee_actor=_actor(index, addressee),
        target=target,
        target_actor=_actor(index, target),
        instruments=tuple(paper.id for paper in papers if _mentions(paper, content)),
        exact=msgspec.structs.replace(
            statement.exact,
            condition=condition.of(text) if condition else None,
            addressee=addressee.of(text) if addressee else None,
            target=target.of(text) if target else None,
        ),
    )


def _actor(index: ActorIndex, span: Span | None) -> str | None:
    actor = index.actor_at(span) if span is not None else None
    return actor.id if actor is not None else None


def _mentions(paper: Instrument, content: tuple[Span, ...]) -> bool:
    return any(span.overlaps(mention) for span in content for mention in (paper.mention, *paper.mentions))
