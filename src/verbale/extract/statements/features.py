"""What the deciding model is told of a proposal: named facts, so that a decision can be read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from verbale.extract.statements.cues import CueHit
from verbale.extract.statements.model import Facts
from verbale.extract.statements.propose import Proposal
from verbale.extract.statements.source import Source
from verbale.extract.statements.spans import words
from verbale.extract.view import View
from verbale.language.lexicon import Cue


def features(view: View, proposal: Proposal, siblings: Sequence[Proposal]) -> Facts:
    """The facts of a proposal that hold; ``siblings`` are all proposals of its cue."""
    rule = proposal.draft.rule
    facts = ["bias", "rule=" + rule, "nested=" + proposal.nested]
    facts += _draft_facts(view, proposal, siblings)
    source = "source=" + _source_kind(view, proposal.source)
    facts.append(source)
    facts += _source_facts(view, proposal)
    hit = proposal.hit
    if isinstance(hit, CueHit):
        facts += _cue_facts(view, hit, proposal)
        if hit.cue is not None:
            facts.append(f"group={hit.cue.group}&{source}")
    elif hit is not None:
        words_ = hit.attribution.text
        facts += ["attribution", "attribution=" + words_, f"attribution_source={hit.attribution.source}"]
    return Facts(rule, tuple(facts))


SIZES = (1, 2, 3, 5, 8, 14, 25)  # words


def _draft_facts(view: View, proposal: Proposal, siblings: Sequence[Proposal]) -> list[str]:
    draft = proposal.draft
    size = sum(words(span.of(view.text)) for span in draft.spans)
    facts = [f"size={bisect_left(SIZES, size)}", f"spans={len(draft.spans)}"]
    facts += ["note=" + note for note in sorted(draft.notes)]
    if len(siblings) > 1:
        facts += ["sibling=" + rule for rule in sorted({s.draft.rule for s in siblings if s is not proposal})]
    text = draft.spans[0].of(view.text)
    if text[:1].isupper():
        facts.append("capital")
    tokens = view.tokens_in(draft.spans[-1])
    if any(view.tokens[i].upos in {"VERB", "AUX"} and view.tokens[i].feats.get("VerbForm") != "Part" for i in tokens):
        facts.append("content_verb")
    if len(tokens):
        head = view.tokens[min(max(draft.head, 0), len(view.tokens) - 1)]
        facts.append("content_pos=" + head.upos)
        facts.append("content_lemma=" + head.lemma)
        if head.upos == "NOUN":
            facts.append("content_animacy=" + head.feats.get("Animacy", "?"))
    return facts


def _source_kind(view: View, source: Source | None) -> str:
    if source is None:
        return "none"
    token = view.tokens[source.head]
    if token.upos in {"PRON", "DET"}:
        return "pronoun" + token.feats.get("Person", "3")
    if source.head in view.name_kind:
        return view.name_kind[source.head]
    if token.lemma in view.lexicon.outlet_nouns:
        return "outlet"
    if token.lemma in view.lexicon.documents:
        return "document"
    if token.lemma in view.lexicon.bodies:
        return "body"
    return token.upos + "_" + token.feats.get("Animacy", "?")


def _source_facts(view: View, proposal: Proposal) -> list[str]:
    source = proposal.source
    if source is None:
        return []
    token = view.tokens[source.head]
    facts = ["source_rule=" + source.rule, "source_lemma=" + token.lemma]
    if token.feats.get("Case") not in {"Nom", None} and source.rule in {"own_subject", "shared_subject"}:
        facts.append("source_oblique")
    if any(span.overlaps(source.span) for span in proposal.draft.spans):
        facts.append("source_in_content")
    return facts


def _cue_facts(view: View, hit: CueHit, proposal: Proposal) -> list[str]:
    token = view.tokens[hit.head]
    cue = hit.cue
    facts = ["form=" + hit.form, "lemma=" + hit.lemma, "deprel=" + token.deprel]
    facts += [
        f"{key}={token.feats[key]}" for key in ("Tense", "Mood", "Person", "Number", "Aspect") if key in token.feats
    ]
    facts += _lexical_facts(view, cue, proposal)
    children = {view.tokens[i].lemma for i in view.children[hit.head]}
    if children & view.discourse.negation:
        facts.append("negated")
    if children & view.discourse.irrealis:
        facts.append("irrealis")
    if token.feats.get("Person") == "1" and hit.head not in view.spoken:
        facts.append("editorial")
    if cue is not None and cue.impersonal and view.subject_of(hit.head) is None:
        facts.append("no_subject")
    return facts + _governor_facts(view, hit) + _place_facts(view, hit, proposal)


def _governor_facts(view: View, hit: CueHit) -> list[str]:
    """What stands above the cue in the parse, and the conjunction before it."""
    token, facts = view.tokens[hit.head], []
    if token.head >= 0:
        above = view.tokens[token.head]
        facts.append("above_pos=" + above.upos)
        if token.deprel in {"xcomp", "ccomp", "csubj"}:
            facts.append("above=" + above.lemma)
    mark = view.mark_of(hit.head)
    return facts if mark is None else [*facts, "marked=" + view.tokens[mark].lemma]


def _place_facts(view: View, hit: CueHit, proposal: Proposal) -> list[str]:
    """Where the cue stands: in a quotation, a headline, a question, at the beginning, before a colon."""
    facts = []
    if hit.head in view.spoken:
        person = "person1" if _first_person(view, hit, proposal) else "person3"
        facts += ["inside_quotation", "inside_" + person]
    clause = view.clause(hit.head)
    if view.paragraph(hit.head) == 0:
        facts.append("first_paragraph")
    if view.tokens[clause.last - 1].text == "?":
        facts.append("question")
    if hit.head == clause.first:
        facts.append("cue_first")
    if view.colon(hit.last, min(hit.last + 12, clause.last)) is not None:
        facts.append("colon_after")
    return facts


def _first_person(view: View, hit: CueHit, proposal: Proposal) -> bool:
    """Whether the one who speaks in a quotation speaks of his own saying: «я понял», «предлагаю»."""
    source = proposal.source
    subject = view.tokens[source.head].feats.get("Person") if source is not None else None
    return subject == "1" or view.tokens[hit.head].feats.get("Person") == "1"


def _lexical_facts(view: View, cue: Cue | None, proposal: Proposal) -> list[str]:
    if cue is None:
        return ["known=no"]
    facts = ["known=yes", "group=" + cue.group, "kind=" + cue.kind, "act=" + cue.act]
    if cue.weak:
        facts.append("weak")
    if cue.relay_ok:
        facts.append("relay_ok")
    asked = NEEDED.get(proposal.draft.rule)
    if asked is not None:
        facts.append("government=" + ("fits" if asked & set(cue.government) else "strange"))
    head = view.tokens[min(proposal.draft.head, len(view.tokens) - 1)]
    if proposal.draft.rule in {"complement", "predicate", "rest_of_clause"} and not cue.admits(head.lemma):
        facts.append("not_admitted")
    governments = [note[4:] for note in sorted(proposal.draft.notes) if note.startswith("gov:")]
    facts += [f"rank={min(cue.government.index(g), 4)}" for g in governments if g in cue.government]
    return facts


# The complement of the lexicon that each rule takes as content.
NEEDED = {
    "conjunction_clause": {"что", "чтобы"},
    "comma_conjunction": {"что", "чтобы"},
    "infinitive": {"inf"},
    "indirect_question": {"indirect_question"},
    "quotation_before": {"quote"},
    "quotation_after_colon": {"quote"},
    "quotation_around": {"quote"},
    "quotation_beside": {"quote"},
    "postposed": {"main"},
    "as_reported": {"main"},
    "sentence_before": {"main", "о+loc"},
    "lead_colon": {"что", "quote"},
}
