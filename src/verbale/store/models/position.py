"""Positions: who wants what of whom."""

from __future__ import annotations

from django.db import models

from verbale.store.models.actor import Actor
from verbale.store.models.instrument import Instrument
from verbale.store.models.querysets import PositionQuerySet
from verbale.store.models.report import Reading, Report
from verbale.store.models.statement import Statement


class Position(models.Model):
    """A speaker's act towards another actor on a subject, with its statement as proof."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="positions")
    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="+", db_index=False)
    order = models.PositiveIntegerField()  # in the record
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="positions")
    speaker = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="positions", db_index=False)
    speaker_name = models.TextField()
    act = models.CharField(max_length=10)
    target = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    target_name = models.TextField(null=True)
    subject = models.TextField(null=True)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, null=True, related_name="positions")
    condition = models.TextField(null=True)
    modes = models.JSONField(default=list)
    day = models.DateField()  # the report's

    objects = models.Manager.from_queryset(PositionQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "order"], name="position_once")]
        indexes = [
            models.Index(fields=["speaker", "target", "-day"]),
            models.Index(fields=["target", "-day"]),
        ]
