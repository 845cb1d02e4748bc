"""``verbale serve``: the record as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.options import Database
from verbale.cli.streams import ending, say

if TYPE_CHECKING:
    from gunicorn.app.base import BaseApplication

THREADS = 8  # of each process; most wait for clients
TIMEOUT = 60  # seconds that one answer may take


def serve(
    address: Annotated[str, typer.Option(metavar="HOST:PORT", help="Where to listen.")] = "127.0.0.1:8000",
    database: Database = None,
    workers: Annotated[int, typer.Option(min=0, metavar="N", help="Processes; 0: one for each core.")] = 0,
) -> None:
    """Open the record in the browser: reading, search, reviews, questions, feeds and the API."""
    with ending():
        import os

        from django.db import connections

        from verbale.store.opening import open_store

        open_store(database, create=True)
        connections.close_all()  # none may be carried into the worker processes
        say(f"Verbale is at http://{address}/ (Ctrl-C ends it)")
        _application(address, workers or os.cpu_count() or 1).run()


def _application(address: str, workers: int) -> BaseApplication:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        """gunicorn with the settings given here instead of a file's."""

        def load_config(self) -> None:
            settings: dict[str, Any] = {
                "bind": address,
                "workers": workers,
                "threads": THREADS,
                "worker_class": "verbale.web.server.Worker",
                "timeout": TIMEOUT,
                "loglevel": "warning",
                "limit_request_line": 8190,
                "limit_request_field_size": 8190,
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from verbale.web.wsgi import application

            return application

    return Server()
