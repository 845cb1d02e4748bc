"""Pages are made a few at a time, in the order in which they were asked for."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from typing import Any

import pytest

from verbale.web.server import Environment, Turns

AT_ONCE = 2
WAIT = 10.0  # seconds until a test gives up


class Slow:
    """An application that notes who is being answered, and answers when told to."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.goes_on = {name: threading.Event() for name in "abcdef"}

    def __call__(self, environ: Environment, _start_response: Any) -> Iterable[bytes]:
        self.begun.append(environ["PATH_INFO"])
        assert self.goes_on[environ["PATH_INFO"]].wait(WAIT)
        return [b"done"]

    def end(self) -> None:
        """Answer everything."""
        for event in self.goes_on.values():
            event.set()

    def has_begun(self, *names: str) -> bool:
        """Whether just these requests are or were answered, waiting a while for the last."""
        end = time.monotonic() + WAIT
        while len(self.begun) < len(names) and time.monotonic() < end:
            time.sleep(0.001)
        return self.begun == [*names]


def ask(turns: Turns, name: str, method: str = "GET") -> threading.Thread:
    thread = threading.Thread(target=turns, args=({"REQUEST_METHOD": method, "PATH_INFO": name}, None), daemon=True)
    thread.start()
    return thread


def wait_for_line(turns: Turns, length: int) -> None:
    end = time.monotonic() + WAIT
    while len(turns._waiting) < length and time.monotonic() < end:
        time.sleep(0.001)
    assert len(turns._waiting) == length


def test_a_few_at_a_time_and_in_order() -> None:
    slow = Slow()
    turns = Turns(slow, AT_ONCE)
    for number, name in enumerate("abcd", start=1):
        ask(turns, name)
        if number <= AT_ONCE:
            assert slow.has_begun(*"abcd"[:number])
        else:
            wait_for_line(turns, number - AT_ONCE)
    assert slow.begun == ["a", "b"]
    assert not turns.has_free
    slow.goes_on["b"].set()
    assert slow.has_begun("a", "b", "c")
    slow.goes_on["a"].set()
    assert slow.has_begun("a", "b", "c", "d")
    slow.end()


def test_what_has_a_body_waits_for_nobody() -> None:
    slow = Slow()
    turns = Turns(slow, AT_ONCE)
    for name in "ab":
        ask(turns, name)
    assert slow.has_begun("a", "b") or slow.has_begun("b", "a")
    ask(turns, "c", "POST")
    assert slow.has_begun(*slow.begun[:2], "c")
    slow.end()


def test_a_failure_gives_its_turn_back() -> None:
    def failing(_environ: Environment, _start_response: Any) -> Iterable[bytes]:
        raise ValueError("no page")

    turns = Turns(failing, AT_ONCE)
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ValueError, match="no page"):
            turns({"REQUEST_METHOD": "GET", "PATH_INFO": "a"}, None)
    assert turns.has_free
