"""Who a cue names: short rules in an ordered list, each answering a token that heads the source, or nothing."""

from __future__ import annotations

from collections.abc import Callable

from verbale.extract.statements.attribution_sources import relative_of
from verbale.extract.statements.cues import CueHit, form_of
from verbale.extract.statements.source import NOMINALS, Source, agrees, can_speak, make, nominative, top
from verbale.extract.view import SUBJECTS, View


def adjacent_subject(view: View, hit: CueHit) -> Source | None:
    """«…, а министр Волдин заявил»: the nominative that ends right before the verb, where the parse took one further off."""
    if hit.form != "finite" or hit.first == 0:
        return None
    index = hit.first - 1
    while index > 0 and view.tokens[index].upos in {"ADV", "PART"} and hit.first - index < 4:
        index -= 1
    token = view.tokens[index]
    if token.upos not in {"PROPN", "NOUN", "X"} or token.feats.get("Case") not in {"Nom", None}:
        return None
    head = top(view, index, hit.head)
    own = view.subject_of(hit.head)
    if own is None or own == head or own > head or not agrees(view, hit, head) or own in view.subtree(head):
        return None
    between = range(own + 1, head)
    parted = any(view.tokens[i].text == "," for i in between) and any(view.tokens[i].upos == "VERB" for i in between)
    return make(view, head, "adjacent_subject") if parted and not _inside_other(view, head, own) else None


def _inside_other(view: View, head: int, own: int) -> bool:
    """Whether a token belongs to the phrase of the subject after all, or to a relative clause on it."""
    return head in view.subtree(own)


def own_subject(view: View, hit: CueHit) -> Source | None:
    """«Министр заявил»: the predicate's own subject, or the antecedent of a «который» that is one."""
    if hit.form == "passive":
        return None
    subjects = [
        c for c in view.children[hit.head] if view.tokens[c].deprel in SUBJECTS and _may_be_subject(view, hit, c)
    ]
    if not subjects:
        return None
    subject = min(
        subjects, key=lambda c: (view.tokens[c].feats.get("Case") != "Nom", not can_speak(view, c), abs(c - hit.head))
    )
    if view.tokens[subject].lemma in view.discourse.relatives:
        return antecedent(view, hit)
    return make(view, subject, "own_subject")


def _may_be_subject(view: View, hit: CueHit, index: int) -> bool:
    """Whether a dependent that the parse calls a subject can be one: no dative noun, none past a colon, no cue word."""
    token = view.tokens[index]
    if hit.first <= index < hit.last or (token.upos == "NOUN" and token.feats.get("Case") in {"Dat", "Ins", "Loc"}):
        return False
    return view.colon(hit.last, index) is None


def agent(view: View, hit: CueHit) -> Source | None:
    """«Как было заявлено министром»: the instrumental agent of a passive."""
    if hit.form != "passive":
        return None
    for child in view.children[hit.head]:
        token = view.tokens[child]
        instrumental = token.feats.get("Case") == "Ins" and view.case_of(child) is None
        if token.deprel in {"obl", "obl:agent"} and instrumental and _acts(view, child):
            return make(view, child, "agent")
    return None


def _acts(view: View, index: int) -> bool:
    """Whether a nominal can do something: a person, a named body, a body or outlet by its noun."""
    lemma = view.tokens[index].lemma
    return can_speak(view, index) or lemma in view.lexicon.bodies or lemma in view.lexicon.outlet_nouns


def antecedent(view: View, hit: CueHit) -> Source | None:
    """«Министр, который заявил»; «министр, заявивший»: the noun that the clause modifies."""
    index = hit.head
    for _ in range(3):
        token = view.tokens[index]
        if token.head < 0:
            return None
        if token.deprel in {"acl", "acl:relcl"} and view.tokens[token.head].upos in NOMINALS:
            if hit.form == "participle" or _relative_subject(view, index):
                return make(view, token.head, "antecedent")
            return None
        if token.deprel != "conj":
            return None
        index = token.head
    return None


def _relative_subject(view: View, index: int) -> bool:
    """Whether the relative pronoun is the subject of its clause."""
    return any(
        view.tokens[c].lemma in view.discourse.relatives and view.tokens[c].deprel in SUBJECTS
        for c in view.children[index]
    )


UNDER_A_PREDICATE = frozenset({"conj", "advcl", "xcomp", "parataxis", "acl", "csubj", "ccomp"})


