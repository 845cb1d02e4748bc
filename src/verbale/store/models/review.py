"""Decisions of people on what was read, chained by their hashes."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Decision(models.TextChoices):
    """What a person decided."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    JOIN = "join"  # of actors
    SPLIT = "split"
    UNDO = "undo"  # of a join or split


class Review(models.Model):
    """One decision. Never changed or deleted; ``hash`` covers all fields and the hash of the one before."""

    number = models.PositiveBigIntegerField(primary_key=True)  # 1, 2, 3 … without gaps
    noun = models.CharField(max_length=16)  # "statement", "meeting", "citation" or "actor"
    item = models.CharField(max_length=12)  # its key
    decision = models.CharField(max_length=8, choices=Decision)
    before = models.JSONField()  # values of the fields that the decision changes, before it
    after = models.JSONField()  # and after it
    reason = models.TextField()
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewer_name = models.TextField()  # as it was then
    made = models.DateTimeField()
    previous = models.CharField(max_length=64)  # hash of the decision before; 64 zeros for the first
    hash = models.CharField(max_length=64, unique=True)  # SHA-256, hexadecimal

    class Meta:
        indexes = [models.Index(fields=["noun", "item", "number"]), models.Index(fields=["reviewer", "number"])]
