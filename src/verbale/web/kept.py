"""Answers that are kept for the next reader, for as long as nothing that they show has changed."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

LARGEST = 400_000  # bytes of an answer that is kept; ``CACHES`` in the settings says how many
LEVEL = 3  # of gzip: a third of the usual 9's time for a tenth more bytes
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


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
        response = _sent(request, etag, body, content_type)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Encoding", "Accept-Language", "Cookie"])
    return response


def _sent(request: HttpRequest, etag: str, body: Callable[[], bytes], content_type: str | None) -> HttpResponse:
    """Compressed where the reader takes that: these pages hold no secret that its length could tell."""
    if not _GZIP.search(request.headers.get("Accept-Encoding", "")):
        return HttpResponse(_kept(request, etag, body), content_type)
    content = _kept(request, f"{etag} gzip", lambda: gzip.compress(body(), LEVEL, mtime=0))
    return HttpResponse(content, content_type, headers={"Content-Encoding": "gzip"})


def _kept(request: HttpRequest, name: str, body: Callable[[], bytes]) -> bytes:
    pages = caches["pages"]
    key = hashlib.sha256(name.encode()).hexdigest()
    found: bytes | None = pages.get(key)
    if found is None:
        found = body()
        # An address with a query shows the same; kept ones would push others out.
        if len(found) <= LARGEST and not request.META.get("QUERY_STRING"):
            pages.set(key, found)
    return found
