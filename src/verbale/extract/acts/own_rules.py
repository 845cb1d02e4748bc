"""What speakers do with words of their own, where the cue says no more than «сказал»: ask, thank, apologise, order."""

from __future__ import annotations

from verbale.extract.acts.passage import Passage, Predicate, stand_in
from verbale.extract.acts.rules import DEEDS, OTHERS, OWN, Rule, children, long_speech, subject_groups
from verbale.language.lexicon import Cue
from verbale.types import Act

OWN_VERBS: tuple[tuple[Act, str], ...] = (
    ("REQUEST", "we_request"),
    ("SUPPORT", "we_support"),
    ("AGREE", "we_agree"),
    ("CONCEDE", "we_concede"),
    ("ACCUSE", "we_accuse"),
    ("REJECT", "we_reject"),
)


def retells_speech(passage: Passage) -> Act | None:
    """What somebody else said is only retold.

    COMMENT: ((Газета)) {{пишет}}, что [[министр пообещал уйти в отставку]].
    """
    for predicate in passage.predicates[: 2 if passage.from_outlet else 1]:
        cue = _telling(passage, predicate) if predicate.verbal else None
        told = cue is not None and not cue.weak and cue.act != "ACCUSE"
        others = predicate.person in OTHERS and (passage.kind == "indirect" or predicate.subject is not None)
        if told and (passage.from_outlet or others):
            return "COMMENT"
    return None


def _telling(passage: Passage, predicate: Predicate) -> Cue | None:
    """The cue that a predicate is, alone or with words behind it («дали ясно понять»)."""
    token = passage.tokens[predicate.index]
    rows = passage.lexicon.expressions.get(token.lemma, ())
    return next((row for row in rows if stand_in(row, passage.lemmas)), None) or passage.lexicon.single(token)


def says_i_ask(passage: Passage) -> Act | None:
    """A verb in the first person performs what it says.

    REQUEST: «[[Мы требуем справедливого суда]]», — {{сказал}} ((Дорн)).
    SUPPORT: «[[Я благодарю всех жителей]]», — {{сказал}} ((мэр)).
    """
    for predicate in passage.predicates:
        if predicate.person != "first" or predicate.negated or not predicate.verbal or predicate.tense == "Past":
            continue
        for act, group in OWN_VERBS:
            if group in predicate.groups:
                return act
    return None


def apologises(passage: Passage) -> Act | None:
    """The speaker regrets, admits or leaves.

    CONCEDE: ((Певица)) {{сказала}}, что [[сожалеет о случившемся]].
    CONCEDE: ((Директор)) {{сообщил}}, что [[допустил ошибку]].
    """
    for predicate in passage.predicates:
        if predicate.negated or predicate.person not in {*OWN, "none"}:
            continue
        own = predicate.person in OWN and predicate.groups & {"admission", "resignation"}
        if own or "apology" in predicate.groups:
            return "CONCEDE"
    first = passage.content[0] if passage.content else -1
    return "CONCEDE" if "apology" in passage.group_of(first) else None


def own_deed(passage: Passage) -> Act | None:
    """A wrong of one's own: done, it is admitted; to come, it is threatened.

    CONCEDE: «[[Я убил его]]», — {{сказал}} ((Дорн)).
    THREATEN: «[[Мы захватим крепость]]», — {{сказал}} ((генерал)).
    """
    for predicate in passage.predicates:
        if predicate.person != "first" or predicate.negated or not predicate.groups & DEEDS:
            continue
        if predicate.tense == "Fut":
            return "THREATEN"
        if predicate.tense == "Past":
            return "CONCEDE"
    return None


def tells_to_do(passage: Passage) -> Act | None:
    """An imperative in somebody's own words.

    REQUEST: «[[Уходите из города]]», — {{сказал}} ((генерал)).
    """
    if passage.kind == "indirect":
        return None
    for index in passage.content:
        told = passage.tokens[index].feats.get("Mood") == "Imp" and index not in passage.negated
        if told and "idle_imperative" not in passage.group_of(index):
            return "REQUEST"
    return "REQUEST" if "polite" in passage.all_groups else None


def wants_an_answer(passage: Passage) -> Act | None:
    """The speaker wants others to act, or waits for them to.

    REQUEST: ((Дорн)) {{сказал}}, что [[хочет, чтобы сосед извинился]].
    """
    for predicate in passage.predicates:
        if predicate.person not in OWN or predicate.negated:
            continue
        if "waiting_for" in predicate.groups:
            return "REQUEST"
        below = passage.below(predicate.index) if "wanting" in predicate.groups else ()
        if any("purpose" in passage.group_of(index) for index in below):
            return "REQUEST"
    return None


def must_be_done(passage: Passage) -> Act | None:
    """What has to be done, or somebody else has to do.

    REQUEST: ((Министр)) {{сказал}}, что [[войска необходимо вывести]].
    REQUEST: ((Посол)) {{отметил}}, что [[Остмарк должен извиниться]].
    """
    if not passage.source or passage.from_outlet or "norm" in passage.source_groups | passage.cue_groups:
        return None
    if "condition" in passage.all_groups or long_speech(passage):
        return None
    return "REQUEST" if any(_asks(passage, predicate) for predicate in passage.predicates) else None


def _asks(passage: Passage, predicate: Predicate) -> bool:
    subject = subject_groups(passage, predicate)
    if "obligation" not in predicate.groups or (predicate.tense == "Past" and "obligation" not in subject):
        return False
    if passage.tokens[predicate.index].upos == "NOUN" and "about" not in passage.words.of(passage.marker):
        return False
    if "duty_of_someone" not in predicate.groups:
        return predicate.person not in OTHERS or bool(subject & {"measure", "obligation"})
    below = children(passage, predicate)
    deed = next((i for i in below if passage.tokens[i].feats.get("VerbForm") == "Inf"), None)
    if deed is None or predicate.negated or predicate.person not in OTHERS:
        return False
    return not passage.group_of(deed) & {"copula", "taking_place"}


def is_ordered(passage: Passage) -> Act | None:
    """Somebody has been told to do it.

    REQUEST: {{Согласно}} ((указу)), [[кабинету поручено подготовить план]].
    """
    if passage.from_outlet:
        return None
    ordered = (p for p in passage.predicates if "ordered" in p.groups and p.passive and p.subject is None)
    return "REQUEST" if any(ordered) else None


def tells_of_talks(passage: Passage) -> Act | None:
    """Talks, a visit or a call are told of.

    CONSULT: ((Министр)) {{рассказал}}, что [[переговоры продолжаются]].
    """
    for predicate in passage.predicates[:1]:
        if "talks" in subject_groups(passage, predicate):
            return "CONSULT"
        if predicate.verbal and "talks" in predicate.groups and not predicate.negated and predicate.person != "none":
            return "CONSULT"
    return None


FIRST_RULES: tuple[Rule, ...] = (says_i_ask, apologises, own_deed, tells_to_do)
LAST_RULES: tuple[Rule, ...] = (must_be_done, is_ordered, tells_of_talks)
