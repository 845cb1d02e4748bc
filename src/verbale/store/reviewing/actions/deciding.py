"""Decisions on items: accept, correct, reject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from verbale.errors import NotStored, StaleDecision
from verbale.store import bulk
from verbale.store.keeping import index, instruments, utterances
from verbale.store.models import (
    Actor,
    Appearance,
    Citation,
    Decision,
    Item,
    Meeting,
    Position,
    Review,
    State,
    Statement,
    StatementInstrument,
)
from verbale.store.readings.projection import Row
from verbale.store.reviewing import chain
from verbale.store.reviewing.actions.moving import parties_of, set_parties
from verbale.store.reviewing.chain import Author
from verbale.store.reviewing.corrections import OTHERS, PARTIES, TARGET_NAME, actor_of, corrected, current
from verbale.store.transactions import writing

NOUNS: dict[str, type[Statement] | type[Meeting] | type[Citation]] = {
    "statement": Statement,
    "meeting": Meeting,
    "citation": Citation,
}


@dataclass(frozen=True, kw_only=True)
class ItemDecision:
    """A decision on the item of a noun (``NOUNS``) under a key, of which the reviewer saw the version ``seen``."""

    noun: str
    key: str
    seen: int
    decision: ClassVar[Decision]
    state: ClassVar[State]

    def perform(self, author: Author, reason: str = "") -> Review:
        """Decide; the entry in the chain.

        Raises ``NotStored`` where there is no such item, ``StaleDecision`` where it has changed since it was seen,
        ``ReviewError`` where the decision is not possible.
        """
        if self.noun not in NOUNS:
            raise NotStored("{noun}: no such noun; there are {nouns}", noun=self.noun, nouns=", ".join(NOUNS))
        with writing():
            item: Item | None = NOUNS[self.noun].objects.select_related("report__text").filter(key=self.key).first()
            if item is None:
                raise NotStored("{key}: no such {noun}", key=self.key, noun=self.noun)
            if item.version != self.seen:
                raise StaleDecision(
                    "{noun} {key} has changed since: it is {state} now; look at it again and decide anew",
                    noun=self.noun,
                    key=self.key,
                    state=item.state,
                )
            after = self.changes(item)
            before = current(item, after) | {"state": item.state}
            set_values(item, after)
            item.state = self.state
            item.version += 1
            bulk.update(type(item), [bulk.row_of(item, ["id", "state", "version", *after])])
            _follow(item, after)
            after |= {"state": str(self.state)}
            return chain.append(
                noun=self.noun, item=self.key, decision=self.decision, before=before, after=after,
                author=author, reason=reason,
            )  # fmt: skip

    def changes(self, item: Item) -> Row:  # noqa: ARG002, a correction needs it
        """The new values of the columns of ``item`` that the decision changes; none by default."""
        return {}


@dataclass(frozen=True, kw_only=True)
class Accept(ItemDecision):
    """The item is right as it stands."""

    decision = Decision.ACCEPT
    state = State.ACCEPTED


@dataclass(frozen=True, kw_only=True)
class Reject(ItemDecision):
    """The report does not say it; what was read stays to be seen."""

    decision = Decision.REJECT
    state = State.REJECTED


@dataclass(frozen=True, kw_only=True)
class Correct(ItemDecision):
    """The item is right with other values: fields of ``corrections.StatementChanges`` and its like."""

    decision = Decision.CORRECT
    state = State.CORRECTED
    values: Mapping[str, Any]

    def changes(self, item: Item) -> Row:
        """The corrected values."""
        return corrected(item, self.values, item.report.text.read().decode("utf-8", "surrogatepass"))


def set_values(item: Item, values: Mapping[str, Any]) -> None:
    """Set columns of ``item`` to values as the chain has them: of JSON, actors by their keys. Not saved."""
    for column, value in values.items():
        if column in {"speaker", "addressee", "target"} and isinstance(item, Statement):
            setattr(item, column, None if value is None else actor_of(value))
        elif column in {"begins", "ends"}:
            setattr(item, column, None if value is None else date.fromisoformat(value))
        elif column not in OTHERS:
            setattr(item, column, value)


# --- what follows from a decision -------------------------------------------------------


def _follow(item: Item, changed: Row) -> None:
    if isinstance(item, Statement):
        _follow_statement(item, changed)
    elif isinstance(item, Meeting):
        _follow_meeting(item, changed)
    elif isinstance(item, Citation):
        _follow_citation(item, changed)


def _follow_statement(item: Statement, changed: Row) -> None:
    if {"content", "speaker"} & changed.keys():
        index.replace(item)
        utterances.rejoin([item.pk])
    else:
        utterances.settle([item.utterance_id] if item.utterance_id is not None else [])
    positions = Position.objects.filter(statement=item)
    positions.update(act=item.act, speaker=item.speaker, target=item.target)
    if "speaker_name" in changed:
        positions.update(speaker_name=item.speaker_name or "")
    if TARGET_NAME in changed:
        positions.update(target_name=changed[TARGET_NAME])


def _follow_meeting(item: Meeting, changed: Row) -> None:
    if PARTIES in changed:
        # The decision is not in the chain yet, so the parties come from it and not from there.
        items = dict(Appearance.objects.filter(report_id=item.report_id).values_list("actor__key", "item"))
        named = Actor.objects.filter(key__in=changed[PARTIES]).values_list("pk", "key")
        set_parties(item, {actor: items.get(key, "") for actor, key in named})
    elif {"kind", "date"} & changed.keys():
        set_parties(item, parties_of(item))


def _follow_citation(item: Citation, changed: Row) -> None:
    if not {"name", "kind", "date"} & changed.keys():
        return
    row: Row = {"name": item.name, "kind": item.kind, "date": item.date}
    instruments.resolve([row])
    Citation.objects.filter(pk=item.pk).update(instrument_id=row["instrument_id"])
    record = item.reading.load()
    of_reading = Citation.objects.filter(reading_id=item.reading_id).values_list("item", "instrument_id")
    paper_of: dict[str, int] = dict(of_reading)
    speaking = {said.id: said.instruments for said in record.statements if item.item in said.instruments}
    for statement in Statement.objects.filter(reading_id=item.reading_id, item__in=speaking):
        papers = {paper_of[paper] for paper in speaking[statement.item] if paper in paper_of}
        StatementInstrument.objects.filter(statement=statement).delete()
        rows = [{"statement_id": statement.pk, "instrument_id": paper} for paper in sorted(papers)]
        bulk.insert(StatementInstrument, rows)
    called = {paper.name for paper in record.instruments if paper.id == item.item}
    orders = [order for order, position in enumerate(record.positions) if position.subject in called]
    positions = Position.objects.filter(reading_id=item.reading_id, order__in=orders)
    positions.update(instrument_id=row["instrument_id"])
