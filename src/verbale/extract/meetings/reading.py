"""Which mentions are read as meetings: the refusals first, then what each word needs.

Both are ordered lists of short rules; the first that answers decides, and its name goes with the meeting.
"""

from __future__ import annotations

from collections.abc import Callable

from verbale.extract.meetings.frames import Frame
from verbale.extract.meetings.parties import owner_heads, partner_heads, recipient_heads, subject_heads
from verbale.extract.meetings.places import place_of
from verbale.extract.meetings.words import Channel, MeetingNoun

Rule = Callable[[Frame], bool]


# --- refusals --------------------------------------------------------------------------------------------------


def body_not_event(frame: Frame) -> bool:
    """«Законодательное собрание», «генсек Форума стран-экспортеров»: the word is part of a body's name, and nothing happens at it."""
    name = frame.name_around()
    if frame.is_verb or name is None or name.kind == "PER":
        return False
    at_it = frame.relation in ("within", "happens", "held", "after")
    return not at_it or frame.preposition in frame.around.speech_preposition


def idiom(frame: Frame) -> bool:
    """«место встречи», «стол переговоров»."""
    return bool(frame.carriers) and (frame.tokens[frame.carriers[0]].lemma, frame.token.lemma) in frame.around.idiom


def cited_talk(frame: Frame) -> bool:
    """«сказал в интервью газете», «в беседе с журналистами»: the report's source, no event."""
    if frame.is_verb or frame.preposition not in frame.around.speech_preposition or frame.lead is not None:
        return False
    if not isinstance(frame.entry, MeetingNoun) or frame.entry.needs not in ("dialogue", "told"):
        return False
    return frame.entry.needs == "told" or frame.kind != "call" or "Foreign" in frame.token.feats or not frame.attributes


def with_media(frame: Frame) -> bool:
    """«разговор с журналистом», «сообщил агентству по телефону»."""
    if frame.kind == "press_conference":
        return False
    heads = recipient_heads(frame) if isinstance(frame.entry, Channel) else partner_heads(frame)
    return any(frame.tokens[h].lemma in frame.around.media for h in heads) and frame.relation != "happens"


def sports(frame: Frame) -> bool:
    """«встреча закончилась со счетом 2:1»: a game."""
    return frame.token.lemma in frame.around.sport_noun and frame.text.paragraph_has(frame.index, frame.around.sport)


def web_page(frame: Frame) -> bool:
    """«пользователи оставили комментарии на форуме»: a page."""
    return frame.token.lemma in frame.around.web_noun and _clause_has(frame, frame.around.web)


def _clause_has(frame: Frame, lemmas: frozenset[str]) -> bool:
    clause = frame.view.clause(frame.index)
    return any(frame.tokens[i].lemma in lemmas for i in range(clause.first, clause.last))


def only_wished(frame: Frame) -> bool:
    """«готовы к переговорам», «предложил встретиться», «возможность встречи»: it may never be."""
    chain = [] if frame.relation in ("within", "after", "before") else [*frame.carriers, *_governors(frame)]
    return any(frame.tokens[c].lemma in frame.around.wish for c in chain) or _in_order_to(frame)


def _governors(frame: Frame) -> list[int]:
    """What the meeting, or the verb that tells it, depends on, up to a finite verb."""
    node = frame.happening_verb if frame.happening_verb is not None else frame.governor
    found: list[int] = []
    while node is not None and len(found) < 3:
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


def any_number(frame: Frame) -> bool:
    """«на встречах на высшем уровне»: meetings in general; «провели встречи с послами» are certain ones."""
    if frame.is_verb or not frame.is_plural or frame.token.lemma not in frame.around.single:
        return False
    if frame.relation not in ("happens", "held") or not (partner_heads(frame) or owner_heads(frame)):
        return True
    return frame.happening_verb is not None and frame.tokens[frame.happening_verb].feats.get("Tense") == "Pres"


def ordered(frame: Frame) -> bool:
    """«Поговори с ней»: an order, or the title of a work."""
    return frame.is_verb and frame.token.feats.get("Mood") == "Imp"


def speaker_tells(frame: Frame) -> bool:
    """«Мы встречались, и он позвонил мне», «после разговора с ним мне стало легче»: a speaker tells of his own life."""
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


REFUSALS: tuple[Rule, ...] = (
    body_not_event,
    idiom,
    cited_talk,
    with_media,
    sports,
    web_page,
    only_wished,
    any_number,
    ordered,
    speaker_tells,
)


