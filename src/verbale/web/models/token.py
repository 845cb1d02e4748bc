"""Tokens by which programs write through the API."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Token(models.Model):
    """Lets a program act for ``user`` in some ways until it expires; only its hash is kept."""

    name = models.CharField(max_length=80, unique=True)  # what it is for: by it the token is listed and revoked
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret, hexadecimal
    scopes = models.JSONField()  # of tokens.Scope
    made = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)  # last, to the minute

    def __str__(self) -> str:
        return self.name
