"""Noun phrases as facts need them: how far one reaches, and what hangs on it by which preposition.

Words in order and their cases decide, the parse only helps: a noun's complements stand right behind it, and a parser that
errs in a long sentence still tells the cases.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from verbale.extract.view import View
from verbale.types import Span, Token

ATTRIBUTES = frozenset({"ADJ", "DET", "NUM"})
NOUNS = frozenset({"NOUN", "PROPN"})
COORDINATED = NOUNS | {"PRON", "X"}
NAMING = frozenset({"flat:name", "flat:foreign", "flat", "appos"})
QUOTES = frozenset("«»„“”\"'")
_CLIMB = 6  # heads climbed
_LONGEST_TITLE = 60  # tokens in quotation marks that are still a name, no speech
_GENITIVE_REACH = 14  # tokens that a chain of genitives is followed


class Run(msgspec.Struct, frozen=True):
    """Tokens ``[first, last)`` around a head noun."""

    head: int
    first: int
    last: int


class Nominals:
    """Noun phrases of one text."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.tokens = view.tokens
        self.quotation_at = {q.start: q for q in view.annotation.quotations}

    def case(self, index: int) -> str | None:
        """The case of a token, None where it shows none."""
        return self.tokens[index].feats.get("Case")

    def is_participle(self, token: Token) -> bool:
        """Whether a token is a full participle («подписанный»)."""
        return token.upos == "VERB" and token.feats.get("VerbForm") == "Part" and "Case" in token.feats

    def attributes(self, head: int) -> Iterator[int]:
        """The adjectives, determiners, numerals and participles right before a noun, nearest first."""
        clause = self.view.clause(head)
        index = head - 1
        case = self.case(head)
        while index >= clause.first:
            token = self.tokens[index]
            agrees = "Case" not in token.feats or case is None or token.feats["Case"] == case or token.head == head
            adverb = token.upos == "ADV" and token.deprel == "advmod" and self.tokens[index + 1].upos in ATTRIBUTES
            if not adverb and not (agrees and (token.upos in ATTRIBUTES or self.is_participle(token))):
                return
            yield index
            index -= 1

    def left(self, head: int) -> int:
        """The first token of the phrase that a noun heads."""
        return min(self.attributes(head), default=head)

    def quoted(self, index: int) -> int | None:
        """The end of the title in quotation marks that opens at a token; None where none does."""
        quotation = self.quotation_at.get(self.tokens[index].start)
        if quotation is None or not quotation.closed:
            return None
        end = self.view.tokens_in(quotation.span).stop
        return end if end - index <= _LONGEST_TITLE else None

    def noun_run(self, start: int, case: str | None = None, prepositions: frozenset[str] = frozenset()) -> Run | None:
        """The noun phrase that begins at a token: attributes, head noun, genitives, titles, ``prepositions`` with nouns.

        With ``case`` the head noun must stand in it (or show none).
        """
        if start >= len(self.tokens):
            return None
        clause = self.view.clause(start)
        index = start
        while index + 1 < clause.last and self._attributive(index):
            index += 1
        if index < clause.last and self.tokens[index].text in QUOTES and (end := self.quoted(index)) is not None:
            return Run(index + 1 if end > index + 2 else index, start, end)
        if index >= clause.last or self.tokens[index].upos not in NOUNS | {"PRON", "X"}:
            return None
        if case is not None and self.case(index) not in (case, None):
            return None
        return Run(index, start, self.right(index, prepositions))

    def _attributive(self, index: int) -> bool:
        """Whether a token can stand before a noun within its phrase; «его» before a noun can."""
        token = self.tokens[index]
        if token.upos in ATTRIBUTES or token.upos == "ADV" or self.is_participle(token):
            return True
        possessive = token.upos == "PRON" and token.feats.get("Person") == "3"
        return possessive and self.tokens[index + 1].upos in ATTRIBUTES | NOUNS

    def right(self, head: int, prepositions: frozenset[str] = frozenset(), *, joined: bool = True) -> int:
        """The end of what follows a noun within its phrase: name parts, genitives, titles, ``prepositions`` with nouns.

        Without ``joined`` the phrase ends before «и».
        """
        clause = self.view.clause(head)
        last = head + 1
        limit = min(clause.last, head + _GENITIVE_REACH * 3)
        while last < limit:
            step = self.step(head, last, prepositions)
            if step is None or (not joined and self.tokens[last].upos == "CCONJ"):
                break
            last = step
        return last

    def step(self, head: int, index: int, prepositions: frozenset[str]) -> int | None:
        """The end of the next piece of a noun's phrase that begins at ``index``; None: the phrase ends before it."""
        token = self.tokens[index]
        end = self.quoted(index)
        if end is not None:
            return end
        if token.text == "." and len(self.tokens[index - 1].text) == 1 and self.tokens[index - 1].upos == "PROPN":
            return index + 1
        if token.upos == "PROPN" and token.deprel in NAMING and token.head >= head and self._same_case(head, index):
            return index + 1
        if token.upos == "X" or "Foreign" in token.feats:
            return index + 1
        if token.upos == "ADP":
            if token.lemma not in prepositions:
                return None
            run = self.noun_run(index + 1)
            return run.last if run else None
        if token.upos == "CCONJ":
            return self._coordinated(head, index)
        return self._genitive(index)

    def _same_case(self, head: int, index: int) -> bool:
        """Whether a name part stands in the case of its head or of the word before it, or shows none."""
        return self.case(index) in (None, self.case(head), self.case(index - 1))

    def _genitive(self, index: int) -> int | None:
        """The end of the genitive noun with its attributes at ``index``."""
        clause = self.view.clause(index)
        while index < clause.last:
            token = self.tokens[index]
            if token.feats.get("Case") != "Gen":
                return None
            if token.upos in NOUNS:
                return index + 1
            if token.upos not in ATTRIBUTES and not self.is_participle(token):
                return None
            index += 1
        return None

    def _coordinated(self, head: int, index: int) -> int | None:
        """The end of «и Y» at ``index`` where Y stands in the genitive beside another genitive of the phrase."""
        before = self.tokens[index - 1]
        if index - 1 == head or before.feats.get("Case") != "Gen" or index + 1 >= self.view.clause(index).last:
            return None
        return self._genitive(index + 1)

    def span(self, run: Run) -> Span:
        """The characters of a run, without quotation marks that are not closed in it."""
        return self.view.span(run.first, run.last)

    def conjuncts(self, head: int) -> list[int]:
        """A noun and the nouns coordinated with it, in text order."""
        found, queue = {head}, [head]
        while queue:
            for child in self.view.children[queue.pop()]:
                token = self.tokens[child]
                if child > head and child not in found and token.deprel == "conj" and token.upos in COORDINATED:
                    found.add(child)
                    queue.append(child)
        return sorted(found)

    def heads(self, index: int, most: int = _CLIMB) -> Iterator[int]:
        """The tokens that a token depends on, nearest first; not more than ``most``, as a parse may run in a circle."""
        for _ in range(most):
            index = self.tokens[index].head
            if index < 0:
                return
            yield index
