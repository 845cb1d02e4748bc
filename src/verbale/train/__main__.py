"""``python -m verbale.train statements --gold G.jsonl --texts DIR``: fits a model and writes it where it is read."""

from __future__ import annotations

import argparse
from pathlib import Path

from verbale.extract.statements import model
from verbale.train import statements


def main() -> None:
    """Reads the arguments, trains, prints what was measured."""
    parser = argparse.ArgumentParser(prog="python -m verbale.train", description="Train a model from annotated reports.")
    parser.add_argument("model", choices=["statements"])
    parser.add_argument("--gold", type=Path, required=True, help="annotated reports, JSON lines")
    parser.add_argument("--texts", type=Path, required=True, help="the folder of their texts")
    parser.add_argument("--out", type=Path, default=Path(model.__file__).with_name("model.json"))
    arguments = parser.parse_args()
    for line in statements.train(arguments.gold, arguments.texts, arguments.out):
        print(line)


if __name__ == "__main__":
    main()
