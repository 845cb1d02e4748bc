"""Who a cue names: short rules in an ordered list, each answering a token that heads the source, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verbale.extract.statements.cues import AttributionHit, CueHit
from verbale.extract.view import SUBJECTS, View
from verbale.extract.statements.lexis import Lexis
from verbale.types import Span

DETACHED = frozenset({"acl:relcl", "parataxis", "advcl", "punct", "acl", "ccomp", "orphan"})
NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ", "X"})


@dataclass(frozen=True, slots=True)
class Source:
    """A source mention: its head token, its characters, and the rule that found it."""

    head: int
    span: Span
    rule: str


def phrase(view: View, head: int) -> tuple[int, int]:
    """The noun phrase of a head without relative clauses and what follows a comma, as tokens ``[first, last)``."""
    skip = [
        child
        for child in view.children[head]
        if view.tokens[child].deprel in {"acl:relcl", "parataxis", "advcl", "ccomp", "orphan"}
        or (child > head and _after_comma(view, head, child))
        or view.tokens[child].deprel in {"case", "cc", "mark"}
        or (child < head and view.tokens[child].deprel in {"advmod", "discourse"})
        or (view.tokens[child].deprel == "punct" and view.tokens[child].text in {",", "—", "–", "-", ":", ";"})
    ]
    members = view.subtree(head, skip)
    members -= {m for m in members if m > head and _comma_between(view, head, m) and not _list_member(view, head, m)}
    first, last = view.contiguous(head, members)
    if last - 1 > head and view.tokens[last - 1].text in {",", "—", "-"}:
        last -= 1
    return first, last


def _after_comma(view: View, head: int, child: int) -> bool:
    members = view.subtree(child)
    left = min(members)
    return left > head and view.tokens[left].text in {",", "("} or (
        left - 1 > head and view.tokens[left - 1].text in {",", "("} and view.tokens[child].deprel != "conj"
    )


def _comma_between(view: View, head: int, member: int) -> bool:
    return any(view.tokens[index].text == "," for index in range(head + 1, member + 1))


def _list_member(view: View, head: int, member: int) -> bool:
    """Whether a token belongs to an enumeration that goes on after the head («А, Б и В»)."""
    for _ in range(30):
        if member < 0 or member == head:
            return False
        if view.tokens[member].deprel == "conj":
            return True
        member = view.tokens[member].head
    return False


def make(view: View, head: int, rule: str) -> Source | None:
    """The source around a head token; None where the head can be no source."""
    if view.tokens[head].upos not in NOMINALS or view.tokens[head].lemma in {"который", "кто", "что", "это", "тот"}:
        return None
    first, last = phrase(view, head)
    return Source(head, view.span(first, last), rule)


# --- the rules -----------------------------------------------------------------


def own_subject(view: View, hit: CueHit, lexis: Lexis) -> Source | None:
    """«Министр заявил»: the predicate's own subject, or the antecedent of «который»."""
    subject = view.subject_of(hit.head)
    if subject is None or hit.form == "passive":
        return None
    if view.tokens[subject].lemma == "который":
        return antecedent(view, hit, lexis)
    return make(view, subject, "own_subject")


def agent(view: View, hit: CueHit, lexis: Lexis) -> Source | None:
    """«Как было заявлено министром»: the instrumental agent of a passive."""
    if hit.form != "passive":
        return None
    for child in view.children[hit.head]:
        token = view.tokens[child]
        if token.deprel in {"obl", "obl:agent"} and token.feats.get("Case") == "Ins" and view.case_of(child) is None:
            return make(view, child, "agent")
    return None


def antecedent(view: View, hit: CueHit, lexis: Lexis) -> Source | None:
    """«Министр, который заявил»; «министр, заявивший»: the noun that the clause modifies."""
    index = hit.head
    for _ in range(3):
        token = view.tokens[index]
        if token.head < 0:
            return None
        if token.deprel in {"acl", "acl:relcl"} and view.tokens[token.head].upos in NOMINALS:
            if token.deprel == "acl:relcl" or hit.form == "participle":
                return make(view, token.head, "antecedent")
            return None
        if token.deprel != "conj":
            return None
        index = token.head
    return None


