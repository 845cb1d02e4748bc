"""Whatever goes wrong is told in one shape, with a 4xx."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from verbale.errors import StoreUnavailable
from verbale.store.answers import figures
from verbale.web import tokens
from verbale.web.tokens import Scope

JSON = "application/json"
FORM = "multipart/form-data; boundary=x"


@pytest.fixture
def writer(stored, account) -> Client:
    account("анна", "editor")
    secret = tokens.add("program", "анна", Scope)
    return Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)


def check(response, status: int) -> dict:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    problem = json.loads(response.content)
    assert problem.keys() - {"errors"} == {"type", "title", "status", "detail"}
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    assert problem["detail"]
    return problem


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 404),
        ("nothing", 404),
        ("reports/", 404),
        ("reports/%00", 422),
        ("reports/aaaaaaaaaaaa", 404),
        ("reports/AAAAAAAAAAAA", 422),
        ("statements/aaaaaaaaaaaa", 404),
        ("utterances/aaaaaaaaaaaa", 404),
        ("actors/aaaaaaaaaaaa", 404),
        ("meetings/aaaaaaaaaaaa", 404),
        ("instruments/aaaaaaaaaaaa", 404),
        ("reviews?noun=statement&key=aaaaaaaaaaaa", 404),
        ("questions?noun=statement&key=aaaaaaaaaaaa", 404),
        ("reviews?noun=statement", 422),
        ("questions?noun=actor&key=aaaaaaaaaaaa", 422),
        ("statements?speaker=Никто Неизвестный", 404),
        ("statements?instrument=Никакой договор", 404),
        ("positions?one=Никто Неизвестный", 404),
        ("positions/tally", 422),
        ("statements?speeker=x", 422),
        ("statements?limit=1&limit=2", 422),
        ("statements?limit=0", 422),
        ("statements?limit=201", 422),
        ("statements?limit=all", 422),
        ("statements?act=SHOUT", 422),
        ("statements?since=2031-13", 422),
        ("statements?since=31.05.2031", 422),
        ("statements?since=2031-06&until=2031-05", 422),
        ("statements?q=%00", 422),
        ("statements?q=-", 422),
        (f"statements?q={'x' * 501}", 422),
        (f"statements?{'&'.join(['outlet=x'] * 51)}", 422),
        ("statements?after=zz", 422),
        ("statements?after=%2e%2e", 422),
        ("statements?after=ffffffffffffffffffff", 422),
        ("statements?q=мир&sort=rank&after=r99999", 422),
        ("reports?act=AGREE", 422),
        ("actors?after=1", 422),
        ("actors?after=1-2-3", 422),
        ("utterances?after=1-0", 422),
        ("utterances?after=1-ffffffffffffffff", 422),
        ("positions?after=ffffffffffffffff", 422),
        ("meetings?after=0", 422),
        ("meetings?after=ffffffff", 422),
        ("meetings?day=2031-W20-1", 422),
        ("meetings?day=1234567890", 422),
        ("meetings?direction=up", 422),
        ("calendar", 422),
        ("calendar?since=2031-05-02&until=2031-05-01", 422),
        ("calendar?since=2031-05-02&until=2041-05-01", 422),
        ("calendar?since=9999-12-30&until=9999-12-31", 422),
    ],
)
def test_what_cannot_be_read(stored, path, status):
    check(Client().get(f"/api/v1/{path}"), status)


@pytest.mark.parametrize(
    "path", ["meetings?day=0001-01-01&direction=past", "calendar?since=0001-01-01&until=0001-01-02"]
)
def test_days_at_the_edge_of_time_are_days(stored, path):
    assert Client().get(f"/api/v1/{path}").json()["items"] == []


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "reports", "GET, HEAD, OPTIONS, POST"),
        ("PUT", "statements", "GET, HEAD, OPTIONS"),
        ("POST", "statements/aaaaaaaaaaaa", "GET, HEAD, OPTIONS"),
        ("PATCH", "openapi.json", "GET, HEAD, OPTIONS"),
        ("TRACE", "reports", "GET, HEAD, OPTIONS, POST"),
    ],
)
def test_methods_that_an_address_does_not_take(db, method, path, allowed):
    response = Client().generic(method, f"/api/v1/{path}")
    check(response, 405)
    assert response["Allow"] == allowed


@pytest.mark.parametrize(
    ("path", "content_type", "body", "status"),
    [
        ("reviews", JSON, b"{", 400),
        ("reviews", JSON, b"null", 422),
        ("reviews", JSON, b"[]", 422),
        ("reviews", JSON, b'{"seen": NaN}', 400),
        ("reviews", JSON, b'{"reason": "\\ud800"}', 400),
        ("reviews", JSON, b"\xff\xfe", 400),
        ("reviews", JSON, b"[" * 100_000, 400),
        ("reviews", JSON, b'"' + b"x" * 1_000_001 + b'"', 413),
        ("reviews", "text/plain", b"{}", 415),
        ("reviews", "", b"{}", 415),
        ("reviews", FORM, b"{}", 415),
        ("reports", JSON, b"{}", 415),
        ("reports", "application/x-www-form-urlencoded", b"file=x", 415),
        ("reports", "multipart/form-data", b"x", 400),
        ("reports", FORM, b"x", 422),
        ("reports", FORM, b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\ntext\r\n--x--\r\n', 422),
        ("reports", FORM, b"--x\r\nContent-Disposition: form-data\r\n\r\ntext\r\n--x--\r\n", 422),
        (
            "reports",
            FORM,
            b"".join(b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % n for n in range(250))
            + b"--x--\r\n",
            400,
        ),
    ],
)
def test_bodies_that_cannot_be_taken(writer, path, content_type, body, status):
    check(writer.generic("POST", f"/api/v1/{path}", body, content_type), status)


def test_a_parameter_of_an_address_is_none_of_a_form(writer):
    response = writer.post("/api/v1/reports?outlet=x", {"file": SimpleUploadedFile("a.txt", b"x")})
    assert check(response, 422)["errors"] == [{"where": "query.outlet", "message": "there is no such parameter"}]


def test_half_characters_in_a_problem_do_no_harm(stored):
    check(Client().get("/api/v1/statements", QUERY_STRING="speaker=%ED%A0%80"), 404)


def test_a_store_that_cannot_be_written_is_told_without_its_place(writer, monkeypatch):
    def fail(*_, **__):
        raise StoreUnavailable("/home/somebody/verbale.sqlite3: there is no room on its disk")

    monkeypatch.setattr("verbale.store.reviewing.reviews.decide", fail)
    review = {"noun": "statement", "key": "a" * 12, "decision": "accept", "seen": 0}
    response = writer.post("/api/v1/reviews", json.dumps(review), JSON)
    assert "somebody" not in check(response, 503)["detail"]
    assert response["Retry-After"]


def test_a_defect_has_the_shape_too(db, monkeypatch):
    def fail():
        raise RuntimeError("secret")

    monkeypatch.setattr(figures, "figures", fail)
    response = Client(raise_request_exception=False).get("/api/v1/stats")
    assert "secret" not in str(check(response, 500))


def test_a_host_that_is_not_ours_is_told_so(db):
    check(Client().get("/api/v1/reports", headers={"Host": "evil.example"}), 400)


def test_other_addresses_are_left_alone(db):
    assert Client().get("/nothing")["Content-Type"].startswith("text/html")
