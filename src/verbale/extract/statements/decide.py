"""Which proposals are statements: one a cue at most, likely enough, and no content twice from one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from verbale.extract.statements.features import features
from verbale.extract.statements.model import Facts, Model
from verbale.extract.statements.propose import Proposal
from verbale.extract.view import View

SAME_CONTENT = 0.8  # overlap F1 of tokens from which two contents are one
NEAR = 60  # characters between two cues that may say the same thing twice


class Decision(msgspec.Struct, frozen=True):
    """A proposal taken, how likely it was, and the facts that spoke."""

    proposal: Proposal
    probability: float
    facts: Facts


def decide(view: View, proposals: Sequence[Proposal], model: Model) -> list[Decision]:
    """The statements among the proposals, in no particular order."""
    groups: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        groups[proposal.group].append(proposal)
    best: list[Decision] = []
    for siblings in groups.values():
        judged = [(proposal, features(view, proposal, siblings)) for proposal in siblings]
        top = choose(judged, model)
        if top.probability >= model.threshold:
            best.append(top)
    return without_repeats(view, best)


def choose(judged: Sequence[tuple[Proposal, Facts]], model: Model) -> Decision:
    """The best of a cue's proposals, each given with its facts."""
    proposal, facts = max(judged, key=lambda pair: model.preference(pair[1])) if len(judged) > 1 else judged[0]
    return Decision(proposal, model.probability(facts), facts)


def without_repeats(view: View, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions without those that repeat a likelier one beside them."""
    by_clause: dict[int, list[Decision]] = defaultdict(list)
    kept: list[Decision] = []
    for decision in sorted(decisions, key=lambda decision: -decision.probability):
        first = view.clause_of[view.token_at(decision.proposal.draft.spans[0].start)]
        near = by_clause[first]
        if not any(_repeats(view, decision.proposal, other.proposal) for other in near):
            near.append(decision)
            kept.append(decision)
    return kept


def _repeats(view: View, one: Proposal, other: Proposal) -> bool:
    if one.cue is None or other.cue is None or abs(one.cue.start - other.cue.start) >= NEAR:
        return False
    if one.source is not None and other.source is not None and not one.source.span.overlaps(other.source.span):
        return False
    return overlap(view, one, other) > SAME_CONTENT


def overlap(view: View, one: Proposal, other: Proposal) -> float:
    """F1 of the tokens that two proposals have as content."""
    mine, its = (
        {i for span in p.draft.spans for i in view.tokens_in(span) if view.tokens[i].upos != "PUNCT"}
        for p in (one, other)
    )
    return 2 * len(mine & its) / (len(mine) + len(its)) if mine and its else 0.0