# --- what a noun needs -----------------------------------------------------------------------------------------

TAKES_PLACE = ("happens", "held", "within", "after", "before")


def nothing(frame: Frame) -> bool:
    """«переговоры», «пресс-конференция»: the word alone."""
    return not frame.is_verb


def event(frame: Frame) -> bool:
    """«на форуме в Тарске», «состоялась конференция»."""
    if frame.relation not in TAKES_PLACE:
        return False
    if frame.preposition not in frame.around.speech_preposition or frame.relation in ("happens", "held"):
        return True
    return frame.governor is not None and frame.tokens[frame.governor].lemma in frame.around.participate


def happening(frame: Frame) -> bool:
    """«прошло обсуждение закона»; not «выборы возобновили дискуссию»."""
    if frame.relation == "happens":
        return True
    verb = frame.happening_verb
    if frame.relation != "held" or verb is None:
        return False
    subject = frame.view.subject_of(verb)
    return subject is None or subject == frame.index or bool(subject_heads(frame))


def partner(frame: Frame) -> bool:
    """«встреча с послом», «встреча министров», «состоялась встреча»."""
    if partner_heads(frame) or owner_heads(frame):
        return True
    if frame.relation not in TAKES_PLACE or frame.preposition in frame.around.before_preposition:
        return False
    return frame.preposition is None or frame.case(frame.index) != "Acc"


def dialogue(frame: Frame) -> bool:
    """«телефонный разговор», «провел беседу», «после разговора с послом»."""
    if isinstance(frame.entry, MeetingNoun) and frame.attribute_lemmas & frame.entry.forms.keys():
        return True
    if frame.relation in ("happens", "held"):
        return True
    return frame.relation in ("within", "after") and bool(partner_heads(frame) or owner_heads(frame))


def goes_somewhere(frame: Frame) -> bool:
    """«визит в Тарск»."""
    return place_of(frame, direction=True) is not None or frame.relation == "happens"


def official_goes(frame: Frame) -> bool:
    """«поездка президента в Тарск»."""
    people = subject_heads(frame) + owner_heads(frame)
    return place_of(frame, direction=True) is not None and any(is_official(frame, p) for p in people)


def in_order(frame: Frame) -> bool:
    """«после третьего чтения»; not «принят в третьем чтении»."""
    ordinal = any(
        frame.tokens[i].feats.get("NumType") == "Ord" or frame.tokens[i].upos in ("ADJ", "NUM")
        for i in frame.attributes
    )
    return (
        ordinal
        and frame.preposition not in frame.around.speech_preposition
        and frame.relation in ("happens", "held", "after", "within")
    )


def of_court(frame: Frame) -> bool:
    """«судебный процесс», «процесс над Волдиным»."""
    if frame.attribute_lemmas & frame.around.court_attribute:
        return True
    if any(frame.tokens[i].lemma in frame.around.court_person for i in range(frame.index + 1, frame.phrase_end)):
        return True
    return any(frame.view.case_of(c) in frame.around.court_preposition for c in frame.view.children[frame.index])


def trial(frame: Frame) -> bool:
    """«суд над Волдиным»."""
    return any(frame.view.case_of(c) in frame.around.court_preposition for c in frame.view.children[frame.index])


def told_as_event(frame: Frame) -> bool:
    """«дал интервью в Тарске»."""
    from verbale.extract.meetings.dates import expressions_of

    if frame.relation != "held":
        return False
    return place_of(frame, direction=False) is not None or bool(expressions_of(frame))


def is_official(frame: Frame, head: int) -> bool:
    """Whether a noun phrase names somebody in office, here or where the report introduces them."""
    official = frame.around.official
    name = frame.text.names_at.get(head)
    if frame.tokens[head].lemma in official:
        return True
    if name is None or name.kind != "PER":
        return False
    actor = frame.text.names.actor_at(name.span)
    roles = " ".join(actor.roles).lower().replace("ё", "е").split() if actor else ()
    before = range(max(name.first - 4, frame.view.clause(head).first), name.first)
    return any(role in official for role in roles) or any(frame.tokens[i].lemma in official for i in before)


NOUN_NEEDS: dict[str, Rule] = {
    "nothing": nothing,
    "event": event,
    "happening": happening,
    "partner": partner,
    "dialogue": dialogue,
    "place": goes_somewhere,
    "official": official_goes,
    "ordinal": in_order,
    "court": of_court,
    "trial": trial,
    "told": told_as_event,
}


# --- what a verb needs -----------------------------------------------------------------------------------------


