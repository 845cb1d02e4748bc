"""From decisions to statements: kind, relay, speaker and act, in text order."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extract.actors import ActorIndex, Resolved, Said
from verbale.extract.statements import model
from verbale.extract.statements.cues import AttributionHit, CueHit
from verbale.extract.statements.decide import Decision, decide
from verbale.extract.statements.kinds import kind_of
from verbale.extract.statements.propose import propose
from verbale.extract.statements.relays import is_relay
from verbale.extract.view import View
from verbale.types import Act, Exact, Kind, Span, Statement


def find(view: View, actors: ActorIndex) -> tuple[Statement, ...]:
    """The statements of a report in text order, each with its speaker where the report says who it is.

    Acts are the cue's own; :mod:`verbale.extract.acts` reads them from the content afterwards.
    """
    decisions = decide(view, propose(view), model.load())
    decisions.sort(key=_place)
    said: list[Said] = []
    speakers: list[Resolved] = []
    for decision in decisions:
        speaker = _speaker(view, actors, decision, said)
        speakers.append(speaker)
        spans = decision.proposal.draft.spans
        said.append(Said(spans[0].start, spans[-1].end, speaker))
    return tuple(
        _statement(view, decision, speaker, number)
        for number, (decision, speaker) in enumerate(zip(decisions, speakers, strict=True), 1)
    )


def _place(decision: Decision) -> tuple[int, int]:
    spans, cue = decision.proposal.draft.spans, decision.proposal.cue
    start = min(spans[0].start, cue.start if cue is not None else spans[0].start)
    return start, -spans[-1].end


def _speaker(view: View, actors: ActorIndex, decision: Decision, said: Sequence[Said]) -> Resolved:
    proposal = decision.proposal
    if proposal.source is None:
        kind = kind_of(view, proposal.draft)
        start = proposal.cue.start if proposal.cue is not None else proposal.draft.spans[0].start
        return actors.speaker_without_source(start, kind, proposal.cue, said)
    place = proposal.source.span.start
    outer = next((s.speaker for s in reversed(said) if s.start <= place < s.end), None)
    return actors.speaker(proposal.source.span, proposal.cue, outer)


def _default_act(decision: Decision) -> Act:
    hit = decision.proposal.hit
    if isinstance(hit, CueHit):
        return hit.cue.act if hit.cue is not None else "COMMENT"
    return hit.attribution.act if isinstance(hit, AttributionHit) else "COMMENT"


def _statement(view: View, decision: Decision, speaker: Resolved, number: int) -> Statement:
    proposal = decision.proposal
    content = _disjoint(proposal.draft.spans)
    kind: Kind = kind_of(view, proposal.draft)
    source = proposal.source.span if proposal.source is not None else None
    text = view.text
    return Statement(
        id=f"s{number}",
        content=content,
        cue=proposal.cue,
        source=source,
        kind=kind,
        speaker=speaker.name,
        actor=speaker.actor_id,
        relay=is_relay(view, proposal),
        act=_default_act(decision),
        exact=Exact(
            content=tuple(span.of(text) for span in content),
            cue=proposal.cue.of(text) if proposal.cue is not None else None,
            source=source.of(text) if source is not None else None,
        ),
        rule=proposal.draft.rule,
        confidence=round(decision.probability, 3),
    )


def _disjoint(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in text order; those that overlap become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
