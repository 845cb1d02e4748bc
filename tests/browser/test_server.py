"""What the server itself says to requests that are too large or no HTTP: a clear 4xx, and it goes on."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest

HEAD = b"Host: 127.0.0.1\r\n"


def said(site, *sent: bytes) -> bytes:
    """The first line of the answer; "" where the line was cut."""
    where = urlsplit(site.address)
    with socket.create_connection((where.hostname, where.port), timeout=20) as line:
        try:
            for part in sent:
                line.sendall(part)
            return line.makefile("rb").readline()
        except ConnectionError:
            return b""


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /search?q=" + b"a" * 10_000 + b" HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b"X-Long: " + b"a" * 10_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b"".join(b"X-%d: 1\r\n" % number for number in range(200)) + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"G\x00T / HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\n" + HEAD + b"Content-Length: -5\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\n" + HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(site, request_):
    status = said(site, request_)
    assert status == b"" or status.split()[1].startswith(b"4"), status


def test_it_goes_on(site):
    assert said(site, b"GET / HTTP/1.1\r\n" + HEAD + b"\r\n").split()[1] == b"200"
