"""Russian, over natasha's published Slovnet models."""

from __future__ import annotations

from verbale.language.russian.annotator import RussianAnnotator

__all__ = ["RussianAnnotator"]
