"""Days that no time expression of the meeting's own clause tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from verbale.extract.meetings.frames import Text
from verbale.extract.meetings.joining import Draft, Group


def settle_days(text: Text, groups: Sequence[Group]) -> None:
    """Give undated meetings the day that the report settles elsewhere: what is said there «сегодня», what follows on what."""
    spoken_today(text, groups)
    one_after_another(groups)


def spoken_today(text: Text, groups: Sequence[Group]) -> None:
    """A press conference's day is that of a «сегодня» in what its speaker says, if it is the report's only one held.

    The deictic word stands in the speaker's own words or in a sentence that names the speaker, and its value is the day of
    publication.
    """
    press = [g for g in groups if g.fullest.kind == "press_conference"]
    if text.published is None or len(press) != 1 or press[0].date is not None:
        return
    group = press[0]
    if group.fullest.status != "held" or not group.parties:
        return
    day = text.published[:10]
    todays = [
        t
        for t in text.times
        if t.value is not None and t.value[:10] == day and not text.view.text[t.span.start].isdigit()
    ]
    paragraphs = {text.view.paragraph(text.view.token_at(t.span.start)) for t in todays}
    if any(_names_party(text, group, number) for number in paragraphs):
        group.date = day


def _names_party(text: Text, group: Group, number: int) -> bool:
    """Whether a paragraph names a party of the meeting."""
    paragraph, names = text.view.annotation.paragraphs[number], text.view.annotation.names
    inside = range(*(bisect_left(names, edge, key=lambda n: n.start) for edge in (paragraph.start, paragraph.end)))
    people = (names[i].span for i in inside if names[i].kind == "PER")
    return any(text.names.canonical(span) in group.names for span in people)


def one_after_another(groups: Sequence[Group]) -> None:
    """«на пресс-конференции после встречи X»: two of one clause, both on one day."""
    told = [(draft, group) for group in groups for draft in group.drafts]
    beside: dict[int, list[tuple[Draft, Group]]] = {}
    for draft, group in told:
        beside.setdefault(draft.frame.view.clause_of[draft.frame.index], []).append((draft, group))
    for draft, group in told:
        if draft.frame.relation != "after":
            continue
        clause = draft.frame.view.clause_of[draft.frame.index]
        for neighbour, other in beside[clause]:
            if other is not group and neighbour.frame.relation in ("within", "happens", "held", "verb"):
                _share_day(group, other)


def _share_day(group: Group, other: Group) -> None:
    group.date = group.date if group.date is not None else other.date
    other.date = other.date if other.date is not None else group.date
