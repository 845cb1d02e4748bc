"""Answers that are kept for the next reader, for as long as nothing that they show has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import msgspec
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

import verbale

LARGEST = 400_000  # bytes of an answer that is kept; ``CACHES`` in the settings says how many


def tag(request: HttpRequest, *shown: object) -> str:
    """An entity tag of what the answer is made from, ``shown``, and of address, language and Verbale itself."""
    parts = (verbale.__version__, get_language(), request.build_absolute_uri(), *shown)
    return f'W/"{hashlib.sha256(msgspec.msgpack.encode(parts)).hexdigest()[:32]}"'


def answer(
    request: HttpRequest, etag: str, body: Callable[[], bytes], content_type: str | None = None
) -> HttpResponseBase:
    """The answer that ``etag`` names: 304 where the reader has it, else the one kept, else ``body``, which is kept.

    Who is signed in, or is about to be told something, gets an answer of his own.
    """
    if not request.COOKIES.keys().isdisjoint((settings.SESSION_COOKIE_NAME, "messages")):
        return HttpResponse(body(), content_type)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(_kept(request, etag, body), content_type)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _kept(request: HttpRequest, etag: str, body: Callable[[], bytes]) -> bytes:
    pages = caches["pages"]
    found: bytes | None = pages.get(etag)
    if found is None:
        found = body()
        # An address with a query shows the same; kept ones would push others out.
        if len(found) <= LARGEST and not request.META.get("QUERY_STRING"):
            pages.set(etag, found)
    return found
