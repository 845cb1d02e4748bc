"""Which language a text is in.

An obviously Russian text is told by its letters alone; everything else is asked of lingua, which is loaded at the first
such question.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

SUPPORTED = ("ru",)

NAMES = {
    "ru": "Russian",
    "uk": "Ukrainian",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "mk": "Macedonian",
    "sr": "Serbian",
    "kk": "Kazakh",
    "mn": "Mongolian",
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pl": "Polish",
    "cs": "Czech",
    "ro": "Romanian",
    "tr": "Turkish",
    "et": "Estonian",
    "lv": "Latvian",
    "lt": "Lithuanian",
    "fi": "Finnish",
    "ka": "Georgian",
    "hy": "Armenian",
    "az": "Azerbaijani",
    "ar": "Arabic",
    "fa": "Persian",
    "he": "Hebrew",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
}

_CYRILLIC_LANGUAGES = ("ru", "uk", "be", "bg", "mk", "sr", "kk", "mn")

_SAMPLE = 20_000  # characters looked at
_FEW = 25  # letters below which a text without telling letters is left open
_SURE = 0.6  # lingua's confidence below which a text is left open
_SURE_SHORT = 0.97  # the same for a short text in letters that Russian has too

_CYRILLIC = re.compile("[\u0400-\u052f]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_RUSSIAN = re.compile("[ыэъё]", re.IGNORECASE)
# Letters of the neighbours that Russian lacks.
_FOREIGN = re.compile("[іїєґўәғқңөұүһјљњћђџѓќѕ]", re.IGNORECASE)
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of ``text`` is in; None when it cannot be told."""
    sample = text[:_SAMPLE]
    letters = _count(_LETTERS, sample)
    cyrillic = _count(_CYRILLIC, sample)
    if cyrillic > letters / 2 and (told := _by_letters(sample, cyrillic)):
        return told
    if letters < _FEW:
        return None
    ranked = _lingua().compute_language_confidence_values(sample)
    best, code = ranked[0].value, ranked[0].language.iso_code_639_1.name.lower()
    if code in _CYRILLIC_LANGUAGES and code != "ru" and not _FOREIGN.search(sample):
        few_signs = letters < 4 * _FEW and sample.count("ъ") < 2
        if few_signs or best < (_SURE_SHORT if letters < 8 * _FEW else _SURE):
            return "ru" if letters >= 2 * _FEW else None
    return code if best >= _SURE else None


def _by_letters(sample: str, cyrillic: int) -> str | None:
    """Russian or Ukrainian where the letters tell it: ы, э and и beside none of the neighbours' letters, or і without ы."""
    own = _count(_RUSSIAN, sample)
    foreign = _count(_FOREIGN, sample)
    has_i = "и" in sample.lower()
    if own >= max(1, 0.004 * cyrillic, 4 * foreign) and has_i and re.search("[ыэ]", sample, re.IGNORECASE):
        return "ru"
    ukrainian = _count(_UKRAINIAN, sample)
    if ukrainian >= max(2, 0.02 * cyrillic, 4 * own) and ukrainian == foreign and has_i:
        return "uk"
    return None


def default(text: str) -> str | None:
    """Russian for Cyrillic letters that no other language claims: a headline is too short to tell more."""
    return "ru" if _CYRILLIC.search(text) and not _FOREIGN.search(text) else None


def differs(text: str, code: str) -> bool:
    """Whether ``text`` is surely not in the language ``code``, by its letters alone: another script, or the neighbours'."""
    letters = _count(_LETTERS, text)
    cyrillic = _count(_CYRILLIC, text)
    if letters < 12:
        return False
    if code not in _CYRILLIC_LANGUAGES:
        return cyrillic > 0.9 * letters
    if cyrillic < 0.1 * letters:
        return True
    own, foreign = _count(_RUSSIAN, text), _count(_FOREIGN, text)
    return foreign >= 2 and own == 0 if code == "ru" else code == "uk" and own >= 2 and foreign == 0


def _count(letters: re.Pattern[str], text: str) -> int:
    """How many characters of ``text`` the matches take."""
    return sum(map(len, letters.findall(text)))


@lru_cache(maxsize=1)
def _lingua() -> LanguageDetector:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in NAMES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()
