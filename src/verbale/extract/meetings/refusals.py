"""Mentions that are no meetings though the word would do: one rule a reason, with an example each.

The mention that the rule refuses stands in brackets.
"""

from __future__ import annotations

from collections.abc import Callable

from verbale.extract.meetings.frames import Frame
from verbale.extract.meetings.parties import is_official, owner_heads, partner_heads, recipient_heads, subject_heads
from verbale.extract.meetings.places import place_of
from verbale.extract.meetings.status import has_day, is_negated, is_offered
from verbale.extract.meetings.words import Channel, MeetingNoun

_HEADS = 4  # climbed from a meeting in search of what makes it a wish


def body_not_event(frame: Frame) -> bool:
    """«Законодательное собрание»: the word is part of a body's name, and nothing happens at it.

    «Указ одобрило Законодательное [собрание] Ольмского края.»
    «Генсек [Форума] стран-экспортеров газа подал в отставку.»
    """
    name = frame.name_around()
    if frame.is_verb or name is None or name.kind == "PER":
        return False
    at_it = frame.relation in ("within", "happens", "held", "after")
    if frame.has_floor:
        return frame.token.lemma not in frame.around.floor_body
    return not at_it or frame.preposition in frame.around.speech_preposition


def idiom(frame: Frame) -> bool:
    """«место встречи», «стол переговоров».

    «Решений не будет без европейцев за столом [переговоров].»
    """
    return bool(frame.carriers) and (frame.tokens[frame.carriers[0]].lemma, frame.token.lemma) in frame.around.idiom


def cited_talk(frame: Frame) -> bool:
    """«сказал в интервью газете», «в беседе с журналистами»: the report's source, no event.

    «Об этом министр Арсен Волдин рассказал в [интервью] газете «Ольмский вестник».»
    «Он признал это в [беседе] с кинокритиком Павлом Дорном.»
    """
    if frame.is_verb or frame.preposition not in frame.around.speech_preposition or frame.lead is not None:
        return False
    if not isinstance(frame.entry, MeetingNoun) or frame.entry.needs not in ("dialogue", "told"):
        return False
    return frame.entry.needs == "told" or frame.kind != "call" or "Foreign" in frame.token.feats or not frame.attributes


def with_media(frame: Frame) -> bool:
    """«разговор с журналистом», «сообщил агентству по телефону».

    «После [разговора] с журналистом министр Арсен Волдин уехал.»
    """
    if frame.kind == "press_conference":
        return False
    heads = recipient_heads(frame) if isinstance(frame.entry, Channel) else partner_heads(frame)
    return any(frame.tokens[h].lemma in frame.around.media for h in heads) and frame.relation != "happens"


def sports(frame: Frame) -> bool:
    """«встреча закончилась со счетом 2:1»: a game.

    «[Встреча] закончилась вничью, этот матч был последним в турнире.»
    """
    return frame.token.lemma in frame.around.sport_noun and frame.text.paragraph_has(frame.index, frame.around.sport)


def web_page(frame: Frame) -> bool:
    """«пользователи оставили комментарии на форуме»: a page.

    «Пользователи оставили на [форуме] тысячу сообщений.»
    """
    return frame.token.lemma in frame.around.web_noun and _clause_has(frame, frame.around.web)


def _clause_has(frame: Frame, lemmas: frozenset[str]) -> bool:
    clause = frame.view.clause(frame.index)
    return any(frame.tokens[i].lemma in lemmas for i in range(clause.first, clause.last))


def only_wished(frame: Frame) -> bool:
    """«готовы к переговорам», «предложил встретиться», «возможность встречи»: it may never be.

    «Велария готова к [переговорам] с Норландом.»
    «Министр Арсен Волдин предложил [встретиться] с президентом Идой Кранц.»
    «Он приехал, чтобы [встретиться] с министром Арсеном Волдиным.»
    """
    around = frame.around
    told = around.within_preposition | around.after_preposition | around.before_preposition
    at_it = frame.relation in ("within", "after", "before") or (
        frame.relation == "happens" and frame.preposition in told
    )
    chain = [] if at_it else [*frame.carriers, *_governors(frame)]
    if _is_set(frame):
        return False
    return any(frame.tokens[c].lemma in frame.around.wish for c in chain) or _in_order_to(frame)


