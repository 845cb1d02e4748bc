"""The tables of the pages, one noun a file."""

from __future__ import annotations

from verbale.web.models.attempt import Attempt
from verbale.web.models.question import Question, QuestionKind, QuestionState, QuestionStep
from verbale.web.models.saved import SavedSearch
from verbale.web.models.token import Token

__all__ = ["Attempt", "Question", "QuestionKind", "QuestionState", "QuestionStep", "SavedSearch", "Token"]
