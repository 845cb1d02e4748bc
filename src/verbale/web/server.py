"""The processes that answer: gunicorn's, which wait for no client without end."""

from __future__ import annotations

import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, MutableMapping
from contextlib import suppress
from typing import Any

from django.db import connection
from gunicorn.workers.gthread import TConn, ThreadWorker

Environment = MutableMapping[str, Any]
Application = Callable[[Environment, Any], Iterable[bytes]]

# Pages that a process makes at the same time. SQLite works in the process itself, PostgreSQL elsewhere meanwhile.
AT_ONCE = {"sqlite": 1, "postgresql": 2}
COURTESY = 0.03  # seconds for which a busy process leaves a connection to the others
LONGEST_READ = 20.0  # seconds until a request must have come in whole
LONGEST = 300.0  # seconds until its answer must have gone out


class Turns:
    """An application whose pages are made a few at a time, in the order in which they were asked for.

    More at once are no faster in one process, where a thread that comes back from the database waits for the others.
    Only what is asked for without a body takes its turn: nobody waits for what a client is still sending.
    """

    def __init__(self, application: Application, at_once: int) -> None:
        self._application = application
        self._lock = threading.Lock()
        self._free = at_once
        self._waiting: deque[threading.Lock] = deque()

    def __call__(self, environ: Environment, start_response: Any) -> Iterable[bytes]:
        """Answer a request; its page has been made when this returns, save for what is sent as a stream."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._application(environ, start_response)
        self._take()
        try:
            return self._application(environ, start_response)
        finally:
            self._pass_on()

    @property
    def has_free(self) -> bool:
        """Whether a request would be answered at once."""
        return self._free > 0

    def _take(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()  # which whoever is done releases

    def _pass_on(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


class Worker(ThreadWorker):
    """Threads that clients cannot hold: who sends or takes an answer too slowly is cut off.

    gunicorn has such a limit only until the first byte. It looks after its connections in ``murder_pending``, once a
    second or more often; so do we, for those that a thread is busy with.

    Pages are made few at a time (``Turns``), while further threads wait for what clients send and take. A process
    that has enough to do leaves new connections to the others. gunicorn's own takes whatever comes, and of 16 clients
    that come at once one process would have all and the rest none.
    """

    _since: dict[TConn, float]
    _turns: Turns
    _accepted: float

    def init_process(self) -> None:
        """Begin to work; ends with the process."""
        self._since = {}
        self._accepted = 0.0
        super().init_process()

    def load_wsgi(self) -> None:
        """Load the application, which takes turns."""
        super().load_wsgi()
        self.wsgi = self._turns = Turns(self.wsgi, AT_ONCE[connection.vendor])

    def wait_for_and_dispatch_events(self, timeout: float | None) -> None:
        """Wait for requests; for connections while there is a turn for one, or when none has come in for a while."""
        busy = self.nr_conns - len(self.keepalived_conns) - len(self.pending_conns)
        ready = self._turns.has_free or time.monotonic() - self._accepted > COURTESY
        free = ready and busy < self.cfg.threads
        self.set_accept_enabled(self.alive and self.nr_conns < self.worker_connections and free)
        super().wait_for_and_dispatch_events(timeout)

    def accept(self, listener: socket.socket) -> None:
        """Take a new connection."""
        self._accepted = time.monotonic()
        super().accept(listener)

    def handle(self, conn: TConn) -> bool:
        """Read and answer a request, in a thread."""
        self._since[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            del self._since[conn]

    def murder_pending(self) -> None:
        """Cut off those who take too long: their thread sees the end of what they send, or cannot write any more."""
        super().murder_pending()
        now = time.monotonic()
        for conn, since in list(self._since.items()):
            if now - since > LONGEST:
                _shut(conn, socket.SHUT_RDWR)
            elif now - since > LONGEST_READ:
                _shut(conn, socket.SHUT_RD)


def _shut(conn: TConn, way: int) -> None:
    with suppress(OSError):  # it is closed already
        conn.sock.shutdown(way)
