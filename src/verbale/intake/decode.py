"""Bytes to characters.

The order of trust: a byte order mark, valid UTF-8 (which other encodings almost never produce by chance), the declared
encoding if it gives a plausible text, then the most plausible of the single-byte encodings of Cyrillic and Latin script.
"""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from verbale.errors import BinaryInput, EmptyInput


class Decoded(NamedTuple):
    """Characters and how they were read from the bytes."""

    text: str  # without the byte order mark, otherwise unchanged: line ends are not translated
    encoding: str  # Python codec name


# What detection chooses from, the likelier first: on a tie the earlier wins.
CANDIDATES = ("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "cp1252")

_SAMPLE = 1 << 14  # bytes that detection looks at
_PLAUSIBLE = -5.6  # mean log probability of a non-ASCII character, below which a text is no text
_MARGIN = 0.35  # how much better than the declared encoding another has to be
_DAMAGE = 0.1  # broken sequences for each whole one up to which damaged UTF-8 is still worth reading

# ISO 8859-1 and its like are what servers declare when nobody told them: browsers read them as windows-1252.
_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a sound, image or film"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b"))
_ADVICE = "save the report as plain text or HTML and read that"

# Letters per 1000 in running Russian text, with those of Ukrainian that Russian lacks.
_ORDER = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ"
_PER_MILLE = (109, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17, 17, 17, 16, 14, 12, 10)
_LETTERS = dict(zip(_ORDER, (*_PER_MILLE, 9, 7, 6, 5, 4, 3, 3, 0.4, 2, 8, 2, 2, 0.2), strict=True))

# The commonest pairs of letters inside Russian words: about half of all pairs.
_PAIRS = re.compile(
    "(?=(?:ст|но|то|на|по|ен|ов|ко|ро|ни|ра|пр|ре|во|ос|ал|ер|го|от|ли|ва|та|ор|не|ом|ол|ан|ла|ат|ль|ет|ес|ть|ел|те|"
    "ве|ри|ка|ог|ит|ск|ло|об|де|тр|ле|ам|до|ми|ил|ав|ий|ны|ки|за|ин|ся|ис|од|ия))"
)
_LATIN = "äöüßéèêàçñáíóúâîôåøæœąćęłńśźżčšžřýůőű"
_MARKS = "«»—–…№„“”’‘\xa0§°·•"
_BAD_SHAPE = re.compile(r"[а-яёіїєґ][А-ЯЁІЇЄҐ]|[A-Za-z][а-яё]|[а-яё][A-Za-z]|[äöüéèàçñåøæÀ-ÖØ-Þ][À-ÖØ-Þ]")


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The characters of ``data``.

    ``name`` stands in errors; ``declared`` is the encoding that HTTP, HTML or XML names, if any.
    Raises EmptyInput and BinaryInput.
    """
    if not data.strip():
        raise EmptyInput(name, "the file is empty", "give a file with a report's text")
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _with_bom(data, name, codec)
    _refuse_binary(data, name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    return _damaged_utf8(data, name) or _single_byte(data, name, declared)


def declared_encoding(content_type: str | None, head: bytes) -> str | None:
    """The encoding that an HTTP content type, an XML declaration or an HTML meta element names, in this order."""
    if content_type and (found := re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.IGNORECASE)):
        return found[1]
    if found_xml := re.match(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", head):
        return found_xml[1].decode("ascii")
    if found_meta := re.search(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", head[:8192], re.IGNORECASE):
        return found_meta[1].decode("ascii")
    return None


def _with_bom(data: bytes, name: str, codec: str) -> Decoded:
    text = data.decode(codec, errors="replace")
    if not text.strip():
        raise EmptyInput(name, "the file is empty", "give a file with a report's text")
    if "\x00" in text or text.count("�") > max(1, _DAMAGE * len(text)):
        raise BinaryInput(name, "not a text, although it begins like one", _ADVICE)
    return Decoded(text, "utf-8" if codec == "utf-8-sig" else codec)


def _refuse_binary(data: bytes, name: str) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise BinaryInput(name, f"this is {what}, not a text", _ADVICE)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\x00" in data or controls > max(2, len(data) // 200):
        raise BinaryInput(name, "this is a binary file, not a text", _ADVICE)


def _damaged_utf8(data: bytes, name: str) -> Decoded | None:
    """UTF-8 that was cut inside a character or lost a few bytes; what is broken becomes U+FFFD.

    Single-byte Cyrillic hardly ever holds whole UTF-8 sequences, so that more whole ones than broken ones settle it.
    """
    text = data.decode("utf-8", errors="replace")
    broken = text.count("�")
    whole = sum(1 for _ in re.finditer(r"[^\x00-\x7f�]", text))
    if whole < 4 or broken >= whole:
        return None
    if broken > max(1, _DAMAGE * whole):
        raise BinaryInput(name, f"damaged: {broken} of its characters are not UTF-8", "get the file once more")
    return Decoded(text, "utf-8")


def _single_byte(data: bytes, name: str, declared: str | None) -> Decoded:
    sample = data[:_SAMPLE]
    if not _HIGH.search(sample):
        sample = data[-_SAMPLE:]
    scores = {codec: plausibility(sample, codec) for codec in CANDIDATES}
    best = max(scores, key=lambda codec: scores[codec])
    for codec in _declared_codec(declared):
        if (own := plausibility(sample, codec)) > _PLAUSIBLE and own > scores[best] - _MARGIN:
            best, scores[codec] = codec, own
    if scores[best] < _PLAUSIBLE:
        raise BinaryInput(name, "no encoding gives a readable text", "save the file in UTF-8 and read that")
    return Decoded(data.decode(best, errors="replace"), best)


def _declared_codec(declared: str | None) -> Iterator[str]:
    """The single-byte codec of a declared name, if Python knows it."""
    if declared:
        try:
            codec = codecs.lookup(declared.lower().removeprefix("x-")).name
            "".encode(codec)
        except LookupError:  # unknown, or a transformation such as base64
            return
        if not codec.startswith("utf"):
            yield _ALIASES.get(codec, codec)


_HIGH = re.compile(rb"[\x80-\xff]")
_WORDS = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")


def plausibility(sample: bytes, codec: str) -> float:
    """Mean log probability of the non-ASCII characters of ``sample`` read in ``codec``; -inf if it cannot be."""
    words = b" ".join(_WORDS.findall(sample))
    try:
        text = words.decode(codec)
    except (UnicodeError, LookupError):
        text = words.decode(codec, errors="replace") if codec in CANDIDATES else ""
    counts: dict[str, int] = {}
    for char in text:
        if char > "\x7f":
            counts[char] = counts.get(char, 0) + 1
    if not counts:
        return -math.inf
    total = sum(counts.values())
    weight = sum(_log_probability(char) * n for char, n in counts.items())
    shape = 1.5 * sum(1 for _ in _PAIRS.finditer(text.lower())) - 4.0 * sum(1 for _ in _BAD_SHAPE.finditer(text))
    return (weight + shape) / total


def _log_probability(char: str) -> float:
    letter = char.lower()
    case = 0.0 if letter == char else -0.3
    if letter in _LETTERS:
        return math.log(_LETTERS[letter] / 1000) + case
    if char in _MARKS:
        return -3.5
    if char < "\xa0":  # control characters
        return -14.0
    if letter in _LATIN:
        return -4.0 + case
    return -9.0
