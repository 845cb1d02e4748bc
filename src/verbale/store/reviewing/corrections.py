"""What a reviewer may correct in an item: checked against the report's text, and as values of the item's columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import UNSET, Meta, UnsetType

from verbale.errors import NotStored, ReviewError
from verbale.periods import period
from verbale.store.models import Actor, Appearance, Item, Meeting, Position, Statement
from verbale.store.readings.projection import Row
from verbale.types import Act, InstrumentKind, Kind, MeetingKind, MeetingStatus, Span

Line = Annotated[str, Meta(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]+$")]
Key = Annotated[str, Meta(min_length=12, max_length=12)]
Lines = Annotated[tuple[Line, ...], Meta(max_length=50)]

# Values that are in other tables than the item's.
PARTIES = "party_actors"  # of a meeting: the keys of those who meet, sorted
TARGET_NAME = "target_name"  # of a statement: what its positions call the target
OTHERS = (PARTIES, TARGET_NAME)

_SPANS = ("cue", "source", "addressee", "target", "condition")


class StatementChanges(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of a statement; what is not given stays. Spans are ``[start, end]``, actors their keys."""

    content: Annotated[tuple[Span, ...], Meta(min_length=1, max_length=50)] | UnsetType = UNSET
    cue: Span | UnsetType | None = UNSET
    source: Span | UnsetType | None = UNSET
    addressee: Span | UnsetType | None = UNSET
    target: Span | UnsetType | None = UNSET
    condition: Span | UnsetType | None = UNSET
    speaker: Key | UnsetType | None = UNSET
    addressee_actor: Key | UnsetType | None = UNSET
    target_actor: Key | UnsetType | None = UNSET
    kind: Kind | UnsetType = UNSET
    act: Act | UnsetType = UNSET
    relay: bool | UnsetType = UNSET


