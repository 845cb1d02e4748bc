"""Requests that are too large or make no sense get a clear 4xx, on every address, and nothing is kept of them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from verbale.store.models import Statement
from verbale.web.models import Question, SavedSearch

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
# Addresses that read, with the parameters that each knows.
READING = {
    "/search": ("q", "speaker", "target", "act", "since", "until", "outlet", "instrument", "state", "sort", "after", "limit"),
    "/search.csv": ("q", "since"),
    "/search.json": ("q",),
    "/search.ics": ("q",),
    "/feeds/search.atom": ("q",),
    "/actors/": ("name", "type", "page"),
    "/actors/suggested": ("name",),
    "/positions": ("one", "other", "act", "speaker", "after"),
    "/calendar": ("month", "party", "place"),
    "/calendar/coming": ("day",),
    "/calendar.ics": ("party",),
    "/instruments/": ("name", "kind", "page"),
    "/questions/new": ("noun", "key"),
    "/language/ru": ("next",),
    "/sign-in": ("next",),
}  # fmt: skip
VALUES = (
    "\0", "а\0б", "\ud800", "a" * 5000, "'\"", "1' OR '1'='1", "%", "_", "../../etc/passwd", "-1", "0", "1e309", "9" * 400,
    "٣", "0x10", "nan", "\u202e", "\r\nSet-Cookie: a=b", "{{7*7}}", "${7}", "99999-13-45", "2031-02-30", "[]", "NULL",
)  # fmt: skip


@pytest.fixture
def lenient() -> Client:
    """A browser that gets a 500 as an answer, as outside of tests."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("path", READING)
def test_no_value_of_a_parameter_is_too_much(lenient, stored, path):
    for name in READING[path]:
        for value in VALUES:
            given = value.encode("utf-8", "surrogatepass")
            response = lenient.get(path, {name: given})
            assert response.status_code in {200, 302, 400, 404}, (name, value)
            assert "\r" not in "".join(map(str, response.headers.values()))


@pytest.mark.parametrize(
    "path",
    [
        "/reports/%00", "/statements/%ff", "/actors/а%00б", "/saved/99999999999999999999999", "/questions/follow/%00",
        "/history/%00/x", "/review/agreement%00", "/reports/" + "a" * 3000, "/%c0%ae%c0%ae/", "/..%2f..%2fetc/passwd",
        "/static/../settings.py", "/static/%2e%2e/settings.py", "/static/web/%00.css", "/.//", "/language/xx",
    ],
)  # fmt: skip
def test_paths_that_make_no_sense_are_not_found(lenient, stored, path):
    assert lenient.get(path).status_code in {302, 400, 404}


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"text=" + b"a" * 1_100_000, FORM, 400),
        (b"&".join(b"f%d=1" % number for number in range(300)), FORM, 400),
        (b"text=%00&opened=x&kind=question", FORM, 400),
        (b"text=%ed%a0%80&kind=question", FORM, 400),
        (b"\xff\xfe\x00", FORM, 400),
        (b"text=a", "application/json", 400),
        (b"text=a", "", 400),
        (b"text=a", f"{FORM}; charset=no-such", 400),
        (b"--x\r\nContent-Disposition: form-data; name=text", PARTS, 400),
        (b"--x\r\n\r\n", PARTS, 400),
        (b"no boundary", "multipart/form-data", 400),
        (b"--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" + b"a" * 1_100_000 + b"\r\n--x--\r\n", PARTS, 400),
        (b"", FORM, 400),
    ],
)  # fmt: skip
def test_forms_that_make_no_sense_are_refused(lenient, stored, body, content_type, status):
    address = f"/questions/new?noun=report&key={stored.key}"
    assert lenient.generic("POST", address, body, content_type).status_code == status
    assert not Question.objects.exists()


def test_files_are_not_taken(lenient, stored):
    data = {"kind": "question", "text": SimpleUploadedFile("a.txt", b"a" * 1000)}
    assert lenient.post(f"/questions/new?noun=report&key={stored.key}", data).status_code == 400


@pytest.mark.parametrize("value", VALUES)
def test_no_value_of_a_form_is_too_much(lenient, stored, signed_in, value):
    given = value.encode("utf-8", "surrogatepass")
    reviewer = signed_in("reviewer", "editor", "moderator")
    reviewer.raise_request_exception = False
    item = Statement.objects.first()
    for address in (
        f"/review/statement/{item.key}/correct", f"/actors/{item.speaker.key}/join", f"/actors/{item.speaker.key}/split",
        f"/actors/{item.speaker.key}/undo", "/saved/new?q=a",
    ):  # fmt: skip
        names = (
            "version",
            "reason",
            "content",
            "content_at",
            "speaker",
            "act",
            "last",
            "into",
            "places",
            "number",
            "name",
        )
        response = reviewer.post(address, dict.fromkeys(names, given))
        assert response.status_code in {302, 400, 404, 409}, address
    SavedSearch.objects.all().delete()


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver:80:80", "a b", "[::1", "", "\u0430"]
)
def test_other_hosts_are_refused(lenient, db, host):
    response = lenient.get("/", headers={"host": host.encode("utf-8").decode("latin-1")})
    assert response.status_code == 400
    assert b"evil.example" not in response.content


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "GEТ"])
@pytest.mark.parametrize("path", ["/", "/search", "/calendar.ics", "/feeds/search.atom", "/actors/", "/positions"])
def test_other_methods_are_refused(lenient, db, path, method):
    response = lenient.generic(method, path)
    assert response.status_code == 405
    assert response["Allow"]
