"""Whether a source passes on a report: an outlet, an agency or its correspondent."""

from __future__ import annotations

from verbale.extract.statements.cues import AttributionHit, CueHit
from verbale.extract.statements.propose import Proposal
from verbale.extract.view import View
from verbale.language.discourse import fold


def is_relay(view: View, proposal: Proposal) -> bool:
    """Whether a statement's source is an outlet that passes on news with a cue that outlets use for it."""
    hit, source = proposal.hit, proposal.source
    if source is None:
        return False
    if isinstance(hit, AttributionHit) and not hit.attribution.relay_ok:
        return False
    if isinstance(hit, CueHit) and hit.cue is not None and not hit.cue.relay_ok:
        return False
    return is_outlet(view, source.head)


def is_outlet(view: View, head: int) -> bool:
    """Whether the noun phrase of a head token is an outlet: by its noun («агентство …») or by its name."""
    cues = view.lexicon
    if view.tokens[head].lemma in cues.outlet_nouns:
        return True
    return any(name in cues.outlets for name in _names(view, head))


def _names(view: View, head: int) -> list[str]:
    """What a head may be called by: its lemma, its form, the proper name or the quotation around it."""
    token = view.tokens[head]
    found = [token.lemma, fold(token.text)]
    name = view.name_at.get(head)
    if name is not None:
        found.append(fold(view.text[name.start : name.end]).strip("«»\"'"))
        found.append(" ".join(view.tokens[i].lemma for i in range(name.first, name.last)).strip("«»\"' "))
    quotation = view.quotation_of[head]
    if quotation is not None and quotation.end - quotation.start < 60:
        found.append(fold(quotation.inner.of(view.text)))
        inside = view.tokens_in(quotation.inner)
        found.append(" ".join(view.tokens[i].lemma for i in inside))
    return found
