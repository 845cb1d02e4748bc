"""Names folded for look-up."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[^\w\s]+")


def fold(name: str) -> str:
    """``name`` in lower case, ё as е, without marks and doubled spaces; the same for all ways of writing it."""
    lowered = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    return " ".join(_MARKS.sub(" ", lowered).split())
