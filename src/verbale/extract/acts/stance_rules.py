"""Where speakers stand: what they deny, refuse, contest, want, agree to and are ready for."""

from __future__ import annotations

from verbale.extract.acts.own_rules import wants_an_answer
from verbale.extract.acts.passage import Passage, Predicate
from verbale.extract.acts.rules import OTHERS, OWN, WRONGS, Rule, children, is_accuser, long_speech
from verbale.types import Act

REFUTED = frozenset({"crime", "guilt", "illegal", "threat"})


def denies(passage: Passage) -> Act | None:
    """Words of denial, or a wrong that was not done.

    REJECT: ((Представитель министерства)) {{сообщил}}, что [[оно не нарушало закон]].
    REJECT: ((Адвокат)) {{заявил}}, что [[его подзащитный невиновен]].
    """
    if is_accuser(passage) or passage.from_outlet or long_speech(passage):
        return None
    return "REJECT" if any(_denied(passage, predicate) for predicate in passage.predicates) else None


def _denied(passage: Passage, predicate: Predicate) -> bool:
    below = children(passage, predicate)
    if "denial" in predicate.groups:
        return True
    if any("denial" in passage.group_of(i) and passage.tokens[i].deprel != "nsubj" for i in below):
        return True
    if not predicate.negated or predicate.person not in OWN | OTHERS:
        return False
    if predicate.groups & {"wrongdoing", "guilt", "violence", "illegal"}:
        return True
    return passage.kind != "direct" and any(
        passage.group_of(i) & REFUTED and passage.tokens[i].deprel in {"obj", "obl", "nsubj"} for i in below
    )


def sets_ultimatum(passage: Passage) -> Act | None:
    """It will go on until something is done.

    THREATEN: ((Профсоюз)) {{заявил}}, что [[забастовка продлится, пока не выплатят долги]].
    """
    if "until" not in passage.all_groups or passage.from_outlet or passage.having("contest"):
        return None
    coming = any(predicate.tense == "Fut" and not predicate.negated for predicate in passage.predicates)
    withheld = any(passage.tokens[i].upos in {"VERB", "AUX"} for i in passage.negated)
    return "THREATEN" if coming and withheld else None


def refuses(passage: Passage) -> Act | None:
    """What the speaker's side will not do, or has not done.

    REJECT: ((Посол)) {{заявил}}, что [[его страна никогда не признает договор]].
    REJECT: «[[Мы не пойдем на уступки]]», — {{сказал}} ((министр)).
    REJECT: ((Дорн)) {{рассказал}}, что [[не просил о помощи]].
    """
    return "REJECT" if any(_refused(passage, predicate) for predicate in passage.predicates) else None


def _refused(passage: Passage, predicate: Predicate) -> bool:
    if "irrealis" in passage.all_groups and predicate.tense == "Past":
        return False
    own = predicate.person in OWN
    if not predicate.negated:
        return own and predicate.verbal and bool(predicate.groups & {"refusal", "contest"})
    if predicate.tense == "Fut" and not passage.from_outlet and "giving_in" in predicate.groups:
        return True
    if not own or predicate.groups & {"state", "feeling"} or not (predicate.verbal or "readiness" in predicate.groups):
        return False
    unable = any(
        "state" in passage.group_of(i) and passage.tokens[i].deprel == "xcomp" for i in children(passage, predicate)
    )
    willing = predicate.tense == "Fut" or bool(predicate.groups & {"readiness", "will"})
    told = predicate.tense == "Past" and passage.kind != "direct" and predicate.person == "self"
    return told or (willing and not unable)


def rules_out(passage: Passage) -> Act | None:
    """What cannot be, or will not be.

    REJECT: «[[Нет никакой возможности, что мы уступим]]», — {{сказал}} ((посол)).
    REJECT: ((Министр)) {{сообщил}}, что [[переговоров не будет]].
    """
    if passage.from_outlet or not passage.source:
        return None
    if any(passage.level[index] <= 1 for index in passage.having("impossible")):
        return "REJECT"
    return "REJECT" if any(_will_not_be(passage, predicate) for predicate in passage.predicates) else None


def _will_not_be(passage: Passage, predicate: Predicate) -> bool:
    """«Переговоров не будет»."""
    if not (predicate.negated and predicate.tense == "Fut" and "future_auxiliary" in predicate.groups):
        return False
    below = (passage.tokens[child] for child in children(passage, predicate))
    return any(child.feats.get("Case") == "Gen" and child.upos == "NOUN" for child in below)


def contests(passage: Passage) -> Act | None:
    """An appeal, a suspension, a recall.

    REJECT: ((Адвокат)) {{заявил}}, что [[подаст апелляцию]].
    """
    if passage.from_outlet:
        return None
    contested = (i for i in passage.having("contest") if i not in passage.negated and passage.level[i] <= 1)
    return "REJECT" if any(True for _ in contested) else None


def has_agreed(passage: Passage) -> Act | None:
    """The speaker has come to terms.

    AGREE: ((Мэр)) {{рассказал}}, что [[договорился с жителями]].
    """
    agreed = (p for p in passage.predicates if "agreed" in p.groups and p.person in OWN)
    return "AGREE" if any(not p.negated and not p.passive for p in agreed) else None


def is_ready(passage: Passage) -> Act | None:
    """Readiness and intent of the speaker's side; to do harm, or unless something is done, it threatens.

    AGREE: ((Министр)) {{сообщил}}, что [[его страна готова к переговорам]].
    THREATEN: ((Дорн)) {{написал}}, что [[готов уехать, если закон не отменят]].
    """
    if passage.from_outlet:
        return None
    for predicate in passage.predicates:
        if "readiness" not in predicate.groups or predicate.negated or predicate.person not in OWN | {"other"}:
            continue
        if predicate.person == "other" and "ready" not in predicate.groups:
            continue
        if {"condition", "particle"} <= passage.all_groups or passage.all_groups & WRONGS:
            return "THREATEN"
        return None if passage.having("leaving") else "AGREE"
    return None


STANCE_RULES: tuple[Rule, ...] = (
    denies,
    sets_ultimatum,
    refuses,
    contests,
    wants_an_answer,
    has_agreed,
    is_ready,
)
