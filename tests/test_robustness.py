"""Damaged reports never crash the reader, and what it makes of them always holds."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import verbale
from verbale import intake, samples
from verbale.errors import InputError
from verbale.export.html import render
from verbale.export.jsonl import decode, encode

TEXTS = [intake.load_file(path).text for path in samples.paths()]
MARKS = "«»„“”\"'—–-:,.…!?()\n"
SHARDS = 4  # so that several processes share a long run
SOAK = int(os.environ.get("VERBALE_SOAK", "5000"))
SHORT = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=25)
LONG = settings(SHORT, max_examples=SOAK // SHARDS, database=None)


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """A stretch of a sample text, up to all of it."""
    text = draw(st.sampled_from(TEXTS))
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return draw(st.sampled_from([text, text[start:], text[:end], text[start:end]]))


def without(text: str, marks: list[str]) -> str:
    return text.translate(dict.fromkeys(map(ord, marks)))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Sample texts truncated, spliced, with marks deleted, doubled or swapped, and with random characters in them."""
    text = draw(pieces())
    for change in draw(
        st.lists(st.sampled_from(["splice", "strip", "swap", "insert", "double", "flatten"]), max_size=4)
    ):
        place = draw(st.integers(0, len(text)))
        if change == "splice":
            text = text[:place] + draw(pieces())
        elif change == "strip":
            text = without(text, draw(st.lists(st.sampled_from(MARKS), min_size=1, max_size=6)))
        elif change == "swap":
            text = text.replace(draw(st.sampled_from(MARKS)), draw(st.sampled_from(MARKS)))
        elif change == "insert":
            text = text[:place] + draw(st.text(max_size=20)) + text[place:]
        elif change == "double":
            text = text[:place] + text[max(place - 80, 0) :]
        else:
            text = " ".join(text.split())
    return text


def check(text: str) -> None:
    try:
        record = verbale.read(text, language="ru", published="2024-03-12")
    except InputError:
        return
    assert record.report.text == text
    assert [str(problem) for problem in verbale.verify(record)] == []
    assert decode(encode(record)) == record
    assert render(record)


@SHORT
@given(damaged())
def test_damaged_samples(text):
    check(text)


@SHORT
@given(st.text(max_size=200))
def test_random_characters(text):
    check(text)


@pytest.mark.soak
@pytest.mark.parametrize("shard", range(SHARDS))
def test_soak(shard):
    LONG(given(damaged())(check))()