def shared_subject(view: View, hit: CueHit, lexis: Lexis) -> Source | None:
    """«Министр заявил … и добавил»; «…, добавив»; «поспешил заявить»: the subject of the governing predicate."""
    index = hit.head
    for _ in range(6):
        token = view.tokens[index]
        if token.head < 0 or token.deprel not in {"conj", "advcl", "xcomp", "parataxis", "acl", "csubj", "ccomp"}:
            return None
        if token.deprel in {"ccomp", "parataxis"} and hit.form not in {"gerund", "infinitive"}:
            return None
        index = token.head
        subject = view.subject_of(index)
        if subject is not None and subject != hit.head:
            if view.tokens[subject].lemma == "который":
                return _relative(view, index)
            return make(view, subject, "shared_subject") if _agrees(view, hit, subject) else None
        if view.tokens[index].deprel in {"acl", "acl:relcl"} and view.tokens[index].upos != "NOUN":
            return _relative(view, index)
    return None


def _relative(view: View, index: int) -> Source | None:
    token = view.tokens[index]
    if token.head >= 0 and token.deprel in {"acl", "acl:relcl"}:
        return make(view, token.head, "antecedent")
    return None


def _agrees(view: View, hit: CueHit, subject: int) -> bool:
    """A finite cue agrees with a subject in number, and in gender in the past singular."""
    cue, noun = view.tokens[hit.head].feats, view.tokens[subject].feats
    if hit.form not in {"finite", "predicative"}:
        return True
    plural = cue.get("Number") == "Plur"
    if plural:
        return True
    if noun.get("Number") == "Plur" and cue.get("Number") == "Sing":
        return False
    gender, other = cue.get("Gender"), noun.get("Gender")
    return gender is None or other is None or gender == other or view.tokens[subject].upos == "PROPN"


def speaking_place(view: View, hit: CueHit, lexis: Lexis) -> Source | None:
    """«В Кремле заявили», «в докладе говорится», «на сайте сказано»: the place, body or document that speaks."""
    feats = view.tokens[hit.head].feats
    plural = hit.form == "finite" and feats.get("Number") == "Plur"
    impersonal = hit.form == "passive" or view.tokens[hit.head].text.lower().endswith(("ся", "сь"))
    if not (plural or impersonal) or view.subject_of(hit.head) is not None and plural:
        return None
    found: int | None = None
    for child in view.children[hit.head]:
        token = view.tokens[child]
        if token.deprel not in {"obl", "nmod"} or view.case_of(child) not in {"в", "на", "из", "от"}:
            continue
        if view.case_of(child) in {"в", "на"} and token.feats.get("Case") not in {"Loc", None}:
            continue
        if is_speaker_noun(view, child, lexis, document=impersonal) and (found is None or child > hit.head):
            found = child if found is None or abs(child - hit.head) < abs(found - hit.head) else found
    return make(view, found, "speaking_place") if found is not None else None


def is_speaker_noun(view: View, index: int, lexis: Lexis, *, document: bool) -> bool:
    """Whether a nominal can speak from «в/на X»: a document, an outlet, a body or an organisation's name."""
    token = view.tokens[index]
    lemma = token.lemma
    if lemma in lexis.cues.documents or lemma in lexis.cues.outlet_nouns or lemma in lexis.cues.bodies:
        return document or lemma not in lexis.cues.documents
    if token.upos == "PROPN" or token.text[:1].isupper():
        return token.feats.get("Animacy") != "Anim"
    return lemma in {"он", "она", "оно", "который"} and document


def governing_noun(view: View, hit: CueHit, lexis: Lexis) -> Source | None:
    """«Заявление министра о …»; «просьба к …»: the genitive of a noun cue, or its possessive pronoun."""
    if hit.form != "noun":
        return None
    for child in view.children[hit.head]:
        token = view.tokens[child]
        if token.deprel in {"nmod", "appos"} and token.feats.get("Case") == "Gen" and view.case_of(child) is None:
            return make(view, child, "governing_noun")
        if token.feats.get("Poss") == "Yes" or (token.deprel == "det" and token.lemma in {"его", "ее", "их"}):
            return Source(child, token.span, "possessive")
        if token.deprel == "nmod" and view.case_of(child) == "от":
            return make(view, child, "governing_noun")
    return None


def raised_subject(view: View, hit: CueHit, lexis: Lexis) -> Source | None:
    """«Выступил с заявлением, что …»: the subject of the verb that a noun cue depends on."""
    if hit.form != "noun":
        return None
    index = hit.head
    for _ in range(3):
        index = view.tokens[index].head
        if index < 0:
            return None
        if view.tokens[index].upos == "VERB":
            subject = view.subject_of(index)
            return make(view, subject, "raised_subject") if subject not in {None, hit.head} and subject is not None else None
    return None


