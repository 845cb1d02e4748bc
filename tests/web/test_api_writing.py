"""The API written to: who may, reviews, reports; and every route × (no token, foreign Origin, wrong role) refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from verbale.store.models import Content, Copy, Report, Review, Statement
from verbale.web import tokens
from verbale.web.api import reading
from verbale.web.limits import Limit
from verbale.web.models import Token
from verbale.web.tokens import Scope

TEXT = """Министр иностранных дел Республики Велария Арсен Волдин заявил, что его страна готова к переговорам. \
«Мы не отступим от договора», — подчеркнул он на встрече с журналистами в Лимаре.
"""


@pytest.fixture
def secret(account) -> Callable[..., str]:
    """The secret of a token: ``secret("reviews:write", group="reviewer")``."""

    def make(*scopes: str, group: str = "editor") -> str:
        name = f"{group}-{len(User.objects.all())}"
        account(name, group)
        return tokens.add(name, name, scopes)

    return make


def client(secret: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {secret}"}, enforce_csrf_checks=True)


def decide(browser: Client, **values: Any) -> Any:
    review = {"noun": "statement", "key": Statement.objects.get(item="s1").key, "decision": "accept", "seen": 0}
    return browser.post("/api/v1/reviews", json.dumps(review | values), "application/json")


def send(browser: Client, text: str | bytes = TEXT, name: str = "мир.txt", **fields: str) -> Any:
    data = text.encode() if isinstance(text, str) else text
    return browser.post("/api/v1/reports", {"file": SimpleUploadedFile(name, data, "text/plain"), **fields})


def kept() -> list[Any]:
    """All that the database holds but what is counted against floods and when tokens were used."""
    models = [model for model in apps.get_models() if model._meta.label not in {"web.Attempt", "web.Token"}]
    return [row for model in models for row in model.objects.order_by("pk").values_list()]


# --- who may ---------------------------------------------------------------------------

WAYS = {"reviews": decide, "reports": send}
SCOPES = {"reviews": Scope.REVIEWS, "reports": Scope.REPORTS}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "given", [None, "", "Bearer", "Bearer ", "Bearer x", "Basic YTpi", "Bearer \xe9\xff", "x" * 5000]
)
def test_without_a_good_token_it_is_refused(stored, way, given):
    before = kept()
    response = WAYS[way](Client(headers={} if given is None else {"Authorization": given}))
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert kept() == before


@pytest.mark.parametrize("way", WAYS)
def test_a_session_counts_for_nothing(stored, signed_in, way):
    browser = signed_in("reviewer", "editor", "moderator")
    before = kept()
    assert WAYS[way](browser).status_code == 401
    assert kept() == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example", "https://testserver"]
)
def test_pages_of_other_sites_are_refused_with_a_token_too(stored, secret, way, origin):
    browser = client(secret(*Scope))
    browser.defaults["HTTP_ORIGIN"] = origin
    before = kept()
    response = WAYS[way](browser)
    assert response.status_code == 403
    assert "Access-Control-Allow-Origin" not in response
    assert kept() == before


@pytest.mark.parametrize("way", WAYS)
def test_another_scope_is_refused(stored, secret, way):
    (other,) = set(Scope) - {SCOPES[way]}
    browser = client(secret(other))
    before = kept()
    assert WAYS[way](browser).status_code == 403
    assert kept() == before


@pytest.mark.parametrize(
    ("way", "group"), [("reviews", "moderator"), ("reviews", None), ("reports", "reviewer"), ("reports", None)]
)
def test_a_user_who_has_lost_the_role_is_refused(stored, secret, account, way, group):
    browser = client(secret(SCOPES[way]))
    user = User.objects.get(username__startswith="editor")
    user.groups.set(account("other", group).groups.all() if group else [])
    before = kept()
    assert WAYS[way](browser).status_code == 403
    assert kept() == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "end",
    [
        lambda: Token.objects.update(expires=timezone.now() - timedelta(seconds=1)),
        lambda: tokens.revoke(Token.objects.get().name),
        lambda: User.objects.update(is_active=False),
    ],
)
def test_a_token_that_has_ended_is_refused(stored, secret, way, end):
    browser = client(secret(*Scope))
    end()
    before = kept()
    assert WAYS[way](browser).status_code == 401
    assert kept() == before


def test_only_the_hash_of_a_token_is_kept(stored, secret):
    given = secret(Scope.REVIEWS)
    assert given.startswith(tokens.PREFIX)
    assert given not in str(list(Token.objects.values_list()))
    assert decide(client(given)).status_code == 201
    assert timezone.now() - Token.objects.get().used < timedelta(minutes=1)


def test_a_token_may_be_used_so_often(stored, secret, monkeypatch):
    monkeypatch.setattr(tokens, "LIMIT", Limit("api writing", 2, timedelta(minutes=1)))
    browser, other = client(secret(Scope.REVIEWS)), client(secret(Scope.REVIEWS))
    assert [decide(browser, seen=seen).status_code for seen in range(3)] == [201, 201, 429]
    assert decide(browser, seen=2)["Retry-After"] == "60"
    assert decide(other, seen=2).status_code == 201


# --- reviews ---------------------------------------------------------------------------


def test_a_decision_is_kept_in_the_users_name(stored, secret):
    response = decide(client(secret(Scope.REVIEWS, group="reviewer")), reason="so ist es")
    assert response.status_code == 201
    review = Review.objects.get()
    assert response.json()["hash"] == review.hash
    assert (review.reviewer_name, review.reason) == (User.objects.get().username, "so ist es")
    assert Statement.objects.get(item="s1").state == "accepted"


def test_who_saw_an_older_version_is_told(stored, secret):
    browser = client(secret(Scope.REVIEWS))
    assert decide(browser).status_code == 201
    late = decide(browser, decision="reject")
    assert late.status_code == 409
    assert "look at it again" in late.json()["detail"]
    assert Review.objects.count() == 1


def test_a_correction_changes_what_it_gives(stored, secret):
    browser = client(secret(Scope.REVIEWS))
    assert decide(browser, decision="correct", changes={"act": "REJECT"}).status_code == 201
    assert Statement.objects.get(item="s1").act == "REJECT"


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"key": "aaaaaaaaaaaa"}, 404),
        ({"decision": "join"}, 422),
        ({"noun": "actor"}, 422),
        ({"seen": -1}, 422),
        ({"seen": "0"}, 422),
        ({"seen": 2**63}, 422),
        ({"reason": "x" * 2001}, 422),
        ({"reason": "\0"}, 422),
        ({"more": 1}, 422),
        ({"changes": {"act": "REJECT"}}, 422),
        ({"decision": "correct"}, 422),
        ({"decision": "correct", "changes": {"act": "SHOUT"}}, 422),
        ({"decision": "correct", "changes": {"content": [[0, 10**9]]}}, 422),
        ({"decision": "correct", "changes": {"content": [[0, 10**30]]}}, 422),
        ({"decision": "correct", "changes": {"speaker": "aaaaaaaaaaaa"}}, 404),
        ({"decision": "correct", "changes": []}, 422),
    ],
)
def test_decisions_that_cannot_be(stored, secret, values, status):
    before = kept()
    browser = client(secret(Scope.REVIEWS))
    before = kept()
    response = decide(browser, **values)
    assert response.status_code == status, response.content
    assert kept() == before


# --- reports ---------------------------------------------------------------------------


def test_a_report_is_read_and_kept(db, secret, client):
    browser = globals()["client"](secret(Scope.REPORTS))
    response = send(
        browser, TEXT.encode("windows-1251"), outlet="Полюс", title="Волдин о мире", published="2031-05-12",
        url="https://polyus.example/1",
    )  # fmt: skip
    assert (response.status_code, response.json()["status"]) == (201, "added")
    found = client.get(f"/api/v1/reports/{response.json()['report']}").json()
    assert (found["outlet"], found["title"], found["day"], found["encoding"]) == (
        "Полюс", "Волдин о мире", "2031-05-12", "cp1251",
    )  # fmt: skip
    assert [one["speaker"] for one in found["record"]["statements"]] == ["Арсен Волдин"] * 2
    raw = Content.objects.get(pk=Report.objects.get().raw_id)
    assert raw.read() == TEXT.encode("windows-1251")
    assert client.get("/api/v1/statements", {"q": "переговоры"}).json()["items"]


def test_a_report_that_is_there_is_known_and_of_another_outlet_a_copy(db, secret):
    browser = client(secret(Scope.REPORTS))
    first = send(browser, outlet="Полюс").json()
    known = send(browser, outlet="Полюс")
    copy = send(browser, outlet="Курьер")
    assert (known.status_code, known.json()) == (200, {"status": "known", "report": first["report"]})
    assert (copy.status_code, copy.json()) == (200, {"status": "copy", "report": first["report"]})
    assert [one.outlet for one in Copy.objects.all()] == ["Курьер"]


def test_a_page_is_read_for_its_text(db, secret):
    paragraph = TEXT.replace("\n", "")
    page = f"<html><head><title>Волдин о мире</title></head><body><article><p>{paragraph}</p></article></body></html>"
    assert send(client(secret(Scope.REPORTS)), page, name="a.html").status_code == 201
    assert "<p>" not in Report.objects.get().text.read().decode()


@pytest.mark.parametrize(
    ("text", "fields", "status"),
    [
        ("", {}, 422),
        ("\0\1\2" * 100, {}, 422),
        ("123 456", {}, 422),
        ("The minister said that the talks would go on until they reached an agreement with everybody.", {}, 422),
        (TEXT, {"language": "xx"}, 422),
        (TEXT, {"published": "gestern"}, 422),
        (TEXT, {"url": "javascript:alert(1)"}, 422),
        (TEXT, {"outlet": "x" * 501}, 422),
        (TEXT, {"outlet": "a\0b"}, 422),
        (TEXT, {"more": "x"}, 422),
        (TEXT * 2000, {}, 413),
        ("x" * (reading.LARGEST + 1), {}, 413),
        ("x" * (reading.LARGEST + 200_000), {}, 413),
    ],
)
def test_reports_that_cannot_be_read(db, secret, text, fields, status):
    browser = client(secret(Scope.REPORTS))
    response = send(browser, text, **fields)
    assert response.status_code == status, response.content
    assert response.json()["detail"]
    assert not Report.objects.exists()


def test_names_of_files_are_names_only(db, secret):
    assert send(client(secret(Scope.REPORTS)), name="../../etc/\x01мир\u2028" + "x" * 300 + ".txt").status_code == 201
    assert "/" not in Report.objects.get().doc
    assert len(Report.objects.get().doc) <= reading.LONGEST_NAME
