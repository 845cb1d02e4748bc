"""Starting is quick: nothing heavy is loaded before it is needed."""

from __future__ import annotations

import os
import subprocess
import sys

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


def processor_time(command: list[str], times: int = 3) -> float:
    """Seconds of processor time of the quickest of some runs: a clock would measure the machine's other work too."""

    def once() -> float:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        return used.ru_utime + used.ru_stime

    return min(once() for _ in range(times))


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell a process's own time")
def test_importing_takes_less_than_a_fifth_of_a_second():
    bare = processor_time([sys.executable, "-c", "pass"])
    assert processor_time([sys.executable, "-c", "import verbale"]) - bare < 0.2


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell a process's own time")
def test_help_is_there_at_once():
    assert processor_time([sys.executable, "-m", "verbale", "--help"]) < 0.4  # 0.15 on the machine it was written on


def test_the_public_names_are_all_there():
    for name in verbale.__all__:
        assert getattr(verbale, name) is not None
    assert set(verbale.__all__) <= set(dir(verbale))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = verbale.nothing


def test_public_names_are_documented():
    undocumented = [name for name in verbale.__all__ if name != "__version__" and not getattr(verbale, name).__doc__]
    assert undocumented == []
