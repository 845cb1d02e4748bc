"""How often Verbale's engine differs from natasha's on the same sentences: ``python benchmarks/agreement.py``.

Compared are what the models answer: tags, tags of names, heads and relations as Slovnet has them (before Verbale
makes its heads a tree), and lemmas, where natasha uses an older edition of the same dictionary.
"""

from __future__ import annotations

import argparse
import collections
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from annotate import CORPUS
from measure import read_texts
from natasha_pipeline import Pipeline

from verbale.language.russian.engine import Engine
from verbale.language.russian.grammar import parse_tag
from verbale.language.russian.lemmas import Lemmatizer
from verbale.language.russian.tokens import tokenize

Row = tuple[Any, ...]


def natasha_answers(document: Any) -> dict[str, list[Any]]:
    """Columns of a document of natasha's."""
    number = {token.id: index for index, token in enumerate(document.tokens)}
    inside = ["O"] * len(document.tokens)
    at = {token.start: index for index, token in enumerate(document.tokens)}
    for span in document.spans:
        for index in range(at[span.tokens[0].start], at[span.tokens[-1].start] + 1):
            inside[index] = f"{'B' if index == at[span.start] else 'I'}-{span.type}"
    return {
        "tokens": [(token.start, token.stop) for token in document.tokens],
        "tags": [(token.pos, token.feats) for token in document.tokens],
        "names": inside,
        "heads": [number.get(token.head_id, -1) for token in document.tokens],
        "relations": [token.rel for token in document.tokens],
        "lemmas": [token.lemma for token in document.tokens],
    }


def verbale_answers(engine: Engine, lemmatizer: Lemmatizer, text: str, document: Any) -> dict[str, list[Any]]:
    """The same columns from Verbale's engine, over natasha's sentences."""
    words = tokenize(text)
    lengths = [len(sentence.tokens) for sentence in document.sents]
    answers = engine.run(words.texts, lengths, [len(words.texts)], trees=False)
    starts = [start for start, length in zip(_starts(lengths), lengths, strict=True) for _ in range(length)]
    tags = answers.tags.tolist()
    return {
        "tokens": list(zip(words.starts, words.ends, strict=True)),
        "tags": [tuple(parse_tag(engine.tags[tag])) for tag in tags],
        "names": _repaired([engine.names[name] for name in answers.names]),
        "heads": [start + head - 1 if head else -1 for start, head in zip(starts, answers.heads.tolist(), strict=True)],
        "relations": [engine.relations[relation] for relation in answers.relations],
        "lemmas": lemmatizer.lemmas(words.texts, tags),
    }


def _starts(lengths: list[int]) -> list[int]:
    starts, total = [], 0
    for length in lengths:
        starts.append(total)
        total += length
    return starts


def _repaired(tags: list[str]) -> list[str]:
    """Tags of names as natasha makes spans of them: what goes on has the type of what it goes on from, if any."""
    repaired: list[str] = []
    for tag in tags:
        before = repaired[-1] if repaired else "O"
        repaired.append(tag if tag[0] != "I" else "O" if before == "O" else f"I{before[1:]}")
    return repaired


def main() -> None:
    """Print the table of differences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--texts", type=Path, help="folder of .txt files (default: the development corpus if it is there)"
    )
    options = parser.parse_args()
    pipeline, engine = Pipeline(), Engine()
    lemmatizer = Lemmatizer(tuple(parse_tag(tag) for tag in engine.tags))
    different: collections.Counter[str] = collections.Counter()
    tokens = 0
    with as_file(files("verbale.samples")) as samples:
        texts = read_texts(str(options.texts or (CORPUS if CORPUS.is_dir() else samples)))
    for text in texts:
        document = pipeline.read(text)
        theirs, ours = natasha_answers(document), verbale_answers(engine, lemmatizer, text, document)
        tokens += len(document.tokens)
        for column, values in theirs.items():
            different[column] += sum(a != b for a, b in zip(values, ours[column], strict=True))
    print(f"{len(texts)} reports, {tokens:,} tokens\n")
    print("| | different | in 10,000 tokens |\n|---|---:|---:|")
    for column in ("tokens", "tags", "names", "heads", "relations", "lemmas"):
        print(f"| {column} | {different[column]} | {different[column] / tokens * 10_000:.2f} |")


if __name__ == "__main__":
    main()
