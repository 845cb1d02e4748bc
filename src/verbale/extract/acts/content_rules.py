"""What the content makes of a statement whose cue says no more than «сказал»: denials, refusals, accusations, praise.

Rules as in :mod:`verbale.extract.acts.cue_rules`.
"""

from __future__ import annotations

from verbale.extract.acts.cue_rules import BAD_NAMES, WRONGS, Rule
from verbale.extract.acts.passage import Passage, Predicate
from verbale.extract.acts.words import NONE
from verbale.types import Act

OTHERS = frozenset({"other", "others"})
OWN = frozenset({"first", "self"})
DEEDS = frozenset({"violence", "wrongdoing"})
NEAR = 4  # tokens between a noun and the word that judges it
LONG = 60  # tokens: in longer speech one word does not make the act
PERPETRATED = DEEDS | {"crime", "illegal", "attack"}
QUALITIES = frozenset({"infamy", "illegal", "deceit", "culprit", "guilt", "crime"})


def _accusing(passage: Passage) -> bool:
    return "accuser" in passage.source_groups and "defender" not in passage.source_groups


def _asserting(passage: Passage) -> bool:
    return "assertion" in passage.cue_groups


def _of_unknown(passage: Passage, predicate: Predicate) -> bool:
    return predicate.subject is not None and "unknown_person" in passage.group_of(predicate.subject)


def _by_police(passage: Passage, predicate: Predicate) -> bool:
    """Whether the deed is the police's own, told by the police or the press: «полицейские застрелили стрелка»."""
    own = predicate.subject is not None and "accuser" in passage.group_of(predicate.subject)
    return own and ("accuser" in passage.source_groups or passage.from_outlet)


def _complements(passage: Passage, predicate: Predicate) -> list[int]:
    return [
        child
        for child in passage.children.get(predicate.index, ())
        if not passage.tokens[child].deprel.startswith("nsubj")
        and passage.tokens[child].feats.get("Case") in {"Ins", "Nom"}
    ]


def charge(passage: Passage) -> Act | None:
    """ACCUSE: ((Газета)) {{сообщает}}, что [[Дорн подозревается в подделке подписей]]."""
    for predicate in passage.predicates:
        if "charged" in predicate.groups and not predicate.negated:
            return "ACCUSE"
    return None


def retold_speech(passage: Passage) -> Act | None:
    """COMMENT: ((Газета)) {{пишет}}, что [[министр отказался уйти в отставку]]."""
    for predicate in passage.predicates[: 2 if passage.from_outlet else 1]:
        token = passage.tokens[predicate.index]
        cue = passage.lexicon.single(token) if predicate.verbal else None
        told = cue is not None and not cue.weak and cue.act != "ACCUSE"
        if told and (passage.from_outlet or (predicate.person in OTHERS and passage.kind == "indirect")):
            return "COMMENT"
    return None


def own_performative(passage: Passage) -> Act | None:
    """REQUEST: «[[Мы требуем справедливого суда]]», — {{сказал}} ((Дорн))."""
    for predicate in passage.predicates:
        if predicate.person != "first" or predicate.negated or not predicate.verbal or predicate.tense == "Past":
            continue
        for act, group in OWN_VERBS:
            if group in predicate.groups:
                return act
    return None


OWN_VERBS: tuple[tuple[Act, str], ...] = (
    ("REQUEST", "we_request"),
    ("SUPPORT", "we_support"),
    ("AGREE", "we_agree"),
    ("CONCEDE", "we_concede"),
    ("ACCUSE", "we_accuse"),
    ("REJECT", "we_reject"),
)


def apology(passage: Passage) -> Act | None:
    """CONCEDE: ((Певица)) {{сказала}}, что [[сожалеет о случившемся]]."""
    for predicate in passage.predicates:
        if not predicate.negated and predicate.person in {*OWN, "none"}:
            if "apology" in predicate.groups or ("admission" in predicate.groups and predicate.person in OWN):
                return "CONCEDE"
            if "resignation" in predicate.groups and predicate.person in OWN:
                return "CONCEDE"
    first = passage.content[0] if passage.content else -1
    return "CONCEDE" if "apology" in passage.group_of(first) else None


def own_deed(passage: Passage) -> Act | None:
    """CONCEDE: «[[Я убил его]]», — {{сказал}} ((Дорн))."""
    for predicate in passage.predicates:
        if predicate.person != "first" or predicate.negated or not predicate.groups & DEEDS:
            continue
        if predicate.tense == "Fut":
            return "THREATEN"
        if predicate.tense == "Past":
            return "CONCEDE"
    return None


