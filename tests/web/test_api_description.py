"""The API does what its description in OpenAPI says, whatever is sent to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from verbale.store.models import Actor, Instrument, Meeting, Report, Statement
from verbale.web import tokens
from verbale.web.limits import Limit
from verbale.web.tokens import Scope
from verbale.web.wsgi import application

LONG_EXAMPLES = 1000  # of each operation
SHORT = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None)
LONG = settings(SHORT, max_examples=LONG_EXAMPLES)
KEY = re.compile("[a-z2-7]{12}")
# 422: what OpenAPI cannot say is refused all the same. A day after another, a cursor of a list, words to look for,
# a file that is a report, changes that go with the noun.
ACCEPTED = ["2xx", "3xx", "401", "403", "404", "409", "422", "429"]


def described(*, coverage: bool) -> Any:
    """The schema with its checks; ``coverage`` besides tries each limit of each parameter, which are thousands."""
    config = {
        "checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}},
        "phases": {"coverage": {"enabled": coverage}},
    }
    return schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", application, config=SchemathesisConfig.from_dict(config)
    )


short, long = described(coverage=False), described(coverage=True)


@pytest.fixture
def kept_connection(db) -> Iterator[None]:
    """The connection that holds the test's transaction outlives requests, as with Django's own client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def sent(stored, account, kept_connection, monkeypatch) -> Callable[[Any], None]:
    """Sends a case with a token that is good for all, and checks the answer; to half of the keys something is stored."""
    monkeypatch.setattr(tokens, "LIMIT", Limit("api writing", 10**9, timedelta(minutes=1)))
    account("анна", "editor")
    headers = {
        "Authorization": f"Bearer {tokens.add('program', 'анна', Scope)}",
        "Accept-Encoding": "identity",  # what is compressed schemathesis does not read without a server between
    }

    def send(case: Any) -> None:
        for values, noun in ((case.path_parameters, case.path.split("/")[-2]), (case.query, ""), (case.body, "")):
            if isinstance(values, dict) and KEY.fullmatch(str(values.get("key"))) and values["key"] < "j":
                _make_real(values, noun.removesuffix("s") or str(values.get("noun")))
        case.call_and_validate(headers=headers)

    return send


def _make_real(values: dict[str, Any], noun: str) -> None:
    models = {"report": Report, "meeting": Meeting, "actor": Actor, "instrument": Instrument}
    found = models.get(noun, Statement).objects.order_by("pk")[0]
    values["key"] = found.key
    if type(values.get("seen")) is int and 0 <= values["seen"] < 2**31:  # what is wrong on purpose stays so
        values["seen"] = getattr(found, "version", 0)


@short.parametrize()
@SHORT
def test_answers_are_as_described(case, sent):
    sent(case)


@pytest.mark.soak
@long.parametrize()
@LONG
def test_soak(case, sent):
    sent(case)


def test_every_operation_is_described(db):
    found = Client().get("/api/v1/openapi.json").json()
    nouns = {"Record", "Statement", "StatementChanges", "MeetingChanges", "CitationChanges"}
    assert {f"verbale.{noun}" for noun in nouns} <= found["components"]["schemas"].keys()
    tags = {tag["name"] for tag in found["tags"]}
    for operations in found["paths"].values():
        for method, operation in operations.items():
            assert operation["summary"]
            assert operation["description"]
            assert set(operation["tags"]) <= tags
            assert bool(operation.get("security")) == (method == "post")
            problems = {status for status in operation["responses"] if status >= "4"}
            assert {"422", "503"} <= problems
            for status in problems:
                (content,) = operation["responses"][status]["content"].items()
                assert content == ("application/problem+json", {"schema": {"$ref": "#/components/schemas/Problem"}})
