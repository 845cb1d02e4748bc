"""What all answers of the API have in common: errors in one shape, entity tags, and who may read them from where."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, set_response_etag

from verbale.web.api.problems import CONTENT_TYPE, problem

PREFIX = "/api/"
READING = ("GET", "HEAD", "OPTIONS")
# Pages of any origin may read, without the reader's cookies or tokens; none may write.
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_DETAILS = {
    HTTPStatus.NOT_FOUND: "no such address; /api/v1/openapi.json lists all that there are",
    HTTPStatus.METHOD_NOT_ALLOWED: "this address does not take that method; the header Allow says which it takes",
    HTTPStatus.INTERNAL_SERVER_ERROR: "this is a defect of Verbale; please report it with the request",
}
_KEPT = ("Allow", "Retry-After", "WWW-Authenticate")  # headers of an error

Respond = Callable[[HttpRequest], HttpResponseBase]


def envelope(get_response: Respond) -> Respond:
    """Middleware: puts what they have in common on the answers to addresses of the API; others pass."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        response = _answer(request, get_response)
        if request.method in READING:
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = "ETag, Location, Retry-After"
        return _tagged(request, response)

    return respond


def _answer(request: HttpRequest, get_response: Respond) -> HttpResponseBase:
    method = request.method
    if method == "HEAD":  # as GET; the server leaves the body out
        request.method = "GET"
    try:
        response = get_response(request)
    finally:
        request.method = method
    if "GET" in response.get("Allow", ""):
        allowed = {*READING, *response["Allow"].split(", ")}
        response["Allow"] = ", ".join(sorted(allowed))
    if method == "OPTIONS" and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        # No operation takes it; but so the address has told which methods it takes.
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT | {"Allow": response["Allow"]})
    is_problem = response.get("Content-Type") == CONTENT_TYPE
    return response if response.status_code < HTTPStatus.BAD_REQUEST or is_problem else _as_problem(response)


def _as_problem(response: HttpResponseBase) -> HttpResponse:
    """An error that did not come from the API itself, in its shape."""
    headers = {name: response[name] for name in _KEPT if name in response}
    return problem(response.status_code, _DETAILS.get(HTTPStatus(response.status_code), ""), headers=headers)


def _tagged(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What was read with its entity tag, or that the reader has it already."""
    if request.method not in READING or response.status_code != HTTPStatus.OK or not isinstance(response, HttpResponse):
        response.headers.setdefault("Cache-Control", "no-store")
        return response
    response.headers["Cache-Control"] = "no-cache"
    set_response_etag(response)
    return get_conditional_response(request, response["ETag"], response=response) or response
