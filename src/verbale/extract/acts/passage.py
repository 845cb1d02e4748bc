"""A statement's cue, content and source as grammar: what the rules of acts ask of them.

Levels, negation and persons are read from the dependency tree inside the content, so that a statement costs time in its
own length only. Slovnet's trees can hold cycles; every walk upwards stops where it comes round.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Literal, TypeVar

import msgspec

from verbale.extract.acts.words import NONE, Words
from verbale.extract.view import View
from verbale.language.lexicon import Attribution, Cue, Lexicon
from verbale.types import Act, Kind, Span, Token

# first: the speaker as «я», «мы». self: the speaker told of in the third person. second: the one spoken to.
# others: an indefinite «they». none: no person (infinitives, impersonal predicates).
Person = Literal["first", "self", "second", "other", "others", "none"]

SAME_LEVEL = frozenset({"conj", "ccomp", "xcomp", "parataxis", "root", "csubj", "csubj:pass", "cop", "aux", "aux:pass"})
GOVERNED = frozenset({"xcomp", "obj", "obl", "iobj", "ccomp", "advmod", "amod", "nsubj:pass", "conj"})
COPULAS = frozenset({"cop", "aux", "aux:pass"})
SILENT = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "PART"})
NOMINAL = frozenset({"NOUN", "PROPN"})
REACH = 400  # descendants: more than any sentence holds that people write


class Predicate(msgspec.Struct, frozen=True, kw_only=True):
    """A predicate of the content's own level, with whose it is and how it is said."""

    index: int
    subject: int | None
    person: Person
    verbal: bool
    negated: bool
    passive: bool
    tense: str  # Past, Pres, Fut or empty
    groups: frozenset[str]


_Row = TypeVar("_Row", Cue, Attribution)


def _rows(table: dict[str, tuple[_Row, ...]], lemmas: list[str]) -> list[_Row]:
    return [row for lemma in lemmas for row in table.get(lemma, ()) if stand_in(row, lemmas)]


def stand_in(row: Cue | Attribution, lemmas: Collection[str]) -> bool:
    """Whether each word of a fixed expression is among these lemmas."""
    return all(any(word in lemmas for word in slot) for slot in row.words)


