"""Quotations without marks: speech after a dash and blocks after a colon."""

from __future__ import annotations

import re
import time

import pytest

from verbale.language.quotes import pair_marks, paragraphs_of
from verbale.language.speech import find_quotations, interruptions
from verbale.types import Span

VERBS = re.compile(r"\b(?:сказал|добавил|спросил|заявил|ушёл)\b")

CASES = [
    ("— Мы готовы, — сказал министр.", [("dash", "Мы готовы")]),
    ("— Мы готовы, — сказал министр. — Но не сейчас.", [("dash", "Мы готовы"), ("dash", "Но не сейчас.")]),
    ("— Мы, — сказал он, — готовы, — добавил он.", [("dash", "Мы"), ("dash", "готовы")]),
    ("– Когда? – спросил он.¶– Завтра.", [("dash", "Когда?"), ("dash", "Завтра.")]),
    ("- Мы готовы, - сказал он.", [("dash", "Мы готовы")]),
    # A dash of the speech itself, before words without a verb, is no author's.
    ("— Те, кто пришёл, — наши друзья, — заявил он.", [("dash", "Те, кто пришёл, — наши друзья")]),
    ("— Мы из «Рогов», — сказал он.", [("dash", "Мы из «Рогов»"), ("marks", "Рогов")]),
    # Items of a list are no speech.
    ("Он назвал:¶— хлеб;¶— соль.", []),
    ("- Хлеб и соль.¶- Вода.", []),
    # A block after a colon.
    ("Он сказал:¶Мы готовы помочь.¶Все ушли.", [("block", "Мы готовы помочь.")]),
    ("Он сказал:¶¶Мы «готовы» помочь.", [("block", "Мы «готовы» помочь."), ("marks", "готовы")]),
    ("Он сказал:¶«Мы готовы помочь».", [("marks", "Мы готовы помочь")]),
    ("Читайте также:¶Погода на неделю", []),
    ("В списке:¶1. Хлеб и соль.", []),
    ("Он сказал:", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_speech(text: str, expected: list[tuple[str, str]]) -> None:
    text = text.replace("¶", "\n")
    paragraphs = paragraphs_of(text)
    verbs = [match.start() for match in VERBS.finditer(text)]
    quotations = find_quotations(text, paragraphs, pair_marks(text, paragraphs), verbs)
    assert [(q.form, q.inner.of(text)) for q in quotations] == expected


def test_authors_words() -> None:
    text = "Мы готовы, — сказал он. — Мы придём! — добавил министр. Все ушли"
    verbs = [match.start() for match in VERBS.finditer(text)]
    assert [s.of(text) for s in interruptions(text, Span(0, len(text)), verbs)] == [
        "сказал он",
        "добавил министр. Все ушли",
    ]


def test_time_is_linear() -> None:
    def seconds(count: int) -> float:
        text = "— а» — б" * count
        start = time.process_time()
        find_quotations(text, paragraphs_of(text), (), [2])
        return time.process_time() - start

    seconds(100)
    assert seconds(20_000) < 20 * 6 * min(seconds(1_000) for _ in range(3)) + 0.2
