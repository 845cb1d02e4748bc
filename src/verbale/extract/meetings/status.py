"""Whether a meeting was held, is planned, or is off."""

from __future__ import annotations

from collections.abc import Callable

from verbale.extract.meetings.dates import date_value
from verbale.extract.meetings.frames import Frame, Tense
from verbale.types import MeetingStatus, TimeExpression

_UNTIL_FINITE = 4  # heads climbed from an infinitive or participle to the finite verb


def tense_of(frame: Frame, verb: int | None) -> Tense | None:
    """The tense of a clause; of an infinitive that of its governor, of an analytic future that of its auxiliary."""
    if verb is None:
        return None
    for _ in range(_UNTIL_FINITE):
        token = frame.tokens[verb]
        auxiliary = [c for c in frame.view.children[verb] if frame.tokens[c].upos == "AUX"]
        if token.feats.get("VerbForm") == "Inf" and any(
            frame.tokens[c].feats.get("Tense") in ("Fut", "Pres") for c in auxiliary
        ):
            return "future"
        if any(frame.tokens[c].feats.get("Tense") == "Past" for c in auxiliary):
            return "past"
        if token.feats.get("VerbForm") == "Conv":
            return "past" if token.feats.get("Tense") == "Past" else None
        tense = {"Past": "past", "Pres": "present", "Fut": "future"}.get(token.feats.get("Tense", ""))
        if tense is not None:
            return tense  # type: ignore[return-value]
        if tense is None and token.lemma in frame.around.plan:
            return "future"
        if token.head < 0 or not frame.is_predicate(token.head):
            return None
        if frame.tokens[token.head].lemma in frame.around.plan:
            return "future"
        verb = token.head
    return None


def is_negated(frame: Frame, verb: int) -> bool:
    """Whether «не» stands before a verb or before the verb it depends on as an infinitive."""
    for index in (verb, frame.tokens[verb].head if frame.tokens[verb].feats.get("VerbForm") == "Inf" else verb):
        if any(frame.tokens[c].feats.get("Polarity") == "Neg" for c in frame.view.children[index]):
            return True
    return False


def is_offered(frame: Frame) -> bool:
    """Whether the verb that tells the meeting is the infinitive of an offer: «предложил встретиться»."""
    verb = frame.happening_verb
    if verb is None or frame.tokens[verb].feats.get("VerbForm") not in ("Inf", None) or frame.tokens[verb].head < 0:
        return False
    return frame.tokens[frame.tokens[verb].head].lemma in frame.around.offer


def called_off(frame: Frame) -> MeetingStatus | None:
    """«Стороны отменили переговоры», «встреча не состоится», «несостоявшийся визит».

    «Стороны отменили [переговоры] в Тарске.»
    «[Встреча] министров Веларии и Норланда не состоится.»
    """
    around = frame.around
    if frame.attribute_lemmas & around.cancelled_attribute:
        return "cancelled"
    if frame.governor is not None and frame.relation in ("happens", "held", "other") and frame.preposition is None:
        lemma = frame.tokens[frame.governor].lemma
        if lemma in around.cancel | around.postpone and is_negated(frame, frame.governor):
            return None  # «переговоры не отменены»
        if lemma in around.cancel:
            return "cancelled"
    verb = frame.happening_verb
    if verb is not None and (frame.is_verb or frame.relation == "happens") and is_negated(frame, verb):
        return "cancelled"
    return None


def put_off(frame: Frame) -> MeetingStatus | None:
    """«Переговоры перенесли с 5 на 12 мая», «заседание отложено».

    «[Визит] президента Иды Кранц в Веларию отложен.»
    """
    if frame.governor is None or frame.preposition is not None or frame.is_verb:
        return None
    if frame.tokens[frame.governor].lemma not in frame.around.postpone or is_negated(frame, frame.governor):
        return None
    return "postponed"


def announced(frame: Frame) -> MeetingStatus | None:
    """«предстоящий саммит», «дата саммита», «встреча, назначенная на среду», «планируют провести переговоры».

    «Дата [саммита] пока неизвестна.»
    «Делегации планируют провести [переговоры] в Тарске.»
    """
    around = frame.around
    if frame.attribute_lemmas & (around.future_attribute | around.plan):
        return "planned"
    if frame.carriers and frame.tokens[frame.carriers[0]].lemma in around.preparation:
        return "planned"
    verb = frame.happening_verb
    if verb is not None and (frame.tokens[verb].lemma in around.plan or _planned_infinitive(frame, verb)):
        return "planned"
    if is_offered(frame):
        return "planned"
    return None


