"""Actors across reports, and each one's appearance in a report."""

from __future__ import annotations

from django.db import models

from verbale.store.models.report import Reading, Report


class Actor(models.Model):
    """A person, organisation, state or group, whichever reports name it."""

    key = models.CharField(max_length=12, unique=True)  # in addresses
    name = models.TextField()  # nominative, the fullest known
    type = models.CharField(max_length=16)  # types.ActorType
    country = models.CharField(max_length=3, null=True)  # ISO 3166 alpha-3
    code = models.CharField(max_length=16, null=True, db_index=True)  # PLOVER/CAMEO
    qid = models.CharField(max_length=16, null=True, unique=True)  # Wikidata item
    roles = models.JSONField(default=list)  # as first printed, those that tell the office; at most ``ROLES``
    joined_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="joined")

    class Meta:
        indexes = [models.Index(fields=["type", "name"]), models.Index(fields=["type", "country"])]

    def __str__(self) -> str:
        return self.name


class Told(models.TextChoices):
    """What a name tells of who is meant."""

    WHO = "who"  # a full name
    PERHAPS = "perhaps"  # of somebody known in full, but others may share it: a surname, an abbreviation
    NOTHING = "nothing"  # outside of the one report that says it: «эксперты», «источник в правительстве»


class ActorName(models.Model):
    """A name that an actor has been called by, folded for look-up."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="names", db_index=False)
    folded = models.TextField()  # as ``naming.name_of`` has it
    name = models.TextField()  # as it was first met
    told = models.CharField(max_length=7, choices=Told)
    middle = models.TextField(default="")  # a person's patronymic, folded, where a report gives one
    count = models.PositiveIntegerField(default=1)  # appearances under it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "folded"], name="actor_name_once")]
        indexes = [models.Index(fields=["folded", "told"])]


class Appearance(models.Model):
    """An actor as one report has it; joins and splits move appearances from one actor to another."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="appearances", db_index=False)
    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="+", db_index=False)
    item = models.CharField(max_length=16)  # id in the record: "a1"
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="appearances", db_index=False)
    name = models.TextField()
    type = models.CharField(max_length=16)
    aliases = models.JSONField(default=list)
    roles = models.JSONField(default=list)
    country = models.CharField(max_length=3, null=True)
    code = models.CharField(max_length=16, null=True)
    qid = models.CharField(max_length=16, null=True)
    mentions = models.JSONField(default=list)  # [start, end, form]
    day = models.DateField()  # the report's

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "item"], name="appearance_once")]
        indexes = [models.Index(fields=["actor", "-day"])]
