"""Addresses to go on to, given by whoever wrote a link: none of them leads elsewhere."""

from __future__ import annotations

from itertools import product
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.utils.encoding import iri_to_uri

HERE = "http://testserver"
EVIL = "evil.example"
STARTS = (
    "//", "///", "////", "/\\", "\\\\", "\\/", "/\t/", "\t//", " //", "/\n/", "\r\n//", "http://", "https://", "HtTpS://",
    "http:", "https:/", "http:///", "https:\\\\", "ftp://", "javascript:alert(1)//", "java\tscript:alert(1)//",
    "data:text/html,", "vbscript:", "http://testserver@", "//testserver@", "http://testserver:80@", "//testserver\\@",
    "http://testserver.", "//testserver%2e", "/%2f/", "//%5c", "///\\;@", "/.//", "/..//", "/./\\/", "http://[::1]@",
    "\x00//", "\u2028//", "\u3000//", "\ufeff//", "/\u200b/", "//\u2215", "http:\u2044\u2044", "@", ":@", "///@",
    "http://testserver&@", "http://testserver?@", "http://testserver#@", "jar:http://", "//\u0000", "/\x0b/",
)  # fmt: skip
ENDS = (EVIL, f"{EVIL}/%2f..", f"{EVIL}:80/?x=/", "xn--evil-example.test")
PAYLOADS = ["".join(parts) for parts in product(STARTS, ENDS)]


def place(response) -> str:
    """The host that a browser would go to, as those read addresses."""
    target = response["Location"]
    assert "\r" not in target
    assert "\n" not in target
    # Browsers take a backslash for a slash, and drop tabs and line breaks.
    plain = target.strip("".join(map(chr, range(33)))).replace("\\", "/").replace("\t", "")
    where = urlsplit(urljoin(f"{HERE}/page", plain))
    return f"{where.scheme}://{where.netloc}"


@pytest.fixture
def ways(account):
    """The ways on: each gives the answer to an address."""
    account("анна", "reviewer")
    login = {"username": "анна", "password": "аннаанна"}
    signed = Client()
    signed.force_login(account("борис"))

    def sent(number: int, target: str) -> str:
        # Attempts are counted by address; each comes from another.
        return f"198.51.{number // 250}.{number % 250}"

    return {
        "language": lambda number, target: Client().get("/language/ru", {"next": target}),
        "sign in, form": lambda number, target: Client().post(
            "/sign-in", {**login, "next": target}, REMOTE_ADDR=sent(number, target)
        ),
        "sign out": lambda number, target: signed.post("/sign-out", {"next": target}),
    }


@pytest.mark.parametrize("way", ["language", "sign in, form", "sign out"])
def test_nobody_is_sent_elsewhere(ways, way):
    assert len(PAYLOADS) >= 200
    for number, target in enumerate(PAYLOADS):
        response = ways[way](number, target)
        if response.status_code == 302:
            assert place(response) == HERE, repr(target)
        else:
            assert response.status_code == 400 or way == "sign out", (response.status_code, target)


def test_an_address_that_is_one_of_ours_is_kept(ways):
    for way in ("language", "sign in, form"):
        assert ways[way](1, "/search?q=Крон")["Location"] == iri_to_uri("/search?q=Крон")


@pytest.mark.parametrize("start", STARTS)
def test_a_path_leads_nowhere_else(client, db, start):
    for path in (f"/{start}{EVIL}", f"{start}{EVIL}/actors"):
        given = path.encode().decode("latin-1")  # as servers hand it on
        response = client.generic("GET", "/", PATH_INFO=given)
        assert response.status_code in {400, 404} or place(response) == HERE
