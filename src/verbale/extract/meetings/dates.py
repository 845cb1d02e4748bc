"""When a meeting is."""

from __future__ import annotations

from verbale.extract.meetings.frames import Frame
from verbale.types import TimeExpression

POINTS = ("DATE", "TIME")
_PART_OF_DAY = ("TMO", "TMI", "TAF", "TEV", "TNI")


def date_value(expression: TimeExpression) -> str | None:
    """The day of a time expression: a part of the day is dropped, a time of the clock kept."""
    value = expression.value
    if value is None:
        return None
    for part in _PART_OF_DAY:
        value = value.removesuffix(part)
    return value


def expressions_of(frame: Frame) -> list[TimeExpression]:
    """The points in time of the meeting's clause that say when it is, best first."""
    clause = frame.view.clause_of[frame.index]
    points = [t for t in frame.text.times_in.get(clause, []) if t.type in POINTS]
    graded = [
        (grade, abs(frame.view.token_at(t.span.start) - frame.index), t) for t in points if (grade := _grade(frame, t))
    ]
    graded.sort(key=lambda item: (item[0], item[1], item[2].span.start))
    return [t for _, _, t in graded]


def _grade(frame: Frame, expression: TimeExpression) -> int:
    """How surely an expression dates the meeting: 1 in its phrase, 2 with its own verb, 3 of its clause; 0 not at all."""
    inside = frame.view.tokens_in(expression.span)
    if not inside:
        return 0
    first = inside.start
    if first and frame.tokens[first - 1].lemma in frame.around.origin_preposition:
        return 0
    if first in frame.attributes or (frame.index < first and not frame.is_verb and _only_phrase_between(frame, first)):
        return 1
    if _right_before(frame, inside.stop):
        return 1
    if _belongs_to_noun(frame, first) or _opens_next(frame, inside.stop):
        return 0
    verb = frame.happening_verb
    if verb is not None and _same_stretch(frame, first, verb):
        return 2
    if frame.relation == "within" and frame.predicate is not None and _same_stretch(frame, first, frame.predicate):
        return 3
    return 0


def _only_phrase_between(frame: Frame, first: int) -> bool:
    """Whether nothing but the meeting's own phrase and a preposition parts the expression from it."""
    end = max(frame.phrase_end, frame.index + 1)
    while end < first and frame.tokens[end].upos in ("ADP", "ADJ", "DET"):
        end += 1
    return end >= first


def _right_before(frame: Frame, last: int) -> bool:
    """«13 января – заседание Совета»: the verb is left out."""
    dashes = 0
    while last < frame.index and (frame.tokens[last].upos in ("ADP", "ADJ") or frame.tokens[last].text in "-–—"):
        dashes += frame.tokens[last].text in "-–—"
        last += 1
    return dashes == 1 and last == frame.index


def _opens_next(frame: Frame, last: int) -> bool:
    """«и 13 января – заседание Совета»: the expression dates what follows its dash."""
    return frame.index < last < len(frame.tokens) and frame.tokens[last].text in ("-", "–", "—")


def _belongs_to_noun(frame: Frame, first: int) -> bool:
    """«на выборах 2012 года», «закон от 5 мая»: the expression is part of another noun's phrase."""
    if first == 0:
        return False
    before, token = frame.tokens[first - 1], frame.tokens[first]
    if before.upos not in ("NOUN", "PROPN") or first - 1 == frame.index:
        return False
    return (token.text.isdigit() and len(token.text) == 4) or (token.upos != "NUM" and token.feats.get("Case") == "Gen")


def _same_stretch(frame: Frame, first: int, verb: int) -> bool:
    """Whether no other finite verb stands between an expression and the verb, nor between it and the trigger."""
    low, high = min(first, verb, frame.index), max(first, verb, frame.index)
    for index in range(low, high):
        token = frame.tokens[index]
        if index not in (verb, frame.index) and token.upos == "VERB" and token.feats.get("VerbForm") in ("Fin", "Conv"):
            return False
        if token.text in (";", ":", "("):
            return False
    return True