def with_partner(frame: Frame) -> bool:
    """«министр встретился с послом», «президенты встретились»."""
    people = [p for p in partner_heads(frame) if not is_private(frame, p)]
    if people:
        return True
    subjects = subject_heads(frame)
    met_each_other = frame.token.lemma == "встретиться" and frame.token.feats.get("Number") == "Plur"
    return met_each_other and any(is_official(frame, s) for s in subjects)


def is_private(frame: Frame, head: int) -> bool:
    """Whether a partner is known by a single name only («с Бетти»), so no party of public standing."""
    name = frame.text.names_at.get(head)
    if name is None:
        return frame.tokens[head].upos == "PRON" and frame.tokens[head].lemma in frame.around.first_person
    if name.kind != "PER" or frame.text.nominals.left(head) < name.first:
        return False
    return len(frame.text.names.canonical(name.span).split()) == 1 and not is_official(frame, head)


def with_partner_on_a_day(frame: Frame) -> bool:
    """«5 мая министр встречался с послом»."""
    from verbale.extract.meetings.dates import expressions_of

    if not with_partner(frame):
        return False
    people = partner_heads(frame) + subject_heads(frame)
    return bool(expressions_of(frame)) or any(is_official(frame, p) for p in people)


def to_recipient(frame: Frame) -> bool:
    """«министр позвонил послу»."""
    return bool(recipient_heads(frame)) and bool(subject_heads(frame))


def visited(frame: Frame) -> bool:
    """«президент посетил Веларию», «адвокат посетил министра»."""
    subjects = subject_heads(frame)
    if subjects and any(frame.tokens[h].deprel == "obj" for h in recipient_heads(frame)):
        return True
    if not any(is_official(frame, s) for s in subjects):
        return False
    for child in frame.view.children[frame.index]:
        token = frame.tokens[child]
        if token.deprel != "obj":
            continue
        name = frame.text.names_at.get(child)
        return (name is not None and name.kind == "LOC") or token.lemma in frame.around.visited
    return False


def before_court(frame: Frame) -> bool:
    """«Волдин предстал перед судом»; one who only will is not yet before it unless the day is set."""
    from verbale.extract.meetings.dates import expressions_of
    from verbale.extract.meetings.status import is_negated, tense_of

    court = any(frame.tokens[c].lemma in frame.around.court for c in frame.view.children[frame.index])
    if not court or is_negated(frame, frame.index):
        return False
    return tense_of(frame, frame.index) == "past" or bool(expressions_of(frame))


def body_on_a_day(frame: Frame) -> bool:
    """«5 мая суд рассмотрел ходатайство»."""
    from verbale.extract.meetings.dates import expressions_of

    subject = frame.view.subject_of(frame.index)
    if subject is None or frame.tokens[subject].lemma not in frame.around.body:
        return False
    return bool(expressions_of(frame))


def body_gathers(frame: Frame) -> bool:
    """«министры соберутся в Тарске»."""
    if frame.token.feats.get("VerbForm") != "Fin":
        return False
    subject = frame.view.subject_of(frame.index)
    beside = frame.view.subtree(frame.index)
    if subject is None or any(frame.tokens[c].feats.get("VerbForm") == "Inf" for c in frame.view.children[frame.index]):
        return False
    if any(frame.tokens[c].lemma in frame.text.words.nouns for c in beside):
        return False
    return frame.tokens[subject].lemma in frame.around.college


VERB_NEEDS: dict[str, Rule] = {
    "partner": with_partner,
    "dated_partner": with_partner_on_a_day,
    "recipient": to_recipient,
    "visited": visited,
    "court": before_court,
    "day": body_on_a_day,
    "body": body_gathers,
}


def call_by_channel(frame: Frame) -> bool:
    """«адвокаты уведомили его по видеосвязи»."""
    return frame.predicate is not None and bool(recipient_heads(frame))


def verdict(frame: Frame) -> tuple[bool, str]:
    """Whether a mention is read as a meeting, and the name of the rule that decided."""
    entry = frame.entry
    if isinstance(entry, MeetingNoun) and entry.attribute is not None and entry.attribute not in frame.attribute_lemmas:
        return False, "attribute"
    for refusal in REFUSALS:
        if refusal(frame):
            return False, refusal.__name__
    if isinstance(entry, Channel):
        return call_by_channel(frame), call_by_channel.__name__
    need = NOUN_NEEDS[entry.needs] if isinstance(entry, MeetingNoun) else VERB_NEEDS[entry.needs]
    return need(frame), need.__name__