def imperative(passage: Passage) -> Act | None:
    """REQUEST: «[[Уходите из города]]», — {{сказал}} ((генерал))."""
    if passage.kind == "indirect":
        return None
    for index in passage.content:
        told = passage.tokens[index].feats.get("Mood") == "Imp" and index not in passage.negated
        if told and "idle_imperative" not in passage.group_of(index):
            return "REQUEST"
    return "REQUEST" if "polite" in passage.all_groups else None


def denial(passage: Passage) -> Act | None:
    """REJECT: ((Представитель ведомства)) {{сообщил}}, что [[оно не нарушало закон]]."""
    if _accusing(passage) or passage.from_outlet or (passage.kind == "direct" and len(passage.content) > LONG):
        return None
    for predicate in passage.predicates:
        children = passage.children.get(predicate.index, ())
        if "denial" in predicate.groups:
            return "REJECT"
        if any("denial" in passage.group_of(i) and passage.tokens[i].deprel != "nsubj" for i in children):
            return "REJECT"
        if not predicate.negated or predicate.person not in OWN | OTHERS:
            continue
        if predicate.groups & {"wrongdoing", "guilt", "violence", "illegal"}:
            return "REJECT"
        if passage.kind != "direct" and any(
            passage.group_of(i) & {"crime", "guilt", "illegal", "threat"}
            and passage.tokens[i].deprel in {"obj", "obl", "nsubj"}
            for i in children
        ):
            return "REJECT"
    return None


def refusal(passage: Passage) -> Act | None:
    """REJECT: ((Посол)) {{заявил}}, что [[его страна никогда не признает договор]]."""
    for predicate in passage.predicates:
        if "irrealis" in passage.all_groups and predicate.tense == "Past":
            continue
        if predicate.negated and predicate.person in OWN and not predicate.groups & {"state", "feeling"}:
            willing = predicate.tense == "Fut" or bool(predicate.groups & {"readiness", "will"})
            told_past = predicate.tense == "Past" and passage.kind != "direct" and predicate.person == "self"
            if (predicate.verbal or "readiness" in predicate.groups) and (willing or told_past):
                return "REJECT"
        future = predicate.negated and predicate.tense == "Fut"
        if future and not passage.from_outlet and "giving_in" in predicate.groups:
            return "REJECT"
        own = not predicate.negated and predicate.person in OWN and predicate.verbal
        if own and predicate.groups & {"refusal", "contest"}:
            return "REJECT"
    return None


def contest(passage: Passage) -> Act | None:
    """REJECT: ((Адвокат)) {{заявил}}, что [[подаст апелляцию]]."""
    if passage.from_outlet:
        return None
    for index in passage.having("contest"):
        if index not in passage.negated and passage.level[index] <= 1:
            return "REJECT"
    return None


def ultimatum(passage: Passage) -> Act | None:
    """THREATEN: ((Профсоюз)) {{заявил}}, что [[забастовка продлится, пока не выплатят долги]]."""
    if "until" not in passage.all_groups or passage.from_outlet or passage.having("contest"):
        return None
    coming = any(predicate.tense == "Fut" and not predicate.negated for predicate in passage.predicates)
    return "THREATEN" if coming else None


def agreement(passage: Passage) -> Act | None:
    """AGREE: ((Мэр)) {{рассказал}}, что [[договорился с жителями]]."""
    for predicate in passage.predicates:
        if "agreed" in predicate.groups and predicate.person in OWN and not predicate.negated and not predicate.passive:
            return "AGREE"
    return None


def wish(passage: Passage) -> Act | None:
    """REQUEST: ((Дорн)) {{сказал}}, что [[хотел бы, чтобы сосед извинился]]."""
    for predicate in passage.predicates:
        if predicate.person not in OWN or predicate.negated:
            continue
        if "waiting_for" in predicate.groups:
            return "REQUEST"
        below = passage.below(predicate.index) if "wanting" in predicate.groups else ()
        if any("purpose" in passage.group_of(i) for i in below):
            return "REQUEST"
    return None


def readiness(passage: Passage) -> Act | None:
    """AGREE: ((Министр)) {{сообщил}}, что [[его страна готова к переговорам]]."""
    for predicate in passage.predicates:
        if "readiness" not in predicate.groups or predicate.negated or predicate.person not in OWN | {"other"}:
            continue
        if predicate.person == "other" and "ready" not in predicate.groups:
            continue
        if passage.from_outlet:
            return None
        if "condition" in passage.all_groups and "particle" in passage.all_groups:
            return "THREATEN"
        if passage.all_groups & WRONGS:
            return "THREATEN"
        return None if passage.having("leaving") else "AGREE"
    return None


