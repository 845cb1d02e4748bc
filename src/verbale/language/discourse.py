"""Function words of a language that rules ask for: conjunctions, question words, connectives. They are data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from verbale.errors import DataError

_DATA = Path(__file__).parent / "data"


class Discourse(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Sets of lemmas (connectives: of forms), lower case, ё folded to е."""

    conjunctions: frozenset[str]  # open a content clause
    question_words: frozenset[str]  # open an indirect question
    correlatives: frozenset[str]  # «о том, что»
    references: frozenset[str]  # «об этом»
    reference_nouns: frozenset[str]  # «эту информацию», «о своих планах»
    time_nouns: frozenset[str]  # head nouns of time adverbials, never content: в ноябре, в этом году
    relatives: frozenset[str]
    place_pronouns: frozenset[str]  # forms: в нём говорится
    negation: frozenset[str]
    irrealis: frozenset[str]
    how: frozenset[str]  # «как сообщает»
    connectives: frozenset[str]  # up to four words, as they stand at a sentence's beginning


@cache
def load(language: str) -> Discourse:
    """The function words of ``language`` (ISO 639-1), read once; DataError where the file is wrong or missing."""
    path = _DATA / language / "discourse.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Discourse)
    except FileNotFoundError:
        raise DataError(f"no function words for language {language!r}: {path.name} is missing") from None
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{language}/{path.name}: {error}") from error
