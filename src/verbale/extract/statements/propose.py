"""Every statement that the rules can propose: for each cue its drafts of content and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from verbale.extract.statements import around, attribution_sources, clauses, headlines, phrases, quoted, sources
from verbale.extract.statements.cues import AttributionHit, CueHit, find_attributions, find_cues
from verbale.extract.statements.drafts import Draft
from verbale.extract.statements.source import Source
from verbale.extract.view import View
from verbale.types import Span


class Proposal(msgspec.Struct, frozen=True):
    """One possible statement. ``group`` is shared by the proposals of one cue, of which one at most is taken.

    ``nested`` says how the cue stands in another cue's clause: not at all, with a source of its own, with the same one.
    """

    group: int
    hit: CueHit | AttributionHit | None  # None: a headline's colon
    cue: Span | None
    draft: Draft
    source: Source | None
    nested: str = "no"


Frame = Callable[[View, CueHit], Iterator[Draft]]

FRAMES: tuple[Frame, ...] = (
    clauses.conjunction_clause,
    clauses.comma_conjunction,
    clauses.correlative_before,
    clauses.infinitive,
    clauses.indirect_question,
    phrases.complements,
    phrases.rest_of_clause,
    phrases.relative_complement,
    phrases.predicate,
    phrases.as_phrase,
    phrases.passive_subject,
    around.as_reported,
    around.postposed,
    around.sentence_before,
    around.lead_colon,
    around.next_paragraph,
)


def propose(view: View) -> list[Proposal]:
    """All proposals of a text, by cue in text order."""
    table = quoted.speeches(view)
    found: list[Proposal] = []
    attributions = list(find_attributions(view))
    hits = list(find_cues(view, attributions))
    heads = {hit.head for hit in hits}
    groups: dict[int, int] = {}
    fixed: dict[int, Span] = {}
    for hit in hits:
        cue = view.span(hit.first, hit.last)
        taken = fixed.get(hit.head)
        drafts = [d for d in _drafts(view, hit, table) if taken is None or not d.spans[0].overlaps(taken)]
        if hit.cue is not None and hit.cue.words:
            fixed[hit.head] = cue
        if drafts:
            source = sources.find(view, hit)
            nested = _nested(view, hit, source, heads)
            group = groups.setdefault(hit.head, len(groups))
            found += [Proposal(group, hit, cue, draft, source, nested) for draft in drafts]
    group = len(groups)
    cited = _by_clause(view, found)
    for attribution in attributions:
        source = attribution_sources.of_attribution(view, attribution)
        if source is None and attribution.attribution.source == "after":
            continue
        cue = view.span(attribution.first, attribution.last)
        last = attribution.last if source is None else max(attribution.last, view.token_at(source.span.end - 1) + 1)
        drafts = list(_cited(cited.get(view.clause_of[attribution.first], []), attribution))
        if not drafts:
            drafts = [_joined_colon(view, draft, table) for draft in around.attributed(view, attribution, last)]
        found += [Proposal(group, attribution, cue, draft, source) for draft in drafts]
        group += 1
    for draft, source in headlines.colon_headlines(view):
        found.append(Proposal(group, None, None, draft, source))
        group += 1
    return found


def _nested(view: View, hit: CueHit, source: Source | None, heads: set[int]) -> str:
    """How a cue stands inside another's clause: the one above it, and whether its subject is its own."""
    index = hit.head
    own = source is not None and source.rule in {"own_subject", "subject_beside", "speaking_place", "agent"}
    for _ in range(12):
        deprel = view.tokens[index].deprel
        index = view.tokens[index].head
        if index < 0:
            return "no"
        if index in heads:
            if deprel == "conj":
                return "coordinate_own" if own else "coordinate"
            if not own or source is None:
                return "below_shared_" + deprel
            pronoun = view.tokens[source.head].upos == "PRON"
            return ("below_pronoun_" if pronoun else "below_own_") + deprel
    return "no"


def _by_clause(view: View, proposals: list[Proposal]) -> dict[int, list[Proposal]]:
    table: dict[int, list[Proposal]] = {}
    for proposal in proposals:
        if isinstance(proposal.hit, CueHit):
            table.setdefault(view.clause_of[proposal.hit.head], []).append(proposal)
    return table


