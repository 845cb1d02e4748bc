"""What the cue makes of a statement: performative cues («потребовал»), their negation, and what they leave open."""

from __future__ import annotations

from verbale.extract.acts.passage import Passage
from verbale.extract.acts.rules import OWN, WRONGS, Rule
from verbale.types import Act

BAD_NAMES = WRONGS | {"infamy", "illegal", "deceit", "culprit", "doer", "guilt", "fault"}
GOOD_NAMES = frozenset({"praise", "esteem", "merit"})
# Cues of these groups perform an act by some of their contents only; a rule of their own decides.
OPEN_CUES = frozenset({"admitting", "suspicion", "confession", "negation"})


def admits_by_not_denying(passage: Passage) -> Act | None:
    """The speaker does not deny it.

    CONCEDE: ((Защитник)) {{не отрицает}}, что [[его подзащитный был на месте]].
    """
    return "CONCEDE" if {"negation", "denial"} <= passage.cue_groups else None


def advises_against(passage: Passage) -> Act | None:
    """A negated request asks to leave something undone.

    REQUEST: ((Врачи)) {{не рекомендуют}} [[выходить из дома]].
    """
    return "REQUEST" if "negation" in passage.cue_groups and passage.act_of_cue == "REQUEST" else None


def is_unwilling(passage: Passage) -> Act | None:
    """A negated cue of will, belief or consent refuses.

    REJECT: ((Министр)) {{не намерен}} [[уходить в отставку]].
    REJECT: ((Дорн)) {{не признал}} [[вину]].
    """
    if "negation" not in passage.cue_groups or passage.cue_class in {"know", "report", "say"}:
        return None
    if passage.act_of_cue in {"CONCEDE", "AGREE", "SUPPORT"} and "confession" not in passage.cue_groups:
        return "REJECT"
    return "REJECT" if passage.cue_class in {"intend", "ready", "belief", "opinion"} else None


def admits_guilt(passage: Passage) -> Act | None:
    """The cue admits a fault, asks for pardon or gives up an office.

    CONCEDE: ((Дорн)) {{признал}} [[свою вину]].
    CONCEDE: ((Премьер)) {{готов}} [[сложить полномочия]].
    """
    leaving = passage.cue_class == "ready" and any("resignation" in passage.group_of(i) for i in passage.heads)
    if "apology" in passage.cue_groups or leaving:
        return "CONCEDE"
    if "admitting" not in passage.cue_groups or passage.has_verb:
        return None
    own = "fault_noun" in passage.cue_groups or any("fault_noun" in passage.group_of(i) for i in passage.heads)
    return "CONCEDE" if own else None


def confesses(passage: Passage) -> Act | None:
    """A cue of confession with a deed, or a want, of the speaker's own.

    CONCEDE: ((Дорн)) {{признался}}, что [[подделал подпись]].
    """
    if passage.act_of_cue != "CONCEDE" or "negation" in passage.cue_groups:
        return None
    own = (p for p in passage.predicates if p.person in OWN)
    return "CONCEDE" if any(p.groups & WRONGS or p.negated for p in own) else None


def promises_harm(passage: Passage) -> Act | None:
    """A promise of harm, or on a condition that something is not done, threatens.

    THREATEN: ((Фракция)) {{пообещала}} [[заблокировать бюджет, если закон не отзовут]].
    """
    if passage.act_of_cue != "AGREE" or passage.cue_class not in {"promise", "ready"}:
        return None
    unless = {"condition", "particle"} <= passage.all_groups
    harm = any("threat" in passage.group_of(index) for index in passage.heads)
    return "THREATEN" if unless or harm else None


def offers_own_means(passage: Passage) -> Act | None:
    """What is proposed is the speaker's own: money, help, services.

    AGREE: ((Семья)) {{предлагает}} [[награду в тысячу крон тому, кто найдет картину]].
    """
    if passage.cue_class != "propose" or passage.has_verb:
        return None
    return "AGREE" if any("own_means" in passage.group_of(index) for index in passage.heads) else None


def warns_of_own_step(passage: Passage) -> Act | None:
    """A warning threatens where the speaker's own side will act.

    THREATEN: ((Министерство)) {{предупредило}}, что [[ответит на новые санкции]].
    """
    if passage.cue_class != "warn":
        return None
    own = any(
        p.tense == "Fut" and not p.negated and (p.person == "first" or (p.person == "self" and p.subject is None))
        for p in passage.predicates
    )
    return "THREATEN" if own else None


def protests(passage: Passage) -> Act | None:
    """A protest blames.

    ACCUSE: ((Редакция)) {{выразила протест}} против [[закрытого суда]].
    """
    return "ACCUSE" if "protest" in passage.cue_groups else None


def suspects(passage: Passage) -> Act | None:
    """A suspicion blames where it names who did it; else it only supposes.

    ACCUSE: ((Полиция)) {{подозревает}} [[Дорна в поджоге]].
    COMMENT: ((Следователи)) {{подозревают}}, что [[картина была увезена за границу]].
    """
    if "suspicion" not in passage.cue_groups:
        return None
    finite = [predicate for predicate in passage.predicates if predicate.verbal and predicate.tense]
    if not finite:
        return "ACCUSE"
    named = any(
        p.groups & WRONGS or (p.subject is not None and not p.passive and not p.groups & {"copula", "will"})
        for p in finite
    )
    return "ACCUSE" if named else "COMMENT"


