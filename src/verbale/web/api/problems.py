"""Errors as answers: problem details (RFC 9457), whatever went wrong."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, NoReturn

import msgspec
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from pydantic import BaseModel, Field

from verbale.errors import (
    InputError,
    InputTooLarge,
    NotStored,
    QueryError,
    ReviewError,
    StaleDecision,
    StoreUnavailable,
    VerificationError,
)
from verbale.export.text import whole

CONTENT_TYPE = "application/problem+json"
CHALLENGE = 'Bearer realm="Verbale"'
RETRY_AFTER = "5"  # seconds, where the store is busy


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    where: str = Field(description="The part of the request.", examples=["query.limit"])
    message: str = Field(examples=["Input should be less than or equal to 200"])


class Problem(BaseModel):
    """Why a request was not answered (RFC 9457)."""

    type: str = Field(description="Always about:blank: the status says what kind of problem it is.")
    title: str = Field(description="The status in words.", examples=["Not Found"])
    status: int = Field(description="The status.", ge=400, le=599, examples=[404])
    detail: str = Field(description="What is wrong and what to do.", examples=["abcdefgh2345: no such statement"])
    errors: list[Fault] = Field(default=[], description="What is wrong, part by part, where that is known.")


# How errors of the store and of requests are told: the status, for each class those before it are more special.
STATUSES: dict[type[Exception], HTTPStatus] = {
    Http404: HTTPStatus.NOT_FOUND,
    NotStored: HTTPStatus.NOT_FOUND,
    StaleDecision: HTTPStatus.CONFLICT,
    QueryError: HTTPStatus.UNPROCESSABLE_ENTITY,
    ReviewError: HTTPStatus.UNPROCESSABLE_ENTITY,
    VerificationError: HTTPStatus.UNPROCESSABLE_ENTITY,
    InputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    InputTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    RequestDataTooBig: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TooManyFieldsSent: HTTPStatus.BAD_REQUEST,
    TooManyFilesSent: HTTPStatus.BAD_REQUEST,
    MultiPartParserError: HTTPStatus.BAD_REQUEST,
    UnreadablePostError: HTTPStatus.BAD_REQUEST,
}


def problem(
    status: int, detail: str = "", faults: list[Fault] | None = None, headers: dict[str, str] | None = None
) -> HttpResponse:
    """An answer that says what is wrong."""
    title = HTTPStatus(status).phrase
    found: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": whole(detail) or title}
    if faults:
        found["errors"] = [{"where": whole(one.where), "message": whole(one.message)} for one in faults]
    return HttpResponse(msgspec.json.encode(found), CONTENT_TYPE, status, headers=headers)


def handle_in(api: NinjaAPI) -> None:
    """Let ``api`` answer errors with problems."""
    for kind in STATUSES:
        api.add_exception_handler(kind, _told)
    api.add_exception_handler(StoreUnavailable, _unavailable)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(AuthenticationError, _unknown)
    api.add_exception_handler(Throttled, _throttled)
    api.add_exception_handler(Exception, _defect)


def _told(request: HttpRequest, error: Any) -> HttpResponse:
    kind = next(kind for kind in type(error).__mro__ if kind in STATUSES)
    return problem(STATUSES[kind], str(error))


def _unavailable(request: HttpRequest, error: Any) -> HttpResponse:
    # The error names files of this machine.
    detail = "the record cannot be written just now; send the same again"
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": RETRY_AFTER})


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    faults = [Fault(where=_where(one["loc"]), message=str(one["msg"])) for one in error.errors]
    detail = "; ".join(f"{fault.where}: {fault.message}" for fault in faults)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults)


def _where(location: tuple[object, ...]) -> str:
    """A part of a request by its path, without the name that the code has for all parameters together."""
    return ".".join(str(part) for number, part in enumerate(location) if number != 1 or part != "given")


def _http_error(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, str(error))


def _unknown(request: HttpRequest, error: Any) -> HttpResponse:
    detail = "this takes a token: Authorization: Bearer …; verbale tokens add makes one"
    return problem(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": CHALLENGE})


def _throttled(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, "too often; wait a while", headers={"Retry-After": str(error.wait)})


def _defect(request: HttpRequest, error: Any) -> NoReturn:
    """Django logs it, and answers with 500."""
    raise error
