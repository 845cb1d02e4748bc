"""Who meets."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extract.meetings.frames import Frame
from verbale.extract.meetings.status import is_offered
from verbale.extract.meetings.words import Channel
from verbale.extract.nominals import NOUNS
from verbale.types import Span

NOMINAL = NOUNS | {"PRON", "X"}
_MOST = 12  # parties of one meeting
_PARTNER_REACH = 12  # tokens behind a verb that its partner may stand in


def partner_heads(frame: Frame) -> list[int]:
    """«с X», «между X и Y», and for a called one «X-у»: heads of the noun phrases, coordinated ones too."""
    hosts = [*frame.hosts]
    if frame.happening_verb is not None and frame.happening_verb != frame.index:
        hosts.append(frame.happening_verb)
    found: list[int] = []
    for host in hosts:
        for child in frame.view.children[host]:
            with_it = frame.view.case_of(child) in frame.around.partner_preposition and frame.case(child) in (
                "Ins",
                None,
            )
            if with_it and frame.tokens[child].upos in NOMINAL and not _is_thing(frame, child):
                found += frame.text.nominals.conjuncts(child)
    if not found and (near := _next_partner(frame)) is not None:
        found += frame.text.nominals.conjuncts(near)
    return found


def _is_thing(frame: Frame, head: int) -> bool:
    """«с участием X», «с целью X»: manner, nobody met."""
    token = frame.tokens[head]
    return (
        token.feats.get("Animacy") == "Inan"
        and token.upos == "NOUN"
        and head not in frame.text.view.name_at
        and (
            token.lemma
            not in frame.around.body | frame.around.delegate | frame.around.official | frame.around.collective
        )
    )


def _next_partner(frame: Frame) -> int | None:
    """«с X» behind the trigger, where the parse hangs it elsewhere: before the next verb and on this side of a comma."""
    clause = frame.view.clause(frame.index)
    for index in range(frame.index + 1, min(clause.last, frame.index + _PARTNER_REACH)):
        token = frame.tokens[index]
        if token.upos in ("PUNCT", "VERB", "SCONJ") and token.text not in '«»"':
            return None
        if token.lemma in frame.around.partner_preposition:
            run = frame.text.nominals.noun_run(index + 1, "Ins")
            if run is not None and frame.case(run.head) == "Ins" and not _is_thing(frame, run.head):
                return run.head
        if not frame.is_verb and token.upos not in ("ADP", "ADJ"):
            return None
    return None


def owner_heads(frame: Frame) -> list[int]:
    """Genitives of a noun: «встреча министров», «пресс-конференция Волдина», «заседание Совета»."""
    if frame.is_verb:
        return []
    found: list[int] = []
    for child in (child for host in frame.hosts for child in frame.view.children[host]):
        token = frame.tokens[child]
        if child < frame.index or token.upos not in NOUNS or frame.view.case_of(child) is not None:
            continue
        if frame.case(child) == "Gen" or token.deprel == "appos":
            heads = [child] if token.lemma in frame.around.body else frame.text.nominals.conjuncts(child)
            found += [h for h in heads if is_somebody(frame, h)]
    return _with_next(frame, found)


def _with_next(frame: Frame, heads: list[int]) -> list[int]:
    """«встреча А и Б»: the second one too, where the parse hangs it elsewhere."""
    if len(heads) != 1:
        return heads
    name = frame.text.view.name_at.get(heads[0])
    end = frame.text.nominals.right(heads[0], joined=False) if name is None else name.last
    if end + 1 < frame.view.clause(frame.index).last and frame.tokens[end].upos == "CCONJ":
        run = frame.text.nominals.noun_run(end + 1, "Gen")
        if run is not None and is_somebody(frame, run.head) and frame.case(run.head) == "Gen":
            return [*heads, run.head]
    return heads


def is_somebody(frame: Frame, head: int) -> bool:
    """Whether a noun names a person, a body or a state."""
    token = frame.tokens[head]
    if head in frame.text.view.name_at or token.feats.get("Animacy") == "Anim":
        return True
    if token.upos == "PRON" and token.feats.get("Person"):
        return True
    around = frame.around
    return (
        token.lemma
        in around.body | around.delegate | around.official | around.college | around.court | around.collective
    )


def subject_heads(frame: Frame) -> list[int]:
    """The subject of the verb that tells or holds the meeting, or of the clause at whose venue it is."""
    verb = frame.happening_verb if frame.happening_verb is not None else frame.predicate
    any_place = frame.kind == "visit" or isinstance(frame.entry, Channel)
    if verb is None or (frame.relation in ("happens", "after", "before", "other") and not any_place):
        return []
    if is_offered(frame) and (asked := _asked(frame, frame.tokens[verb].head)):
        return asked
    subject = _subject(frame, verb)
    if subject is None or subject == frame.index or subject in frame.carriers or not is_somebody(frame, subject):
        return []
    return frame.text.nominals.conjuncts(subject)


def _asked(frame: Frame, verb: int) -> list[int]:
    """«предложил сторонам встретиться»: whom the offer is made to."""
    asked = (c for c in frame.view.children[verb] if frame.tokens[c].deprel in ("iobj", "obj", "obl"))
    return [head for c in asked if _is_recipient(frame, c) for head in frame.text.nominals.conjuncts(c)]


def _subject(frame: Frame, verb: int) -> int | None:
    """The subject of a verb; of an infinitive that of its governor; of a relative clause what it is about."""
    for _ in range(3):
        subject = frame.view.subject_of(verb)
        if subject is not None:
            if frame.tokens[subject].lemma in frame.around.relative:
                return frame.tokens[verb].head if frame.tokens[verb].head >= 0 else None
            return subject
        token = frame.tokens[verb]
        if token.head < 0 or token.deprel not in ("xcomp", "conj", "advcl", "csubj", "ccomp"):
            return None
        if token.deprel == "ccomp" and frame.tokens[token.head].feats.get("Number") != token.feats.get("Number"):
            return None  # «сообщил, что встретились»: others
        verb = token.head
    return None


def recipient_heads(frame: Frame) -> list[int]:
    """Whom a call or visit goes to: the dative or animate object of the verb."""
    verb = frame.index if frame.is_verb else frame.predicate
    if verb is None:
        return []
    found: list[int] = []
    for child in frame.view.children[verb]:
        if frame.tokens[child].deprel in ("iobj", "obj", "obl") and _is_recipient(frame, child):
            found += frame.text.nominals.conjuncts(_antecedent(frame, child))
        # No noun governs an accusative without a preposition: the parser hung the verb's object too deep.
        astray = (c for c in frame.view.children[child] if frame.tokens[c].deprel == "nmod" and frame.case(c) == "Acc")
        found += [c for c in astray if frame.tokens[child].upos in NOUNS and _is_recipient(frame, c)]
    return found


def _is_recipient(frame: Frame, head: int) -> bool:
    """Whether a noun without a preposition is a dative or an animate object."""
    token = frame.tokens[head]
    if token.upos not in NOMINAL or frame.view.case_of(head) is not None:
        return False
    case = frame.case(head)
    return case == "Dat" or (case in ("Acc", "Gen") and (token.feats.get("Animacy") == "Anim" or token.upos == "PRON"))


def _antecedent(frame: Frame, pronoun: int) -> int:
    """What «которой» stands for: the noun that its clause hangs on; of another word itself."""
    verb = frame.tokens[pronoun].head
    if frame.tokens[pronoun].lemma not in frame.around.relative or frame.tokens[verb].head < 0:
        return pronoun
    return frame.tokens[verb].head


def host_heads(frame: Frame) -> list[int]:
    """The body in whose house a session is: «слушания в федеральном суде», «чтение в парламенте»."""
    hosts = [frame.index] if frame.happening_verb is None else [frame.index, frame.happening_verb]
    around = frame.around
    found: list[int] = []
    for host in hosts:
        for child in frame.view.children[host]:
            if frame.case(child) != "Loc" or frame.view.case_of(child) not in around.speech_preposition:
                continue
            name = frame.text.view.name_at.get(child)
            if frame.tokens[child].lemma in around.body | around.court or (name is not None and name.kind == "ORG"):
                found.append(child)
    return found


def party_spans(frame: Frame, heads: list[int]) -> Iterator[Span]:
    """The noun phrases of ``heads``; «президенты Веларии и Норланда» stands for the two states."""
    for head in heads:
        token = frame.tokens[head]
        states = (
            _states_under(frame, head)
            if token.lemma in frame.around.delegate and token.feats.get("Number") == "Plur"
            else []
        )
        if states:
            yield from states
            continue
        name = frame.text.view.name_at.get(head)
        if name is not None and name.first < head and name.kind == "ORG":
            yield name.span
            continue
        end = frame.text.nominals.right(head, joined=False) if name is None else name.last
        yield frame.view.span(frame.text.nominals.left(head), max(end, head + 1))


def _states_under(frame: Frame, head: int) -> list[Span]:
    """The states or bodies that a plural of delegates stands for, where there are at least two."""
    spans: list[Span] = []
    for child in frame.view.children[head]:
        if child > head and frame.case(child) == "Gen" and frame.view.case_of(child) is None:
            parts = frame.text.nominals.conjuncts(child)
            spans += [frame.text.view.name_at[part].span for part in parts if _names_state(frame, part)]
            if not spans and child == head + 1 and child not in frame.text.view.name_at:
                spans = _states_under(frame, child)  # «главы правительств Веларии и Норланда»
    return spans if len(spans) > 1 else []


def _names_state(frame: Frame, index: int) -> bool:
    """Whether a name is a state's or a body's; one of a single word behind delegates is, whatever it was taken for."""
    name = frame.text.view.name_at.get(index)
    return name is not None and (name.kind in ("LOC", "ORG") or name.last - name.first == 1)


def parties_of(frame: Frame) -> list[Span]:
    """The spans of all who meet, without doubles, in the order found."""
    heads: list[int] = []
    if frame.kind in ("call", "visit"):
        heads = subject_heads(frame) + partner_heads(frame) + owner_heads(frame) + recipient_heads(frame)
    else:
        heads = owner_heads(frame) + subject_heads(frame) + partner_heads(frame)
        heads += host_heads(frame) if frame.kind == "session" else []
    seen: set[int] = set()
    unique = [h for h in heads if not (h in seen or seen.add(h))][:_MOST]  # type: ignore[func-returns-value]
    return list(party_spans(frame, [h for h in unique if _is_known(frame, h)]))


def _is_known(frame: Frame, head: int) -> bool:
    """Whether a head is a noun (but «участники которого»), or a pronoun whose noun the report tells."""
    token = frame.tokens[head]
    if any(frame.tokens[child].lemma in frame.around.relative for child in frame.view.children[head]):
        return False
    return token.upos != "PRON" or frame.text.names.actor_at(token.span) is not None


def is_official(frame: Frame, head: int) -> bool:
    """Whether a noun phrase names somebody in office, here or where the report introduces them."""
    official = frame.around.official
    name = frame.text.view.name_at.get(head)
    if frame.tokens[head].lemma in official:
        return True
    if name is None or name.kind != "PER":
        return False
    actor = frame.text.names.actor_at(name.span)
    roles = " ".join(actor.roles).lower().split() if actor else ()
    before = range(max(name.first - 4, frame.view.clause(head).first), name.first)
    return any(role in official for role in roles) or any(frame.tokens[i].lemma in official for i in before)