def shared_subject(view: View, hit: CueHit) -> Source | None:
    """«Министр заявил … и добавил»; «…, добавив»; «поспешил заявить»: the subject of the governing predicate."""
    index = hit.head
    suspected = hit.form == "finite" and hit.cue is not None and hit.cue.group in NOT_SHARED
    if hit.form == "passive" or suspected:
        return None
    for _ in range(6):
        token = view.tokens[index]
        if token.deprel == "parataxis" and hit.form == "finite":
            return None
        if token.head < 0 or (hit.form != "gerund" and token.deprel not in UNDER_A_PREDICATE):
            return None
        if (
            token.deprel in {"ccomp", "parataxis"}
            and hit.form not in {"gerund", "infinitive"}
            and view.mark_of(index) is not None
        ):
            return None
        index = token.head
        subject = view.subject_of(index)
        if subject is None and token.deprel == "conj" and view.tokens[index].upos == "VERB":
            place = speaking_place(view, CueHit(index, index, index + 1, "", None, form_of(view.tokens[index])))
            if place is not None:
                return place
        if subject is not None and subject != hit.head:
            if view.tokens[subject].lemma in view.discourse.relatives:
                return _relative(view, index)
            return make(view, subject, "shared_subject") if agrees(view, hit, subject) else None
        if view.tokens[index].deprel in {"acl", "acl:relcl"} and view.tokens[index].upos != "NOUN":
            return _relative(view, index)
    return None


def _relative(view: View, index: int) -> Source | None:
    token = view.tokens[index]
    if token.head >= 0 and token.deprel in {"acl", "acl:relcl"}:
        return make(view, token.head, "antecedent")
    return None


def left_subject(view: View, hit: CueHit) -> Source | None:
    """«Волдин вышел к прессе, объявил: …»: the subject of a predicate before the cue that the parse hung under it."""
    if hit.form != "finite":
        return None
    for child in reversed(view.children[hit.head]):
        token = view.tokens[child]
        if child < hit.head and token.upos == "VERB" and token.deprel in {"parataxis", "conj", "ccomp"}:
            subject = view.subject_of(child)
            if subject is not None and view.mark_of(child) is None and agrees(view, hit, subject):
                return make(view, subject, "left_subject")
    return None


def speaking_place(view: View, hit: CueHit) -> Source | None:
    """«В Кремле заявили», «в докладе говорится», «на сайте сказано»: the place, body or document that speaks."""
    plural = hit.form == "finite" and view.tokens[hit.head].feats.get("Number") == "Plur"
    impersonal = hit.form == "passive"
    if not (plural or impersonal) or (plural and view.subject_of(hit.head) is not None):
        return None
    if hit.cue is not None and hit.cue.group in NOT_PLACED:
        return None
    places = [c for c in view.children[hit.head] if _is_place(view, c, document=impersonal)]
    if not places:
        return None
    place = min(places, key=lambda c: abs(c - hit.head))
    if view.tokens[place].lemma in view.discourse.relatives:
        return relative_of(view, place)
    return make(view, place, "speaking_place")


def document_owner(view: View, hit: CueHit) -> Source | None:
    """«Волдин записал обращение, в котором сообщил …»: the subject of the clause that the document stands in."""
    if hit.form != "finite" or view.tokens[hit.head].deprel != "acl:relcl":
        return None
    if not any(view.tokens[c].lemma in view.discourse.relatives for c in view.children[hit.head]):
        return None
    index = view.tokens[hit.head].head
    for _ in range(5):
        if index < 0:
            return None
        if view.tokens[index].upos == "VERB":
            subject = view.subject_of(index)
            return make(view, subject, "document_owner") if subject is not None and agrees(view, hit, subject) else None
        index = view.tokens[index].head
    return None


NOT_SHARED = frozenset({"accuse", "suppose"})  # «…, его подозревают»: nobody is named
NOT_PLACED = frozenset({"accuse", "suppose", "intend", "expect"})  # обвиняется в …, планируется в …: no speaker


def _is_place(view: View, index: int, *, document: bool) -> bool:
    token = view.tokens[index]
    preposition = view.case_of(index)
    if token.deprel not in {"obl", "nmod"} or preposition not in view.discourse.inside | view.discourse.out_of:
        return False
    if token.lemma in view.discourse.time_nouns or token.feats.get("Case") == "Acc":
        return False
    if preposition in view.discourse.out_of:
        return document and is_speaker_noun(view, index, document=True)
    return is_speaker_noun(view, index, document=document)


