"""Mentions joined to documents: titles, topics and the words that only point back."""

from __future__ import annotations

from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Group:
    """The mentions of one document."""

    drafts: list[Draft] = field(default_factory=list)

    @property
    def fullest(self) -> Draft:
        """The mention that tells most, the first of equals; never one that only points back."""
        known = [d for d in self.drafts if d.rule is not None]
        return max(known, key=lambda d: (d.fullness, not d.in_headline, -d.mention.index))

    @property
    def content(self) -> frozenset[str]:
        """What its fullest mention is about."""
        return self.fullest.mention.content

    @property
    def date(self) -> str | None:
        """The day that its mentions tell, the fullest first."""
        ordered = sorted(self.drafts, key=lambda d: (-d.fullness, d.mention.index))
        return next((d.date for d in ordered if d.date is not None), None)


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
    families = {d.mention.family for d in group.drafts if d.rule is not None}
    if m.title is not None and mine.mention.title is not None and m.family in families:
        return share(_title(mine.mention), _title(m)) >= SAME_SHARE
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
    heads = {d.mention.index for d in group.drafts}
    return m.tokens[m.index].deprel == "conj" and m.tokens[m.index].head in heads


def _amends(draft: Draft, law: Draft) -> bool:
    """A bill is not the law in force that it is to be put into: «законопроект … внести в закон «О воде»»."""
    return draft.kind == "draft" and law.kind == "law" and law.mention.is_target


def _title(m: Mention) -> frozenset[str]:
    if m.title is None:
        return frozenset()
    return frozenset(m.tokens[i].lemma for i in m.view.tokens_in(m.title.inner) if len(m.tokens[i].lemma) > 2)


def join(drafts: list[Draft]) -> list[Group]:
    """The documents of mentions in text order; mentions that point back to nothing are dropped."""
    groups: list[Group] = []
    for draft in drafts:
        found = _group_of(groups, draft)
        if found is not None:
            found.drafts.append(draft)
        elif draft.rule is not None:
            groups.append(Group([draft]))
    return groups


def _group_of(groups: list[Group], draft: Draft) -> Group | None:
    for group in groups[: -1 - _LOOK_BACK : -1]:
        if is_same(group, draft):
            groups.remove(group)  # the one spoken of last is looked at first
            groups.append(group)
            return group
    return None
