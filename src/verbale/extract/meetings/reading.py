"""What a word needs to be read as a meeting: one rule for each need of the data file, with an example each.

The mention that the rule accepts stands in brackets.
"""

from __future__ import annotations

from collections.abc import Callable

from verbale.extract.meetings.dates import expressions_of
from verbale.extract.meetings.frames import Frame
from verbale.extract.meetings.parties import is_official, owner_heads, partner_heads, recipient_heads, subject_heads
from verbale.extract.meetings.places import place_of
from verbale.extract.meetings.refusals import REFUSALS
from verbale.extract.meetings.status import is_negated, tense_of
from verbale.extract.meetings.words import Channel, MeetingNoun, MeetingVerb

Rule = Callable[[Frame], bool]

# --- a noun ----------------------------------------------------------------------------------------------------

TAKES_PLACE = ("happens", "held", "within", "after", "before")


def nothing(frame: Frame) -> bool:
    """«переговоры», «пресс-конференция»: the word alone.

    «Делегации Веларии и Норланда завершили [переговоры] в Тарске.»
    """
    return not frame.is_verb


def event(frame: Frame) -> bool:
    """«на форуме в Тарске», «состоялась конференция».

    «На экономическом [форуме] в Тарске выступил министр Арсен Волдин.»
    «Министр Арсен Волдин участвует в [конференции] по рыболовству.»
    """
    if frame.relation not in TAKES_PLACE:
        return False
    if frame.has_floor or frame.lead is not None:
        return True
    if frame.preposition not in frame.around.speech_preposition or frame.relation in ("happens", "held"):
        return True
    return frame.governor is not None and frame.tokens[frame.governor].lemma in frame.around.participate


def happening(frame: Frame) -> bool:
    """«прошло обсуждение закона»; not «выборы возобновили дискуссию».

    «В парламенте Веларии прошло [обсуждение] закона о воде.»
    """
    if frame.relation == "happens":
        return True
    verb = frame.happening_verb
    if frame.relation != "held" or verb is None:
        return False
    subject = frame.view.subject_of(verb)
    return subject is None or subject == frame.index or bool(subject_heads(frame))


def partner(frame: Frame) -> bool:
    """«встреча с послом», «встреча министров», «состоялась встреча».

    «Состоялась [встреча] министра Арсена Волдина с послом Норланда.»
    """
    if partner_heads(frame) or owner_heads(frame):
        return True
    if frame.relation not in TAKES_PLACE or frame.preposition in frame.around.before_preposition:
        return False
    return frame.preposition is None or frame.case(frame.index) != "Acc"


def dialogue(frame: Frame) -> bool:
    """«телефонный разговор», «провел беседу», «после разговора с послом».

    «Состоялся телефонный [разговор] министров Веларии и Норланда.»
    """
    if isinstance(frame.entry, MeetingNoun) and frame.attribute_lemmas & frame.entry.forms.keys():
        return True
    if frame.relation in ("happens", "held"):
        return True
    return frame.relation in ("within", "after") and bool(partner_heads(frame) or owner_heads(frame))


def goes_somewhere(frame: Frame) -> bool:
    """«визит в Тарск».

    «Премьер Лаврен Мозель прибыл с [визитом] в Тарск.»
    """
    return place_of(frame, direction=True) is not None or frame.relation == "happens"


def official_goes(frame: Frame) -> bool:
    """«поездка президента в Тарск».

    «Президент Ида Кранц отправилась в [поездку] в Веларию.»
    """
    people = subject_heads(frame) + owner_heads(frame)
    return place_of(frame, direction=True) is not None and any(is_official(frame, p) for p in people)


def in_order(frame: Frame) -> bool:
    """«после третьего чтения»; not «принят в третьем чтении».

    «Закон вступит в силу после третьего [чтения] в парламенте.»
    """
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
    """«судебный процесс», «процесс над Волдиным».

    «Судебный [процесс] начался в Тарске.»
    """
    if frame.attribute_lemmas & frame.around.court_attribute:
        return True
    if any(frame.tokens[i].lemma in frame.around.court_person for i in range(frame.index + 1, frame.phrase_end)):
        return True
    return any(frame.view.case_of(c) in frame.around.court_preposition for c in frame.view.children[frame.index])


def trial(frame: Frame) -> bool:
    """«суд над Волдиным».

    «[Суд] над Арсеном Волдиным начался в Тарске.»
    """
    return any(frame.view.case_of(c) in frame.around.court_preposition for c in frame.view.children[frame.index])


def of_meeting(frame: Frame) -> bool:
    """«раунд переговоров»: the round is the meeting.

    «Третий [раунд] переговоров Веларии и Норланда завершился в Тарске.»
    """
    return frame.round_of is not None


def told_as_event(frame: Frame) -> bool:
    """«дал интервью в Тарске».

    «Министр Арсен Волдин дал [интервью] в Женеве.»
    """
    if frame.relation != "held":
        return False
    return place_of(frame, direction=False) is not None or bool(expressions_of(frame))


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
    "of_meeting": of_meeting,
}