def _is_set(frame: Frame) -> bool:
    """«предложил встретиться в Женеве 20 мая»: an offer with its day and place is a plan."""
    verb = frame.happening_verb
    if verb is None or frame.tokens[verb].head < 0 or not is_offered(frame):
        return False
    return has_day(frame) and place_of(frame, direction=False) is not None


def _governors(frame: Frame) -> list[int]:
    """What the meeting, or the verb that tells it, depends on, up to a finite verb."""
    node = frame.happening_verb if frame.happening_verb is not None else frame.governor
    found: list[int] = []
    for _ in range(_HEADS):
        if node is None:
            break
        token = frame.tokens[node]
        if node != frame.index and not (token.upos == "VERB" and frame.preposition in frame.around.speech_preposition):
            found.append(node)
        if token.upos == "VERB" and token.feats.get("VerbForm") == "Fin":
            break
        node = token.head if token.head >= 0 else None
    return found


def _in_order_to(frame: Frame) -> bool:
    """«чтобы встретиться с X», «если они встретятся»."""
    verb = frame.happening_verb
    if verb is None:
        return False
    mark = frame.view.mark_of(verb)
    return mark is not None and frame.tokens[mark].lemma in frame.around.wish


def not_planned(frame: Frame) -> bool:
    """«встреча не планируется».

    «[Встреча] министров не планируется.»
    """
    verb = frame.happening_verb
    return verb is not None and frame.tokens[verb].lemma in frame.around.plan and is_negated(frame, verb)


def goes_on(frame: Frame) -> bool:
    """«парламент продолжит обсуждение»: a phase of what is under way.

    «Парламент продолжит [обсуждение] закона 20 мая.»
    """
    entry, verb = frame.entry, frame.happening_verb
    weak = isinstance(entry, MeetingNoun) and entry.needs == "happening" and frame.relation == "held"
    return weak and verb is not None and frame.tokens[verb].lemma in frame.around.go_on


def any_number(frame: Frame) -> bool:
    """«на встречах на высшем уровне»: meetings in general; «провели встречи с послами» are certain ones.

    «Он сопровождал министра Арсена Волдина на [встречах] на высшем уровне.»
    """
    if frame.is_verb or not frame.is_plural or frame.token.lemma not in frame.around.single:
        return False
    if frame.relation not in ("happens", "held") or not (partner_heads(frame) or owner_heads(frame)):
        return True
    return frame.happening_verb is not None and frame.tokens[frame.happening_verb].feats.get("Tense") == "Pres"


def ordered(frame: Frame) -> bool:
    """«Поговори с ней»: an order, or the title of a work.

    «В прокат вышел фильм «[Поговори] с ней».»
    """
    return frame.is_verb and frame.token.feats.get("Mood") == "Imp"


def speaker_tells(frame: Frame) -> bool:
    """«Мы встречались, и он позвонил мне», «после разговора с ним мне стало легче»: a speaker tells of his own life.

    «Он [позвонил] мне в среду и пригласил на обед.»
    «После [разговора] с ним мне становилось легче.»
    """
    first_person = frame.around.first_person
    if not frame.is_verb:
        weak = isinstance(frame.entry, MeetingNoun) and frame.entry.needs in ("partner", "dialogue")
        return (
            weak
            and _own_words_have(frame, first_person)
            and not any(is_official(frame, h) for h in partner_heads(frame))
        )
    people = subject_heads(frame) + partner_heads(frame) + recipient_heads(frame)
    return any(frame.tokens[p].lemma in first_person for p in people)


def _own_words_have(frame: Frame, lemmas: frozenset[str]) -> bool:
    """Whether the clause has one of ``lemmas`` on the same side of quotation marks as the trigger."""
    clause, quotation_of = frame.view.clause(frame.index), frame.view.quotation_of
    mine = quotation_of[frame.index]
    return any(frame.tokens[i].lemma in lemmas and quotation_of[i] is mine for i in range(clause.first, clause.last))


REFUSALS: tuple[Callable[[Frame], bool], ...] = (
    body_not_event,
    idiom,
    cited_talk,
    with_media,
    sports,
    web_page,
    only_wished,
    not_planned,
    goes_on,
    any_number,
    ordered,
    speaker_tells,
)
