"""What the cue makes of a statement: performative cues («потребовал»), their negation, and what they do not decide.

Each rule takes a passage and answers an act or None. A rule's example marks content ``[[ ]]``, cue ``{{ }}`` and source
``(( ))``; it runs as a test.
"""

from __future__ import annotations

from collections.abc import Callable

from verbale.extract.acts.passage import Passage
from verbale.types import Act

Rule = Callable[[Passage], Act | None]

BAD_NAMES = frozenset({"infamy", "illegal", "deceit", "culprit", "guilt", "fault", "crime", "violence"})
GOOD_NAMES = frozenset({"praise", "esteem", "merit"})
WRONGS = frozenset({"wrongdoing", "violence", "crime"})


def negated_denial(passage: Passage) -> Act | None:
    """CONCEDE: ((Защитник)) {{не отрицает}}, что [[его подзащитный был на месте]]."""
    if "negation" in passage.cue_groups and "denial" in passage.cue_groups:
        return "CONCEDE"
    return None


def advice_against(passage: Passage) -> Act | None:
    """REQUEST: ((Врачи)) {{не рекомендуют}} [[выходить из дома]]."""
    if "negation" in passage.cue_groups and passage.act_of_cue == "REQUEST":
        return "REQUEST"
    return None


def unwilling_cue(passage: Passage) -> Act | None:
    """REJECT: ((Министр)) {{не намерен}} [[уходить в отставку]]."""
    if "negation" not in passage.cue_groups or passage.cue_class in {"know", "report", "say"}:
        return None
    if passage.act_of_cue in {"CONCEDE", "AGREE", "SUPPORT"} and "confession" not in passage.cue_groups:
        return "REJECT"
    return "REJECT" if passage.cue_class in {"intend", "ready", "belief", "opinion"} else None


def admitted_guilt(passage: Passage) -> Act | None:
    """CONCEDE: ((Дорн)) {{признал}} [[свою вину]]."""
    if "apology" in passage.cue_groups:
        return "CONCEDE"
    if "admitting" not in passage.cue_groups or passage.has_verb:
        return None
    own = "fault_noun" in passage.cue_groups or any("fault_noun" in passage.group_of(i) for i in passage.heads)
    return "CONCEDE" if own else None


def confession(passage: Passage) -> Act | None:
    """CONCEDE: ((Дорн)) {{признался}}, что [[подделал подпись]]."""
    if passage.act_of_cue != "CONCEDE" or "negation" in passage.cue_groups:
        return None
    if "apology" in passage.cue_groups:
        return "CONCEDE"
    for predicate in passage.predicates:
        if predicate.person in {"self", "first"} and (predicate.groups & WRONGS or predicate.negated):
            return "CONCEDE"
    return None


def threatening_promise(passage: Passage) -> Act | None:
    """THREATEN: ((Фракция)) {{пообещала}} [[заблокировать бюджет, если закон не отзовут]]."""
    if passage.act_of_cue != "AGREE" or passage.cue_class not in {"promise", "ready"}:
        return None
    negated_condition = "condition" in passage.all_groups and "particle" in passage.all_groups
    if negated_condition or any("threat" in passage.group_of(index) for index in passage.heads):
        return "THREATEN"
    return None


def own_offer(passage: Passage) -> Act | None:
    """AGREE: ((Семья)) {{предлагает}} [[награду в тысячу крон тому, кто найдет картину]]."""
    if passage.cue_class != "propose" or passage.has_verb:
        return None
    return "AGREE" if any("own_means" in passage.group_of(index) for index in passage.heads) else None


def warning(passage: Passage) -> Act | None:
    """THREATEN: ((Министерство)) {{предупредило}}, что [[ответит на новые санкции]]."""
    if passage.cue_class != "warn":
        return None
    own = any(
        p.tense == "Fut" and not p.negated and (p.person == "first" or (p.person == "self" and p.subject is None))
        for p in passage.predicates
    )
    return "THREATEN" if own else None


def protest(passage: Passage) -> Act | None:
    """ACCUSE: ((Редакция)) {{выразила протест}} против [[закрытого суда]]."""
    return "ACCUSE" if "protest" in passage.cue_groups else None


