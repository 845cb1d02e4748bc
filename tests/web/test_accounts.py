"""Signing in and out."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.views.defaults import server_error

from verbale.web.forms import sign_in
from verbale.web.models import Attempt
from verbale.web.permissions import GROUPS


def attempt(client, name, password, address="203.0.113.5", **query):
    return client.post("/sign-in", {"username": name, "password": password, **query}, REMOTE_ADDR=address)


def test_a_reviewer_signs_in_and_out(client, account):
    account("анна", "reviewer")
    assert attempt(client, "анна", "аннаанна")["Location"] == "/review/"
    assert client.get("/review/").status_code == 200
    assert client.post("/sign-out").status_code == 302
    assert client.get("/review/")["Location"] == "/sign-in?next=/review/"


def test_a_moderator_comes_to_the_questions(client, account):
    account("анна", "moderator")
    assert attempt(client, "анна", "аннаанна")["Location"] == "/questions/"


def test_signing_out_takes_more_than_a_link(client, account):
    client.force_login(account("анна"))
    assert client.get("/sign-out").status_code == 405


def test_what_was_wrong_is_not_said(client, account):
    account("анна", "reviewer")
    borissa = account("борис", "reviewer")
    borissa.is_active = False
    borissa.save()

    def answer(name, password):
        response = attempt(client, name, password)
        assert response.status_code == 403
        text = response.content.decode()
        return text[text.index('<ul class="errorlist') : text.index("</ul>", text.index('<ul class="errorlist'))]

    assert answer("анна", "wrong") == answer("nobody", "wrong") == answer("борис", "борисборис")


def test_many_wrong_passwords_stop_that_name_at_that_address(client, account):
    account("анна", "reviewer")
    statuses = [attempt(client, "анна", f"wrong{number}").status_code for number in range(7)]
    assert statuses == [403] * 5 + [429] * 2
    assert attempt(client, "анна", "аннаанна").status_code == 429  # also the right one
    assert attempt(client, "анна", "аннаанна", address="203.0.113.6").status_code == 302  # the owner, elsewhere


def test_many_names_from_one_address_are_stopped(client, db):
    statuses = [attempt(client, f"name{number}", "wrong").status_code for number in range(25)]
    assert statuses == [403] * 20 + [429] * 5


def test_one_name_from_many_addresses_is_stopped(client, db):
    many = sign_in.OF_NAME.most + 5
    statuses = [attempt(client, "анна", "wrong", address=f"198.51.100.{number}").status_code for number in range(many)]
    assert statuses == [403] * sign_in.OF_NAME.most + [429] * 5


def test_letters_case_makes_no_new_name(client, account):
    account("anna", "reviewer")
    statuses = [attempt(client, name, "wrong").status_code for name in ("anna", "Anna", "ANNA", "aNNa", "annA", "AnnA")]
    assert statuses[-1] == 429


def test_who_signs_in_starts_anew(client, account):
    account("анна", "reviewer")
    for _ in range(3):
        for _ in range(4):
            attempt(client, "анна", "wrong")
        assert attempt(Client(), "анна", "аннаанна").status_code == 302
    assert not Attempt.objects.filter(purpose=sign_in.OF_NAME.purpose).exists()


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "\t//evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(account, target):
    account("анна", "reviewer")
    assert attempt(Client(), "анна", "аннаанна", next=target)["Location"] == "/review/"


def test_a_page_that_asked_is_returned_to(client, account):
    account("анна", "moderator")
    assert attempt(client, "анна", "аннаанна", next="/questions/?state=spam")["Location"] == "/questions/?state=spam"


def test_the_groups_are_there_after_migrating(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS)


@pytest.mark.parametrize(("groups", "offered"), [(["moderator"], "/questions/"), (["editor"], "/review/")])
def test_who_may_not_is_told_what_they_may(signed_in, groups, offered):
    refused = signed_in(*groups).get("/review/" if groups == ["moderator"] else "/questions/")
    assert refused.status_code == 403
    assert f'href="{offered}"' in refused.content.decode()


def test_errors_have_pages(client, rf, db):
    client.raise_request_exception = False
    assert "<h1>" in client.get("/nothing/here").content.decode()
    assert "<h1>" in client.get("/", headers={"host": "evil.example"}).content.decode()
    assert "<h1>" in server_error(rf.get("/")).content.decode()
