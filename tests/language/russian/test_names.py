"""Names from tags."""

from __future__ import annotations

import pytest

from verbale.language.russian.names import find_names
from verbale.language.russian.tokens import tokenize

# Text (¶ is a line break), tag and part of speech of each token, names.
CASES = [
    ("Прибыл Арсен Волдин .", "O B-PER I-PER O", "VERB PROPN PROPN PUNCT", ["PER Арсен Волдин"]),
    ("Волдин Лимар", "B-PER B-LOC", "PROPN PROPN", ["PER Волдин", "LOC Лимар"]),
    ("в Лимаре", "O I-LOC", "ADP PROPN", []),
    ("Арсен Волдин¶Арсен Волдин", "B-PER I-PER I-PER I-PER", "PROPN " * 4, ["PER Арсен Волдин", "PER Арсен Волдин"]),
    (
        "в Лимаре¶¶Старый рынок Лимара",
        "O B-LOC I-LOC I-LOC I-LOC",
        "ADP PROPN ADJ NOUN PROPN",
        ["LOC Лимаре", "LOC Лимара"],
    ),
    ("у Совета¶Волдин ушёл", "O B-ORG I-ORG O", "ADP PROPN PROPN VERB", ["ORG Совета"]),
    ("у Волдина¶Ушёл он", "O B-PER I-PER O", "ADP PROPN VERB PRON", ["PER Волдина"]),
]


@pytest.mark.parametrize(("text", "tags", "parts", "expected"), CASES)
def test_names(text: str, tags: str, parts: str, expected: list[str]) -> None:
    text = text.replace("¶", "\n")
    names = list(find_names(text, tokenize(text), tags.split(), parts.split()))
    assert [f"{name.kind} {name.span.of(text)}" for name in names] == expected
    assert [" ".join(tokenize(text).texts[name.first : name.last]) for name in names] == [e[4:] for e in expected]
