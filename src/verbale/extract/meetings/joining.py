"""Mentions joined to meetings: one entry a meeting, however often the report comes back to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verbale.extract.meetings.dates import expressions_of
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
    def is_to_come(self) -> bool:
        """Whether a verb says that it will take place."""
        return self.status == "planned" and self.is_sure and self.frame.relation in ("verb", "happens")

    @property
    def fullness(self) -> int:
        """How much it tells; a headline's mention counts as less than one of the text."""
        told = 2 * min(len(self.parties), 2) + 2 * (self.date is not None) + 2 * (self.place is not None)
        told += 2 * (self.date is None and bool(expressions_of(self.frame)))  # a day that the report does not settle
        told += 2 * (self.frame.relation in ("happens", "held", "verb"))
        told += self.frame.phrase_end > self.frame.index + 1
        return told - 2 * (self.frame.view.paragraph(self.frame.index) == 0 and not self._is_sentence())

    def _is_sentence(self) -> bool:
        paragraph = self.frame.view.annotation.paragraphs[0]
        return self.frame.view.text[paragraph.start : paragraph.end].endswith((".", "!", "…", "»", '"'))


class Group:
    """The mentions of one meeting, with what they tell together; a fuller mention's word goes before a poorer one's."""

    def __init__(self, draft: Draft) -> None:
        self.drafts: list[Draft] = []
        self.fullest = draft
        self.families: set[str] = set()
        self.words: set[str] = set()  # lemmas of the triggers
        self.numbers: set[frozenset[str]] = set()  # which of several
        self.names: set[str] = set()  # who meets
        self.named: set[str] = set()  # those of them that are proper names
        self.sure: set[MeetingStatus] = set()
        self.is_bare = True
        self.date: str | None = None
        self.place: str | None = None
        self.former_date: str | None = None
        self._told: dict[str, int] = {}  # how full the mention was that told a value
        self.add(draft)

    def add(self, draft: Draft) -> None:
        """Take another mention in."""
        self.drafts.append(draft)
        if draft.fullness > self.fullest.fullness:
            self.fullest = draft
        self.families.add(draft.family)
        self.words.add(draft.frame.token.lemma)
        self.numbers.add(_numbers(draft.frame))
        self.names |= draft.parties.keys()
        self.named |= draft.named
        if draft.is_sure:
            self.sure.add(draft.status)
        self.is_bare = self.is_bare and draft.is_bare
        for field in ("date", "place", "former_date"):
            value = getattr(draft, field)
            if value is not None and draft.fullness > self._told.get(field, -100):
                setattr(self, field, value)
                self._told[field] = draft.fullness

    @property
    def parties(self) -> dict[str, Span]:
        """Who meets, as all mentions together tell, the fullest first."""
        merged: dict[str, Span] = {}
        for draft in [self.fullest, *self.drafts]:
            for name, span in draft.parties.items():
                merged.setdefault(name, span)
        return merged

    @property
    def status(self) -> MeetingStatus:
        """Off if any mention says so, else what the fullest mention says."""
        off = (draft.status for draft in self.drafts if draft.status in ("cancelled", "postponed"))
        told = self.fullest.status
        if not self.fullest.is_sure and any(draft.is_to_come for draft in self.drafts):
            told = "planned"  # «саммита в Тарске»: only mentioned there
        return next(off, told)


# --- what keeps two mentions apart -----------------------------------------------------------------------------


def other_family(group: Group, draft: Draft) -> bool:
    """A visit is not the talks in it; but «встреча» that names nobody may stand for a session or a summit.

    «Президент Ида Кранц прибыла с [визитом] в Веларию. Она провела [переговоры] с премьером Лавреном Мозелем.»
    """
    if draft.family in group.families:
        return False
    general = draft.frame.gathering is not None and not draft.frame.is_verb and not draft.named
    return not general or group.families <= {"press", "visit"} or not (draft.is_bare or _same_place(group, draft))


def _same_place(group: Group, draft: Draft) -> bool:
    return draft.place is not None and draft.place == group.place


def other_date(group: Group, draft: Draft) -> bool:
    """Two days: «5 мая», «7 мая»; «в мае» may be either.

    «[Заседание] парламента прошло 5 мая. [Заседание] парламента прошло 7 мая.»
    """
    if group.date is None or draft.date is None:
        return False
    return not (group.date.startswith(draft.date) or draft.date.startswith(group.date))


def other_place(group: Group, draft: Draft) -> bool:
    """Two places.

    «[Конференция] по рыболовству прошла в Тарске. [Конференция] по рыболовству прошла в Ольме.»
    """
    return group.place is not None and draft.place is not None and group.place != draft.place


def other_parties(group: Group, draft: Draft) -> bool:
    """Nobody in common; only names tell people apart («житель Тарска» may be Волдин).

    «Арсен Волдин [встретился] с президентом Идой Кранц. Павел Дорн [встретился] с премьером Лавреном Мозелем.»
    """
    return bool(group.named) and bool(draft.named) and group.named.isdisjoint(draft.named)


def other_number(group: Group, draft: Draft) -> bool:
    """«второе чтение», «третье чтение»; «на следующей встрече».

    «Прошло второе [чтение] закона. Закон вступит в силу после третьего [чтения].»
    """
    mine = _numbers(draft.frame)
    return bool(mine) and group.numbers != {mine}


def _numbers(frame: Frame) -> frozenset[str]:
    return frame.attribute_lemmas & frame.around.numbering


def other_status(group: Group, draft: Draft) -> bool:
    """One was held, one is to come, and the words say so.

    «[Заседание] парламента прошло в тишине. [Заседание] парламента состоится снова.»
    """
    return draft.is_sure and bool(group.sure) and {draft.status, *group.sure} == {"held", "planned"}


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
    if draft.is_bare or group.is_bare:
        return True
    if draft.frame.gathering is not None and not draft.frame.is_verb and not draft.parties:
        return True
    shares = not group.names.isdisjoint(draft.parties) or _same_place(group, draft)
    shares = shares or (draft.date is not None and draft.date == group.date)
    return shares or draft.frame.token.lemma in group.words


def join(drafts: list[Draft]) -> list[Group]:
    """The meetings of mentions in text order."""
    groups: list[Group] = []
    for draft in drafts:
        for group in groups[: -1 - _LOOK_BACK : -1]:
            if is_same(group, draft):
                group.add(draft)
                break
        else:
            groups.append(Group(draft))
    return groups
