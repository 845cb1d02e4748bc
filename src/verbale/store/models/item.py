"""What the items that a reviewer may decide on have in common."""

from __future__ import annotations

from django.db import models

from verbale.store.models.report import Reading, Report


class State(models.TextChoices):
    """What reviewers have said of an item."""

    READ = "read"  # by the reader; no decision yet
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Item(models.Model):
    """Something read in a report, with its place there, its reader's rule and its reviewers' state."""

    key = models.CharField(max_length=12, unique=True)  # in addresses: of the text's hash and the item's spans
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="%(class)ss", db_index=False)
    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="+", db_index=False)  # it was made from
    item = models.CharField(max_length=16)  # id in that reading's record: "s1"
    start = models.PositiveIntegerField()  # first character, for the order in the text
    rule = models.TextField()
    day = models.DateField()  # the report's
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    version = models.PositiveIntegerField(default=0)  # grows with each decision; a stale one is refused

    class Meta:
        abstract = True
