"""Meetings: encounters of parties with a communicative purpose, one entry each.

A word of ``meetings.toml`` becomes a frame (what governs it, who and when and where beside it); the rules of ``reading``
decide whether the mention is a meeting; ``joining`` makes one entry of all mentions of the same one.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extract.meetings.dates import date_value, expressions_of
from verbale.extract.meetings.days import settle_days
from verbale.extract.meetings.frames import Frame, Text
from verbale.extract.meetings.joining import Draft, Group, join
from verbale.extract.meetings.kinds import kind_of
from verbale.extract.meetings.parties import parties_of
from verbale.extract.meetings.places import ONLINE, is_online, place_of, place_of_court
from verbale.extract.meetings.reading import verdict
from verbale.extract.meetings.status import moved, status_of
from verbale.extract.meetings.towns import Towns
from verbale.extract.meetings.words import Channel, Lexicon, lexicon
from verbale.extract.naming import NamingService
from verbale.extract.nominals import Nominals
from verbale.extract.view import view_of
from verbale.types import Annotation, Meeting, MeetingKind, Span, TimeExpression

__all__ = ["find"]


def find(
    annotation: Annotation,
    times: tuple[TimeExpression, ...],
    names: NamingService,
    published: str | None,
    furniture: Sequence[Span] = (),
) -> tuple[Meeting, ...]:
    """The meetings of a report, in the order of their fullest mentions.

    ``times`` are the report's time expressions, resolved; ``published`` is an ISO 8601 date, or date and time, or None;
    what stands in ``furniture`` is not read. Takes time linear in the text.
    """
    text = _text(annotation, times, names, published, furniture)
    groups = join([draft for frame in _frames(text) if (draft := _draft(frame)) is not None])
    settle_days(text, groups)
    groups.sort(key=lambda group: group.fullest.frame.index)
    return tuple(_meeting(group, number, names) for number, group in enumerate(groups, 1))


def _text(
    annotation: Annotation,
    times: tuple[TimeExpression, ...],
    names: NamingService,
    published: str | None,
    furniture: Sequence[Span] = (),
) -> Text:
    view = view_of(annotation, furniture)
    words = lexicon(annotation.language)
    text = Text(view, Nominals(view), words, names, times, published, Towns(view, words, names))
    for expression in times:
        clause = view.clause_of[view.token_at(expression.span.start)] if annotation.tokens else 0
        text.times_in.setdefault(clause, []).append(expression)
    return text


def _frames(text: Text) -> list[Frame]:
    words: Lexicon = text.words
    found: list[Frame] = []
    inner: int | None = None  # «переговоров» of «раунд переговоров»
    for index in text.view.places(words.triggers):
        token = text.tokens[index]
        if index == inner:
            continue
        if token.upos == "VERB":
            verb = words.verbs.get(token.lemma)
            if verb is not None and token.feats.get("VerbForm") != "Part":
                found.append(Frame(text, index, verb))
        elif token.upos in ("NOUN", "PROPN", "X"):
            noun = words.nouns.get(token.lemma) or words.channels.get(token.lemma)
            if noun is not None:
                found.append(Frame(text, index, noun))
                inner = found[-1].round_of or inner
    return found


def _draft(frame: Frame) -> Draft | None:
    """What a mention tells; None where it is no meeting."""
    accepted, rule = verdict(frame)
    if not accepted:
        return None
    if isinstance(frame.entry, Channel) and frame.predicate is not None:
        frame.trigger = frame.predicate
    names = frame.text.names
    spans = parties_of(frame)
    parties = {names.canonical(span): span for span in spans}
    kind = kind_of(frame, parties)
    former, new = moved(frame)
    told = [date_value(t) for t in expressions_of(frame) if t is not new]
    told = [date for date in told if date is None or date != former]
    frame.date = date_value(new) if new is not None else next(iter(told), None)
    if former is None and new is not None:
        former = next(iter(told), None)
    return Draft(
        frame=frame,
        rule=rule,
        kind=kind,
        parties=parties,
        named=frozenset(name for name, span in parties.items() if _is_named(frame.text, span)),
        place=_place(frame, kind, spans),
        date=frame.date,
        former_date=former,
        status=status_of(frame),
    )


def _place(frame: Frame, kind: MeetingKind, parties: list[Span]) -> str | None:
    if is_online(frame):
        return ONLINE
    if kind == "call":
        return None
    span = place_of(frame, direction=kind == "visit" or frame.is_come_to)
    if span is None and kind == "session":
        span = place_of_court(frame, parties)
    return frame.text.towns.nominative(span) if span is not None else None


def _is_named(text: Text, span: Span) -> bool:
    return any(
        index in text.view.name_at and text.view.name_at[index].kind == "PER" for index in text.view.tokens_in(span)
    ) or (text.view.tokens_in(span).start in text.view.name_at)


def _meeting(group: Group, number: int, names: NamingService) -> Meeting:
    fullest = group.fullest
    others = tuple(draft.frame.span for draft in group.drafts if draft is not fullest)
    parties = group.parties
    actors = (names.actor_at(span) for span in parties.values())
    return Meeting(
        trigger=fullest.frame.span,
        kind=fullest.kind,
        parties=tuple(parties),
        place=group.place,
        date=group.date,
        status=group.status,
        former_date=group.former_date,
        mentions=others,
        party_actors=tuple(dict.fromkeys(actor.id for actor in actors if actor is not None)),
        exact=fullest.frame.span.of(fullest.frame.view.text),
        rule=fullest.rule,
        id=f"m{number}",
    )
