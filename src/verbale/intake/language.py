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

_SAMPLE = 20_000  # characters looked at
_FEW = 25  # letters below which a text without telling letters is left open
_SURE = 0.75  # lingua's confidence below which a short text is left open

_CYRILLIC = re.compile("[\u0400-\u052f]")
_LETTER = re.compile(r"[^\W\d_]")
_RUSSIAN = re.compile("[ыэъё]", re.IGNORECASE)
# Letters of the neighbours that Russian lacks.
_FOREIGN = re.compile("[іїєґўәғқңөұүһјљњћђџѓќѕ]", re.IGNORECASE)
_UKRAINIAN = re.compile("[їєґ]", re.IGNORECASE)


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of ``text`` is in; None when it cannot be told."""
    sample = text[:_SAMPLE]
    letters = sum(1 for _ in _LETTER.finditer(sample))
    cyrillic = sum(1 for _ in _CYRILLIC.finditer(sample))
    if not letters:
        return None
    if cyrillic > letters / 2:
        own = sum(1 for _ in _RUSSIAN.finditer(sample))
        foreign = sum(1 for _ in _FOREIGN.finditer(sample))
        if own >= max(1, 0.004 * cyrillic, 4 * foreign) and re.search("[ыэ]", sample, re.IGNORECASE) and "и" in sample:
            return "ru"
        if letters < _FEW:
            return "uk" if _UKRAINIAN.search(sample) and not own else None
    if letters < _FEW:
        return None
    return _ask(sample, letters)


def default(text: str) -> str | None:
    """Russian for Cyrillic letters that no other language claims: a headline is too short to tell more."""
    return "ru" if _CYRILLIC.search(text) and not _FOREIGN.search(text) else None


def _ask(sample: str, letters: int) -> str | None:
    best = _lingua().compute_language_confidence_values(sample)[0]
    if best.value < (_SURE if letters < 200 else 0.5):
        return None
    return best.language.iso_code_639_1.name.lower()


@lru_cache(maxsize=1)
def _lingua() -> LanguageDetector:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in NAMES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()
