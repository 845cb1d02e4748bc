"""Instruments: treaties, laws, decrees, drafts, letters and other documents that a report refers to, one entry each.

A noun of ``instruments.toml`` becomes a mention with its phrase, title and number; the rules of ``evidence`` decide whether
it is one of a certain document; ``joining`` makes one entry of all mentions of the same one.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extract.instruments.details import date_of, kind_of, party_spans
from verbale.extract.instruments.evidence import drafted, is_refused, verdict
from verbale.extract.instruments.joining import Draft, Group, join
from verbale.extract.instruments.mentions import Mention, Text
from verbale.extract.instruments.words import lexicon
from verbale.extract.naming import NamingService
from verbale.extract.nominals import NOUNS, Nominals
from verbale.extract.view import view_of
from verbale.types import Annotation, Instrument, Span, TimeExpression

__all__ = ["find"]


def find(
    annotation: Annotation,
    times: tuple[TimeExpression, ...],
    names: NamingService,
    furniture: Sequence[Span] = (),
) -> tuple[Instrument, ...]:
    """The instruments of a report, in the order of their fullest mentions.

    ``times`` are the report's time expressions, resolved; what stands in ``furniture`` is not read. Takes time linear in
    the text.
    """
    text = _text(annotation, times, names, furniture)
    groups = join([draft for mention in _mentions(text) if (draft := _draft(mention)) is not None])
    groups.sort(key=lambda group: group.fullest.mention.index)
    return tuple(_instrument(group, number, names) for number, group in enumerate(groups, 1))


def _text(
    annotation: Annotation,
    times: tuple[TimeExpression, ...],
    names: NamingService,
    furniture: Sequence[Span] = (),
) -> Text:
    view = view_of(annotation, furniture)
    text = Text(view, Nominals(view), lexicon(annotation.language), names)
    for expression in times:
        inside = view.tokens_in(expression.span)
        if inside:
            text.time_at.setdefault(inside.start, expression)
            text.times_in.setdefault(view.clause_of[inside.start], []).append(expression)
    return text


def _mentions(text: Text) -> list[Mention]:
    """Occurrences of document nouns, without those inside another's title and those that a draft is of."""
    found: list[Mention] = []
    title_end = 0
    of_draft: int | None = None
    for index in text.view.places(text.words.entries):
        token = text.view.tokens[index]
        if token.upos not in NOUNS or token.start < title_end or index == of_draft:
            continue
        entry = text.words.entries[token.lemma]
        mention = Mention(text, index, entry)
        if mention.title is not None and verdict(mention) is not None:
            title_end = mention.title.end
        if entry.draft_of:
            of_draft = drafted(mention)
        found.append(mention)
    return found


def _draft(mention: Mention) -> Draft | None:
    """What a mention tells; None where it is no document at all."""
    rule = verdict(mention)
    if rule is None and (mention.is_plural or is_refused(mention)):
        return None
    names = mention.text.names
    parties = {names.canonical(span): span for span in party_spans(mention)} if rule is not None else {}
    return Draft(mention, rule, kind_of(mention) if rule is not None else None, date_of(mention), parties)


def _instrument(group: Group, number: int, names: NamingService) -> Instrument:
    fullest = group.fullest
    span = fullest.mention.span
    parties = dict.fromkeys(name for draft in [fullest, *group.drafts] for name in draft.parties)
    return Instrument(
        mention=span,
        name=names.nominative(span),
        kind=fullest.kind or "other",
        date=group.date,
        parties=tuple(parties),
        mentions=tuple(draft.mention.span for draft in group.drafts if draft is not fullest),
        exact=span.of(fullest.mention.view.text),
        rule=fullest.rule or "",
        id=f"i{number}",
    )
