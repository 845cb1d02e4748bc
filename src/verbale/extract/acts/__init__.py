"""Acts of statements in PLOVER's terms, their modes and conditions, to whom they were said and towards whom they are."""

from __future__ import annotations

from verbale.extract.acts.classify import ActReading, Passages, classify, judge
from verbale.extract.acts.conditions import condition
from verbale.extract.acts.parties import addressee, target

__all__ = ["ActReading", "Passages", "addressee", "classify", "condition", "judge", "target"]
