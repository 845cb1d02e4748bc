#!/usr/bin/env python3
"""Print the figures that are reached now beside the floors of the accuracy gate; with --write raise the floors.

A floor is only ever raised, to the figure rounded down to three decimals; gold that is not there keeps its floors.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests" / "gate" / "floors.toml"


def measured(table: dict[str, Any]) -> dict[str, float]:
    """The figures on the gold of a table of the floors' file, from the command that users have."""
    command = [sys.executable, "-m", "verbale", "evaluate", "--json", *(["--facts"] if table["facts"] else [])]
    command += ["--gold", str(ROOT / table["gold"]), "--texts", str(ROOT / table["texts"])]
    figures: dict[str, float] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return figures


def raised(floors: dict[str, float], figures: dict[str, float]) -> dict[str, float]:
    """The higher of each figure, rounded down, and its floor; precision and recall are held by their F1."""
    held = {name: value for name, value in figures.items() if not name.endswith(("_precision", "_recall"))}
    return {name: max(math.floor(value * 1000) / 1000, floors.get(name, 0.0)) for name, value in held.items()}


def written(source: str, name: str, digest: str, floors: dict[str, float]) -> str:
    """The TOML ``source`` with the digest and the floors of one table replaced."""
    lines = "".join(f"{figure} = {value:.3f}\n" for figure, value in floors.items())
    source = re.sub(rf'(?ms)(^\[{name}\].*?^sha256 = )"\w*"', rf'\g<1>"{digest}"', source, count=1)
    return re.sub(rf"(?ms)^\[{name}\.floors\]\n(?:\w+ = [\d.]+\n)*", f"[{name}.floors]\n{lines}", source, count=1)


def main() -> None:
    """Print or write."""
    source = FLOORS.read_text(encoding="utf-8")
    for name, table in tomllib.loads(source).items():
        gold = ROOT / table["gold"]
        if not gold.is_file():
            print(f"{name}: no gold here, floors kept")
            continue
        figures = measured(table)
        digest = hashlib.sha256(gold.read_bytes()).hexdigest()
        floors = table["floors"] if table["sha256"] == digest else {}
        print(name)
        for figure, value in figures.items():
            floor = floors.get(figure, 0.0)
            print(f"  {figure:28} {value:.3f}  floor {floor:.3f}{'  FALLEN' if value < floor else ''}")
        if "--write" in sys.argv:
            source = written(source, name, digest, raised(floors, figures))
    if "--write" in sys.argv:
        FLOORS.write_text(source, encoding="utf-8")


if __name__ == "__main__":
    main()