# --- a verb ----------------------------------------------------------------------------------------------------


def with_partner(frame: Frame) -> bool:
    """«министр встретился с послом», «президенты встретились».

    «Министр Арсен Волдин [встретился] с президентом Идой Кранц.»
    """
    people = [p for p in partner_heads(frame) if not is_private(frame, p)]
    if people:
        return True
    subjects = [s for s in subject_heads(frame) if not is_private(frame, s)]
    if len(subjects) > 1:
        return all(is_official(frame, s) or s in frame.text.view.name_at for s in subjects)
    each_other = isinstance(frame.entry, MeetingVerb) and frame.entry.each_other and is_plural(frame, subjects)
    return each_other and any(is_official(frame, s) or frame.tokens[s].lemma in frame.around.delegate for s in subjects)


def is_plural(frame: Frame, subjects: list[int]) -> bool:
    """Whether a verb's subjects are several; an infinitive shows no number itself."""
    governor = frame.tokens[frame.token.head] if frame.token.head >= 0 else frame.token
    verb = governor if frame.token.feats.get("VerbForm") == "Inf" else frame.token
    if verb.feats.get("Number") == "Plur":
        return True
    return any(frame.tokens[s].feats.get("Number") == "Plur" for s in subjects)


def is_private(frame: Frame, head: int) -> bool:
    """Whether a partner is known by a single name only («с Бетти»), so no party of public standing."""
    name = frame.text.view.name_at.get(head)
    if name is None:
        return frame.tokens[head].upos == "PRON" and frame.tokens[head].lemma in frame.around.first_person
    if name.kind != "PER" or frame.text.nominals.left(head) < name.first:
        return False
    return len(frame.text.names.canonical(name.span).split()) == 1 and not is_official(frame, head)


def with_partner_on_a_day(frame: Frame) -> bool:
    """«5 мая министр встречался с послом».

    «Министр Арсен Волдин 5 мая [встречался] с президентом Идой Кранц.»
    """
    if not with_partner(frame):
        return False
    people = partner_heads(frame) + subject_heads(frame)
    return bool(expressions_of(frame)) or any(is_official(frame, p) for p in people)


def to_recipient(frame: Frame) -> bool:
    """«министр позвонил послу».

    «Министр Арсен Волдин [позвонил] президенту Иде Кранц.»
    """
    return bool(recipient_heads(frame)) and bool(subject_heads(frame))


def visited(frame: Frame) -> bool:
    """«президент посетил Веларию», «адвокат посетил министра».

    «Адвокат [посетил] в больнице министра Арсена Волдина.»
    """
    subjects = subject_heads(frame)
    if subjects and any(frame.case(h) != "Dat" for h in recipient_heads(frame)):
        return True
    if not any(is_official(frame, s) for s in subjects):
        return False
    for child in frame.view.children[frame.index]:
        token = frame.tokens[child]
        if token.deprel != "obj":
            continue
        name = frame.text.view.name_at.get(child)
        return (name is not None and name.kind == "LOC") or token.lemma in frame.around.visited
    return False


def received(frame: Frame) -> bool:
    """«президент принял посла».

    «Президент Ида Кранц [приняла] посла Арсена Волдина.»
    """
    guests = [h for h in recipient_heads(frame) if frame.case(h) != "Dat"]
    return any(is_official(frame, g) for g in guests) and any(is_official(frame, s) for s in subject_heads(frame))


def before_court(frame: Frame) -> bool:
    """«Волдин предстал перед судом»; one who only will is not yet before it unless the day is set.

    «Министр Арсен Волдин [предстал] перед судом в Тарске.»
    """
    court = any(frame.tokens[c].lemma in frame.around.court for c in frame.view.children[frame.index])
    if not court or is_negated(frame, frame.index):
        return False
    return tense_of(frame, frame.index) == "past" or bool(expressions_of(frame))


def body_on_a_day(frame: Frame) -> bool:
    """«5 мая суд рассмотрел ходатайство».

    «Тарский суд 5 мая [рассмотрел] ходатайство защиты.»
    """
    subject = frame.view.subject_of(frame.index)
    if subject is None or frame.tokens[subject].lemma not in frame.around.body:
        return False
    return bool(expressions_of(frame))


def body_gathers(frame: Frame) -> bool:
    """«министры соберутся в Тарске».

    «Министры Северного союза [соберутся] в Тарске в мае.»
    """
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
    "received": received,
    "court": before_court,
    "day": body_on_a_day,
    "body": body_gathers,
}


def call_by_channel(frame: Frame) -> bool:
    """«адвокаты уведомили его по видеосвязи».

    «Адвокаты [уведомили] министра Арсена Волдина посредством [видеосвязи].»
    """
    if frame.predicate is None:
        return False
    return bool(recipient_heads(frame) or partner_heads(frame)) or len(subject_heads(frame)) > 1


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
