"""Instruments across reports, and where each is cited."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce

from verbale.store.models.item import Item
from verbale.store.models.querysets import CitationQuerySet


class Instrument(models.Model):
    """A treaty, act, resolution, law, draft …, whichever reports cite it."""

    key = models.CharField(max_length=12, unique=True)  # in addresses
    folded = models.TextField()  # name for look-up: lower case, ё as е, without marks
    name = models.TextField()  # nominative
    kind = models.CharField(max_length=16)  # types.InstrumentKind
    date = models.TextField(null=True)  # TIMEX3 value
    hash = models.CharField(max_length=64)  # of all that: no one report proves it

    class Meta:
        constraints = [
            models.UniqueConstraint("folded", "kind", Coalesce("date", models.Value("")), name="instrument_once")
        ]

    def __str__(self) -> str:
        return self.name


class Citation(Item):
    """An instrument as one report refers to it."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="citations", db_index=False)
    spans = models.JSONField()  # mention [start, end], mentions [[start, end], …]
    exact = models.TextField()  # the fullest mention's characters
    name = models.TextField()  # nominative, as this report has it
    kind = models.CharField(max_length=16)
    date = models.TextField(null=True)
    party_names = models.JSONField(default=list)

    objects = models.Manager.from_queryset(CitationQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["instrument", "-day"]),
            models.Index(fields=["instrument", "report", "state"], name="citation_of_instrument"),  # counts reports
            models.Index(fields=["report", "start"], name="citation_in_report"),
            models.Index(fields=["state", "-day", "-id"], name="citation_to_review"),
        ]
