"""Languages: one module each behind one protocol, loaded at first use.

>>> from verbale import language
>>> language.supported()
('ru',)
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from verbale.errors import UnsupportedLanguage

if TYPE_CHECKING:
    from verbale.language.base import Annotator


def _russian() -> Annotator:
    from verbale.language.russian import RussianAnnotator

    return RussianAnnotator()


_MAKERS: dict[str, Callable[[], Annotator]] = {"ru": _russian}
_loaded: dict[str, Annotator] = {}
_lock = Lock()


def supported() -> tuple[str, ...]:
    """Codes (ISO 639-1) of the languages that Verbale reads."""
    return tuple(_MAKERS)


def get(code: str, *, name: str = "text") -> Annotator:
    """The annotator of the language ``code`` (ISO 639-1), one for the whole process, safe to share between threads.

    The first call for a language loads its models. Raises ``UnsupportedLanguage``, which names the input ``name``.
    """
    annotator = _loaded.get(code)
    if annotator is not None:
        return annotator
    if code not in _MAKERS:
        readable = ", ".join(_MAKERS)
        raise UnsupportedLanguage(
            name,
            f"is in a language ({code}) that Verbale does not read",
            f"give --language if it is one of: {readable}",
        )
    with _lock:
        if code not in _loaded:
            _loaded[code] = _MAKERS[code]()
        return _loaded[code]
