"""Tokens from the command line."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from typer.testing import CliRunner

from verbale.cli.app import app
from verbale.store import opening
from verbale.web import tokens
from verbale.web.models import Token


@pytest.fixture
def call(db, monkeypatch):
    """``verbale …`` on the tests' database, which has an editor анна and a reviewer борис."""
    monkeypatch.setattr(opening, "open_store", lambda *_, **__: None)

    def run(*arguments: str):
        return CliRunner().invoke(app, arguments)

    run("reviewers", "add", "анна", "--group", "editor")
    run("reviewers", "add", "борис", "--group", "reviewer")
    return run


def test_a_token_is_printed_once(call):
    made = call("tokens", "add", "feed", "--user", "анна", "--scope", "reports:write", "--days", "30")
    assert made.exit_code == 0
    found = tokens.of_secret(made.stdout.strip())
    assert (found.name, found.user.username, found.scopes) == ("feed", "анна", ["reports:write"])
    assert (found.expires - found.made).days == 30
    assert made.stdout.strip() not in call("tokens", "list", "--json").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "feed", "--user", "вера", "--scope", "reports:write"], "no such account"),
        (["add", "feed", "--user", "анна", "--scope", "all"], "give one of reviews:write, reports:write"),
        (["add", "feed", "--user", "борис", "--scope", "reports:write"], "verbale reviewers add борис --group editor"),
        (["add", "\t", "--user", "анна", "--scope", "reports:write"], "no name for a token"),
        (["revoke", "feed"], "no such token"),
    ],
)
def test_mistakes_are_said_in_one_line(call, arguments, said):
    refused = call("tokens", *arguments)
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert not Token.objects.exists()


def test_names_are_given_once_and_are_free_again_when_revoked(call):
    add = ("tokens", "add", "feed", "--user", "борис", "--scope", "reviews:write")
    first = call(*add).stdout.strip()
    assert "there is a token of that name" in call(*add).stderr
    assert call("tokens", "revoke", "feed").exit_code == 0
    assert call(*add).exit_code == 0
    assert tokens.of_secret(first) is None


def test_tokens_are_listed(call):
    call("tokens", "add", "feed", "--user", "анна", "--scope", "reviews:write", "--scope", "reports:write")
    (line,) = call("tokens", "list", "--json").stdout.splitlines()
    listed = json.loads(line)
    assert (listed["name"], listed["user"], listed["used"]) == ("feed", "анна", None)
    shown = call("tokens", "list").stdout
    assert shown.startswith("feed\tанна\treviews:write, reports:write\tuntil ")
    assert shown.endswith("never used\n")


def test_who_is_removed_takes_the_tokens_along(call):
    call("tokens", "add", "feed", "--user", "анна", "--scope", "reviews:write")
    call("reviewers", "remove", "анна")
    assert not Token.objects.exists()
    call("reviewers", "add", "анна", "--group", "editor")
    assert User.objects.get(username="анна").is_active
    assert not Token.objects.exists()