def suspicion(passage: Passage) -> Act | None:
    """ACCUSE: ((Полиция)) {{подозревает}} [[Дорна в поджоге]]."""
    if "suspicion" not in passage.cue_groups:
        return None
    finite = any(p.verbal and p.tense for p in passage.predicates)
    if finite and not any(p.groups & WRONGS for p in passage.predicates) and not passage.having("suspicion"):
        return None
    return "ACCUSE"


def performative(passage: Passage) -> Act | None:
    """REQUEST: ((Совет)) {{потребовал}} [[вывести войска]]."""
    undecided = passage.cue_class == "warn" or passage.cue_groups & {"admitting", "suspicion", "confession"}
    if undecided or "negation" in passage.cue_groups:
        return None
    return passage.act_of_cue if passage.act_of_cue != "COMMENT" else None


def voiced_attitude(passage: Passage) -> Act | None:
    """SUPPORT: ((Король)) {{выразил}} [[соболезнования семьям погибших]]."""
    if passage.cue_class not in {"express", "state"} and "voicing" not in passage.cue_groups:
        return None
    if passage.marker and "against" in passage.words.of(passage.marker):
        return "REJECT"
    if passage.marker and "favour" in passage.words.of(passage.marker):
        return "SUPPORT"
    groups = passage.cue_groups.union(*(passage.group_of(index) for index in passage.content[:3]))
    for act, names in ATTITUDES:
        if groups & names:
            return act
    return None


ATTITUDES: tuple[tuple[Act, frozenset[str]], ...] = (
    ("SUPPORT", frozenset({"condolence", "thanks", "congratulation", "endorse"})),
    ("ACCUSE", frozenset({"blame", "infamy"})),
    ("REJECT", frozenset({"refusal", "denial"})),
    ("AGREE", frozenset({"readiness"})),
)


def own_words_of_attitude(passage: Passage) -> Act | None:
    """SUPPORT: ((Критики)) {{высоко оценили}} [[постановку]]."""
    for act, names in CUE_ATTITUDES:
        if passage.cue_groups & names and not passage.cue_groups & {"negation", "suspicion"}:
            return act
    return None


CUE_ATTITUDES: tuple[tuple[Act, frozenset[str]], ...] = (
    ("SUPPORT", frozenset({"endorse", "esteem", "thanks", "congratulation", "condolence", "praise"})),
    ("ACCUSE", frozenset({"blame"})),
)


def wished_of_others(passage: Passage) -> Act | None:
    """REQUEST: ((Жители)) {{хотят}}, чтобы [[завод закрыли]]."""
    if "purpose" in passage.words.of(passage.marker):
        return "REQUEST"
    return None


def said_to_be(passage: Passage) -> Act | None:
    """ACCUSE: ((Посол)) {{назвал}} решение [[«позорной ошибкой»]]."""
    if "naming" not in passage.cue_groups or passage.has_verb or "about" in passage.words.of(passage.marker):
        return None
    if any(passage.tokens[i].upos == "NOUN" and passage.tokens[i].feats.get("Case") == "Acc" for i in passage.heads):
        return None
    for index in passage.content:
        groups = passage.group_of(index)
        if "denial" in groups:
            return "REJECT"
        if groups & BAD_NAMES and index not in passage.negated:
            return "ACCUSE"
        if groups & GOOD_NAMES:
            return "SUPPORT"
    return None


def mere_plan(passage: Passage) -> Act | None:
    """COMMENT: ((Компания)) {{планирует}} [[отказаться от печатной версии]]."""
    return "COMMENT" if passage.cue_class == "intend" else None


CUE_RULES: tuple[Rule, ...] = (
    negated_denial,
    advice_against,
    unwilling_cue,
    admitted_guilt,
    confession,
    threatening_promise,
    own_offer,
    warning,
    protest,
    suspicion,
    wished_of_others,
    performative,
    voiced_attitude,
    own_words_of_attitude,
    said_to_be,
    mere_plan,
)
