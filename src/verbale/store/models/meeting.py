"""Meetings."""

from __future__ import annotations

from django.db import models

from verbale.store.models.actor import Actor
from verbale.store.models.item import Item
from verbale.store.models.querysets import MeetingQuerySet


class Meeting(Item):
    """An encounter of parties as one report has it; ``event`` tells which reports speak of the same one."""

    spans = models.JSONField()  # trigger [start, end], mentions [[start, end], …]
    exact = models.TextField()  # the trigger's characters
    kind = models.CharField(max_length=16)  # types.MeetingKind
    status = models.CharField(max_length=9)  # types.MeetingStatus
    party_names = models.JSONField(default=list)  # as this report has them
    parties = models.ManyToManyField(Actor, through="MeetingParty", related_name="meetings")
    place = models.TextField(null=True, db_index=True)
    date = models.TextField(null=True)  # TIMEX3 value
    former_date = models.TextField(null=True)
    begins = models.DateField(null=True)  # first day of ``date``
    ends = models.DateField(null=True)  # last day of ``date``
    event = models.CharField(max_length=12, db_index=True)  # same kind, parties and date: the same event

    objects = models.Manager.from_queryset(MeetingQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["begins", "ends"]),
            models.Index(fields=["former_date"], name="meeting_put_off", condition=models.Q(former_date__isnull=False)),
            models.Index(fields=["report", "start"], name="meeting_in_report"),
            models.Index(fields=["state", "-day", "-id"], name="meeting_to_review"),
        ]


class MeetingParty(models.Model):
    """Who meets."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, db_index=False)
    item = models.CharField(max_length=16)  # id of the actor in the record

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "meeting"], name="meeting_party_once")]