def _cited(proposals: list[Proposal], attribution: AttributionHit) -> Iterator[Draft]:
    """«Сообщает агентство со ссылкой на министра»: what the cue before it has as content."""
    rules = {"postposed", "as_reported", "sentence_before", "conjunction_clause", "comma_conjunction", "complement"}
    for proposal in proposals:
        if isinstance(proposal.hit, CueHit) and proposal.hit.last <= attribution.first and proposal.draft.rule in rules:
            spans = proposal.draft.spans
            if proposal.cue is not None and attribution.first - proposal.hit.last < 12:
                yield Draft("cited_" + proposal.draft.rule, spans, proposal.draft.head)


def _joined_colon(view: View, draft: Draft, table: quoted.Speeches) -> Draft:
    """«По словам X, [A]: «[B]»»: the quotation after the sentence's own colon."""
    end = draft.spans[-1].end
    speech = quoted.at_colon(view, end, table)
    if speech is None:
        return draft
    return Draft(draft.rule, (*draft.spans, speech), draft.head, notes=draft.notes | {"joined"})


def _drafts(view: View, hit: CueHit, table: quoted.Speeches) -> Iterator[Draft]:
    """The drafts of a cue without repeats; a quotation that carries on a clause is joined to it."""
    seen: set[tuple[Span, ...]] = set()
    drafts = list(quoted.frames(view, hit, table))
    speech = next((d for d in drafts if d.rule == "quotation_after_colon"), None)
    if speech is None:
        speech = next(around.next_paragraph(view, hit), None)
    spoken = any(d.rule in {"quotation_before", "quotation_around"} and "partial" not in d.notes for d in drafts)
    for frame in FRAMES:
        if spoken and frame in (around.postposed, around.sentence_before):
            continue
        for draft in frame(view, hit):
            joined = _joined(view, draft, speech, table)
            drafts.append(joined)
            if joined is draft:
                drafts += clauses.shortened(view, hit, draft)
                drafts += clauses.lengthened(view, hit, draft)
            elif draft.rule != "sentence_before":
                drafts.append(draft)
    drafts = _without_rivals(drafts)
    for draft in drafts:
        if draft.spans not in seen and all(span.start < span.end for span in draft.spans):
            seen.add(draft.spans)
            yield draft


def _without_rivals(drafts: list[Draft]) -> list[Draft]:
    """Drafts that a surer rule makes needless: the sentence around «о том, что …», the quotation of «об этом: …» alone."""
    rules = {draft.rule for draft in drafts}
    resumed = any(draft.rule == "sentence_before" and "joined" in draft.notes for draft in drafts)
    needless = {"postposed"} if "correlative_before" in rules else set()
    if resumed:
        needless |= {"quotation_after_colon", "next_paragraph"}
    return [draft for draft in drafts if draft.rule not in needless]


def _joined(view: View, draft: Draft, speech: Draft | None, table: quoted.Speeches) -> Draft:
    """«Подчеркнул, что [A]: «[B]»» and «[A]. Об этом сообщил X: «[B]»»: the clause and the quotation after it."""
    if draft.rule not in JOINABLE:
        return draft
    last = draft.spans[-1]
    split = quoted.colon_inside(view, last, table)
    if split is not None:
        return Draft(draft.rule, (*draft.spans[:-1], *split), draft.head, notes=draft.notes | {"joined"})
    following = quoted.at_colon(view, last.end, table)
    if following is not None and speech is None:
        return Draft(draft.rule, (*draft.spans, following), draft.head, notes=draft.notes | {"joined"})
    if speech is None:
        return draft
    quote = speech.spans[0]
    adjacent = not view.text[last.end : quote.start].strip(" \n\t\u00a0:»\"«„“'")
    cue_between = draft.rule == "sentence_before" or (draft.rule == "postposed" and "block" not in speech.notes)
    if last.end <= quote.start and (adjacent or cue_between):
        return Draft(draft.rule, (*draft.spans, quote), draft.head, notes=draft.notes | speech.notes | {"joined"})
    return draft


JOINABLE = frozenset(
    {
        "conjunction_clause",
        "comma_conjunction",
        "complement",
        "rest_of_clause",
        "sentence_before",
        "postposed",
        "infinitive",
    }
)
