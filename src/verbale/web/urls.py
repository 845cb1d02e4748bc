"""The addresses: each topic has its own list (``urlpatterns``), in its own file of ``views``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from verbale.web.api import application as api
from verbale.web.views import (
    accounts,
    actors,
    calendar,
    feeds,
    history,
    home,
    instruments,
    joining,
    language,
    moderation,
    positions,
    questions,
    reading,
    review,
    saved,
    search,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urlpatterns,
    *reading.urlpatterns,
    *actors.urlpatterns,
    *calendar.urlpatterns,
    *search.urlpatterns,
    *saved.urlpatterns,
    *positions.urlpatterns,
    *instruments.urlpatterns,
    *feeds.urlpatterns,
    *language.urlpatterns,
    *accounts.urlpatterns,
    *questions.urlpatterns,
    *moderation.urlpatterns,
    *review.urlpatterns,
    *history.urlpatterns,
    *joining.urlpatterns,
    *api.urlpatterns,
]
