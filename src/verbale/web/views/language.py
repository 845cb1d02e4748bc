"""The language of the interface: the browser's, or the one that the reader has chosen."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

YEAR = 365 * 24 * 3600  # seconds


@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the choice in a cookie and go back.

    A link and not a form, so that no page needs a token that would keep it out of caches; a forged request can only
    change the language of the interface.
    """
    if code not in dict(settings.LANGUAGES):
        raise Http404
    back = request.GET.get("next", "/")
    here = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if here else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=YEAR,
        secure=request.is_secure(),
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


urlpatterns = [path("language/<slug:code>", choose, name="language")]
