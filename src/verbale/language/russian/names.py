"""Proper names from the tags of the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from verbale.language.russian.tokens import Words
from verbale.types import Name, NameKind

_KINDS: dict[str, NameKind] = {kind: kind for kind in get_args(NameKind)}


def find_names(text: str, words: Words, tags: Sequence[str], parts: Sequence[str]) -> Iterator[Name]:
    """Names of a text from its tokens, their tags («B-PER», «I-PER», «O») and parts of speech; none runs over a line."""
    first = -1
    for index, tag in enumerate([*_ended_at_lines(text, words, tags, parts), "O"]):
        if first >= 0 and tag[0] != "I":
            yield Name(words.starts[first], words.ends[index - 1], _KINDS[tags[first][2:]], first, index)
            first = -1
        if tag[0] == "B":
            first = index


def _ended_at_lines(text: str, words: Words, tags: Sequence[str], parts: Sequence[str]) -> list[str]:
    """The tags with every name ended at the end of its line.

    The network sees no lines, and may read the last name of a headline and the first words under it as one. Of the words
    under the line the proper nouns are a name again, but not after an organisation, of which they are seldom a part.
    """
    ended = list(tags)
    under = False
    for index, tag in enumerate(tags):
        if tag[0] != "I":
            under = False
            continue
        if index and "\n" in text[words.ends[index - 1] : words.starts[index]]:
            under = True
        if under:
            named = parts[index] == "PROPN" and tag != "I-ORG"
            ended[index] = f"B{tag[1:]}" if named else "O"
            under = not named
    return ended
