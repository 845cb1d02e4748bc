"""Who may write: programs with a token, from nowhere but themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja.errors import AuthorizationError, Throttled
from ninja.security import HttpBearer

from verbale.web import tokens
from verbale.web.api.problems import problem
from verbale.web.models import Token
from verbale.web.tokens import Scope

Run = Callable[..., HttpResponseBase]


class AuthorisedRequest(HttpRequest):
    """A request with a token that is good for it."""

    auth: Token


class BearerToken(HttpBearer):
    """Lets pass who has a good token with ``scope``; cookies and sessions count for nothing."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:  # noqa: ARG002, as its base
        """The token that ``token`` is the secret of; None where there is none."""
        found = tokens.of_secret(token)
        if found is None:
            return None
        if not tokens.allows(found, self.scope):
            raise AuthorizationError(message=f"this takes a token with {self.scope}, of a user who may do it")
        if not tokens.use(found):
            raise Throttled(wait=int(tokens.LIMIT.within.total_seconds()))
        return found


def takes(content_type: str, most: int) -> Callable[[Run], Run]:
    """Lets an operation take bodies of one type and of at most ``most`` bytes, and none from pages of other sites."""

    def guard(run: Run) -> Run:
        @wraps(run)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if _is_foreign(request):
                return problem(
                    HTTPStatus.FORBIDDEN, "pages of other sites cannot write here; a program sends no Origin"
                )
            if int(request.headers.get("Content-Length") or 0) > most:
                return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a body may have {most:,} bytes here")
            if request.content_type != content_type:
                return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send {content_type}")
            return run(request, *args, **kwargs)

        return guarded

    return guard


def _is_foreign(request: HttpRequest) -> bool:
    """Whether a browser says that the page of another site sends this."""
    origin = request.headers.get("Origin")
    here = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return origin is not None and origin not in here
