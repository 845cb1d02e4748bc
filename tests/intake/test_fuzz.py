"""No bytes make intake fail other than with an error of ours."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from verbale import intake, samples
from verbale.errors import InputError
from verbale.types import Report

PIECES = [path.read_bytes() for path in samples.paths()]
TAGS = re.findall(
    r"\S+", "<p> </p> <br> <div> </div> <html> <!-- --> <script> <h1> <table> <td> &#0; &#xd800; &lt; <![CDATA[ <?x <a>"
)
ENCODINGS = st.sampled_from(["utf-8", "cp1251", "koi8-r", "cp866", "utf-16", "utf-8-sig", "utf-32", "utf-7"])
MUTATED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(data: bytes) -> None:
    with refusals("fuzz.html"):
        check_report(intake.load_bytes(data, "fuzz.html"))


@contextmanager
def refusals(name: str) -> Iterator[None]:
    """Lets pass an error of ours, if it is one line that begins with the input's name."""
    try:
        yield
    except InputError as error:
        if not str(error).startswith(f"{name}: ") or "\n" in str(error):
            raise AssertionError(str(error)) from error


def check_report(report: Report) -> None:
    assert report.sha256 == hashlib.sha256(report.text.encode()).hexdigest()
    assert all(0 <= span.start < span.end <= len(report.text) for span in report.furniture)


@MUTATED
@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xfe\xff\xd8")
@example(b"\xff\xfe\x00\x00\x00\xd8\x00\x00")
@example(b"+ADw-html+AD4-")
def test_any_bytes(data):
    check(data)


@MUTATED
@given(st.text(max_size=300), ENCODINGS)
def test_any_text(text, encoding):
    check(text.encode(encoding, errors="replace"))


@MUTATED
@given(
    st.sampled_from(PIECES), st.sampled_from(PIECES), st.integers(0, 9000), st.integers(0, 9000), st.binary(max_size=8)
)
def test_spliced_reports(left, right, cut, start, between):
    check(left[:cut] + between + right[start : start + 3000])


@MUTATED
@given(st.lists(st.one_of(st.sampled_from(TAGS), st.text(max_size=30)), max_size=60))
def test_tag_soup(parts):
    check(
        ("<html><body><p>Волдин заявил, что переговоры с Орданией продолжатся." + "".join(parts)).encode(
            "utf-8", "replace"
        )
    )


@MUTATED
@given(st.text(max_size=200))
def test_any_string(text):
    with refusals("fuzz"):
        check_report(intake.from_text(text, name="fuzz"))
