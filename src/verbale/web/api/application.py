"""The API as a whole, and its addresses."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

import msgspec
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

import verbale
from verbale.web.api import (
    actors,
    figures,
    instruments,
    meetings,
    positions,
    problems,
    reports,
    reviews,
    statements,
    utterances,
)
from verbale.web.api.description import completed
from verbale.web.api.fields import only_known

PLACE = "api/v1/"
DESCRIPTION = """\
Who said what, to whom, when they meet, on which paper: every item leads back to the characters of a stored report.

Reading needs no account and is open to pages of any origin. Writing takes a token (`Authorization: Bearer …`).
Lists come in pages: give `next` of one as `after` of the next. Offsets are Unicode code points. Errors are problem
details (RFC 9457). Answers carry an ETag; `If-None-Match` saves what has not changed.
"""
TAGS = {
    "reports": "Published texts, each with its record",
    "statements": "Who said what",
    "utterances": "What was said once and stands in several outlets",
    "actors": "Who is quoted",
    "positions": "Who demands, refuses, offers what of whom",
    "meetings": "Who meets, when and where",
    "instruments": "Treaties, laws, drafts … that are cited",
    "reviews": "What reviewers decided",
    "record": "The record as a whole",
}


class JSON(BaseRenderer):
    """Answers as JSON in UTF-8."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002, as its base
        """``data`` as bytes."""
        return msgspec.json.encode(data)


class StrictJSON(Parser):
    """Bodies as JSON, without what only looks like it: NaN, half characters."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The value of a body."""
        return msgspec.json.decode(request.body)


class API(NinjaAPI):
    """The API with a description that has all of it."""

    def get_openapi_schema(self, **_: Any) -> Any:
        """The description, made once."""
        return deepcopy(_described())


api = API(
    title="Verbale",
    version=verbale.__version__,
    description=DESCRIPTION,
    docs_url=None,
    docs_decorator=require_safe,
    renderer=JSON(),
    parser=StrictJSON(),
    urls_namespace="api",
    openapi_extra={"tags": [{"name": name, "description": text} for name, text in TAGS.items()]},
)
api.add_decorator(only_known, mode="operation")
problems.handle_in(api)
for topic in (reports, statements, utterances, actors, positions, meetings, instruments, reviews, figures):
    api.add_router("", topic.router)


@cache
def _described() -> dict[str, Any]:
    return completed(NinjaAPI.get_openapi_schema(api, path_prefix=PLACE))


def _addresses() -> tuple[list[URLPattern | URLResolver], str, str]:
    """The addresses of the API, without django-ninja's root, which has nothing to show."""
    patterns, application, namespace = api.urls
    return [one for one in patterns if getattr(one, "name", "") != "api-root"], application, namespace


urlpatterns = [path(PLACE, _addresses())]
