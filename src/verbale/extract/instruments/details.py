"""When a document was adopted, whose it is, and of which kind."""

from __future__ import annotations

from verbale.extract.instruments.evidence import drafted, is_somebody
from verbale.extract.instruments.mentions import Mention
from verbale.extract.nominals import NOUNS
from verbale.types import InstrumentKind, Span, TimeExpression

_POINTS = ("DATE", "TIME")


def date_of(m: Mention) -> str | None:
    """The day that the phrase names, else that of the verb or noun by which it was adopted, signed or published."""
    if m.dated is not None:
        return _day(m.dated)
    own = m.text.time_at.get(m.last)
    verb = adopting(m)
    if verb is None:
        return None
    if m.tokens[verb].upos in NOUNS:
        return _day(own) if own is not None else None
    points = [t for t in m.text.times_in.get(m.view.clause_of[m.index], []) if t.type in _POINTS]
    near = [t for t in points if _beside(m, t, verb)]
    near.sort(key=lambda t: abs(m.view.token_at(t.span.start) - verb))
    return _day(near[0]) if near else None


def _day(expression: TimeExpression) -> str | None:
    return expression.value[:10] if expression.value is not None else None


def adopting(m: Mention) -> int | None:
    """The verb, participle or noun that says that the document was adopted; of «указом» the verb that it serves."""
    for child in (*m.text.nominals.attributes(m.index), *m.view.children[m.index]):
        if m.tokens[child].lemma in m.around.adopting and m.tokens[child].upos == "VERB":
            return child
    if m.governor is None:
        return None
    head = m.tokens[m.governor]
    if head.lemma in m.around.adopting and m.preposition is None:
        return m.governor
    by_it = m.tokens[m.index].feats.get("Case") == "Ins" and m.family == "decree"
    return m.governor if by_it and head.upos in ("VERB", "ADJ") and m.preposition is None else None


def _beside(m: Mention, expression: TimeExpression, verb: int) -> bool:
    """Whether no finite verb and no other document's phrase stands between an expression and the verb."""
    inside = m.view.tokens_in(expression.span)
    if not inside:
        return False
    first = inside.start
    if m.first <= first < m.last:
        return False
    before = m.tokens[first - 1] if first else None
    if before is not None and before.lemma in m.around.dated_by | m.around.bound:
        return False
    if (
        before is not None
        and before.upos in NOUNS
        and m.tokens[first].text.isdigit()
        and len(m.tokens[first].text) == 4
    ):
        return False
    low, high = min(first, verb), max(first, verb)
    for index in range(low, high):
        token = m.tokens[index]
        if index != verb and token.upos == "VERB" and token.feats.get("VerbForm") in ("Fin", "Conv"):
            return False
        if token.text in (";", ":", "("):
            return False
    return True


def party_spans(m: Mention) -> list[Span]:
    """Who concluded or issued it: owners, parties of the phrase, addressees, and who signed it."""
    spans: list[Span] = []
    if m.genitives and is_somebody(m, m.genitives[0]) and m.family != "amendment":
        spans.append(_phrase(m, m.genitives[0]))
    for complement in m.complements:
        prepositions = m.around.between | m.around.party | m.around.addressee | {""}
        if complement.preposition in prepositions:
            heads = m.text.nominals.conjuncts(complement.head)
            spans += [_phrase(m, head) for head in heads if is_somebody(m, head)]
    subject = _signer(m)
    if subject is not None:
        spans += [_phrase(m, head) for head in m.text.nominals.conjuncts(subject) if is_somebody(m, head)]
    return spans


def _phrase(m: Mention, head: int) -> Span:
    name = m.text.view.name_at.get(head)
    if name is not None and name.kind != "PER":
        return name.span
    return m.view.span(m.text.nominals.left(head), m.text.nominals.right(head))


def _signer(m: Mention) -> int | None:
    """The subject of the verb that adopts the document."""
    if m.governor is None or m.preposition is not None or m.tokens[m.governor].lemma not in m.around.adopting:
        return None
    subject = m.view.subject_of(m.governor)
    if subject is None or subject == m.index:
        return None
    described = any(m.tokens[child].lemma in m.around.relative for child in m.view.children[subject])
    return None if described else subject


def kind_of(m: Mention) -> InstrumentKind:
    """The kind of the noun, or that of an attribute or owner."""
    for attribute, kind in m.entry.forms.items():
        if attribute in m.attributes:
            return kind
    if drafted(m) is not None and m.entry.draft_of:
        return "draft"
    if m.entry.owned is not None and m.genitives:
        owner = m.genitives[0]
        name = m.text.view.name_at.get(owner)
        of_body = m.tokens[owner].lemma in m.around.body or (
            name is not None and name.kind == "ORG" and name.first > m.index
        )
        if of_body and m.family == m.entry.family:
            return m.entry.owned
    return m.entry.kind
