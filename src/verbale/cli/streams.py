"""Standard streams and how a command ends: errors in one line, broken pipes without a word, Ctrl-C with 130."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper

import typer

from verbale.errors import VerbaleError

FAILED = 1  # exit code where an input could not be read or a record does not hold
INTERRUPTED = 130  # 128 + SIGINT, as shells have it
PIPE_CLOSED = 141  # 128 + SIGPIPE

# C0 and C1 controls, and the marks that turn the direction of writing.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def prepare() -> None:
    """Let no character stop the output, whatever the terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def printable(text: str) -> str:
    """``text`` on one line and without the control characters that could steer a terminal."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def say(line: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(printable(line) + "\n")
    sys.stderr.flush()


def write_line(line: bytes) -> None:
    """Write one line to standard output, whole: Ctrl-C waits until it is out."""
    with _uninterrupted():
        sys.stdout.buffer.write(line + b"\n")
        sys.stdout.buffer.flush()


def give_secret(what: str, secret: str) -> None:
    """Write a ``secret`` to standard output, for its owner alone, this once."""
    say(f"The {what}, which is not shown again:")
    write_line(secret.encode())


@contextmanager
def _uninterrupted() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def ending() -> Iterator[None]:
    """Run a command's body and turn its errors into lines and exit codes."""
    try:
        yield
        sys.stdout.flush()
    except VerbaleError as error:
        say(f"verbale: {error}")
        raise typer.Exit(FAILED) from error
    except BrokenPipeError:
        # The reader has gone. Python flushes once more at exit and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from None
    except KeyboardInterrupt:
        say("verbale: interrupted")
        raise typer.Exit(INTERRUPTED) from None
