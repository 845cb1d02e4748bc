"""The processes that answer: gunicorn's, which wait for no client without end."""

from __future__ import annotations

import socket
import time
from contextlib import suppress

from gunicorn.workers.gthread import TConn, ThreadWorker

LONGEST_READ = 20.0  # seconds until a request must have come in whole
LONGEST = 300.0  # seconds until its answer must have gone out


class Worker(ThreadWorker):
    """Threads that clients cannot hold: who sends or takes an answer too slowly is cut off.

    gunicorn has such a limit only until the first byte. It looks after its connections in ``murder_pending``, once a
    second or more often; so do we, for those that a thread is busy with.
    """

    _since: dict[TConn, float]

    def init_process(self) -> None:
        """Begin to work; ends with the process."""
        self._since = {}
        super().init_process()

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
