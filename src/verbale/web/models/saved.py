"""Searches that somebody keeps, to see what is new."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SavedSearch(models.Model):
    """A search under a name; new is what stands in reports that were added after ``seen``."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="searches")
    name = models.CharField(max_length=120)
    query = models.TextField()  # parameters of a store Query, as in its address
    made = models.DateTimeField(auto_now_add=True)
    seen = models.PositiveBigIntegerField()  # primary key of the newest report when it was last looked at

    class Meta:
        indexes = [models.Index(fields=["user", "-id"])]

    def __str__(self) -> str:
        return self.name
