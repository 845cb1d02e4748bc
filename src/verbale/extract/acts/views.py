"""The noun phrases of a report, made for its first statement and kept for the next ones."""

from __future__ import annotations

import threading

from verbale.extract.nominals import Nominals
from verbale.extract.view import view_of
from verbale.types import Annotation


class _Last(threading.local):
    nominals: Nominals | None = None


_LAST = _Last()


def nominals_of(annotation: Annotation) -> Nominals:
    """The noun phrases of an annotation; a thread keeps those of the annotation that it asked for last."""
    nominals = _LAST.nominals
    if nominals is None or nominals.view is not view_of(annotation):
        nominals = _LAST.nominals = Nominals(view_of(annotation))
    return nominals
