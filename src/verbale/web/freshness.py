"""Whether an answer is still what a program has: tags that say which state of the record it was made from."""

from __future__ import annotations

import hashlib

from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

import verbale
from verbale.store.models import Copy, Reading, Review


def etag(request: HttpRequest, *_: object, **__: object) -> str:
    """Differs whenever the record, Verbale itself, the address or the language of the interface does."""
    return _tag(request, *_state())


def etag_today(request: HttpRequest, *_: object, **__: object) -> str:
    """As ``etag``, for what also differs from day to day."""
    return _tag(request, timezone.localdate().isoformat(), *_state())


def _state() -> list[object]:
    """Grows with each report, copy, reading and decision."""
    newest = (Reading.objects.aggregate(newest=Max("pk")), Copy.objects.aggregate(newest=Max("pk")))
    return [*(found["newest"] for found in newest), Review.objects.aggregate(newest=Max("number"))["newest"]]


def _tag(request: HttpRequest, *parts: object) -> str:
    asked = (verbale.__version__, get_language(), request.build_absolute_uri())
    return f'W/"{hashlib.sha256(repr((*asked, *parts)).encode()).hexdigest()[:32]}"'
