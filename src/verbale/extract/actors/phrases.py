"""Noun phrases: where they begin and end, what heads them, and which proper name names their referent."""

from __future__ import annotations

from functools import cached_property

import msgspec

from verbale.extract.actors.words import Words
from verbale.extract.view import SUBJECTS, View
from verbale.language.inflection import Inflector
from verbale.types import Name, Span, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "DET", "SYM"})
BEFORE = frozenset({"amod", "det", "nummod", "nummod:gov", "nummod:entity", "compound", "acl", "nmod", "flat:name"})
AFTER = frozenset({"amod", "det", "nummod", "nummod:gov", "compound", "flat", "flat:name", "flat:foreign", "nmod", "appos",
                   "fixed", "obl", "goeswith", "acl"})  # fmt: skip
INNER = BEFORE | AFTER | {"case", "punct", "advmod", "conj", "cc", "discourse"}
QUOTES = frozenset("«»\"“”„‟'‘’‹›")
BESIDE = frozenset({"appos", "flat:name", "flat", "flat:foreign"})
BREAKS = frozenset({",", "(", "—", "–", "-", ":", ";"})


class Phrase(msgspec.Struct, frozen=True):
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

    def __init__(self, view: View, words: Words, inflector: Inflector) -> None:
        self.view = view
        self.words = words
        self.inflector = inflector
        self.tokens = view.tokens
        self._of_head: dict[int, Phrase] = {}
        self._tops: dict[tuple[int, int], int] = {}
        self._cases: dict[tuple[int, int], str | None] = {}

    @cached_property
    def names(self) -> list[Name]:
        """The names of the text; one that a finder drew over a line break is cut there."""
        return [part for name in self.view.annotation.names for part in self._lines(name)]

    def _lines(self, name: Name) -> list[Name]:
        if "\n" not in self.view.text[name.start : name.end]:
            return [name]
        parts, first = [], name.first
        for index in range(name.first, name.last):
            last = index + 1 == name.last
            if last or "\n" in self.view.text[self.tokens[index].end : self.tokens[index + 1].start]:
                start, end = self.tokens[first].start, self.tokens[index].end
                parts.append(Name(start, end, name.kind, first, index + 1))
                first = index + 1
        return parts

    @cached_property
    def name_of(self) -> dict[int, Name]:
        """The name that a token stands in."""
        table: dict[int, Name] = {}
        for name in self.names:
            for index in range(name.first, name.last):
                table.setdefault(index, name)
        return table

    def trim(self, name: Name, first: int) -> None:
        """Lets a name begin later than its finder thought."""
        self.reject(name)
        rest = Name(self.tokens[first].start, name.end, name.kind, first, name.last)
        for index in range(first, name.last):
            self.name_of[index] = rest
        self._of_head.clear()

    def reject(self, name: Name) -> None:
        """Forgets a name that turned out to be none."""
        for index in range(name.first, name.last):
            if self.name_of.get(index) is name:
                del self.name_of[index]
        self._of_head.clear()

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
        phrase = self._of_head.get(head)
        if phrase is None:
            phrase = self._of_head[head] = self._build(head)
        return phrase

    def _build(self, head: int) -> Phrase:
        if not self.view.children[head]:
            return Phrase(head, head, head + 1, self._names_of(head, {head}))
        members = self._members(head)
        first, last = self.view.contiguous(head, members)
        while last - 1 > head and (
            self.tokens[last - 1].upos == "PUNCT" or self.tokens[last - 1].deprel in ("cc", "case")
        ):
            last -= 1
        while first < head and self.tokens[first].upos in ("PUNCT", "ADP", "CCONJ", "PART", "SCONJ"):
            first += 1
        for child in self.view.children[head]:
            if first < child < head and self.tokens[child].deprel == "case":
                first = child + 1
        return Phrase(head, first, last, self._names_of(head, members))

    def head_of(self, inside: list[int]) -> int:
        """The token of ``inside`` that the others hang on."""
        members = set(inside)
        tops = [i for i in inside if self.tokens[i].head not in members]
        named = [i for i in tops if self.tokens[i].upos in NOMINAL]
        subjects = [i for i in named if self.tokens[i].feats.get("Case") == "Nom"]
        common = [i for i in subjects if i not in self.name_of]
        if not named and tops:
            nouns = (i for i in inside if i > tops[0] and self.tokens[i].upos in ("NOUN", "PROPN"))
            named = [i for i in nouns if agree(self.tokens[i], self.tokens[tops[0]])]
        return (common[-1:] or subjects or named or tops or inside)[0]

    def _members(self, head: int) -> set[int]:
        """The tokens of the phrase that a token heads."""
        members, queue = {head}, [head]
        clause = self.view.clause(head)
        while queue:
            governor = queue.pop()
            for child in self.view.children[governor]:
                if (
                    child in members
                    or not clause.first <= child < clause.last
                    or self._is_outside(child, governor, head)
                ):
                    continue
                members.add(child)
                queue.append(child)
        return members

    def _is_outside(self, child: int, governor: int, head: int) -> bool:
        """Whether a dependent is no part of the noun phrase: a clause, an apposition after a comma, a conjunct."""
        token = self.tokens[child]
        if governor != head:
            return token.deprel not in INNER or (
                token.deprel in ("conj", "cc", "punct") and child > head and token.text == ","
            )
        if child < head:
            if token.deprel == "nmod" and token.upos not in ("PRON", "DET"):
                return True
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
        if not seen:
            return ()
        own = [name for name in seen if name.first <= head < name.last]
        if own:
            return tuple(own + [name for name in seen if name not in own and self._coordinated(name, own[0])])
        people = [name for name in seen if name.kind == "PER" and self._belongs(name, head)]
        if self.tokens[head].feats.get("Number") == "Plur":
            return self._several(head, people)
        people = [name for name in people if self.names_person(head, name)]
        if people:
            return (people[-1],)
        return tuple(name for name in seen if name.kind != "PER" and self.names_body(head, name))[:1]

    def _belongs(self, name: Name, head: int) -> bool:
        """Whether no other person's noun stands between a name and ``head``: «сын актрисы Волдиной» is not Волдина."""
        index, seen = self.tokens[self.top(name)].head, 0
        while index >= 0 and index != head and seen < 6:
            token = self.tokens[index]
            shared = token.feats.get("Case") == self.name_case(name)
            if shared and self.words.is_person(token.lemma) and index < name.first and self.names_person(index, name):
                return False
            index, seen = token.head, seen + 1
        return True

    def _several(self, head: int, people: list[Name]) -> tuple[Name, ...]:
        """The names beside a plural noun: «министры Арсен Волдин и Марта Кесслер»."""
        first = next((name for name in people if self.tokens[self.top(name)].deprel in BESIDE), None)
        if first is None or self.name_case(first) != self.tokens[head].feats.get("Case"):
            return ()
        rest = [n for n in people if n.first > first.first and self.tokens[n.first - 1].upos in ("CCONJ", "PUNCT")]
        return (first, *rest) if rest else ()

    def _coordinated(self, name: Name, other: Name) -> bool:
        top = self.top(name)
        return self.tokens[top].deprel == "conj" and other.first <= self.tokens[top].head < other.last

    def top(self, name: Name) -> int:
        """The token of a name that its other tokens hang on."""
        place = (name.first, name.last)
        top = self._tops.get(place)
        if top is None:
            top = self._tops[place] = self._find_top(name)
        return top

    def _find_top(self, name: Name) -> int:
        inside = [i for i in range(name.first, name.last) if self.tokens[i].upos != "PUNCT"] or [name.first]
        members = set(inside)
        return next((i for i in inside if self.tokens[i].head not in members), inside[0])

    def names_person(self, head: int, name: Name) -> bool:
        """Whether a personal name stands beside its title («министр Арсен Волдин»), not under it («адвокат Волдина»)."""
        noun, top = self.tokens[head], self.tokens[self.top(name)]
        if noun.upos not in ("NOUN", "PROPN", "ADJ", "VERB") or noun.feats.get("Number") == "Plur" or head > name.first:
            return False
        if top.deprel == "nmod" and self.words.is_relational(noun.lemma):
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
        """The case of a name: what most words show, put right by the title beside it, whose case it shares."""
        place = (name.first, name.last)
        if place not in self._cases:
            self._cases[place] = self._find_case(name)
        return self._cases[place]

    def _find_case(self, name: Name) -> str | None:
        words = [self.tokens[i] for i in range(name.first, name.last) if self.tokens[i].feats.get("Case")]
        cases = [word.feats["Case"] for word in words]
        shown = max(cases, key=cases.count) if cases else None
        top = self.tokens[self.top(name)]
        title = self.tokens[top.head] if top.head >= 0 and top.deprel == "appos" else None
        beside = title.feats.get("Case") if title is not None else None
        if "Nom" in (shown, beside) or top.deprel in SUBJECTS:
            if not all(self.inflector.may_be_nominative(word.text, word.feats.get("Gender")) for word in words):
                return beside if beside not in (None, "Nom") else "Gen"
            if top.deprel in SUBJECTS:
                return "Nom"
        if beside == "Nom" and title is not None and title.deprel in SUBJECTS:
            return "Nom" if shown != "Gen" or self._verb_agrees(title, words) else "Gen"
        return beside if beside in cases else shown

    def _verb_agrees(self, title: Token, words: list[Token]) -> bool:
        """Whether the verb of a title has the gender that the name beside would have in the nominative."""
        gender = self.tokens[title.head].feats.get("Gender") if title.head >= 0 else None
        return any(self.inflector.name_gender(word.text, "Nom") == gender for word in words if gender is not None)

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
        return (
            quoted
            or "Foreign" in first.feats
            or first.upos == "X"
            or self.tokens[self.top(name)].deprel in ("appos", "flat:name", "flat:foreign")
        )


def agree(first: Token, second: Token) -> bool:
    """Whether two words can stand in one case and number; of people, accusative and genitive look the same."""
    one, other = first.feats.get("Case"), second.feats.get("Case")
    same = one == other or {one, other} == {"Acc", "Gen"}
    return same and first.feats.get("Number") == second.feats.get("Number")


def is_word(token: Token) -> bool:
    """Whether a token is a word, not a mark."""
    return token.upos not in ("PUNCT", "SYM")
