"""Mentions joined to documents: titles, topics and the words that only point back."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.extract.instruments.mentions import Mention
from verbale.types import InstrumentKind, Span

SAME_SHARE = 0.5  # of the shorter content that two mentions of one document share
SAME_DECREE = 0.75  # decrees of one series are alike: «указ об отставке главы», «указ о назначении главы»
_LOOK_BACK = 12  # documents that a mention is compared with, the latest first
UNIQUE = frozenset({"constitution", "standard", "code", "charter"})  # no «документ» points back to them


@dataclass(slots=True)
class Draft:
    """One mention with what it tells."""

    mention: Mention
    rule: str | None  # None: it only points back
    kind: InstrumentKind | None
    date: str | None
    parties: dict[str, Span]

    @property
    def fullness(self) -> int:
        """How much the phrase tells."""
        m = self.mention
        return 3 * (m.title is not None) + 2 * (m.number is not None) + min(len(m.content), 6)

    @property
    def in_headline(self) -> bool:
        """Whether the mention stands in the first paragraph and that one is no sentence."""
        view = self.mention.view
        paragraph = view.annotation.paragraphs[0]
        return view.paragraph(self.mention.index) == 0 and not paragraph.of(view.text).endswith((".", "!", "…"))


class Group:
    """The mentions of one document, with what they tell together."""

    def __init__(self, draft: Draft) -> None:
        self.drafts: list[Draft] = []
        self.fullest = draft  # never one that only points back: that opens no group
        self.families: set[str] = set()
        self.heads: set[int] = set()  # tokens of the nouns
        self.date: str | None = None
        self._dated_by = -1  # fullness of the mention that told the date
        self.add(draft)

    def add(self, draft: Draft) -> None:
        """Take another mention in."""
        self.drafts.append(draft)
        self.heads.add(draft.mention.index)
        if draft.rule is not None:
            self.families.add(draft.mention.family)
            if (draft.fullness, not draft.in_headline) > (self.fullest.fullness, not self.fullest.in_headline):
                self.fullest = draft
        if draft.date is not None and draft.fullness > self._dated_by:
            self.date, self._dated_by = draft.date, draft.fullness

    @property
    def content(self) -> frozenset[str]:
        """What its fullest mention is about."""
        return self.fullest.mention.content


def share(left: frozenset[str], right: frozenset[str]) -> float:
    """How much of the smaller set is in the other."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def tells_nothing(draft: Draft) -> bool:
    """«закон», «этот документ»: no topic, title, number or owner."""
    m = draft.mention
    return not m.content and m.title is None and m.number is None and m.dated is None


def is_same(group: Group, draft: Draft) -> bool:
    """Whether a mention is of the group's document."""
    mine, other = group.fullest, draft
    m = other.mention
    families = group.families
    if m.title is not None and mine.mention.title is not None and m.family in families:
        return share(mine.mention.title_lemmas, m.title_lemmas) >= SAME_SHARE
    if m.attributes & m.around.another:
        return False
    if draft.rule is None and m.tokens[m.index].lemma in m.around.anaphor:
        return tells_nothing(other) and not families & UNIQUE
    if m.family not in families or _amends(mine, other) or _amends(other, mine) or _listed_beside(group, m):
        return False
    if tells_nothing(other) or _same_topic(mine.mention, m):
        return True
    if tells_nothing(mine):
        return m.number is None and m.dated is None
    if _numbers_differ(mine.mention, m):
        return False
    if _numbered_alike(mine.mention, m):
        return True
    return share(group.content, m.content) >= (SAME_DECREE if m.family == "decree" else SAME_SHARE)


def _same_topic(left: Mention, right: Mention) -> bool:
    """«заявление об уходе», «заявление на увольнение»: topics that the data file gives as one."""
    if left.entry is not right.entry or not left.entry.topics:
        return False
    return all(any(m.tokens[c.head].lemma in left.entry.topics for c in m.complements) for m in (left, right))


def _numbers_differ(left: Mention, right: Mention) -> bool:
    if left.number is not None and right.number is not None:
        return left.tokens[left.number].text != right.tokens[right.number].text
    if left.dated is not None and right.dated is not None and left.dated.value and right.dated.value:
        a, b = left.dated.value, right.dated.value
        return not (a.startswith(b) or b.startswith(a))
    return False


def _numbered_alike(left: Mention, right: Mention) -> bool:
    """Both with a number, or both with a day and nothing else to tell them apart."""
    if left.number is not None and right.number is not None:
        return True
    return left.dated is not None and right.dated is not None and not (left.content and right.content)


def _listed_beside(group: Group, m: Mention) -> bool:
    """«проект договора и проект соглашения»: what «и» joins are two, unless the second tells nothing."""
    return m.tokens[m.index].deprel == "conj" and m.tokens[m.index].head in group.heads


def _amends(draft: Draft, law: Draft) -> bool:
    """A bill is not the law in force that it is to be put into: «законопроект … внести в закон «О воде»»."""
    return draft.kind == "draft" and law.kind == "law" and law.mention.is_target


def join(drafts: list[Draft]) -> list[Group]:
    """The documents of mentions in text order; mentions that point back to nothing are dropped."""
    groups: list[Group] = []  # the one spoken of last stands last
    for draft in drafts:
        recent = range(len(groups) - 1, max(-1, len(groups) - 1 - _LOOK_BACK), -1)
        place = next((i for i in recent if is_same(groups[i], draft)), None)
        if place is not None:
            groups[place].add(draft)
            groups.append(groups.pop(place))
        elif draft.rule is not None:
            groups.append(Group(draft))
    return groups
