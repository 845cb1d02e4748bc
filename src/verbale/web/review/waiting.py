"""What waits for a reviewer: the queue, limited by what a reviewer wants to see, and walked from item to item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.db.models import Q, QuerySet
from django.http import Http404

from verbale.store.models import Item, Statement
from verbale.store.reviewing.actions.deciding import NOUNS
from verbale.store.reviewing.reviews import Noun, queue

LONGEST = 200  # characters of a limit


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Which items of the queue are looked at; a field that is empty does not limit."""

    noun: Noun = "statement"
    rule: str = ""
    outlet: str = ""
    act: str = ""  # of statements

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> Waiting:
        """What the parameters of an address say; ``Http404`` for a noun that nobody reviews."""
        given = {name: params.get(name, "").strip()[:LONGEST].replace("\0", "") for name in cls.__struct_fields__}
        given["noun"] = given["noun"] or "statement"
        if given["noun"] not in NOUNS:
            raise Http404
        return msgspec.convert(given, cls)

    def to_params(self) -> str:
        """The parameters of this, with ``?`` in front; empty for all statements."""
        given = {name: value for name, value in msgspec.structs.asdict(self).items() if value}
        if given["noun"] == "statement":
            del given["noun"]
        return f"?{urlencode(given)}" if given else ""

    def rows(self) -> QuerySet[Any]:
        """The items, those that the reader is least sure of first."""
        rows = queue(self.noun)
        if self.rule:
            rows = rows.filter(rule=self.rule)
        if self.outlet:
            rows = rows.filter(report__outlet=self.outlet)
        if self.act and self.noun == "statement":
            rows = rows.filter(act=self.act)
        return rows

    def after(self, item: Item) -> QuerySet[Any]:
        """The items that come after ``item`` (which need not wait any more) in the queue."""
        if isinstance(item, Statement):
            later = Q(confidence__gt=item.confidence) | Q(confidence=item.confidence, pk__lt=item.pk)
        else:
            later = Q(day__lt=item.day) | Q(day=item.day, pk__lt=item.pk)
        return self.rows().filter(later)
