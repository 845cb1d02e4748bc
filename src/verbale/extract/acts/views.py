"""One View for all statements of a report: made at the first, kept for the next ones of the same annotation."""

from __future__ import annotations

import threading

from verbale.extract.view import View
from verbale.types import Annotation


class _Last(threading.local):
    view: View | None = None


_LAST = _Last()


def view_of(annotation: Annotation) -> View:
    """The look-ups of an annotation; a thread keeps those of the annotation that it asked for last."""
    view = _LAST.view
    if view is None or view.annotation is not annotation:
        view = _LAST.view = View(annotation)
    return view
