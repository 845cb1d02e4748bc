"""Accounts from the command line."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from typer.testing import CliRunner

from verbale.cli.app import app
from verbale.store import opening


@pytest.fixture
def call(db, monkeypatch):
    """``verbale reviewers …`` on the tests' database."""
    monkeypatch.setattr(opening, "open_store", lambda *_, **__: None)

    def run(*arguments: str, typed: str = ""):
        return CliRunner().invoke(app, ["reviewers", *arguments], input=typed)

    return run


def test_a_generated_password_is_printed_once(call):
    made = call("add", "анна", "--group", "reviewer", "--group", "moderator")
    assert made.exit_code == 0
    password = made.stdout.strip()
    user = User.objects.get(username="анна")
    assert user.check_password(password)
    assert set(user.groups.values_list("name", flat=True)) == {"reviewer", "moderator"}
    again = call("add", "анна", "--group", "editor")
    assert again.exit_code == 0
    assert again.stdout == ""
    assert User.objects.get(username="анна").check_password(password)


def test_a_password_can_be_typed(call):
    typed = "долгий и редкий ключ\n"
    assert call("add", "анна", "--group", "reviewer", "--prompt", typed=typed * 2).exit_code == 0
    assert User.objects.get(username="анна").check_password(typed.strip())


@pytest.mark.parametrize("weak", ["12345678", "анна", "short"])
def test_weak_passwords_are_refused(call, weak):
    refused = call("add", "анна", "--group", "reviewer", "--prompt", typed=f"{weak}\n{weak}\n")
    assert refused.exit_code == 1
    assert "verbale: анна:" in refused.stderr
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "анна", "--group", "owner"], "no such group; give one of reviewer, editor, moderator"),
        (["add", "анна и борис", "--group", "reviewer"], "анна и борис: "),
        (["remove", "анна"], "no such account"),
    ],
)
def test_mistakes_are_said_in_one_line(call, arguments, said):
    refused = call(*arguments)
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert not User.objects.exists()


def test_who_is_removed_is_listed_no_more_and_can_come_back(call, client):
    call("add", "анна", "--group", "reviewer")
    call("add", "борис", "--group", "moderator")
    client.force_login(User.objects.get(username="анна"))
    assert call("remove", "анна").exit_code == 0
    assert [json.loads(line) for line in call("list", "--json").stdout.splitlines()] == [
        {"name": "борис", "groups": ["moderator"], "last_sign_in": None}
    ]
    assert call("list").stdout == "борис\tmoderator\tnever signed in\n"
    assert client.get("/questions/").status_code == 302  # at once, not when the session ends
    back = call("add", "анна", "--group", "reviewer")
    assert User.objects.get(username="анна").check_password(back.stdout.strip())