class Passage:
    """One statement with its grammar; everything about the content is computed at first use."""

    def __init__(
        self,
        view: View,
        cue: Span | None,
        content: Sequence[Span],
        source: Span | None,
        kind: Kind,
        *,
        words: Words,
        lexicon: Lexicon,
        default: Act = "COMMENT",
    ) -> None:
        self.tokens: Sequence[Token] = view.tokens
        self.kind = kind
        self.words = words
        self.lexicon = lexicon
        self.default = default
        self.cue = view.tokens_over(cue) if cue is not None else range(0)
        self.source = view.tokens_over(source) if source is not None else range(0)
        self.content = [index for span in content for index in view.tokens_over(span)]

    # --- cue and source -----------------------------------------------------

    @cached_property
    def entry(self) -> Cue | Attribution | None:
        """The cue's entry in the lexicon."""
        lemmas = [self.tokens[index].lemma for index in self.cue]
        rows: list[Cue | Attribution] = [*_rows(self.lexicon.expressions, lemmas)]
        rows += _rows(self.lexicon.attributions, lemmas)
        if rows:
            return max(rows, key=lambda row: len(row.words))
        # In «выдвинули требование» the noun says what is done.
        nouns = (self.lexicon.nouns.get(self.tokens[i].lemma) for i in self.cue if self.tokens[i].upos == "NOUN")
        telling = next((cue for cue in nouns if cue is not None and cue.act != "COMMENT"), None)
        if telling is not None:
            return telling
        for index in self.cue:
            token = self.tokens[index]
            found = (
                self.lexicon.single(token)
                or self.lexicon.impersonal.get(token.text.lower())
                or self.lexicon.verbs.get(token.lemma)
                or self.lexicon.nouns.get(token.lemma)
            )
            if found is not None:
                return found
        return None

    @cached_property
    def act_of_cue(self) -> Act:
        """The act that the cue's entry has by default; the given one where the lexicon does not know the cue."""
        return self.entry.act if self.entry is not None else self.default

    @cached_property
    def cue_class(self) -> str:
        """The semantic class of the cue in the lexicon, empty where it has none."""
        return self.entry.group if isinstance(self.entry, Cue) else ""

    @cached_property
    def cue_groups(self) -> frozenset[str]:
        """The groups of all words of the cue."""
        return self._groups_of(self.cue)

    @cached_property
    def source_groups(self) -> frozenset[str]:
        """The groups of all words of the source."""
        return self._groups_of(self.source)

    def _groups_of(self, indices: Sequence[int]) -> frozenset[str]:
        return NONE.union(*self.words.along([self.tokens[index].lemma for index in indices]))

    @cached_property
    def source_head(self) -> Token | None:
        """The head word of the source."""
        outer = [self.tokens[index] for index in self.source if self.tokens[index].head not in self.source]
        return next((token for token in outer if token.upos not in SILENT), None)

    @cached_property
    def from_outlet(self) -> bool:
        """Whether the source is a news outlet or its people («газета», not «вдова журналиста»)."""
        head = self.source_head
        return head is not None and (head.lemma in self.lexicon.outlet_nouns or head.lemma in self.lexicon.outlets)

    @cached_property
    def marker(self) -> str:
        """The lemma before the content («чтобы», «против», «за»), past marks; empty where the cue comes between."""
        place = self.content[0] - 1 if self.content else -1
        while place >= 0 and self.tokens[place].upos == "PUNCT" and place not in self.cue:
            place -= 1
        return self.tokens[place].lemma if place >= 0 and place not in self.cue else ""

    # --- content ------------------------------------------------------------

    @cached_property
    def members(self) -> frozenset[int]:
        """The content's tokens."""
        return frozenset(self.content)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The content's lemmas."""
        return frozenset(self.tokens[index].lemma for index in self.content)

    @cached_property
    def groups(self) -> dict[int, frozenset[str]]:
        """The groups of each content token that has any."""
        found = self.words.along([self.tokens[index].lemma for index in self.content])
        return {index: groups for index, groups in zip(self.content, found, strict=True) if groups}

    @cached_property
    def all_groups(self) -> frozenset[str]:
        """The groups of all content tokens."""
        return NONE.union(*self.groups.values())

    def group_of(self, index: int) -> frozenset[str]:
        """The groups of one content token."""
        return self.groups.get(index, NONE)

    def having(self, *names: str) -> list[int]:
        """The content tokens in any of these groups, in text order."""
        wanted = set(names)
        return [index for index, groups in self.groups.items() if groups & wanted]

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """The dependents of each content token inside the content."""
        table: dict[int, list[int]] = {}
        for index in self.content:
            head = self.tokens[index].head
            if head in self.members and head != index:
                table.setdefault(head, []).append(index)
        return table

    def below(self, index: int) -> list[int]:
        """The descendants of a content token inside the content, the nearest :data:`REACH` of a very long sentence."""
        found: list[int] = []
        queue, seen = [index], {index}
        while queue and len(found) < REACH:
            for child in self.children.get(queue.pop(), ()):
                if child not in seen:
                    seen.add(child)
                    found.append(child)
                    queue.append(child)
        return found

    @cached_property
    def level(self) -> dict[int, int]:
        """How many clauses or phrases down a content token stands: 0 for the content's own predicates and heads."""
        table: dict[int, int] = {}
        for index in self.content:
            chain: list[int] = []
            place = index
            while place not in table:
                head = self.tokens[place].head
                if head not in self.members or head in chain or head == place:
                    table[place] = 0
                    break
                chain.append(place)
                place = head
            for place in reversed(chain):
                token = self.tokens[place]
                table[place] = table.get(token.head, 0) + (token.deprel not in SAME_LEVEL)
        return table

    @cached_property
    def _negated_heads(self) -> frozenset[int]:
        found: set[int] = set()
        for index in self.having("negation"):
            if self.tokens[index].head in self.members:
                found.add(self.tokens[index].head)
            if "particle" in self.group_of(index) and index + 1 in self.members:
                found.add(index + 1)
            if "absence" in self.group_of(index):
                found.update((index, *self.children.get(index, ())))
        return frozenset(found)

    @cached_property
    def negated(self) -> frozenset[int]:
        """The content tokens under negation: a negated word and what a negated predicate governs."""
        heads = self._negated_heads
        governed = (
            index
            for index in self.content
            if self.tokens[index].head in heads
            and self.tokens[index].deprel in GOVERNED
            and self.tokens[self.tokens[index].head].upos in {"VERB", "AUX", "ADJ"}
        )
        return heads.union(governed)

    @cached_property
    def heads(self) -> list[int]:
        """The content's own heads that are words."""
        return [index for index in self.content if not self.level[index] and self.tokens[index].upos not in SILENT]

    @cached_property
    def predicates(self) -> list[Predicate]:
        """The predicates of the content's own level, and in speech those of the first person, in text order."""
        heads = self._head_set
        spoken = self.kind != "indirect"
        return [
            self._predicate(index)
            for index in self.content
            if (index in heads and self._predicative(index)) or (spoken and self._in_first_person(index))
        ]

    @cached_property
    def _head_set(self) -> frozenset[int]:
        return frozenset(index for index in self.heads if self.tokens[index].deprel not in COPULAS)

    def _in_first_person(self, index: int) -> bool:
        token = self.tokens[index]
        return token.upos == "VERB" and token.feats.get("Person") == "1"

    @cached_property
    def has_verb(self) -> bool:
        """Whether a predicate of the content is a verb."""
        return any(predicate.verbal for predicate in self.predicates)

    def _verbal(self, index: int) -> bool:
        token = self.tokens[index]
        short = token.feats.get("Variant") == "Short"
        return token.upos in {"VERB", "AUX"} and (token.feats.get("VerbForm") != "Part" or short)

    def _predicative(self, index: int) -> bool:
        token = self.tokens[index]
        return (
            self._verbal(index)
            or token.head not in self.members
            or token.feats.get("Variant") == "Short"
            or self._with_subject(index)
            or (token.deprel == "conj" and token.upos in NOMINAL and self._with_subject(token.head))
        ) and token.upos != "DET"

    def _with_subject(self, index: int) -> bool:
        return any(self.tokens[child].deprel.startswith(("nsubj", "cop")) for child in self.children.get(index, ()))

    def _predicate(self, index: int) -> Predicate:
        token = self.tokens[index]
        copulas = [child for child in self.children.get(index, ()) if self.tokens[child].deprel in COPULAS]
        finite = next((self.tokens[child] for child in copulas if self.tokens[child].feats.get("Tense")), token)
        subject = self._subject(index)
        return Predicate(
            index=index,
            subject=subject,
            person=self._person(index, subject, [self.tokens[child] for child in copulas]),
            verbal=self._verbal(index),
            negated=any(place in self._negated_heads for place in (index, *copulas)),
            passive=token.feats.get("Voice") == "Pass",
            tense=self._tense(finite),
            groups=self.group_of(index),
        )

    def _tense(self, finite: Token) -> str:
        # A perfective present is a future («пойдем»), and so is the present of the future auxiliary («будет»).
        tense = finite.feats.get("Tense", "")
        if tense == "Pres" and (
            finite.feats.get("Aspect") == "Perf" or "future_auxiliary" in self.words.of(finite.lemma)
        ):
            return "Fut"
        return tense

    def _subject(self, index: int) -> int | None:
        seen: set[int] = set()
        while True:
            for child in self.children.get(index, ()):
                if self.tokens[child].deprel.startswith("nsubj"):
                    return child
            token = self.tokens[index]
            seen.add(index)
            if token.deprel not in {"conj", "xcomp", "aux"} or token.head not in self.members or token.head in seen:
                return None
            index = token.head

    def _person(self, index: int, subject: int | None, copulas: list[Token]) -> Person:
        if subject is not None:
            return self._person_of_subject(subject)
        token = self.tokens[index]
        if token.upos in NOMINAL and any(
            "demonstrative" in self.group_of(child) for child in self.children.get(index, ())
        ):
            return "other"
        persons = {word.feats.get("Person") for word in (token, *copulas)}
        if "1" in persons:
            return "first"
        if "2" in persons or token.feats.get("Mood") == "Imp":
            return "second"
        if token.feats.get("VerbForm") == "Inf" and "3" not in persons:
            return self._person_of_governor(index)
        if token.upos == "ADV" or token.feats.get("Gender") == "Neut":
            return "none"
        plural = token.feats.get("Number") == "Plur"
        if self.kind == "direct":
            return "others" if plural else "other"
        # «Он сказал, что в полиции объяснили …»: a plural without subject is not the one who speaks.
        one = any(self.tokens[place].feats.get("Number") == "Sing" and self._verbal(place) for place in self.cue)
        return "others" if plural and one and token.upos == "VERB" else "self"

    def _person_of_governor(self, index: int) -> Person:
        head = self.tokens[index].head
        token = self.tokens[head]
        if self.tokens[index].deprel != "xcomp" or head not in self._head_set or token.feats.get("VerbForm") == "Inf":
            return "none"
        return self._person(head, self._subject(head), [])

    def _person_of_subject(self, subject: int) -> Person:
        token = self.tokens[subject]
        groups = self.words.of(token.lemma)
        if "first_person" in groups:
            return "first"
        if "second_person" in groups:
            return "second"
        if "third_person" in groups:
            return "self" if self.kind != "direct" and self._agrees_with_source(token) else "other"
        if "own_side" in groups or token.lemma in self._source_nouns:
            return "self"
        return "other"

    @cached_property
    def _source_nouns(self) -> frozenset[str]:
        return frozenset(self.tokens[index].lemma for index in self.source if self.tokens[index].upos in NOMINAL)

    def _agrees_with_source(self, pronoun: Token) -> bool:
        words = [self.tokens[index] for index in self.source]
        if words and all(word.upos in {"PRON", "DET"} for word in words):
            return True
        number = pronoun.feats.get("Number")
        return any(
            word.feats.get("Number") == number and word.feats.get("Case") in {"Nom", "Gen", None} for word in words
        )
