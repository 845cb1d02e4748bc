"""Reading in several processes, with the results in order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from verbale.cli.runner import Form, Input, Outcome, chunks, read_chunk
from verbale.errors import VerbaleError

CHUNK = 32  # inputs that a process takes at a time
AHEAD = 4  # chunks for each process that may be done before their turn
ORPHAN_CHECK = 1.0  # seconds


def run_in_processes(inputs: Iterable[Input], jobs: int, form: Form) -> Iterator[Outcome]:
    """The outcome of each input, in order; ``jobs`` processes (0: one for each core) read, with bounded work ahead.

    Each process has a pipe of its own, so that any of them may be ended at any time: a shared queue would be left
    with half a message in it, and whoever reads it would wait forever.
    """
    jobs = jobs or os.cpu_count() or 1
    workers = _Workers(jobs, form)
    work = enumerate(chunks(inputs, CHUNK))
    done: dict[int, list[Outcome]] = {}
    turn = 0
    try:
        while True:
            while workers.idle and len(done) + len(workers.busy) < jobs * AHEAD and (task := next(work, None)):
                workers.give(*task)
            if turn in done:  # after more work was given: others read while whoever asks uses these
                yield from done.pop(turn)
                turn += 1
            elif workers.busy:
                done.update(workers.collect())
            else:
                return
    finally:
        workers.end()


class _Workers:
    """The processes: each is idle, or busy with one chunk."""

    def __init__(self, jobs: int, form: Form) -> None:
        context = _context()
        self.idle: list[Connection] = []
        self.busy: dict[Connection, int] = {}  # the number of the chunk
        self._processes: list[BaseProcess] = []
        for _ in range(jobs):
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there, form, os.getpid()), daemon=True)
            process.start()
            there.close()  # so that the pipe ends when the process does
            self.idle.append(here)
            self._processes.append(process)

    def give(self, number: int, chunk: list[Input]) -> None:
        """Give a chunk to an idle process, which is waiting for it: sending never blocks for long."""
        connection = self.idle.pop()
        connection.send(chunk)
        self.busy[connection] = number

    def collect(self) -> Iterator[tuple[int, list[Outcome]]]:
        """Wait until some process is done; the chunks that are."""
        ready = wait(list(self.busy))
        for connection in [connection for connection in self.busy if connection in ready]:
            try:
                answer: list[Outcome] | str = connection.recv()
            except (EOFError, OSError):
                what = "a reading process died, which happens when memory runs out; run again with fewer --jobs"
                raise VerbaleError(what) from None
            if isinstance(answer, str):
                raise VerbaleError(answer)
            self.idle.append(connection)
            yield self.busy.pop(connection), answer

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()


def _context() -> multiprocessing.context.ForkContext | multiprocessing.context.SpawnContext:
    """Where processes can be forked, the models are loaded once, here, and their memory is shared."""
    # One numeric thread for each process: more would fight over the same cores.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    from verbale import language, pipeline

    for code in language.supported():
        pipeline.read("«Да», — сказал он 5 мая.", language=code)  # whatever is loaded when it is first needed
    gc.collect()
    gc.freeze()  # so that no collection writes to the pages that all share
    return multiprocessing.get_context("fork")


def _serve(connection: Connection, form: Form, parent: int) -> None:
    """Read chunks until the process is ended; a fault of the installation is answered by its line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    with suppress(EOFError, OSError):  # the parent is gone
        while True:
            chunk: list[Input] = connection.recv()
            try:
                answer: list[Outcome] | str = list(read_chunk(chunk, form))
            except VerbaleError as error:
                answer = str(error)
            connection.send(answer)


def _end_with(parent: int) -> None:
    """End this process when its parent is gone."""
    while os.getppid() == parent:
        time.sleep(ORPHAN_CHECK)
    os._exit(1)
