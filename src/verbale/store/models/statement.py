"""Statements, and the utterances behind them."""

from __future__ import annotations

from django.db import models

from verbale.store.models.actor import Actor
from verbale.store.models.instrument import Instrument
from verbale.store.models.item import Item
from verbale.store.models.querysets import StatementQuerySet


class Utterance(models.Model):
    """What several reports carry of one thing said; its wordings are statements."""

    key = models.CharField(max_length=12, unique=True)  # in addresses; that of the statement that began it
    speaker = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="utterances")
    first = models.ForeignKey("Statement", on_delete=models.SET_NULL, null=True, related_name="+")  # earliest
    wordings = models.PositiveIntegerField(default=1)
    outlets = models.PositiveIntegerField(default=1)
    day = models.DateField()  # of the first

    class Meta:
        indexes = [models.Index(fields=["-outlets", "-day"])]


class Statement(Item):
    """Source, cue and content as one report has them."""

    content = models.TextField()  # characters of its spans, a part a line
    cue = models.TextField(null=True)
    source = models.TextField(null=True)
    # Spans by field: content [[start, end], …], cue, source, addressee, target, condition [start, end] or null.
    spans = models.JSONField()
    kind = models.CharField(max_length=8)  # types.Kind
    act = models.CharField(max_length=10)  # types.Act
    modes = models.JSONField(default=list)
    relay = models.BooleanField()
    confidence = models.FloatField()
    speaker_name = models.TextField(null=True)  # nominative, as this report has it
    speaker = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="statements", db_index=False)
    speaker_item = models.CharField(max_length=16, null=True)  # id of the actor in the record
    addressee = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="+")
    addressee_item = models.CharField(max_length=16, null=True)
    target = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, related_name="targeted_by", db_index=False)
    target_item = models.CharField(max_length=16, null=True)
    outlet = models.TextField(null=True)  # the report's
    language = models.CharField(max_length=8)  # the report's
    said = models.DateField(null=True)  # first day of when it was said, where the report tells
    instruments: models.ManyToManyField[Instrument, StatementInstrument] = models.ManyToManyField(
        Instrument, through="StatementInstrument", related_name="statements"
    )
    utterance = models.ForeignKey(Utterance, on_delete=models.SET_NULL, null=True, related_name="statements")

    objects = models.Manager.from_queryset(StatementQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["-day", "-id"]),
            models.Index(fields=["report", "start"]),
            models.Index(fields=["speaker", "-day", "-id"]),
            models.Index(fields=["target", "-day", "-id"]),
            models.Index(fields=["act", "-day", "-id"]),
            models.Index(fields=["outlet", "-day", "-id"]),
            models.Index(fields=["said"]),
            models.Index(fields=["state", "-day", "-id"]),
            models.Index(fields=["state", "confidence", "-id"], name="statement_to_doubt"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker_name or '—'}: {self.content[:80]}"


class StatementInstrument(models.Model):
    """A statement speaks of an instrument."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["instrument", "statement"], name="statement_instrument_once")]


class Fingerprint(models.Model):
    """One of the hashes by which wordings of one utterance find each other; kept once for an utterance."""

    hash = models.BigIntegerField()
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE)

    class Meta:
        indexes = [models.Index(fields=["hash", "statement"])]
