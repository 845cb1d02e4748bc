"""An Annotation with the look-ups that rules need: children, yields, and what stands around a token."""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Container, Sequence, Set
from functools import cached_property
from itertools import chain

from verbale.language import discourse, lexicon
from verbale.language.discourse import Discourse
from verbale.language.lexicon import Lexicon
from verbale.types import Annotation, Name, Quotation, Sentence, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"})


class _Last(threading.local):
    view: View | None = None


_LAST = _Last()


def view_of(annotation: Annotation, furniture: Sequence[Span] | None = None) -> View:
    """The look-ups of an annotation; a thread keeps those that it asked for last, so that all rules share them.

    ``furniture`` of None takes the look-ups with whatever furniture they were made for.
    """
    view = _LAST.view
    same = view is not None and view.annotation is annotation
    if view is None or not same or (furniture is not None and view.furniture != tuple(furniture)):
        view = _LAST.view = View(annotation, furniture or ())
    return view


class View:
    """Read-only look-ups over one Annotation; everything is computed once, in time linear in the text.

    ``furniture`` spans are page furniture: no rule may read there (see :meth:`is_furniture`).
    """

    def __init__(self, annotation: Annotation, furniture: Sequence[Span] = ()) -> None:
        self.annotation = annotation
        self.text = annotation.text
        self.tokens: tuple[Token, ...] = annotation.tokens
        self.discourse: Discourse = discourse.load(annotation.language)
        self.furniture = tuple(furniture)
        self._furniture = sorted(furniture)
        self._furniture_starts = [span.start for span in self._furniture]
        self._subtrees: dict[int, frozenset[int]] = {}

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that attribute, in the text's language."""
        return lexicon.load(self.annotation.language)

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token the indices of its dependents, in text order."""
        table: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0 and token.head != index:
                table[token.head].append(index)
        return table

    @cached_property
    def lemmas(self) -> list[str]:
        """The lemma of each token."""
        return [token.lemma for token in self.tokens]

    def places(self, lemmas: Container[str]) -> list[int]:
        """The tokens whose lemma is one of ``lemmas``, furniture left out, in text order."""
        unread = self.unread
        return [index for index, lemma in enumerate(self.lemmas) if lemma in lemmas and index not in unread]

    @cached_property
    def unread(self) -> frozenset[int]:
        """The tokens that begin in page furniture."""
        return frozenset(chain.from_iterable(map(self.tokens_in, self.furniture)))

    @cached_property
    def _colons(self) -> list[int]:
        return [index for index, token in enumerate(self.tokens) if token.text == ":"]

    def colon(self, first: int, last: int) -> int | None:
        """The first colon among the tokens ``[first, last)``, or None."""
        place = bisect_left(self._colons, first)
        found = self._colons[place] if place < len(self._colons) else last
        return found if found < last else None

    @cached_property
    def _predicative(self) -> list[bool]:
        return [token.upos in {"VERB", "AUX"} or token.feats.get("Variant") == "Short" for token in self.tokens]

    def has_predicate(self, first: int, last: int) -> bool:
        """Whether a verb, an auxiliary or a short form (готов, закрыт) stands among the tokens ``[first, last)``."""
        return True in self._predicative[first:last]

    @cached_property
    def clause_of(self) -> list[int]:
        """For each token the index of its parse unit in ``annotation.clauses``."""
        table = [0] * len(self.tokens)
        for number, clause in enumerate(self.annotation.clauses):
            for index in range(clause.first, clause.last):
                table[index] = number
        return table

    def clause(self, index: int) -> Sentence:
        """The parse unit of a token."""
        return self.annotation.clauses[self.clause_of[index]]

    @cached_property
    def paragraph_of_clause(self) -> list[int]:
        """For each parse unit the index of its paragraph."""
        starts = [paragraph.start for paragraph in self.annotation.paragraphs]
        return [max(bisect_right(starts, clause.start) - 1, 0) for clause in self.annotation.clauses]

    def paragraph(self, index: int) -> int:
        """The index of a token's paragraph."""
        return self.paragraph_of_clause[self.clause_of[index]]

    @cached_property
    def quotation_of(self) -> list[Quotation | None]:
        """For each token the outermost quotation in marks that it stands in (marks included)."""
        table: list[Quotation | None] = [None] * len(self.tokens)
        starts = self._starts
        for quotation in self.annotation.quotations:
            if quotation.level or quotation.form == "block":
                continue
            index = max(bisect_right(starts, quotation.start) - 1, 0)
            while index < len(self.tokens) and self.tokens[index].start < quotation.end:
                if self.tokens[index].start >= quotation.start:
                    table[index] = quotation
                index += 1
        return table

    @cached_property
    def spoken(self) -> set[int]:
        """The tokens that stand in any quotation: in marks, after a speech dash or in a block."""
        found: set[int] = set()
        for quotation in self.annotation.quotations:
            if not quotation.level:
                found.update(self.tokens_in(quotation.inner))
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def name_kind(self) -> dict[int, str]:
        """For each token inside a proper name its kind: PER, LOC or ORG."""
        return {index: name.kind for index, name in self.name_at.items()}

    @cached_property
    def name_at(self) -> dict[int, Name]:
        """For each token inside a proper name the name."""
        return {index: name for name in self.annotation.names for index in range(name.first, name.last)}

    @cached_property
    def _marked(self) -> tuple[list[Quotation], list[int]]:
        quotations = list(self.annotation.quotations)
        return quotations, [quotation.start for quotation in quotations]

    def quotations_over(self, span: Span) -> list[Quotation]:
        """The quotations that share a character with a span, in text order."""
        quotations, starts = self._marked
        last = bisect_right(starts, span.end - 1)
        found = []
        for place in range(last - 1, -1, -1):
            quotation = quotations[place]
            if quotation.end > span.start:
                found.append(quotation)
            elif quotation.level == 0:
                break
        return found[::-1]

    def token_at(self, offset: int) -> int:
        """The index of the token at or before a character offset (0 if none is before)."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def tokens_in(self, span: Span) -> range:
        """The indices of the tokens that begin inside a span."""
        first = bisect_right(self._starts, span.start - 1)
        return range(first, bisect_right(self._starts, span.end - 1))

    def tokens_over(self, span: Span) -> range:
        """The indices of the tokens that share a character with a span."""
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self.tokens[first].end <= span.start:
            first += 1
        return range(first, max(bisect_left(self._starts, span.end), first))

    def subtree(self, index: int, skip: Collection[int] = ()) -> frozenset[int]:
        """A token and all its descendants, without the branches in ``skip``."""
        known = self._subtrees.get(index) if not skip else None
        if known is None:
            children = self.children
            seen = {index, *skip}
            found = [index]
            for place in found:  # which grows meanwhile
                for child in children[place]:
                    if child not in seen:
                        seen.add(child)
                        found.append(child)
            known = frozenset(found)
            if not skip:
                self._subtrees[index] = known
        return known

    def contiguous(self, index: int, members: Set[int]) -> tuple[int, int]:
        """The unbroken run ``[first, last)`` of ``members`` around a token; marks between members do not break it."""
        first = last = index
        clause = self.clause(index)
        while (step := first - 1 if first - 1 in members else self._step(first, -1, members)) >= clause.first:
            first = step
        while clause.first <= (step := last + 1 if last + 1 in members else self._step(last, 1, members)) < clause.last:
            last = step
        return first, last + 1

    def _step(self, place: int, by: int, members: Set[int]) -> int:
        """The next member beside a token, over marks that the parse hung elsewhere; -1 where the run ends."""
        for distance in range(1, 4):
            ahead = place + by * distance
            if ahead in members:
                return ahead
            if not 0 <= ahead < len(self.tokens) or self.tokens[ahead].upos != "PUNCT":
                return -1
        return -1

    def head(self, index: int) -> Token | None:
        """The head token, or None for a root."""
        head = self.tokens[index].head
        return self.tokens[head] if head >= 0 else None

    def case_of(self, index: int) -> str | None:
        """The lemma of a nominal's preposition, or None."""
        for child in self.children[index]:
            if self.tokens[child].deprel == "case":
                return self.tokens[child].lemma
        return None

    def mark_of(self, index: int) -> int | None:
        """The index of a clause's conjunction (``mark``), or None."""
        for child in self.children[index]:
            if self.tokens[child].deprel == "mark":
                return child
        return None

    def subject_of(self, index: int) -> int | None:
        """The index of a predicate's own subject, or None."""
        for child in self.children[index]:
            if self.tokens[child].deprel in SUBJECTS:
                return child
        return None

    def is_furniture(self, offset: int) -> bool:
        """Whether a character stands in page furniture."""
        place = bisect_right(self._furniture_starts, offset) - 1
        return place >= 0 and offset < self._furniture[place].end

    def span(self, first: int, last: int) -> Span:
        """The characters of the tokens ``[first, last)``."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)
