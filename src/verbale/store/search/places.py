"""Where in a text the words of a search stand: to mark them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from verbale import types
from verbale.language.terms import WORD
from verbale.store.search.parsing import Phrase, Search, terms_text


def places(search: Search, terms: types.Terms, text: str, within: types.Span) -> list[types.Span]:
    """The words in a stretch of ``text``, whose ``terms`` are given, that ``search`` wants; in text order, each once."""
    found: set[int] = set()
    first, end = bisect_left(terms.starts, within.start), bisect_left(terms.starts, within.end)
    flat = [(term, index) for index in range(first, end) for term in terms_text([terms.lemmas[index]]).split()]
    for clause in search.wanted:
        for phrase in clause:
            found.update(_indices(phrase, flat))
    return [_word(text, terms.starts[index]) for index in sorted(found)]


def _indices(phrase: Phrase, flat: list[tuple[str, int]]) -> Iterator[int]:
    """The words of each run of terms that is a reading of ``phrase``."""
    for reading in phrase.readings:
        for place in range(len(flat) - len(reading) + 1):
            run = flat[place : place + len(reading)]
            if all(term == wanted for (term, _), wanted in zip(run, reading, strict=True)):
                yield from (index for _, index in run)


def _word(text: str, start: int) -> types.Span:
    match = WORD.match(text, start)
    return types.Span(start, match.end() if match is not None else start + 1)
