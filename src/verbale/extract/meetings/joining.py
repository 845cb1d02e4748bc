"""Mentions joined to meetings: one entry a meeting, however often the report comes back to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from verbale.extract.meetings.frames import Frame
from verbale.extract.meetings.status import tense_of
from verbale.types import MeetingKind, MeetingStatus, Span

FAMILY: dict[MeetingKind, str] = {
    "talks": "encounter",
    "call": "encounter",
    "session": "sitting",
    "other": "sitting",
    "summit": "gathering",
    "conference": "gathering",
    "press_conference": "press",
    "visit": "visit",
}
_LOOK_BACK = 12  # meetings that a mention is compared with, the latest first


@dataclass(slots=True)
class Draft:
    """One mention of a meeting with what its clause tells."""

    frame: Frame
    rule: str
    kind: MeetingKind
    parties: dict[str, Span]  # canonical name: where
    named: frozenset[str]  # those of them that are proper names
    place: str | None
    date: str | None
    former_date: str | None
    status: MeetingStatus

    @property
    def family(self) -> str:
        """What it may be joined with."""
        return FAMILY["session" if self.kind == "session" else self.frame.kind]

    @property
    def is_bare(self) -> bool:
        """Whether it tells nothing that would set it apart («после встречи»)."""
        return not self.parties and self.place is None and self.date is None

    @property
    def is_sure(self) -> bool:
        """Whether the words say when it is: a plan always does, what was only where its clause is told in the past."""
        if self.status != "held":
            return True
        verb = self.frame.happening_verb if self.frame.happening_verb is not None else self.frame.predicate
        return self.frame.relation in ("verb", "happens", "held", "within") and tense_of(self.frame, verb) == "past"

    @property
    def fullness(self) -> int:
        """How much it tells; a headline's mention counts as less than one of the text."""
        told = 2 * min(len(self.parties), 2) + 2 * (self.date is not None) + 2 * (self.place is not None)
        told += self.frame.relation in ("happens", "held", "verb")
        told += self.frame.phrase_end > self.frame.index + 1
        return told - 2 * (self.frame.view.paragraph(self.frame.index) == 0 and not self._is_sentence())

    def _is_sentence(self) -> bool:
        paragraph = self.frame.view.annotation.paragraphs[0]
        return self.frame.view.text[paragraph.start : paragraph.end].endswith((".", "!", "…", "»", '"'))


@dataclass(slots=True)
class Group:
    """The mentions of one meeting."""

    drafts: list[Draft] = field(default_factory=list)

    @property
    def fullest(self) -> Draft:
        """The mention that tells most, the first of equals."""
        return max(self.drafts, key=lambda d: (d.fullness, -d.frame.index))

    @property
    def parties(self) -> dict[str, Span]:
        """Who meets, as all mentions together tell."""
        merged: dict[str, Span] = {}
        for draft in [self.fullest, *self.drafts]:
            for name, span in draft.parties.items():
                merged.setdefault(name, span)
        return merged

    @property
    def status(self) -> MeetingStatus:
        """Off if any mention says so, else what the fullest mention says."""
        for draft in self.drafts:
            if draft.status in ("cancelled", "postponed"):
                return draft.status
        return self.fullest.status

    def first(self, value: Callable[[Draft], str | None]) -> str | None:
        """A value of the fullest mention that has one."""
        ordered = sorted(self.drafts, key=lambda d: (-d.fullness, d.frame.index))
        return next((found for draft in ordered if (found := value(draft)) is not None), None)


# --- what keeps two mentions apart -----------------------------------------------------------------------------


def other_family(group: Group, draft: Draft) -> bool:
    """A visit is not the talks in it; but «встреча» that names nobody may stand for a session or a summit.

    «Президент Ида Кранц прибыла с [визитом] в Веларию. Она провела [переговоры] с премьером Лавреном Мозелем.»
    """
    mine = {d.family for d in group.drafts}
    if draft.family in mine:
        return False
    general = draft.frame.gathering is not None and not draft.frame.is_verb and not draft.named
    return not general or mine <= {"press", "visit"} or not (draft.is_bare or _same_place(group, draft))


def _same_place(group: Group, draft: Draft) -> bool:
    return draft.place is not None and draft.place == group.first(lambda d: d.place)


def other_date(group: Group, draft: Draft) -> bool:
    """Two days: «5 мая», «7 мая»; «в мае» may be either.

    «[Заседание] парламента прошло 5 мая. [Заседание] парламента прошло 7 мая.»
    """
    date = group.first(lambda d: d.date)
    if date is None or draft.date is None:
        return False
    return not (date.startswith(draft.date) or draft.date.startswith(date))


def other_place(group: Group, draft: Draft) -> bool:
    """Two places.

    «[Конференция] по рыболовству прошла в Тарске. [Конференция] по рыболовству прошла в Ольме.»
    """
    place = group.first(lambda d: d.place)
    return place is not None and draft.place is not None and place != draft.place


def other_parties(group: Group, draft: Draft) -> bool:
    """Nobody in common; only names tell people apart («житель Тарска» may be Волдин).

    «Арсен Волдин [встретился] с президентом Идой Кранц. Павел Дорн [встретился] с премьером Лавреном Мозелем.»
    """
    mine = frozenset().union(*(d.named for d in group.drafts))
    return bool(mine) and bool(draft.named) and not (mine & draft.named)


def other_number(group: Group, draft: Draft) -> bool:
    """«второе чтение», «третье чтение»; «на следующей встрече».

    «Прошло второе [чтение] закона. Закон вступит в силу после третьего [чтения].»
    """
    return any(_numbers(d.frame) != _numbers(draft.frame) and _numbers(draft.frame) for d in group.drafts)


def _numbers(frame: Frame) -> frozenset[str]:
    return frame.attribute_lemmas & frame.around.numbering


def other_status(group: Group, draft: Draft) -> bool:
    """One was held, one is to come, and the words say so.

    «[Заседание] парламента прошло в тишине. [Заседание] парламента состоится снова.»
    """
    sure = {d.status for d in group.drafts if d.is_sure}
    return draft.is_sure and bool(sure) and {draft.status, *sure} == {"held", "planned"}


APART: tuple[Callable[[Group, Draft], bool], ...] = (
    other_family,
    other_number,
    other_date,
    other_place,
    other_parties,
    other_status,
)


def is_same(group: Group, draft: Draft) -> bool:
    """Whether a mention is of the group's meeting: nothing keeps it apart, and it shares a trait or tells nothing new."""
    if any(rule(group, draft) for rule in APART):
        return False
    if draft.is_bare or all(d.is_bare for d in group.drafts):
        return True
    shares = bool(group.parties.keys() & draft.parties.keys())
    shares = shares or (draft.date is not None and draft.date == group.first(lambda d: d.date))
    shares = shares or (draft.place is not None and draft.place == group.first(lambda d: d.place))
    if draft.frame.gathering is not None and not draft.frame.is_verb and not draft.parties:
        return True
    same_word = any(d.frame.token.lemma == draft.frame.token.lemma for d in group.drafts)
    return shares or same_word


def join(drafts: list[Draft]) -> list[Group]:
    """The meetings of mentions in text order."""
    groups: list[Group] = []
    for draft in drafts:
        for group in groups[: -1 - _LOOK_BACK : -1]:
            if is_same(group, draft):
                group.drafts.append(draft)
                break
        else:
            groups.append(Group([draft]))
    return groups