def wants_of_others(passage: Passage) -> Act | None:
    """A clause with «чтобы» asks of others.

    REQUEST: ((Жители)) {{хотят}}, чтобы [[завод закрыли]].
    """
    return "REQUEST" if "purpose" in passage.words.of(passage.marker) else None


def assures(passage: Passage) -> Act | None:
    """An assurance of what will be done commits.

    AGREE: ((Мэр)) {{заверил}}, что [[крышу починят]].
    """
    if "assuring" not in passage.cue_groups or "negation" in passage.cue_groups:
        return None
    return "AGREE" if any(p.tense == "Fut" and not p.negated for p in passage.predicates) else None


def insists_on(passage: Passage) -> Act | None:
    """Insisting on a thing, not on a claim, demands.

    REQUEST: ((Обвинение)) {{настаивает}} на [[пяти годах заключения]].
    """
    return "REQUEST" if "insisting" in passage.cue_groups and not passage.has_verb else None


def wishes_for_oneself(passage: Passage) -> Act | None:
    """A wish to do something oneself is no good wish for others.

    COMMENT: ((Свидетель)) {{пожелал}} [[остаться неизвестным]].
    """
    if "congratulation" not in passage.cue_groups or not passage.content:
        return None
    return "COMMENT" if passage.tokens[passage.content[0]].feats.get("VerbForm") == "Inf" else None


def performs(passage: Passage) -> Act | None:
    """The cue itself performs the act.

    REQUEST: ((Совет)) {{потребовал}} [[вывести войска]].
    ACCUSE: ((Партия)) {{обвинила}} [[премьера в подлоге]].
    REJECT: ((Пресс-служба)) {{опровергла}} [[слухи о разводе]].
    """
    if passage.cue_class == "warn" or passage.cue_groups & OPEN_CUES or passage.act_of_cue == "COMMENT":
        return None
    return passage.act_of_cue


def voices_attitude(passage: Passage) -> Act | None:
    """A verb of expression: the attitude expressed, or the side taken, is the act.

    SUPPORT: ((Король)) {{выразил}} [[соболезнования семьям погибших]].
    REJECT: ((Партия)) {{выступила}} против [[сделки]].
    """
    if passage.cue_class not in {"express", "state"} and "voicing" not in passage.cue_groups:
        return None
    side = passage.words.of(passage.marker)
    if "against" in side:
        return "REJECT"
    if "favour" in side:
        return "SUPPORT"
    groups = passage.cue_groups.union(*(passage.group_of(index) for index in passage.content[:3]))
    # «написал, что готов …» is a clause with a verb of its own: not an attitude that the cue expresses.
    return next((act for act, names in ATTITUDES if groups & names and not (act == "AGREE" and passage.has_verb)), None)


ATTITUDES: tuple[tuple[Act, frozenset[str]], ...] = (
    ("SUPPORT", frozenset({"condolence", "thanks", "congratulation", "endorse"})),
    ("ACCUSE", frozenset({"blame", "infamy"})),
    ("REJECT", frozenset({"refusal", "denial"})),
    ("AGREE", frozenset({"readiness"})),
)


def words_of_attitude(passage: Passage) -> Act | None:
    """Words inside the cue praise or blame.

    SUPPORT: ((Критики)) {{с восторгом приняли}} [[постановку]].
    """
    if passage.cue_groups & {"negation", "suspicion"}:
        return None
    return next((act for act, names in CUE_ATTITUDES if passage.cue_groups & names), None)


CUE_ATTITUDES: tuple[tuple[Act, frozenset[str]], ...] = (
    ("SUPPORT", frozenset({"endorse", "esteem", "thanks", "congratulation", "condolence", "praise"})),
    ("ACCUSE", frozenset({"blame"})),
)


def calls_it(passage: Passage) -> Act | None:
    """What something is called judges it.

    ACCUSE: ((Посол)) {{назвал}} решение [[«позорной ошибкой»]].
    SUPPORT: ((Тренер)) {{назвал}} вратаря [[«лучшим в истории клуба»]].
    REJECT: ((Дорн)) {{назвал}} эти слухи [[выдумкой]].
    """
    if "naming" not in passage.cue_groups or passage.has_verb or "about" in passage.words.of(passage.marker):
        return None
    heads = (passage.tokens[index] for index in passage.heads)
    if any(head.upos == "NOUN" and head.feats.get("Case") == "Acc" for head in heads):
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


def only_plans(passage: Passage) -> Act | None:
    """A plan of one's own tells, whatever is planned.

    COMMENT: ((Компания)) {{планирует}} [[отказаться от печатной версии]].
    """
    return "COMMENT" if passage.cue_class == "intend" else None


CUE_RULES: tuple[Rule, ...] = (
    admits_by_not_denying,
    advises_against,
    is_unwilling,
    admits_guilt,
    confesses,
    promises_harm,
    offers_own_means,
    warns_of_own_step,
    protests,
    suspects,
    wants_of_others,
    assures,
    insists_on,
    wishes_for_oneself,
    performs,
    voices_attitude,
    words_of_attitude,
    calls_it,
    only_plans,
)
