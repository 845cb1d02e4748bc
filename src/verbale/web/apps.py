"""The app, for Django's registry."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages and API."""

    name = "verbale.web"
    label = "web"
