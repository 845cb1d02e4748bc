"""Reading in several processes, with the results in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from verbale.cli.runner import Form, Input, Outcome, chunks, read_chunk
from verbale.errors import VerbaleError

CHUNK = 16  # inputs that a process takes at a time
AHEAD = 3  # chunks in flight for each process, so that none waits for work
ORPHAN_CHECK = 1.0  # seconds


def run_in_processes(inputs: Iterable[Input], jobs: int, form: Form) -> Iterator[Outcome]:
    """The outcome of each input, in order; ``jobs`` processes read, with bounded work ahead."""
    # One numeric thread for each process: more would fight over the same cores.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    pool = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_begin, initargs=(os.getpid(),))
    pending: deque[Future[list[Outcome]]] = deque()
    try:
        for chunk in chunks(inputs, CHUNK):
            pending.append(pool.submit(_work, chunk, form))
            if len(pending) >= jobs * AHEAD:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    except BrokenProcessPool:
        raise VerbaleError(
            "a reading process died, which happens when memory runs out; run again with fewer --jobs"
        ) from None
    finally:
        # Also reached by Ctrl-C and when the caller stops early: nothing that waits is begun any more.
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()


def _context() -> multiprocessing.context.BaseContext:
    """Where processes can be forked, the models are loaded once, here, and their memory is shared."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    from verbale import language

    for code in language.supported():
        language.get(code)
    return multiprocessing.get_context("fork")


def _begin(parent: int) -> None:
    """Leave Ctrl-C to the parent, and end when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(ORPHAN_CHECK)
    os._exit(1)


def _work(chunk: list[Input], form: Form) -> list[Outcome]:
    return list(read_chunk(chunk, form))