def is_speaker_noun(view: View, index: int, *, document: bool) -> bool:
    """Whether a nominal can speak from «в/на X»: a document, an outlet, a body or an organisation's name."""
    token = view.tokens[index]
    cues = view.lexicon
    if token.lemma in cues.documents:
        return document
    if token.lemma in cues.outlet_nouns or token.lemma in cues.bodies or view.name_kind.get(index) == "ORG":
        return True
    if token.upos == "PROPN" or token.text[:1].isupper() or view.quotation_of[index] is not None:
        return token.feats.get("Animacy") != "Anim"
    if token.text.lower() in view.discourse.place_pronouns or token.lemma in view.discourse.relatives:
        return document
    if document:
        return token.upos == "NOUN" and token.feats.get("Animacy") != "Anim"
    return token.upos == "NOUN" and any(
        view.tokens[c].upos == "ADJ" and view.tokens[c].text[:1].isupper() for c in view.children[index]
    )


def governing_noun(view: View, hit: CueHit) -> Source | None:
    """«Заявление министра о …»; «просьба к …»: the genitive of a noun cue, or its possessive pronoun."""
    if hit.form != "noun":
        return None
    for child in view.children[hit.head]:
        token = view.tokens[child]
        if token.deprel in {"nmod", "appos"} and token.feats.get("Case") == "Gen" and view.case_of(child) is None:
            return make(view, child, "governing_noun")
        if token.feats.get("Poss") == "Yes" or (token.deprel == "det" and token.lemma in view.discourse.possessives):
            return Source(child, token.span, "possessive")
        if token.deprel == "nmod" and view.case_of(child) in view.discourse.sent_from:
            return make(view, child, "governing_noun")
    return None


def raised_subject(view: View, hit: CueHit) -> Source | None:
    """«Выступил с заявлением, что …», «от министра был сигнал, что …»: whom the verb above a noun cue names."""
    if hit.form != "noun":
        return None
    index = hit.head
    for _ in range(3):
        sender = next(
            (c for c in view.children[index] if view.case_of(c) in view.discourse.sent_from and c != hit.head), None
        )
        if sender is not None:
            return make(view, sender, "raised_subject")
        index = view.tokens[index].head
        if index < 0:
            return None
        if view.tokens[index].upos in {"VERB", "AUX"}:
            sender = next((c for c in view.children[index] if view.case_of(c) in view.discourse.sent_from), None)
            subject = view.subject_of(index) if sender is None else sender
            return make(view, subject, "raised_subject") if subject is not None and subject != hit.head else None
    return None


def subject_beside(view: View, hit: CueHit) -> Source | None:
    """«…, — сказал он»; «…, сообщили в среду, 8 июля, представители полиции»: a nominative that the parse hung elsewhere."""
    if hit.form not in {"finite", "predicative"}:
        return None
    clause = view.clause(hit.head)
    for index in range(hit.last, min(hit.last + 14, clause.last)):
        token = view.tokens[index]
        if token.text in {":", ".", "—", "–"} or token.upos in {"VERB", "SCONJ"}:
            break
        if nominative(view, hit, index) and (index < hit.last + 4 or can_speak(view, index)):
            return make(view, top(view, index, hit.head), "subject_beside")
    for index in range(hit.first - 1, max(hit.first - 4, clause.first - 1), -1):
        token = view.tokens[index]
        if token.upos == "PUNCT" or token.lemma in view.discourse.relatives:
            break
        if nominative(view, hit, index):
            return make(view, top(view, index, hit.head), "subject_beside")
    return None


Rule = Callable[[View, CueHit], Source | None]

RULES: tuple[Rule, ...] = (
    adjacent_subject,
    own_subject,
    agent,
    governing_noun,
    raised_subject,
    antecedent,
    shared_subject,
    speaking_place,
    left_subject,
    subject_beside,
    document_owner,
)


def find(view: View, hit: CueHit) -> Source | None:
    """The source of a cue by the first rule that answers, or None."""
    for rule in RULES:
        source = rule(view, hit)
        if source is not None and not _inside(view, source, hit):
            return source
    return None


def _inside(view: View, source: Source, hit: CueHit) -> bool:
    cue = view.span(hit.first, hit.last)
    return source.span.covers(cue)
