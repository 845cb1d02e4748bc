"""The words of a text as a search looks for them."""

from __future__ import annotations

import re

from verbale.language.headwords import get_headwords
from verbale.types import Annotation, Terms

WORD = re.compile(r"[^\W_]+(?:[-\N{NON-BREAKING HYPHEN}'’][^\W_]+)*")


def terms_of(annotation: Annotation) -> Terms:
    """The headwords of all tokens of ``annotation`` that have a letter or digit, each with its place in the text."""
    printed = get_headwords(annotation.language).printed
    people = {index for name in annotation.names if name.kind == "PER" for index in range(name.first, name.last)}
    words = [
        (token.start, printed(token, in_person=index in people))
        for index, token in enumerate(annotation.tokens)
        if token.text.isalnum() or any(map(str.isalnum, token.text))
    ]
    return Terms(tuple(start for start, _ in words), tuple(lemma for _, lemma in words))


def terms_by_dictionary(text: str, language: str) -> Terms:
    """As ``terms_of``, without the networks: of a word with several headwords the likeliest, whatever its context."""
    typed = get_headwords(language).typed
    words = [(match.start(), typed(match[0])[0]) for match in WORD.finditer(text)]
    return Terms(tuple(start for start, _ in words), tuple(word for _, word in words))
