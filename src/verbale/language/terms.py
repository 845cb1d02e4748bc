"""The words of a text as a search looks for them."""

from __future__ import annotations

from verbale.types import Annotation, Terms


def terms_of(annotation: Annotation) -> Terms:
    """The lemmas of all tokens of ``annotation`` that have a letter or digit, each with its place in the text."""
    words = [token for token in annotation.tokens if token.text.isalnum() or any(map(str.isalnum, token.text))]
    return Terms(tuple(word.start for word in words), tuple(word.lemma for word in words))
