"""Readers' questions and corrections."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    """What a reader sends."""

    QUESTION = "question", _("a question")
    CORRECTION = "correction", _("a correction")


class QuestionState(models.TextChoices):
    """How far a question has come."""

    PENDING = "pending", _("waiting")
    PUBLISHED = "published", _("published")  # stands at its item, without an answer yet
    ANSWERED = "answered", _("answered")  # stands there with its answer
    DECLINED = "declined", _("declined")
    SPAM = "spam", _("set aside as spam")


class Question(models.Model):
    """A question or correction about an item; it waits for a moderator."""

    key = models.CharField(max_length=12, unique=True)  # in moderators' addresses and in anchors
    token = models.CharField(max_length=64, unique=True)  # SHA-256 of the one in the reader's private address
    noun = models.CharField(max_length=16)  # of the item: "report", "statement" or "meeting"
    item = models.CharField(max_length=12)  # its key
    kind = models.CharField(max_length=10, choices=QuestionKind)
    text = models.TextField()
    contact = models.TextField(blank=True)  # as the reader gave it; for moderators only
    language = models.CharField(max_length=8)  # of the interface when it was sent
    made = models.DateTimeField()
    state = models.CharField(max_length=9, choices=QuestionState, default=QuestionState.PENDING)
    answer = models.TextField(blank=True)  # to all readers; of a declined one to its reader alone
    shown = models.DateTimeField(null=True)  # since when it, or its answer, has stood at the item
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    held = models.DateTimeField(null=True)  # since when that moderator has had it
    version = models.PositiveIntegerField(default=0)  # grows with each step; one taken on an older version is refused

    class Meta:
        indexes = [
            models.Index(fields=["noun", "item", "state", "shown"]),
            models.Index(fields=["state", "made"]),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.item}: {self.text[:80]}"


class QuestionStep(models.Model):
    """What a moderator did with a question; never changed."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=8)  # questions.Step
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moderator_name = models.TextField()  # as it was then
    made = models.DateTimeField()
    before = models.CharField(max_length=9, choices=QuestionState)
    after = models.CharField(max_length=9, choices=QuestionState)
    answer = models.TextField(blank=True)  # given with it

    class Meta:
        indexes = [models.Index(fields=["question", "made"])]
