"""What speakers judge: whom they blame for what, whom and what they praise."""

from __future__ import annotations

from verbale.extract.acts.cue_rules import BAD_NAMES
from verbale.extract.acts.passage import Passage, Predicate
from verbale.extract.acts.rules import (
    DEEDS,
    LONG,
    NEAR,
    OTHERS,
    OWN,
    WELL_WISHING,
    Rule,
    any_in,
    asserts,
    children,
    complements,
    is_accuser,
    subject_groups,
)
from verbale.types import Act

PERPETRATED = DEEDS | {"crime", "illegal", "attack"}
QUALITIES = frozenset({"infamy", "illegal", "deceit", "culprit", "guilt", "crime"})
DISPUTED = DEEDS | {"crime", "illegal", "deceit", "infamy", "culprit"}
PRAISE = frozenset({"praise"})


def is_charged(passage: Passage) -> Act | None:
    """Somebody is suspected or charged, whoever tells it.

    ACCUSE: ((Газета)) {{сообщает}}, что [[Дорн подозревается в подделке подписей]].
    """
    charged = (p for p in passage.predicates if "charged" in p.groups and not p.negated)
    return "ACCUSE" if any(True for _ in charged) else None


def accuses(passage: Passage) -> Act | None:
    """Somebody else has done wrong.

    ACCUSE: ((Министр)) {{сказал}}, что [[Остмарк нарушил договор]].
    ACCUSE: ((Следователь)) {{сообщил}}, что [[взрыв устроил бывший охранник]].
    ACCUSE: ((Дорн)) {{утверждает}}, что [[был избит охранниками]].
    """
    strong = asserts(passage) or is_accuser(passage)
    if not passage.source and passage.cue and not strong:
        return None
    if any(_wronged(passage, predicate, strong) for predicate in passage.predicates):
        return "ACCUSE"
    return "ACCUSE" if asserts(passage) and passage.having(*DISPUTED) else None


def _wronged(passage: Passage, predicate: Predicate, strong: bool) -> bool:
    if predicate.negated or not predicate.verbal or _by_police(passage, predicate):
        return False
    deed = bool(predicate.groups & DEEDS)
    if predicate.passive:
        suffered = deed and (asserts(passage) or _by_somebody(passage, predicate))
        return suffered or (bool(predicate.tense) and _prosecuted(passage, predicate))
    if predicate.person in OTHERS | {"self"} or strong:
        unknown = "unknown_person" in subject_groups(passage, predicate) and not is_accuser(passage)
        if deed and not unknown and (predicate.subject is not None or strong):
            return True
        if any(
            passage.tokens[i].deprel == "advmod" and "illegal" in passage.group_of(i)
            for i in children(passage, predicate)
        ):
            return True
        if "perpetrate" in predicate.groups and any_in(passage, passage.below(predicate.index), PERPETRATED):
            return True
    return bool(predicate.tense) and _prosecuted(passage, predicate)


def _prosecuted(passage: Passage, predicate: Predicate) -> bool:
    return predicate.person == "other" and "prosecution" in passage.source_groups


def _by_police(passage: Passage, predicate: Predicate) -> bool:
    """Whether the deed is the police's own, told by the police or the press: «полицейские застрелили стрелка»."""
    if "accuser" not in passage.source_groups and not passage.from_outlet:
        return False
    subject = [] if predicate.subject is None else [predicate.subject, *passage.below(predicate.subject)]
    return any("accuser" in passage.group_of(index) for index in subject)


def _by_somebody(passage: Passage, predicate: Predicate) -> bool:
    agents = (passage.tokens[child].feats for child in children(passage, predicate))
    return any(feats.get("Case") == "Ins" and feats.get("Animacy") == "Anim" for feats in agents)


def neglects_duty(passage: Passage) -> Act | None:
    """Somebody else does not do what is due.

    ACCUSE: ((Посол)) {{сказал}}, что [[Остмарк не выполняет договор]].
    """
    if passage.from_outlet:
        return None
    undone = (p for p in passage.predicates if p.negated and "duty" in p.groups and p.tense != "Fut")
    return "ACCUSE" if any(predicate.person in OTHERS for predicate in undone) else None


def is_bad(passage: Passage) -> Act | None:
    """Something is wrong by nature, or somebody is a culprit.

    ACCUSE: ((Депутат)) {{заявил}}, что [[арест незаконен]].
    ACCUSE: ((Дорн)) {{считает}}, что [[договор является позорной ошибкой]].
    """
    if passage.from_outlet:
        return None
    return "ACCUSE" if any(_condemned(passage, predicate) for predicate in passage.predicates) else None


def _condemned(passage: Passage, predicate: Predicate) -> bool:
    if predicate.negated:
        return False
    if not predicate.verbal:
        short = passage.tokens[predicate.index].feats.get("Variant") == "Short" and "guilt" not in predicate.groups
        told_of = predicate.person == "other" or short or not passage.source or asserts(passage)
        return told_of and bool(predicate.groups & QUALITIES)
    if "copula" not in predicate.groups:
        return False
    named = complements(passage, predicate)
    attributes = [i for noun in named for i in passage.children.get(noun, ()) if passage.tokens[i].deprel == "amod"]
    if any_in(passage, (*named, *attributes), QUALITIES):
        return True
    subject = [predicate.subject] if predicate.subject is not None else []
    return any(_is_culprit(passage, index) for index in (*named, *subject))


