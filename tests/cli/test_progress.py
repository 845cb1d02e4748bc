from __future__ import annotations

import pytest

from verbale.cli import progress
from verbale.cli.progress import Counts, shown
from verbale.cli.runner import Outcome

OUTCOMES = [Outcome(path=f"{number}", payload=b"") for number in range(100)]


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes on by a second for each report."""
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])

    def tick(outcomes):
        now[0] += 30  # the models load
        for outcome in outcomes:
            now[0] += 1
            yield outcome

    return tick


def test_lines_tell_the_pace_and_what_is_left(clock, capsys):
    assert list(shown(clock(OUTCOMES), 100, bar=False)) == OUTCOMES
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "2 of 100 reports, 1.0/s, about 2 min left"
    assert lines[1] == "12 of 100 reports, 1.0/s, about 1 min left"
    assert len(lines) == 10


def test_a_single_report_needs_no_progress(clock, capsys):
    assert list(shown(clock(OUTCOMES[:1]), 1, bar=False)) == OUTCOMES[:1]
    assert capsys.readouterr().err == ""


def test_the_bar_passes_everything_on(monkeypatch):
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True)
    assert list(shown(iter(OUTCOMES), 100, bar=True)) == OUTCOMES


def test_counts_name_the_reasons():
    counts = Counts()
    for reason in (None, None, "EmptyInput", "EmptyInput", "InputError"):
        counts.add(Outcome(path="a", reason=reason))
    assert str(counts) == "2 of 5 reports read; 3 dropped: 2 empty, 1 cannot be read"
