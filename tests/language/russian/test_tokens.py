"""Tokens are razdel's."""

from __future__ import annotations

import razdel
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.language.russian.tokens import tokenize

PIECES = [
    *"абвЁAbz12-—‑−_.,/\\!?…*Δ\u0301:)(;=«»\"'\u00a0\t²ſK\u200b",
    *("yahoo", "Yahoo!", "слово", "--", "***", " ", "  ", "\n", "...", ":)", "=))))", "5,6", "iPhone", "COVID-19", "№"),
]


def assert_equal(text: str) -> None:
    starts, ends, texts = tokenize(text)
    expected = list(razdel.tokenize(text))
    assert [*zip(starts, ends, texts, strict=True)] == [(t.start, t.stop, t.text) for t in expected]


def test_reports(texts: list[str]) -> None:
    for text in texts:
        assert_equal(text)


def test_joining_marks() -> None:
    text = "аудио- и видеозаписи, кое-что, 5,6 и 1/2, слово -то, 2005, 2006, iPhoneом, за́мок, yahoo!"
    assert tokenize(text).texts == [
        *("аудио-", "и", "видеозаписи", ",", "кое-что", ",", "5,6", "и", "1/2", ",", "слово", "-то", ","),
        *("2005,", "2006", ",", "iPhone", "ом", ",", "за́мок", ",", "yahoo!"),
    ]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=500)
def test_pieces(text: str) -> None:
    assert_equal(text)


@given(st.text(max_size=30))
def test_any_text(text: str) -> None:
    assert_equal(text)
