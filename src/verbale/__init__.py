"""Reads news reports and keeps a verifiable record of who said what.

>>> import verbale
>>> record = verbale.read("«Мы готовы к переговорам», — заявил министр Арсен Волдин.")
>>> record.statements[0].speaker
'Арсен Волдин'

All names here load on first use, so that importing the package is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from verbale.errors import DataError, InputError, VerbaleError, VerificationError
    from verbale.pipeline import read, read_file, read_many, read_report
    from verbale.types import (
        Actor,
        Annotation,
        Instrument,
        Meeting,
        Position,
        Record,
        Report,
        Span,
        Statement,
        TimeExpression,
    )
    from verbale.verification import verify

__all__ = [
    "read",
    "read_file",
    "read_many",
    "read_report",
    "verify",
    "Record",
    "Report",
    "Annotation",
    "Span",
    "Statement",
    "Actor",
    "TimeExpression",
    "Meeting",
    "Instrument",
    "Position",
    "VerbaleError",
    "InputError",
    "DataError",
    "VerificationError",
    "__version__",
]

_HOMES = {
    "verbale.pipeline": ("read", "read_file", "read_many", "read_report"),
    "verbale.verification": ("verify",),
    "verbale.types": (
        "Record",
        "Report",
        "Annotation",
        "Span",
        "Statement",
        "Actor",
        "TimeExpression",
        "Meeting",
        "Instrument",
        "Position",
    ),
    "verbale.errors": ("VerbaleError", "InputError", "DataError", "VerificationError"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