def accusation(passage: Passage) -> Act | None:
    """ACCUSE: ((Министр)) {{сказал}}, что [[соседняя страна нарушила договор]]."""
    strong = _asserting(passage) or _accusing(passage)
    for predicate in passage.predicates:
        if predicate.negated or not predicate.verbal or _by_police(passage, predicate):
            continue
        by_other = predicate.person in {*OTHERS, "self"} or strong
        if predicate.groups & DEEDS and not predicate.passive and by_other:
            named = predicate.subject is not None or strong
            if named and (not _of_unknown(passage, predicate) or _accusing(passage)):
                return "ACCUSE"
        if predicate.groups & DEEDS and predicate.passive and _asserting(passage):
            return "ACCUSE"
        if by_other and not predicate.passive and _unlawfully(passage, predicate):
            return "ACCUSE"
        if predicate.person == "other" and predicate.tense and "prosecution" in passage.source_groups:
            return "ACCUSE"
        perpetrated = "perpetrate" in predicate.groups and not predicate.passive and by_other
        if perpetrated and any(passage.group_of(i) & PERPETRATED for i in passage.below(predicate.index)):
            return "ACCUSE"
    if _asserting(passage) and passage.having("violence", "crime", "wrongdoing", "illegal", "deceit", "infamy", "culprit"):
        return "ACCUSE"
    return None


def _unlawfully(passage: Passage, predicate: Predicate) -> bool:
    return any(
        passage.tokens[child].deprel == "advmod" and "illegal" in passage.group_of(child)
        for child in passage.children.get(predicate.index, ())
    )


def unmet_duty(passage: Passage) -> Act | None:
    """ACCUSE: ((Посол)) {{сказал}}, что [[соседняя страна не выполняет договор]]."""
    if passage.from_outlet:
        return None
    for predicate in passage.predicates:
        if predicate.negated and predicate.person in OTHERS and predicate.tense != "Fut" and "duty" in predicate.groups:
            return "ACCUSE"
    return None


def bad_quality(passage: Passage) -> Act | None:
    """ACCUSE: ((Депутат)) {{заявил}}, что [[арест незаконен]]."""
    if passage.from_outlet:
        return None
    for predicate in passage.predicates:
        if predicate.negated:
            continue
        short = passage.tokens[predicate.index].feats.get("Variant") == "Short" and "guilt" not in predicate.groups
        told_of = predicate.person == "other" or short or not passage.source or _asserting(passage)
        if not predicate.verbal and told_of and predicate.groups & QUALITIES:
            return "ACCUSE"
        if predicate.verbal and "copula" in predicate.groups:
            if any(passage.group_of(i) & QUALITIES for i in _complements(passage, predicate)):
                return "ACCUSE"
            if predicate.subject is not None and "culprit" in passage.group_of(predicate.subject):
                return "ACCUSE"
    return None


def named_matter(passage: Passage) -> Act | None:
    """ACCUSE: ((Депутат)) {{заявил}} о [[нарушении конституции]]."""
    if passage.from_outlet or passage.has_verb:
        return None
    nouns = [index for index in passage.heads if passage.tokens[index].upos == "NOUN"][:2]
    for index in nouns:
        groups = passage.group_of(index)
        if "shell" in groups:
            groups = groups.union(*(passage.group_of(child) for child in passage.children.get(index, ())))
        if groups & {"crime", "illegal", "deceit"} and "claiming" in passage.cue_groups:
            return "ACCUSE"
        if "guilt" in groups and "negation" not in passage.cue_groups and index not in passage.negated:
            return "ACCUSE"
        for act, names in MATTERS:
            if groups & names:
                return act
    for index in nouns:
        for child in passage.children.get(index, ()):
            if passage.tokens[child].upos == "ADJ" and passage.group_of(child) & BAD_NAMES:
                return "ACCUSE"
            if passage.tokens[child].upos == "ADJ" and "praise" in passage.group_of(child):
                return "SUPPORT"
    return None


MATTERS: tuple[tuple[Act, frozenset[str]], ...] = (
    ("SUPPORT", frozenset({"condolence", "thanks", "congratulation"})),
    ("REJECT", frozenset({"contest", "refusal"})),
    ("CONSULT", frozenset({"talks"})),
    ("AGREE", frozenset({"willingness"})),
)