def _planned_infinitive(frame: Frame, verb: int) -> bool:
    token = frame.tokens[verb]
    return (
        token.feats.get("VerbForm") == "Inf" and token.head >= 0 and frame.tokens[token.head].lemma in frame.around.plan
    )


def by_calendar(frame: Frame) -> MeetingStatus | None:
    """The day against the day of publication.

    «[Заседание] парламента 20 мая открывает спикер.»
    """
    published, date = frame.text.published, frame.date
    if published is None or date is None or len(date) < 10 or date[:10] == published[:10]:
        return None
    return "planned" if date[:10] > published[:10] else "held"


def dated_present(frame: Frame) -> MeetingStatus | None:
    """«11 июля проходит второе чтение закона»: a calendar's present tense.

    «11 июля проходит второе [чтение] закона в парламенте Веларии.»
    """
    verb = frame.happening_verb
    if verb is None or frame.text.published is not None or frame.tokens[verb].feats.get("VerbForm") == "Part":
        return None
    if tense_of(frame, verb) != "present":
        return None
    return "planned" if has_day(frame) else None


def has_day(frame: Frame) -> bool:
    """Whether a time expression with a numeral stands in the clause."""
    times = frame.text.times_in.get(frame.view.clause_of[frame.index], [])
    return any(t.type == "DATE" and frame.text.view.text[t.span.start].isdigit() for t in times)


def by_own_tense(frame: Frame) -> MeetingStatus | None:
    """The tense of the verb that says that it takes place.

    «В Тарске состоялись [переговоры] министров.»
    """
    tense = tense_of(frame, frame.happening_verb)
    if tense is None:
        return None
    return "planned" if tense == "future" else "held"


def by_clause(frame: Frame) -> MeetingStatus | None:
    """The tense of the clause: «вступит в силу после третьего чтения»; who calls off his part in it speaks of a plan.

    «Закон вступит в силу после третьего [чтения] в парламенте.»
    """
    if frame.predicate is None:
        return None
    if frame.tokens[frame.predicate].lemma in frame.around.cancel:
        return "planned"
    if _may_come(frame, frame.predicate):
        return "planned"
    return "planned" if tense_of(frame, frame.predicate) == "future" else None


def _may_come(frame: Frame, verb: int) -> bool:
    """«встреча возможна на полях саммита», «призвал подождать до переговоров»: what has yet to be."""
    token = frame.tokens[verb]
    if token.lemma in frame.around.wish and token.upos == "ADJ":
        return not any(frame.tokens[c].feats.get("Tense") == "Past" for c in frame.view.children[verb])
    return frame.relation == "before" and token.feats.get("VerbForm") == "Inf"


STATUS_RULES: tuple[Callable[[Frame], MeetingStatus | None], ...] = (
    called_off,
    put_off,
    announced,
    by_calendar,
    dated_present,
    by_own_tense,
    by_clause,
)


def status_of(frame: Frame) -> MeetingStatus:
    """The first answer of ``STATUS_RULES``; without one, held: what news tells, was."""
    for rule in STATUS_RULES:
        status = rule(frame)
        if status is not None:
            return status
    return "held"


def moved(frame: Frame) -> tuple[str | None, TimeExpression | None]:
    """The former day of a postponed meeting, and its new one.

    «Переговоры [перенесли] с 5 мая на 12 мая.»
    """
    if put_off(frame) is None:
        return None, None
    former: str | None = None
    new: TimeExpression | None = None
    for expression in frame.text.times_in.get(frame.view.clause_of[frame.index], []):
        first = frame.view.tokens_in(expression.span).start
        before = frame.tokens[first - 1].lemma if first else ""
        if before in frame.around.from_preposition:
            former = former or date_value(expression)
        elif before in frame.around.to_preposition and not any(
            head in frame.attributes for head in frame.text.nominals.heads(first, 3)
        ):
            new = expression
            former = former or _bare_day(frame, first - 2, date_value(expression))
    return former, new


def _bare_day(frame: Frame, index: int, new: str | None) -> str | None:
    """«с 5 на 12 мая»: the month of the former day is that of the new one."""
    if index < 1 or new is None or len(new) < 10 or not frame.tokens[index].text.isdigit():
        return None
    if frame.tokens[index - 1].lemma not in frame.around.from_preposition:
        return None
    return f"{new[:8]}{int(frame.tokens[index].text):02}"
