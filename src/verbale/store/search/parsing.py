"""What somebody types into a search, as a tree.

All words have to be there, in any form and order; ``"several words"`` stand side by side, in any form; ``-word`` and
``-"several words"`` must not be there; of ``a OR b`` one is enough. Everything else (commas, brackets, operators of the
databases) only parts words. A hyphenated word is its parts side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

import msgspec

from verbale.errors import QueryError
from verbale.language.headwords import get_headwords
from verbale.language.terms import WORD

LONGEST = 500  # characters of a query
MOST_WORDS = 32
MOST_READINGS = 64  # of a phrase whose words have several headwords each; the likeliest are looked for
LONGEST_TERM = 64  # characters; what is longer is no word, and is cut alike in the index and in queries
EITHER = frozenset({"OR", "ИЛИ", "|"})
_BREAKS = re.compile(r"[^\w ]+|_+")
_LONG = re.compile(rf"\w{{{LONGEST_TERM + 1},}}")
_QUOTED = (
    r"""(?P<minus>(?<!\S)-)?(?:"(?P<plain>[^"]*)"?|«(?P<angled>[^»]*)»?|“(?P<curly>[^”]*)”?|„(?P<low>[^“”]*)[“”]?)"""
)
_ITEM = re.compile(rf"""{_QUOTED}|(?P<exclude>(?<!\S)-(?=\w))?(?P<word>[^\s"«»“”„]+)""")

Terms = tuple[str, ...]  # that stand side by side


class Phrase(msgspec.Struct, frozen=True):
    """A word or words side by side; ``readings`` are the ways to have them as terms, of which one is enough."""

    readings: tuple[Terms, ...]


class Search(msgspec.Struct, frozen=True):
    """Of each clause of ``wanted`` a phrase is there, and none of ``unwanted``."""

    wanted: tuple[tuple[Phrase, ...], ...]
    unwanted: tuple[Phrase, ...] = ()


def parse(query: str, language: str = "ru") -> Search:
    """The tree of ``query``, whose words are in ``language``. Raises ``QueryError`` where there is nothing to look for."""
    if len(query) > LONGEST:
        raise QueryError("search", "longer than {most} characters", "look for fewer words", most=LONGEST)
    wanted: list[tuple[Phrase, ...]] = []
    unwanted: list[Phrase] = []
    either = False
    words = 0
    for text, excluded, quoted in _items(query):
        if not quoted and text in EITHER:
            either = bool(wanted)
            continue
        found = WORD.findall(text)
        if not found:
            continue
        words += len(found)
        if words > MOST_WORDS:
            raise QueryError("search", "more than {most} words", "look for fewer", most=MOST_WORDS)
        phrase = _phrase(found, language)
        if excluded:
            unwanted.append(phrase)
        elif either:
            wanted[-1] += (phrase,)
        else:
            wanted.append((phrase,))
        either = False
    if not wanted:
        raise QueryError("search", "holds no word to look for", "give a word, before those to leave out (-word)")
    return Search(tuple(wanted), tuple(unwanted))


def terms_text(headwords: Sequence[str]) -> str:
    """The terms of the index for ``headwords``, parted by spaces: their runs of letters and digits."""
    text = _BREAKS.sub(" ", " ".join(headwords))
    if max(map(len, headwords), default=0) > LONGEST_TERM:
        text = _LONG.sub(lambda match: match[0][:LONGEST_TERM], text)
    return text.strip()


def _items(query: str) -> Iterator[tuple[str, bool, bool]]:
    """Each quoted stretch or word, whether it is excluded, and whether it was quoted."""
    for match in _ITEM.finditer(query):
        if match["word"] is not None:
            yield match["word"], match["exclude"] is not None, False
        else:
            inner = next((match[name] for name in ("plain", "angled", "curly", "low") if match[name] is not None), "")
            yield inner, match["minus"] is not None, True


def _phrase(words: list[str], language: str) -> Phrase:
    typed = get_headwords(language).typed
    choices = [[tuple(terms_text([headword]).split()) for headword in typed(word)] for word in words]
    readings = islice(product(*choices), MOST_READINGS)
    return Phrase(tuple(dict.fromkeys(tuple(term for part in reading for term in part) for reading in readings)))
