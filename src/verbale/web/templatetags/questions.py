"""Published questions, for the pages of the items that they are about."""

from __future__ import annotations

from django import template
from django.db.models import QuerySet

from verbale.web import questions
from verbale.web.models import Question

register = template.Library()


@register.simple_tag
def published_for(noun: str, key: str) -> QuerySet[Question]:
    """What stands at an item: its published questions and corrections, oldest first."""
    return questions.published_for(noun, key)
