"""Statements: what a report attributes to somebody other than its author.

Rules propose (:mod:`propose`: a cue, its source, drafts of its content), a trained model decides (:mod:`decide`), and
what it takes becomes statements (:mod:`assemble`).
"""

from __future__ import annotations

from verbale.extract.statements.assemble import find

__all__ = ["find"]
