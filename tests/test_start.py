"""Starting is quick: nothing heavy is loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

import verbale

HEAVY = (
    "numpy",
    "lingua",
    "trafilatura",
    "pymorphy3",
    "slovnet",
    "navec",
    "razdel",
    "rich",
    "lxml",
    "babel",
    "pyarrow",
)


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    "statement",
    ["import verbale", "import verbale.types, verbale.errors", "from verbale.cli import app", "import verbale.intake"],
)
def test_nothing_heavy_is_loaded(statement):
    loaded = python(f"{statement}\nimport sys\nprint(*sorted(set({HEAVY}) & set(sys.modules)))")
    assert loaded.split() == []


def fastest(command: list[str], times: int = 5) -> float:
    """Seconds of the fastest of some runs: other work on the machine only makes a run slower."""

    def once() -> float:
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - start

    return min(once() for _ in range(times))


def test_importing_takes_less_than_a_fifth_of_a_second():
    bare = fastest([sys.executable, "-c", "pass"])
    assert fastest([sys.executable, "-c", "import verbale"]) - bare < 0.2


def test_help_is_there_at_once():
    # The goal on a quiet machine is 0.3 s; the tests share theirs.
    assert fastest([sys.executable, "-m", "verbale", "--help"]) < 0.6


def test_the_public_names_are_all_there():
    for name in verbale.__all__:
        assert getattr(verbale, name) is not None
    assert set(verbale.__all__) <= set(dir(verbale))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = verbale.nothing


def test_public_names_are_documented():
    undocumented = [name for name in verbale.__all__ if name != "__version__" and not getattr(verbale, name).__doc__]
    assert undocumented == []
