"""The program as a process: signals, closed pipes, and what it leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from verbale import samples

VERBALE = [sys.executable, "-m", "verbale"]
MANY = [str(path) for path in samples.paths()] * 400

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and pipes are POSIX's here")


def start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*VERBALE, "read", *MANY, "--json", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def first_line(process: subprocess.Popen[bytes]) -> bytes:
    line = process.stdout.readline()
    assert line, process.stderr.read().decode()
    return line


def alive(group: int) -> bool:
    """Whether any process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def gone_in(group: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while alive(group) and time.monotonic() < end:
        time.sleep(0.1)
    return not alive(group)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interruption_ends_cleanly(jobs):
    process = start("--jobs", jobs)
    lines = [first_line(process)]
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the group
    lines += process.stdout.readlines()
    errors = process.stderr.read().decode()
    assert process.wait(timeout=60) == 130
    assert errors.splitlines()[-1] == "verbale: interrupted"
    assert "Traceback" not in errors
    assert all(json.loads(line)["doc"] for line in lines)
    assert gone_in(process.pid, 10)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_closed_pipe_ends_it_without_a_word(jobs):
    process = start("--jobs", jobs)
    first_line(process)
    process.stdout.close()
    errors = process.stderr.read().decode()
    assert process.wait(timeout=60) == 141
    assert [line for line in errors.splitlines() if " left" not in line] == []  # but for the progress
    assert gone_in(process.pid, 10)


def test_processes_do_not_outlive_a_killed_parent():
    process = start("--jobs", "2")
    first_line(process)
    process.kill()
    process.wait(timeout=10)
    assert gone_in(process.pid, 15)
    process.communicate()


def test_processes_give_the_same_records_as_one():
    files = [str(path) for path in samples.paths()] * 5
    outputs = [
        subprocess.run([*VERBALE, "read", *files, "--json", "--jobs", jobs], capture_output=True, check=True).stdout
        for jobs in ("1", "2", "0")
    ]
    assert outputs[0]
    assert outputs[0] == outputs[1] == outputs[2]
    done = subprocess.run([*VERBALE, "verify", "-"], input=outputs[0], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()
