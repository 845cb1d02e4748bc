"""The data files of the languages: each one is read, and each one is validated when it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "verbale" / "language" / "data"

OPENED = """
import sys
opened = set()
sys.addaudithook(lambda event, values: opened.add(str(values[0])) if event == "open" else None)
import verbale
from verbale import samples
for path in samples.paths():
    verbale.read_file(path)
print(*(name for name in opened if name.endswith(".toml")), sep="\\n")
"""


def test_every_data_file_is_read():
    done = subprocess.run([sys.executable, "-c", OPENED], capture_output=True, text=True, check=True)
    read = {Path(line).resolve() for line in done.stdout.splitlines()}
    forgotten = sorted(str(path.relative_to(DATA)) for path in DATA.rglob("*.toml") if path.resolve() not in read)
    assert forgotten == []
