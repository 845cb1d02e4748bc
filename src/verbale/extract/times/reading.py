"""A text as the rules of time expressions read it: figures, letters and marks, each with what its form can say."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Any

from verbale.extract.times.words import FIGURES, NOTHING, Lexicon, Word
from verbale.language.discourse import fold
from verbale.types import Annotation, Token

# Finer than tokens, and independent of how a tokenizer treats "2001-2006", "2011г." or "15-летний".
# White space is no atom, but a break of line is.
_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_ATOM = re.compile(rf"[0-9]+|[^\W0-9_]+|[{_BREAKS}]|[^\w\s]|_")
_PADDING = 6
DASHES = frozenset("-‐‑‒–—−―")


def _folded(text: str) -> str:
    """The text as the data files write words; a letter that is longer in lower case («İ») stays, so that offsets hold."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded
    return "".join(low if len(low := fold(char)) == 1 else char for char in text)


class Reading:
    """The atoms of one text, by index. Looking past the end finds nothing, so rules need no bounds.

    ``atoms`` holds figures and marks as printed and words in lower case with ё read as е.
    """

    def __init__(self, annotation: Annotation, lexicon: Lexicon) -> None:
        self.annotation = annotation
        self.text = annotation.text
        self.lexicon = lexicon
        folded = _folded(self.text)
        spans = [match.span() for match in _ATOM.finditer(folded)]
        self.starts: list[int] = [start for start, _ in spans]
        self.ends: list[int] = [end for _, end in spans]
        self.atoms: list[str] = [folded[start:end] for start, end in spans]
        known = lexicon.words.get
        self.words: list[Word] = [known(atom) or (FIGURES if "0" <= atom[0] <= "9" else NOTHING) for atom in self.atoms]
        self.memory: dict[int, Any] = {}  # what rules that share a part found at an atom
        self.length = len(self.atoms)
        # The padding also answers for index -1: before the first atom there is nothing.
        self.atoms += [""] * _PADDING
        self.words += [NOTHING] * _PADDING
        self.starts += [len(self.text) + 1] * _PADDING
        self.ends += [len(self.text) + 1] * _PADDING

    def has(self, index: int, role: str) -> bool:
        """Whether the word at ``index`` has the role."""
        return role in self.words[index].roles

    def is_dash(self, index: int) -> bool:
        """Whether a dash or hyphen stands at ``index``."""
        return self.atoms[index] in DASHES

    def glued(self, index: int) -> bool:
        """Whether no space stands before ``index``."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def figures(self, index: int) -> str:
        """The figures at ``index``, or nothing."""
        return self.atoms[index] if self.words[index] is FIGURES else ""

    def dotted(self, index: int) -> int:
        """``index``, or the one after the full stop of an abbreviation that stands there."""
        return index + 1 if self.atoms[index] == "." and self.glued(index) else index

    def phrase(self, index: int, role: str) -> int | None:
        """Where the phrase or word with this role that begins at ``index`` ends; full stops inside are skipped."""
        word = self.words[index]
        if role not in word.triggers:
            return None
        for phrase in word.phrases:
            if phrase.role == role and (end := self.follow(index + 1, phrase.rest)) is not None:
                return end
        return index + 1 if role in word.roles else None

    def follow(self, index: int, rest: tuple[str, ...]) -> int | None:
        """Where the words ``rest`` end that begin at ``index``; full stops of abbreviations are skipped."""
        for form in rest:
            index = self.dotted(index)
            if self.atoms[index] != form:
                return None
            index += 1
        return self.dotted(index) if rest and len(rest[-1]) == 1 else index

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.annotation.tokens]

    def token_index(self, index: int) -> int:
        """The token that the atom stands in (the last one before it where it stands in none), -1 for none."""
        return bisect_right(self._token_starts, self.starts[index]) - 1

    def token(self, index: int) -> Token | None:
        """The token that the atom stands in."""
        found = self.token_index(index)
        if found < 0 or self.starts[index] >= self.annotation.tokens[found].end:
            return None
        return self.annotation.tokens[found]

    @cached_property
    def _outer_quotations(self) -> tuple[list[int], list[int]]:
        outer = [quotation for quotation in self.annotation.quotations if quotation.level == 0]
        return [quotation.start for quotation in outer], [quotation.end for quotation in outer]

    def is_quoted(self, index: int) -> bool:
        """Whether the atom stands in a quotation."""
        starts, ends = self._outer_quotations
        found = bisect_right(starts, self.starts[index]) - 1
        return found >= 0 and self.starts[index] < ends[found]

    @cached_property
    def name_starts(self) -> list[int]:
        """Where the names of the annotation start."""
        return [name.start for name in self.annotation.names]

    def is_capitalised(self, index: int) -> bool:
        """Whether the atom begins with a capital letter."""
        return index < self.length and self.text[self.starts[index]].isupper()

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.annotation.paragraphs]

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds the character at ``offset``."""
        return bisect_right(self._paragraph_starts, offset) - 1
