"""The app, for Django's registry."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The record kept."""

    name = "verbale.store"
    label = "store"

    def ready(self) -> None:
        """Register what queries may use."""
        from verbale.store import lookups

        lookups.register()
