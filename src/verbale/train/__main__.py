"""``python -m verbale.train statements --gold G.jsonl --texts DIR``: fits a model and writes it where it is read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import verbale.extract
from verbale.train import acts, statements

EXTRACT = Path(verbale.extract.__file__).parent

# What can be trained, and the file that the package reads it from.
TRAINERS: dict[str, tuple[Callable[[Path, Path, Path], list[str]], Path]] = {
    "acts": (acts.train, EXTRACT / "acts" / "reliability.json"),
    "statements": (statements.train, EXTRACT / "statements" / "model.json"),
}


def main() -> None:
    """Reads the arguments, trains, prints what was measured."""
    parser = argparse.ArgumentParser(
        prog="python -m verbale.train", description="Train a model from annotated reports."
    )
    parser.add_argument("model", choices=sorted(TRAINERS))
    parser.add_argument("--gold", type=Path, required=True, help="annotated reports, JSON lines")
    parser.add_argument("--texts", type=Path, required=True, help="the folder of their texts")
    parser.add_argument("--out", type=Path, help="where to write it; by default where the package reads it")
    arguments = parser.parse_args()
    train, place = TRAINERS[arguments.model]
    for line in train(arguments.gold, arguments.texts, arguments.out or place):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
