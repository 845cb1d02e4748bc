"""Whether two contents are wordings of one utterance: fingerprints to find each other by, and the comparison.

Fingerprints are winnowed (Schleimer, Wilkerson and Aiken 2003) from pairs of neighbouring content words, so that they
survive edits elsewhere, inflection and different cutting.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from functools import cache
from itertools import pairwise

import msgspec
from rapidfuzz import fuzz

from verbale.errors import DataError
from verbale.language import discourse

SHORTEST = 5  # words; what is shorter («это неправда») two people say without quoting each other
CONTENT_WORD = 4  # letters; shorter words are mostly prepositions, conjunctions and particles
STEM = 5  # letters of a word that count, so that most inflected forms are one
WINDOW = 3  # of neighbouring pairs one is kept: two contents that share four content words in a row share a hash
LIKE = 88  # of 100, of the characters, best alignment; one word in nine or so may differ

_DIGITS = re.compile(r"\d")


class Wording(msgspec.Struct, frozen=True):
    """The content of a statement with what decides whether another says the same."""

    statement: int  # primary key
    key: str
    report: int
    speaker: int | None  # actor; None also of a relay and of one who names nobody
    text: str  # folded
    language: str


def is_long_enough(text: str) -> bool:
    """Whether a folded ``text`` can be told from what anybody might say."""
    return text.count(" ") >= SHORTEST - 1


def fingerprints(text: str) -> list[int]:
    """The hashes (signed 64 bits) of a folded ``text``: of each ``WINDOW`` neighbouring pairs the lowest."""
    stems = [
        zlib.crc32(word[:STEM].encode("utf-8", "surrogatepass"))
        for word in text.split()
        if len(word) >= CONTENT_WORD or _DIGITS.search(word)
    ]
    pairs = [_mixed(one, other) for one, other in pairwise(stems)]
    if len(pairs) <= WINDOW:
        return list(dict.fromkeys(pairs))
    return list(dict.fromkeys(min(pairs[place : place + WINDOW]) for place in range(len(pairs) - WINDOW + 1)))


def likeness(one: Wording, other: Wording) -> float:
    """How alike (0 to 100) two wordings of different reports are; 0 where they are not of one utterance.

    A quote may be cut out of a longer one where both have the same speaker. Where one has none, or an outlet that
    relays it, nothing but the words tells that it is the same, and they have to be alike as a whole.
    """
    if one.report == other.report or one.language != other.language:
        return 0
    if one.speaker is None or other.speaker is None:
        score = fuzz.ratio(one.text, other.text, score_cutoff=LIKE)
        return score if score and _agree(one.text, other.text, one.language) else 0
    if one.speaker != other.speaker:
        return 0
    short, long = sorted((one.text, other.text), key=len)
    found = fuzz.partial_ratio_alignment(short, long, score_cutoff=LIKE)
    if found is None or not _agree(
        short, _whole_words(long, found.dest_start, found.dest_end, one.language), one.language
    ):
        return 0
    return found.score


def _whole_words(text: str, start: int, end: int, language: str) -> str:
    """The words that ``[start, end)`` of a folded ``text`` touches, and a negation before them."""
    start = text.rfind(" ", 0, start + 1) + 1
    stop = text.find(" ", max(end - 1, start))
    before = text[:start].rstrip().rpartition(" ")[2]
    stretch = text[start : stop if stop >= 0 else len(text)]
    return f"{before} {stretch}" if before in _negation(language) else stretch


def _agree(one: str, other: str, language: str) -> bool:
    """Whether two texts deny equally often and give the same figures: a letter there turns the meaning."""
    return _decisive(one, language) == _decisive(other, language)


def _decisive(text: str, language: str) -> Counter[str]:
    negation = _negation(language)
    return Counter(
        "" if word in negation else word for word in text.split() if word in negation or _DIGITS.search(word)
    )


@cache
def _negation(language: str) -> frozenset[str]:
    try:
        return discourse.load(language).negation
    except DataError:  # a language without such data
        return frozenset()


def _mixed(one: int, other: int) -> int:
    mixed = ((one << 32 | other) * 0x9E3779B97F4A7C15) & 0xFFFF_FFFF_FFFF_FFFF
    mixed ^= mixed >> 31
    return mixed - (1 << 64) if mixed >> 63 else mixed