class MeetingChanges(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of a meeting; what is not given stays."""

    kind: MeetingKind | UnsetType = UNSET
    status: MeetingStatus | UnsetType = UNSET
    place: Line | UnsetType | None = UNSET
    date: Line | UnsetType | None = UNSET  # TIMEX3 value
    former_date: Line | UnsetType | None = UNSET
    parties: Lines | UnsetType = UNSET  # names
    party_actors: Annotated[tuple[Key, ...], Meta(max_length=50)] | UnsetType = UNSET


class CitationChanges(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of a citation of an instrument; what is not given stays."""

    name: Line | UnsetType = UNSET
    kind: InstrumentKind | UnsetType = UNSET
    date: Line | UnsetType | None = UNSET
    parties: Lines | UnsetType = UNSET


C = TypeVar("C", StatementChanges, MeetingChanges, CitationChanges)


def corrected(item: Item, changes: Mapping[str, Any], text: str) -> Row:
    """The columns of ``item`` that ``changes`` gives a new value, in values of JSON; actors by their keys.

    ``text`` is the report's. Raises ``ReviewError`` where a change is not possible, ``NotStored`` where there is no such
    actor.
    """
    if isinstance(item, Statement):
        values = _statement(item, _checked(changes, StatementChanges), text)
    elif isinstance(item, Meeting):
        values = _meeting(_checked(changes, MeetingChanges))
    else:
        values = _citation(_checked(changes, CitationChanges))
    now = current(item, values)
    changed = {column: value for column, value in values.items() if value != now[column]}
    if "target" in changed:
        changed[TARGET_NAME] = values[TARGET_NAME]
    if not changed:
        raise ReviewError("the correction changes nothing; accept the item instead")
    return changed


def current(item: Item, columns: Iterable[str]) -> Row:
    """The values of ``columns`` as ``item`` has them, in values of JSON; actors by their keys."""
    return {column: _value(item, column) for column in columns}


def _value(item: Item, column: str) -> Any:
    if column == PARTIES and isinstance(item, Meeting):
        return sorted(item.parties.values_list("key", flat=True))
    if column == TARGET_NAME:
        return Position.objects.filter(statement_id=item.pk).values_list("target_name", flat=True).first()
    value = getattr(item, column)
    if isinstance(value, Actor):
        return value.key
    return value.isoformat() if isinstance(value, date) else value


def _checked(changes: Mapping[str, Any], kind: type[C]) -> C:
    try:
        return msgspec.convert(dict(changes), kind)
    except msgspec.ValidationError as error:
        raise ReviewError("the correction cannot be read: {error}", error=error) from None


def _given(changes: msgspec.Struct, fields: Iterable[str]) -> Row:
    return {field: value for field in fields if (value := getattr(changes, field)) is not UNSET}


# --- statements ---------------------------------------------------------------------


def _statement(item: Statement, changes: StatementChanges, text: str) -> Row:
    values = _given(changes, ("kind", "act", "relay"))
    spans = dict(item.spans)
    if changes.content is not UNSET:
        _check_spans(changes.content, text)
        spans["content"] = [[span.start, span.end] for span in changes.content]
        values["content"] = "\n".join(span.of(text) for span in changes.content)
        values["start"] = changes.content[0].start
    for field, span in _given(changes, _SPANS).items():
        if span is not None:
            _check_spans([span], text)
        spans[field] = None if span is None else [span.start, span.end]
        if field in {"cue", "source"}:
            values[field] = None if span is None else span.of(text)
    for field in ("speaker", "addressee_actor", "target_actor"):
        if (key := getattr(changes, field)) is not UNSET:
            values |= _person(item, field.removesuffix("_actor"), key)
    return values | {"spans": spans}


def _check_spans(spans: Sequence[Span], text: str) -> None:
    for span in spans:
        if not 0 <= span.start < span.end <= len(text):
            raise ReviewError(
                "[{start}, {end}] is not a stretch of the text of {length:,} characters",
                start=span.start,
                end=span.end,
                length=len(text),
            )
        if span.of(text) != span.of(text).strip():
            raise ReviewError(
                "[{start}, {end}] begins or ends with white space; give the words alone", start=span.start, end=span.end
            )
    for before, after in pairwise(spans):
        if after.start < before.end:
            raise ReviewError(
                "[{start}, {end}] begins before the part before it has ended", start=after.start, end=after.end
            )


def _person(item: Statement, field: str, key: str | None) -> Row:
    """The values that say who is meant: the actor, its id in the record where it appears there, what it is called."""
    called = {"speaker": "speaker_name", "target": TARGET_NAME}.get(field)
    actor = actor_of(key) if key is not None else None
    seen = Appearance.objects.filter(report_id=item.report_id, actor=actor).order_by("pk").first() if actor else None
    values: Row = {field: actor.key if actor else None, f"{field}_item": seen.item if seen else None}
    if called is not None:
        values[called] = seen.name if seen else actor.name if actor else None
    return values


def actor_of(key: str) -> Actor:
    """The actor under ``key``, or the one that it was joined to. Raises ``NotStored`` where there is none."""
    actor = Actor.objects.filter(key=key).first()
    if actor is None:
        raise NotStored("{key}: no such actor", key=key)
    while actor.joined_into is not None:
        actor = actor.joined_into
    return actor


# --- meetings and citations ------------------------------------------------------------


def _meeting(changes: MeetingChanges) -> Row:
    values = _given(changes, ("kind", "status", "place", "date", "former_date"))
    _check_dates(values, ("date", "former_date"))
    if changes.date is not UNSET:
        found = period(changes.date)
        values["begins"] = found.first.isoformat() if found else None
        values["ends"] = (found.after - timedelta(days=1)).isoformat() if found else None
    if changes.party_actors is not UNSET:
        values[PARTIES] = sorted({actor_of(key).key for key in changes.party_actors})
    return values | _names(changes)


def _citation(changes: CitationChanges) -> Row:
    values = _given(changes, ("name", "kind", "date"))
    _check_dates(values, ("date",))
    return values | _names(changes)


def _names(changes: MeetingChanges | CitationChanges) -> Row:
    return {} if changes.parties is UNSET else {"party_names": list(changes.parties)}


def _check_dates(values: Row, fields: Iterable[str]) -> None:
    for field in fields:
        if (value := values.get(field)) is not None and period(value) is None:
            raise ReviewError(
                "{value!r} is no date of TIMEX3; write it like 2031-05-17, 2031-05 or 2031-W20", value=value
            )
