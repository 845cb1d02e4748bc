"""Noun phrases: where they begin and end, what heads them, and which proper name names their referent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from verbale.extract.actors.words import Words
from verbale.extract.view import SUBJECTS, View
from verbale.types import Name, Span, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "DET", "SYM"})
BEFORE = frozenset({"amod", "det", "nummod", "nummod:gov", "nummod:entity", "compound", "acl", "nmod", "flat:name"})
AFTER = frozenset({"amod", "det", "nummod", "nummod:gov", "compound", "flat", "flat:name", "flat:foreign", "nmod", "appos",
                   "fixed", "obl", "goeswith", "acl"})  # fmt: skip
INNER = BEFORE | AFTER | {"case", "punct", "advmod", "conj", "cc", "discourse"}
QUOTES = frozenset("«»\"“”„‟'‘’‹›")
BREAKS = frozenset({",", "(", "—", "–", "-", ":", ";"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase ``[first, last)`` around its head; ``names`` are the proper names that name its referent."""

    head: int
    first: int
    last: int
    names: tuple[Name, ...] = ()

    @property
    def name(self) -> Name | None:
        """The one proper name of the referent."""
        return self.names[0] if self.names else None


class Phrases:
    """The noun phrases of one text."""

    def __init__(self, view: View, words: Words) -> None:
        self.view = view
        self.words = words
        self.tokens = view.tokens

    @cached_property
    def name_of(self) -> dict[int, Name]:
        """The name that a token stands in."""
        table: dict[int, Name] = {}
        for name in self.view.annotation.names:
            for index in range(name.first, name.last):
                table.setdefault(index, name)
        return table

    def reject(self, name: Name) -> None:
        """Forgets a name that turned out to be none."""
        for index in range(name.first, name.last):
            if self.name_of.get(index) is name:
                del self.name_of[index]

    def of_span(self, span: Span) -> Phrase | None:
        """The phrase that a source span holds; None where it holds no nominal."""
        inside = [i for i in self.view.tokens_in(span) if self.tokens[i].upos != "PUNCT"]
        if not inside:
            return None
        head = self.head_of(inside)
        members = set(inside)
        names = self._names_of(head, members)
        return Phrase(head, inside[0], inside[-1] + 1, names)

    def of_head(self, head: int) -> Phrase:
        """The phrase that a token heads: its dependents without clauses and appositions after a comma."""
        members = self._members(head)
        first, last = self.view.contiguous(head, members)
        while last - 1 > head and (self.tokens[last - 1].upos == "PUNCT" or self.tokens[last - 1].deprel in ("cc", "case")):
            last -= 1
        while first < head and self.tokens[first].upos in ("PUNCT", "ADP", "CCONJ", "PART", "SCONJ"):
            first += 1
        return Phrase(head, first, last, self._names_of(head, members))

    def head_of(self, inside: list[int]) -> int:
        """The token of ``inside`` that the others hang on."""
        members = set(inside)
        tops = [i for i in inside if self.tokens[i].head not in members]
        named = [i for i in tops if self.tokens[i].upos in NOMINAL]
        subjects = [i for i in named if self.tokens[i].feats.get("Case") == "Nom"]
        if not named:
            nouns = [i for i in inside if self.tokens[i].upos in ("NOUN", "PROPN") and self.tokens[i].head in tops]
            named = [i for i in nouns if self.tokens[i].feats.get("Case") == self.tokens[tops[0]].feats.get("Case")] if tops else []
        return (subjects or named or tops or inside)[0]

    def _members(self, head: int) -> set[int]:
        """The tokens of the phrase that a token heads."""
        members, queue = {head}, [head]
        clause = self.view.clause(head)
        while queue:
            governor = queue.pop()
            for child in self.view.children[governor]:
                if child in members or not clause.first <= child < clause.last or self._is_outside(child, governor, head):
                    continue
                members.add(child)
                queue.append(child)
        return members

    def _is_outside(self, child: int, governor: int, head: int) -> bool:
        """Whether a dependent is no part of the noun phrase: a clause, an apposition after a comma, a conjunct."""
        token = self.tokens[child]
        if governor != head:
            return token.deprel not in INNER or (token.deprel in ("conj", "cc", "punct") and child > head and token.text == ",")
        if child < head:
            return token.deprel not in BEFORE or (token.deprel == "acl" and token.feats.get("VerbForm") != "Part")
        if token.deprel not in AFTER or token.deprel == "acl" or token.feats.get("Variant") == "Short":
            return True
        start = min([child, *self.view.children[child]])
        return self.tokens[start].text in BREAKS or self.tokens[start - 1].text in BREAKS

    def _names_of(self, head: int, members: set[int]) -> tuple[Name, ...]:
        """The proper names, within ``members``, that name what ``head`` heads."""
        seen: list[Name] = []
        for index in sorted(members):
            name = self.name_of.get(index)
            if name is not None and name not in seen:
                seen.append(name)
        own = [name for name in seen if name.first <= head < name.last]
        if own:
            return tuple(own + [name for name in seen if name not in own and self._coordinated(name, own[0])])
        people = [name for name in seen if name.kind == "PER" and self.names_person(head, name)]
        if people:
            return (people[-1],)
        return tuple(name for name in seen if name.kind != "PER" and self.names_body(head, name))[:1]

    def _coordinated(self, name: Name, other: Name) -> bool:
        top = self.top(name)
        return self.tokens[top].deprel == "conj" and other.first <= self.tokens[top].head < other.last

    def top(self, name: Name) -> int:
        """The token of a name that its other tokens hang on."""
        inside = [i for i in range(name.first, name.last) if self.tokens[i].upos != "PUNCT"] or [name.first]
        members = set(inside)
        return next((i for i in inside if self.tokens[i].head not in members), inside[0])

    def names_person(self, head: int, name: Name) -> bool:
        """Whether a personal name stands beside its title («министр Арсен Волдин»), not under it («адвокат Волдина»)."""
        noun, top = self.tokens[head], self.tokens[self.top(name)]
        if noun.upos not in ("NOUN", "PROPN", "ADJ", "VERB") or noun.feats.get("Number") == "Plur" or head > name.first:
            return False
        if noun.feats.get("Animacy") == "Inan" and not self.words.is_person(noun.lemma):
            return False
        case, own = noun.feats.get("Case"), self.name_case(name)
        if case and own and case != own and top.deprel != "appos":
            return False
        if own == "Gen" and case != "Gen":
            return False
        if case == "Gen" and own == "Gen" and top.deprel == "nmod" and top.head == head:
            return name.last - name.first > 1 and not self.words.is_relational(noun.lemma)
        return True

    def name_case(self, name: Name) -> str | None:
        """The case that most of a name's words show."""
        top = self.tokens[self.top(name)]
        governor = self.tokens[top.head] if top.head >= 0 else None
        cases = [self.tokens[i].feats.get("Case") for i in range(name.first, name.last)]
        known = [case for case in cases if case]
        beside = governor.feats.get("Case") if governor is not None and top.deprel == "appos" else None
        if top.deprel in SUBJECTS or (beside == "Nom" and governor is not None and governor.deprel in SUBJECTS):
            return "Nom"
        if beside is not None and beside in known:
            return beside
        return max(known, key=known.count) if known else None

    def names_body(self, head: int, name: Name) -> bool:
        """Whether a name stands beside its type («газета «Курьер»», «компания Vortal»)."""
        noun = self.tokens[head]
        if noun.upos not in ("NOUN", "PROPN") or head > name.first or noun.feats.get("Animacy") == "Anim":
            return False
        between = [self.tokens[i] for i in range(head + 1, name.first)]
        if any(not QUOTES.issuperset(token.text) and token.deprel not in ("amod", "flat:foreign") for token in between):
            return False
        first = self.tokens[name.first]
        quoted = any(QUOTES.issuperset(token.text) for token in between)
        return quoted or "Foreign" in first.feats or first.upos == "X" or self.tokens[self.top(name)].deprel in ("appos", "flat:name", "flat:foreign")


def is_word(token: Token) -> bool:
    """Whether a token is a word, not a mark."""
    return token.upos not in ("PUNCT", "SYM")
