"""What every language module answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from verbale.types import Annotation


class Annotator(Protocol):
    """Annotates texts of one language in Universal Dependencies terms; safe to share between threads."""

    language: str

    def annotate(self, text: str) -> Annotation:
        """The annotation of one text."""
        ...

    def annotate_many(self, texts: Iterable[str]) -> Iterator[Annotation]:
        """Annotations in the order of ``texts``, with bounded memory."""
        ...
