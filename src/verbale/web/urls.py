"""The addresses: each topic has its own list (``urlpatterns``), in its own file of ``views``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from verbale.web.views import accounts, actors, calendar, home, language, moderation, questions

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urlpatterns,
    *actors.urlpatterns,
    *calendar.urlpatterns,
    *language.urlpatterns,
    *accounts.urlpatterns,
    *questions.urlpatterns,
    *moderation.urlpatterns,
]
