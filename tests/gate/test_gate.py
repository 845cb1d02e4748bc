"""The accuracy gate: no figure falls below what was reached, on exactly the gold that it was reached on."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TABLES)
def test_no_figure_falls(name):
    table = TABLES[name]
    gold = ROOT / table["gold"]
    if not gold.is_file() and table["gold"].startswith("../"):
        pytest.skip(f"{table['gold']} is not here")
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()
    assert digest == table["sha256"], "the gold has changed: measure again and record floors for it"
    command = [sys.executable, "-m", "verbale", "evaluate", "--json", *(["--facts"] if table["facts"] else [])]
    command += ["--gold", str(gold), "--texts", str(ROOT / table["texts"])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    fallen = {
        figure: (figures.get(figure, 0.0), floor)
        for figure, floor in table["floors"].items()
        if figures.get(figure, 0.0) < floor
    }
    assert fallen == {}, f"below their floors (now, floor): {fallen}"
    assert table["floors"], "no floor holds anything"
