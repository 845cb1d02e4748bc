"""Addresses of searches: a ``Query`` as a link."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

from verbale.store.answers.query import Query


def search_url(query: Query, name: str = "search") -> str:
    """The address under which ``query`` is answered: as a page, or as what the address ``name`` gives."""
    return _with(_address(name), query.to_params())


def limited(name: str, since: date | None = None, until: date | None = None, **limits: str | None) -> str:
    """The address of a search with ``limits`` (parameters of a ``Query``) and days."""
    given: dict[str, object] = {key: value for key, value in limits.items() if value}
    given |= {key: day.isoformat() for key, day in (("since", since), ("until", until)) if day is not None}
    return _with(_address(name), given)


@cache
def _address(name: str) -> str:
    return reverse(name)


def _with(address: str, parameters: Mapping[str, object]) -> str:
    return f"{address}?{urlencode(parameters, doseq=True)}" if parameters else address