def praise(passage: Passage) -> Act | None:
    """SUPPORT: ((Тренер)) {{отметил}}, что [[вратарь — выдающийся игрок]]."""
    if passage.from_outlet:
        return None
    if passage.kind != "indirect":
        if len(passage.content) > LONG:
            return None
        if "second_person" in passage.all_groups and "praise" in passage.all_groups:
            return "SUPPORT"
    return next((act for predicate in passage.predicates if (act := _praised(passage, predicate))), None)


def _praised(passage: Passage, predicate: Predicate) -> Act | None:
    if predicate.negated:
        return None
    groups = predicate.groups
    children = passage.children.get(predicate.index, ())
    if "esteem" in groups and (predicate.person in OTHERS or len(passage.content) < 8):
        return "SUPPORT"
    if groups & {"thanks", "congratulation", "condolence"} and predicate.person in OWN | OTHERS:
        return "SUPPORT"
    if "shock" in groups and "death" in passage.all_groups and passage.kind != "indirect":
        return "SUPPORT"
    if "standing_for" in groups and predicate.person in OWN and predicate.tense == "Pres":
        return "SUPPORT"
    if not predicate.verbal:
        described = any(
            passage.tokens[i].deprel == "amod" and passage.group_of(i) & {"praise", "merit"} for i in children
        ) or any("praise" in passage.group_of(i) for i in passage.below(predicate.index) if i - predicate.index <= NEAR)
        named = predicate.subject is not None and passage.tokens[predicate.index].upos in {"NOUN", "NUM"}
        return "SUPPORT" if predicate.person != "first" and ("praise" in groups or (described and named)) else None
    if "praise" in groups and predicate.person in OTHERS:
        return "SUPPORT"
    for index in _complements(passage, predicate):
        if any("praise" in passage.group_of(i) for i in (index, *passage.below(index)) if abs(i - index) <= NEAR):
            return "SUPPORT"
    return None


def obligation(passage: Passage) -> Act | None:
    """REQUEST: ((Министр)) {{сказал}}, что [[войска необходимо вывести]]."""
    if not passage.source or passage.from_outlet or {"norm"} & (passage.source_groups | passage.cue_groups):
        return None
    if "condition" in passage.all_groups or (passage.kind == "direct" and len(passage.content) > LONG):
        return None
    for predicate in passage.predicates:
        if "ordered" in predicate.groups and predicate.passive and predicate.subject is None:
            return "REQUEST"
        noun = passage.tokens[predicate.index].upos == "NOUN"
        if "obligation" not in predicate.groups or predicate.tense == "Past":
            continue
        if noun and "about" not in passage.words.of(passage.marker):
            continue
        if "duty_of_someone" in predicate.groups:
            infinitives = [
                i
                for i in passage.children.get(predicate.index, ())
                if passage.tokens[i].feats.get("VerbForm") == "Inf"
            ]
            if predicate.person not in OTHERS or predicate.negated or not infinitives:
                continue
            if passage.group_of(infinitives[0]) & {"copula", "taking_place"}:
                continue
        elif predicate.person in OTHERS:
            subject = passage.group_of(predicate.subject) if predicate.subject is not None else NONE
            if not subject & {"measure", "obligation"}:
                continue
        return "REQUEST"
    return None


def meeting(passage: Passage) -> Act | None:
    """CONSULT: ((Министр)) {{рассказал}}, что [[переговоры продолжаются]]."""
    for predicate in passage.predicates[:1]:
        if predicate.subject is not None and "talks" in passage.group_of(predicate.subject):
            return "CONSULT"
        if predicate.verbal and "talks" in predicate.groups and not predicate.negated and predicate.person != "none":
            return "CONSULT"
    return None


def grave_words(passage: Passage) -> Act | None:
    """ACCUSE: ((Профсоюз)) {{отметил}}, что [[люди устали от беззакония]]."""
    if passage.from_outlet or not passage.source or "norm" in passage.source_groups or passage.cue_class == "confirm":
        return None
    for index in passage.having("guilt", "fault", "illegal", "crime"):
        near = passage.level[index] <= 1 or "crime" not in passage.group_of(index)
        if near and index not in passage.negated:
            return "ACCUSE"
    return None


CONTENT_RULES: tuple[Rule, ...] = (
    charge,
    retold_speech,
    own_performative,
    apology,
    own_deed,
    imperative,
    denial,
    ultimatum,
    refusal,
    contest,
    wish,
    agreement,
    readiness,
    accusation,
    unmet_duty,
    bad_quality,
    named_matter,
    praise,
    obligation,
    meeting,
    grave_words,
)
