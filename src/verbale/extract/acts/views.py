"""One View for all statements of a report: made at the first, kept for the next ones of the same annotation."""

from __future__ import annotations

import threading

from verbale.extract.nominals import Nominals
from verbale.extract.view import View
from verbale.types import Annotation


class _Last(threading.local):
    nominals: Nominals | None = None


_LAST = _Last()


def nominals_of(annotation: Annotation) -> Nominals:
    """The noun phrases of an annotation; a thread keeps those of the annotation that it asked for last."""
    nominals = _LAST.nominals
    if nominals is None or nominals.view.annotation is not annotation:
        nominals = _LAST.nominals = Nominals(View(annotation))
    return nominals


def view_of(annotation: Annotation) -> View:
    """The look-ups of an annotation, kept in the same way."""
    return nominals_of(annotation).view
