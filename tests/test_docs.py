"""The examples in README and docs do what they show.

A ``python`` block is a doctest. A ``console`` block shows commands after ``$`` and what they print; ``...`` stands for
anything. Blocks of other kinds are not run.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(kind: str) -> list[tuple[Path, int, str]]:
    """Page, line and content of each fenced block of a kind."""
    found: list[tuple[Path, int, str]] = []
    for page in PAGES:
        source = page.read_text(encoding="utf-8")
        matches = re.finditer(rf"(?ms)^```{kind}\n(.*?)^```$", source)
        found += [(page, source.count("\n", 0, match.start()) + 1, match[1]) for match in matches]
    return found


def label(block: tuple[Path, int, str]) -> str:
    return f"{block[0].name}:{block[1]}"


@pytest.mark.parametrize("block", blocks("python"), ids=label)
def test_python_examples(block, monkeypatch):
    monkeypatch.chdir(ROOT)
    page, line, source = block
    test = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), line)
    assert test.examples, "a python block without an example"
    report: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append)
    assert not report, "".join(report)


@pytest.mark.parametrize("block", blocks("console"), ids=label)
def test_console_examples(block, tmp_path):
    """Each command runs at the project's root with ``verbale`` on the path, in a terminal of 100 columns.

    Whoever runs the tests may keep a table of people: it is not used here.
    """
    bin_directory = Path(sys.executable).parent
    path = f"{bin_directory}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "COLUMNS": "100", "XDG_DATA_HOME": str(tmp_path)}
    env["VERBALE_DATABASE"] = str(tmp_path / "store.sqlite3")
    for command, wanted in re.findall(r"(?m)^\$ (.*)\n((?:(?!\$ ).*\n)*)", block[2]):
        done = subprocess.run(["bash", "-c", command], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert doctest.OutputChecker().check_output(wanted, done.stdout, FLAGS), done.stdout


def test_there_are_examples():
    assert blocks("python")
    assert blocks("console")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_named_in_backticks_exist(page):
    for name in re.findall(r"`((?:src|tests|docs|scripts|benchmarks)/[\w./-]+)`", page.read_text(encoding="utf-8")):
        assert (ROOT / name).exists(), name
