from __future__ import annotations

import gzip

import pytest
from django.core.cache import caches
from django.test import RequestFactory

from verbale.web import kept
from verbale.web.kept import answer

TAG = 'W/"eins"'


@pytest.fixture(autouse=True)
def nothing_kept():
    caches["pages"].clear()


class Body:
    """Counts how often it is made."""

    def __init__(self, content: bytes = b"<p>x</p>" * 50) -> None:
        self.content = content
        self.made = 0

    def __call__(self) -> bytes:
        self.made += 1
        return self.content


def ask(body: Body, address: str = "/", tag: str = TAG, cookies: str = "", **headers: str):
    request = RequestFactory().get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    if cookies:
        request.COOKIES[cookies] = "x"
    return answer(request, tag, body)


def test_an_answer_is_made_once():
    body = Body()
    assert [ask(body).content for _ in range(3)] == [body.content] * 3
    assert body.made == 1
    ask(body, tag='W/"zwei"')
    assert body.made == 2


def test_who_has_it_gets_nothing():
    body = Body()
    response = ask(body, If_None_Match=TAG)
    assert (response.status_code, body.made, response.headers["ETag"]) == (304, 0, TAG)


@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, br", False),
        ("", False),
        ("x-gzipped", False),
    ],
)
def test_compressed_where_the_reader_takes_it(accepted, compressed):
    body = Body()
    for _ in range(2):
        response = ask(body, Accept_Encoding=accepted)
        assert response.headers.get("Content-Encoding") == ("gzip" if compressed else None)
        assert (gzip.decompress(response.content) if compressed else response.content) == body.content
        assert "Accept-Encoding" in response.headers["Vary"]
    assert body.made == 1


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_who_is_known_gets_an_answer_of_his_own(cookie):
    body = Body()
    for _ in range(2):
        assert "ETag" not in ask(body, cookies=cookie, If_None_Match=TAG).headers
    assert body.made == 2


def test_what_is_too_large_or_asked_with_a_query_is_not_kept(monkeypatch):
    body = Body()
    for _ in range(2):
        ask(body, "/?x=1")
    assert body.made == 2
    monkeypatch.setattr(kept, "LARGEST", 10)
    for _ in range(2):
        ask(body)
    assert body.made == 4
