"""What the server itself says to requests that are too large, too slow or no HTTP: a clear 4xx, and it goes on."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import pytest

from verbale.cli.serve import THREADS
from verbale.web.server import LONGEST_READ

HEAD = b"Host: 127.0.0.1\r\n"
HOME = b"GET / HTTP/1.1\r\n" + HEAD + b"\r\n"
FORM = b"POST /sign-in HTTP/1.1\r\n" + HEAD + b"Content-Type: application/x-www-form-urlencoded\r\n"
# Who has such a cookie has the form read.
FORM += b"Cookie: csrftoken=" + b"a" * 32 + b"\r\n"
CHUNKED = FORM + b"Transfer-Encoding: chunked\r\n\r\n"


def connected(site) -> socket.socket:
    where = urlsplit(site.address)
    return socket.create_connection((where.hostname, where.port), timeout=5 * LONGEST_READ)


def said(site, *sent: bytes) -> bytes:
    """The first line of the answer; "" where the line was cut."""
    with connected(site) as line:
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
        b"GET /" + b"a" * 1_000_000,
        b"GET / HTTP/1.1\r\n" + HEAD + b"X-Long: " + b"a" * 10_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b"X-Long: " + b"a" * 1_000_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b"".join(b"X-%d: 1\r\n" % number for number in range(200)) + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b"Host: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b"No colon\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b"X Y: 1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b"X-Y : 1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b": 1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b"X-Y: 1\r\n 2\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b"X-Y: a\x00b\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HEAD + b"X-Y: a\rSet-Cookie: b\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"G\x00T / HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"get / HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"GET  /  HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"GET /\r\n" + HEAD + b"\r\n",
        b"GET / HTTP/9.9\r\n" + HEAD + b"\r\n",
        b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"TRACE / HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"OPTIONS * HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        FORM + b"Content-Length: -5\r\n\r\n",
        FORM + b"Content-Length: five\r\n\r\n",
        FORM + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        FORM + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        FORM + b"Content-Length: 10000000\r\n\r\n",
        FORM + b"Content-Length: 2000000\r\n\r\n" + b"a" * 2_000_000,
        FORM + b"Content-Length: 99999999999999999999\r\n\r\nabc",
        FORM + b"Content-Length: 5\r\nExpect: 200-ok\r\n\r\nabcde",
        FORM + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
        FORM + b"Transfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
        CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n",
        CHUNKED + b"-5\r\nabc\r\n0\r\n\r\n",
        CHUNKED + b"5\r\nabcdeXX\r\n0\r\n\r\n",
        CHUNKED + b"5;" + b"a" * 100_000 + b"\r\nabcde\r\n0\r\n\r\n",
        CHUNKED + b"5\r\nabcde\r\n0\r\n" + b"X-Y: 1\r\n" * 10_000 + b"\r\n",
    ],
    ids=lambda request_: repr(request_[:30]),
)
def test_what_is_no_request_is_refused(site, request_):
    status = said(site, request_)
    assert status == b"" or status.split()[1].startswith(b"4"), status


@pytest.mark.parametrize("end", [b"Content-Length: 50\r\n\r\nabc", b"Transfer-Encoding: chunked\r\n\r\nFF\r\nabc"])
def test_who_stops_in_the_middle_is_refused(site, end):
    with connected(site) as line:
        line.sendall(FORM + end)
        line.shutdown(socket.SHUT_WR)
        assert line.makefile("rb").readline().split()[1].startswith(b"4")


@contextmanager
def slow(site, number: int, begun: bytes) -> Iterator[list[socket.socket]]:
    """Clients that have begun to send, and then send no more."""
    with ExitStack() as stack:
        lines = [stack.enter_context(connected(site)) for _ in range(number)]
        for line in lines:
            line.sendall(begun)
        yield lines


BEGUN = [b"GET / HTTP/1.1\r\nHo", FORM + b"Content-Length: 50\r\n\r\nabc", CHUNKED + b"FF\r\nabc"]


@pytest.mark.parametrize("begun", BEGUN)
def test_slow_clients_do_not_hold_up_others(site, begun):
    with slow(site, THREADS - 1, begun):
        started = time.monotonic()
        assert said(site, HOME).split()[1] == b"200"
        assert time.monotonic() - started < LONGEST_READ / 2


@pytest.mark.soak
@pytest.mark.parametrize("begun", BEGUN)
def test_a_crowd_of_slow_clients_is_cut_off(site, begun):
    with slow(site, 2 * THREADS, begun) as lines:
        assert said(site, HOME).split()[1] == b"200"
        for line in lines[:THREADS]:
            line.settimeout(1)
            assert line.recv(12) in {b"", b"HTTP/1.1 400", b"HTTP/1.1 403"}


def test_it_goes_on(site):
    assert said(site, HOME).split()[1] == b"200"
