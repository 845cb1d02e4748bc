"""Scores of records against gold, exactly as the guidelines of the gold standard define them.

>>> from verbale.evaluate import score_statements
"""

from __future__ import annotations

from verbale.evaluate.facts import FactScores, score_facts
from verbale.evaluate.gold import GoldReport, MarkedStatement, load_gold, parse_gold
from verbale.evaluate.statements import Match, StatementScores, score_statements

__all__ = [
    "FactScores",
    "GoldReport",
    "MarkedStatement",
    "Match",
    "StatementScores",
    "load_gold",
    "parse_gold",
    "score_facts",
    "score_statements",
]
