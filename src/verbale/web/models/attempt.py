"""What is counted against floods."""

from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """One attempt of somebody, until it no longer counts; deleted then."""

    purpose = models.CharField(max_length=24)  # name of the limit
    who = models.CharField(max_length=64)  # keyed hash of the address or name, hexadecimal
    expires = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["purpose", "who", "expires"])]