def _is_culprit(passage: Passage, index: int) -> bool:
    """«Преступник», «организатор взрыва»."""
    groups = passage.group_of(index)
    return "culprit" in groups or ("doer" in groups and any_in(passage, passage.below(index), PERPETRATED))


def names_matter(passage: Passage) -> Act | None:
    """What is spoken of, in a noun, is the act's own matter.

    ACCUSE: ((Депутат)) {{заявил}} о [[нарушении конституции]].
    CONSULT: ((Посол)) {{подтвердил}} [[факт переговоров]].
    AGREE: ((Музей)) {{объявил}} о [[награде за картину]].
    """
    clause = passage.has_verb or any(predicate.subject is not None for predicate in passage.predicates)
    if passage.from_outlet or clause:
        return None
    nouns = [index for index in passage.heads if passage.tokens[index].upos == "NOUN"][:2]
    for index in nouns:
        act = _matter(passage, index)
        if act is not None:
            return act
    adjectives = [i for noun in nouns for i in passage.children.get(noun, ()) if passage.tokens[i].upos == "ADJ"]
    if any_in(passage, adjectives, BAD_NAMES):
        return "ACCUSE"
    return "SUPPORT" if any_in(passage, adjectives, PRAISE) else None


def _matter(passage: Passage, index: int) -> Act | None:
    groups = passage.group_of(index)
    if "shell" in groups:
        groups = groups.union(*(passage.group_of(child) for child in passage.children.get(index, ())))
    if groups & {"crime", "illegal", "deceit"} and "claiming" in passage.cue_groups:
        return "ACCUSE"
    if "guilt" in groups and "negation" not in passage.cue_groups and index not in passage.negated:
        return "ACCUSE"
    return next((act for act, names in MATTERS if groups & names), None)


MATTERS: tuple[tuple[Act, frozenset[str]], ...] = (
    ("SUPPORT", WELL_WISHING),
    ("REJECT", frozenset({"contest", "refusal"})),
    ("CONSULT", frozenset({"talks"})),
    ("AGREE", frozenset({"willingness", "reward"})),
)


def praises(passage: Passage) -> Act | None:
    """Praise, thanks, good wishes, mourning, a side taken.

    SUPPORT: ((Тренер)) {{отметил}}, что [[вратарь был выдающимся игроком]].
    SUPPORT: «[[Мы поддерживаем договор]]», — {{сказал}} ((министр)).
    """
    if passage.from_outlet:
        return None
    if passage.kind != "indirect":
        if len(passage.content) > LONG:
            return None
        if {"second_person", "praise"} <= passage.all_groups:
            return "SUPPORT"
    return "SUPPORT" if any(_praised(passage, predicate) for predicate in passage.predicates) else None


def _praised(passage: Passage, predicate: Predicate) -> bool:
    if predicate.negated:
        return False
    groups, person = predicate.groups, predicate.person
    if "esteem" in groups and (person in OTHERS or len(passage.content) < 8):
        return True
    if groups & WELL_WISHING and person in OWN | OTHERS:
        return True
    if "voicing" in groups and person in OWN and any_in(passage, children(passage, predicate), WELL_WISHING):
        return True
    if "shock" in groups and person == "first" and "death" in passage.all_groups:
        return True
    if "standing_for" in groups and person in OWN and predicate.tense == "Pres":
        return True
    return _said_to_be_good(passage, predicate)


def _said_to_be_good(passage: Passage, predicate: Predicate) -> bool:
    if predicate.verbal:
        if "praise" in predicate.groups and predicate.person in OTHERS:
            return True
        return any(_near(passage, index) for index in complements(passage, predicate))
    if predicate.person == "first":
        return False
    attributes = (i for i in children(passage, predicate) if passage.tokens[i].deprel == "amod")
    described = any_in(passage, attributes, frozenset({"praise", "merit"})) or _near(passage, predicate.index)
    named = predicate.subject is not None and passage.tokens[predicate.index].upos in {"NOUN", "NUM"}
    return "praise" in predicate.groups or (described and named)


def _near(passage: Passage, index: int) -> bool:
    """Whether a word of praise stands at a noun or close under it."""
    under = (i for i in (index, *passage.below(index)) if abs(i - index) <= NEAR)
    return any_in(passage, under, PRAISE)


def uses_grave_words(passage: Passage) -> Act | None:
    """Words of guilt, fault or breach anywhere in somebody's statement.

    ACCUSE: ((Профсоюз)) {{отметил}}, что [[люди устали от беззакония]].
    """
    if passage.from_outlet or not passage.source or "norm" in passage.source_groups or passage.cue_class == "confirm":
        return None
    for index in passage.having("guilt", "fault", "illegal", "crime"):
        near = passage.level[index] <= 1 or "crime" not in passage.group_of(index)
        if near and index not in passage.negated:
            return "ACCUSE"
    return None


JUDGEMENT_RULES: tuple[Rule, ...] = (accuses, neglects_duty, is_bad, names_matter, praises)
