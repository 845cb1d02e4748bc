"""Published questions, for the pages of the items that they are about."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.db.models import QuerySet

from verbale.store.models import Item
from verbale.web import questions
from verbale.web.models import Question

register = template.Library()


@register.simple_tag
def published_for(noun: str, key: str, same: Iterable[Item] | None = None) -> QuerySet[Question]:
    """What stands at an item, and at those that are the ``same``: published questions and corrections, oldest first."""
    return questions.published_for(noun, key, *(item.key for item in same or ()))