def subject_beside(view: View, hit: CueHit, lexis: Lexis) -> Source | None:
    """«…, — сказал он»: a nominative right beside the verb that the parse hung elsewhere."""
    if hit.form not in {"finite", "predicative"}:
        return None
    clause = view.clause(hit.head)
    for index in range(hit.last, min(hit.last + 4, clause.last)):
        token = view.tokens[index]
        if token.upos == "PUNCT" and token.text not in {"«", '"', "„"}:
            break
        if token.feats.get("Case") == "Nom" and token.upos in {"NOUN", "PROPN", "PRON"} and _fits(view, hit, index):
            return make(view, _top(view, index, hit.head), "subject_beside")
    for index in range(hit.first - 1, max(hit.first - 4, clause.first - 1), -1):
        token = view.tokens[index]
        if token.upos == "PUNCT" or token.lemma == "который":
            break
        if token.feats.get("Case") == "Nom" and token.upos in {"NOUN", "PROPN", "PRON"} and _fits(view, hit, index):
            return make(view, _top(view, index, hit.head), "subject_beside")
    return None


def _fits(view: View, hit: CueHit, index: int) -> bool:
    return _agrees(view, hit, index)


def _top(view: View, index: int, cue: int) -> int:
    """Up from a part of a name to the head of its phrase («Иванов» in «министр Иванов»)."""
    for _ in range(8):
        token = view.tokens[index]
        if token.deprel in {"flat", "flat:name", "flat:foreign", "appos"} and token.head >= 0 and token.head != cue:
            if view.tokens[token.head].feats.get("Case") not in {"Nom", None} or abs(token.head - index) > 8:
                return index
            index = token.head
        else:
            break
    return index


Rule = Callable[[View, CueHit, Lexis], Source | None]

RULES: tuple[Rule, ...] = (
    own_subject,
    agent,
    governing_noun,
    raised_subject,
    antecedent,
    shared_subject,
    speaking_place,
    subject_beside,
)


def find(view: View, hit: CueHit, lexis: Lexis) -> Source | None:
    """The source of a cue by the first rule that answers, or None."""
    for rule in RULES:
        source = rule(view, hit, lexis)
        if source is not None and not _inside(view, source, hit):
            return source
    return None


def _inside(view: View, source: Source, hit: CueHit) -> bool:
    cue = view.span(hit.first, hit.last)
    return source.span.covers(cue)


def of_attribution(view: View, hit: AttributionHit) -> Source | None:
    """The source of «по словам X»: the possessive inside it or the noun phrase right after it."""
    if hit.possessor is not None:
        return Source(hit.possessor, view.tokens[hit.possessor].span, "possessive")
    if hit.attribution.source == "none":
        return None
    index, limit = hit.last, view.clause(hit.first).last
    while index < limit and view.tokens[index].text in {"«", '"', "„", "“", "'", "''"}:
        index += 1
    if index >= limit or view.tokens[index].upos == "PUNCT":
        return None
    head = _phrase_head(view, hit, index, limit)
    if head is not None and view.tokens[head].lemma == "который":
        return _relative_of(view, head)
    return make(view, head, "attribution") if head is not None else None


def _relative_of(view: View, pronoun: int) -> Source | None:
    """«Пункт, согласно которому …»: the noun that the relative clause modifies."""
    index = pronoun
    for _ in range(6):
        index = view.tokens[index].head
        if index < 0:
            return None
        if view.tokens[index].deprel in {"acl:relcl", "acl"}:
            return make(view, view.tokens[index].head, "antecedent") if view.tokens[index].head >= 0 else None
    return None


def _phrase_head(view: View, hit: AttributionHit, first: int, limit: int) -> int | None:
    """The head of the noun phrase that begins at a token: up from it while the head stays in the phrase."""
    index = first
    for _ in range(8):
        head = view.tokens[index].head
        if head < first or head >= limit or view.tokens[head].upos in {"VERB", "AUX", "PUNCT"}:
            break
        if any(view.tokens[between].text == "," for between in range(min(index, head), max(index, head))):
            break
        index = head
    if view.tokens[index].upos in NOMINALS:
        return index
    for ahead in range(first, min(first + 5, limit)):
        if view.tokens[ahead].upos in {"NOUN", "PROPN", "PRON"}:
            return ahead
    return None


__all__ = ["RULES", "SUBJECTS", "Source", "find", "make", "of_attribution", "phrase"]
