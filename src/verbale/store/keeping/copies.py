"""Near-duplicates: the same text printed elsewhere, found by MinHash over shingles of words (Broder 1997).

A copy is not read, so what it says beyond its report would be lost: texts are joined only where they hardly differ,
and not where they differ in a negation or a figure, as the reports of one template do.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
import numpy as np
from numpy.typing import NDArray

from verbale.errors import DataError
from verbale.language import discourse
from verbale.store.models import Shingle
from verbale.store.readings.projection import Row

Hashes = NDArray[np.uint64]

WIDTH = 3  # words of a shingle
# A word changed in the middle costs WIDTH of each text's shingles. Of 250 words an outlet may so change ten or cut a fifth.
# Below that lie reports that share an agency's paragraphs and say something of their own.
LEAST_SIMILARITY = 0.8
MOST_NEW = 0.1  # share of a copy's shingles that its report does not have
MOST_DAYS = 14  # between a report and its copy: agencies' texts are reprinted at once, templates come round each month
# With 10 bands of 6 a text at LEAST_SIMILARITY is found with probability 0.95, at 0.9 with 0.999; at 0.5 it is looked
# at in vain in 0.15.
BANDS, ROWS = 10, 6
MOST_CANDIDATES = 16
BLOCK = 4096  # shingles at a time, which bounds memory

_WORD = re.compile(r"\w+")
_RUNNING_LINE = 8  # words; shorter lines are headings, datelines and stamps, whose figures are the outlet's


def _constants(name: str, count: int) -> Hashes:
    """Odd numbers that stay the same for ever, as the stored bands depend on them."""
    digests = (hashlib.sha256(f"verbale {name} {number}".encode()).digest()[:8] for number in range(count))
    return np.array([int.from_bytes(digest, "little") | 1 for digest in digests], dtype=np.uint64)


_FACTORS = _constants("factor", BANDS * ROWS)
_ADDENDS = _constants("addend", BANDS * ROWS)
_PLACES = _constants("place", ROWS)
_BAND_SEEDS = _constants("band", BANDS)
_MIX = _constants("mix", WIDTH)


class Sketch(msgspec.Struct, frozen=True):
    """What of a text is compared."""

    text: str
    language: str
    day: date | None  # published
    shingles: Hashes  # sorted, each once
    bands: list[int]  # signed 64 bits, as databases have integers


def sketch(text: str, language: str, day: date | None) -> Sketch:
    """The sketch of ``text``, published on ``day`` where that is known."""
    shingles = _shingles(_WORD.findall(text.lower()))
    return Sketch(text, language, day, shingles, _bands(shingles))


def candidates(sketches: Iterable[Sketch]) -> dict[int, list[int]]:
    """For each band that a stored report shares with ``sketches`` the reports (primary keys) that have it."""
    wanted = {band for one in sketches for band in one.bands}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for band, report in Shingle.objects.filter(band__among=wanted).values_list("band", "report_id").order_by("pk"):
        found[band].append(report)
    return found


def likeliest(one: Sketch, by_band: dict[int, list[int]]) -> list[int]:
    """The reports that share most bands with a sketch, at most ``MOST_CANDIDATES``; the earlier first among equals."""
    shared = Counter(report for band in one.bands for report in by_band.get(band, ()))
    ranked = sorted(shared, key=lambda report: (-shared[report], report))
    return ranked[:MOST_CANDIDATES]


def similarity(report: Sketch, other: Sketch) -> float | None:
    """The share of common shingles (Jaccard) of a report and a copy of it; None where ``other`` is no copy."""
    if report.language != other.language or _apart(report.day, other.day) > MOST_DAYS:
        return None
    common = len(np.intersect1d(report.shingles, other.shingles, assume_unique=True))
    share = common / (len(report.shingles) + len(other.shingles) - common)
    if share < LEAST_SIMILARITY or common < (1 - MOST_NEW) * len(other.shingles):
        return None
    if _figures(other.text) - _figures(report.text) or _negations(report) != _negations(other):
        return None
    return share


def rows(report: int, one: Sketch) -> list[Row]:
    """The rows by which copies of a new report will find it."""
    return [{"band": band, "report_id": report} for band in one.bands]


def _shingles(words: Sequence[str]) -> Hashes:
    hashes = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint64)
    count = max(len(hashes) - WIDTH + 1, 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(min(WIDTH, len(hashes))):
        mixed += (hashes[place : place + count] + np.uint64(1)) * _MIX[place]
    mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def _bands(shingles: Hashes) -> list[int]:
    lowest = np.full(len(_FACTORS), np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(shingles), BLOCK):
        block = np.multiply.outer(_FACTORS, shingles[start : start + BLOCK])
        block += _ADDENDS[:, None]
        # The low bits of a product depend on those of its factors alone.
        np.minimum(lowest, (block >> np.uint64(20)).min(axis=1), out=lowest)
    bands = (lowest.reshape(BANDS, ROWS) * _PLACES).sum(axis=1, dtype=np.uint64) * _BAND_SEEDS
    signed: list[int] = bands.view(np.int64).tolist()
    return signed


def _apart(one: date | None, other: date | None) -> int:
    return abs((one - other).days) if one is not None and other is not None else 0


def _figures(text: str) -> Counter[str]:
    figures: Counter[str] = Counter()
    for line in text.splitlines():
        words = _WORD.findall(line)
        if len(words) >= _RUNNING_LINE:
            figures.update(word for word in words if any(map(str.isdigit, word)))
    return figures


def _negations(one: Sketch) -> int:
    try:
        negation = discourse.load(one.language).negation
    except DataError:  # a language without such data
        return 0
    return sum(word in negation for word in _WORD.findall(one.text.lower()))
