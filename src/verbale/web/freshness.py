"""What is still true: tags that say which state of the record an answer was made from, and figures kept until then."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

import verbale
from verbale.store.models import Copy, Reading, Review

KEPT = 600  # seconds that something is remembered at most
T = TypeVar("T")


def etag(request: HttpRequest, *_: object, **__: object) -> str:
    """Differs whenever the record, Verbale itself, the address or the language of the interface does."""
    return tag(request, _state())


def etag_today(request: HttpRequest, *_: object, **__: object) -> str:
    """As ``etag``, for what also differs from day to day."""
    return tag(request, timezone.localdate().isoformat(), _state())


def remembered(name: str, make: Callable[[], T]) -> T:
    """What ``make`` gives, kept by its ``name`` in this process until the record changes; one query. Never None."""
    digest = hashlib.sha256(repr((name, _state())).encode()).hexdigest()
    found: T | None = cache.get(digest)
    if found is None:
        found = make()
        cache.set(digest, found, KEPT)
    return found


def _state() -> tuple[int | None, ...] | None:
    """Grows with each report, copy, reading and decision. One query."""
    copies = Copy.objects.order_by("-pk").values("pk")[:1]
    reviews = Review.objects.order_by("-number").values("number")[:1]
    newest = Reading.objects.order_by("-pk").annotate(copy=Subquery(copies), review=Subquery(reviews))
    return newest.values_list("pk", "copy", "review").first()


def tag(request: HttpRequest, *parts: object) -> str:
    """An entity tag of ``parts`` and of all that else makes an answer: address, language, Verbale itself."""
    asked = (verbale.__version__, get_language(), request.build_absolute_uri())
    return f'W/"{hashlib.sha256(repr((*asked, *parts)).encode()).hexdigest()[:32]}"'
