from __future__ import annotations

from verbale.language.terms import terms_of
from verbale.types import Annotation, Terms, Token


def token(start: int, text: str, lemma: str) -> Token:
    return Token(start, start + len(text), text, lemma, "X", {}, -1, "root")


def test_words_with_letters_or_digits_are_terms_and_marks_are_not():
    text = "Ёлки, 25-й — С-300"
    words = (token(0, "Ёлки", "елка"), token(4, ",", ","), token(6, "25-й", "25-й"), token(11, "—", "—"))
    annotation = Annotation(
        text=text, language="ru", tokens=(*words, token(13, "С-300", "с-300")), sentences=(), clauses=(),
        paragraphs=(), names=(), quotations=(),
    )  # fmt: skip
    assert terms_of(annotation) == Terms((0, 6, 13), ("елка", "25-й", "с-300"))
