"""The pages under load: ``python benchmarks/web.py --store FILE [--clients 16] [--seconds 15]``.

Starts ``verbale serve`` on a filled store (``benchmarks/store.py --store FILE`` makes one) and asks it with wrk, which
takes little of the processor from the server beside it. Each kind of page is asked for by ``--clients`` at once, over
connections that stay open; the addresses are drawn from the store and gone through in turn. Lists are asked for twice:
when nothing is remembered of them, and when the figures beside them are, as they are until the record changes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from annotate import print_table

SEED = 7
PATIENCE = 60  # seconds until a server that does not answer is given up
KEPT = 100  # pages that are asked for again and again
WARMING = {"new list": 0, "list": 30, "report": 3, "cached": 3}  # seconds before it counts
GOALS = {"list": 100, "report": 300, "cached": 800}  # requests a second on two cores
SCRIPT = """
local paths, number = {}, 0
for path in io.lines("%s") do paths[#paths + 1] = path end
request = function()
  number = number + 1
  return wrk.format("GET", paths[(number - 1) %% #paths + 1])
end
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\\n{"requests": %%d, "seconds": %%f, "p50": %%f, "p95": %%f, "errors": %%d, "bytes": %%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout, summary.bytes))
end
"""


def main() -> None:
    """Serve the store, ask it, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True, help="database that is filled")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=int, default=15, help="for each kind of page")
    parser.add_argument("--workers", type=int, default=0, help="processes of the server; 0: one for each core")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        parser.error("there is no wrk: install it (apt-get install wrk)")
    os.environ["VERBALE_DATABASE"] = str(options.store)
    kinds = addresses()
    with serving(options.workers) as place:
        rows = [[name, *asked(place, paths, options.clients, options.seconds, name)] for name, paths in kinds.items()]
    print_table(
        f"Pages asked for by {options.clients} clients",
        ["pages", "requests/s", "goal", "p50 ms", "p95 ms", "errors", "KB each"],
        rows,
    )


def addresses() -> dict[str, list[str]]:
    """Addresses of each kind of page, in an order that is always the same."""
    from verbale.store.opening import open_store

    open_store()
    from verbale.store.models import Actor, Report, Statement

    draw = random.Random(SEED)  # noqa: S311, no secret
    reports = list(Report.objects.values_list("key", flat=True))
    pages = [f"/reports/{key}" for key in draw.sample(reports, min(5000, len(reports)))]
    outlets = list(Report.objects.values_list("outlet", flat=True).distinct()[:60])
    speakers = draw.sample(list(Actor.objects.filter(type="person").values_list("key", flat=True)), 200)
    acts = list(Statement.objects.values_list("act", flat=True).distinct())
    asked_for: list[dict[str, str]] = [{"outlet": outlet} for outlet in outlets if outlet]
    asked_for += [{"speaker": speaker} for speaker in speakers]
    asked_for += [{"act": act, "until": f"20{year:02}"} for act in acts for year in range(6, 24)]
    lists = [f"/search?{urlencode(one)}" for one in asked_for] + ["/actors/", "/instruments/", "/positions"]
    lists += [f"/calendar?month=20{year:02}-{month:02}" for year in range(19, 24) for month in range(1, 13)]
    draw.shuffle(lists)
    return {"new list": lists, "list": lists, "report": pages, "cached": ["/", *pages[: KEPT - 1]]}


@contextmanager
def serving(workers: int) -> Iterator[str]:
    """A server on a free port; its host and port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    program = [sys.executable, "-m", "verbale", "serve", "--address", place, "--workers", str(workers)]
    server = subprocess.Popen(program)
    try:
        wait_for(f"http://{place}/", server)
        yield place
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until ``url`` answers; an error where it does not."""
    given_up = time.monotonic() + PATIENCE
    while True:
        try:
            urlopen(url, timeout=PATIENCE).close()  # noqa: S310, our own server
        except OSError:
            if server.poll() is not None or time.monotonic() > given_up:
                raise
            time.sleep(0.1)
        else:
            return


def asked(place: str, paths: list[str], clients: int, seconds: int, name: str) -> list[str]:
    """Requests a second, the goal, milliseconds at the middle and at 95 of 100, errors, and the size of an answer."""
    with tempfile.TemporaryDirectory() as scratch:
        listed, script = Path(scratch) / "paths", Path(scratch) / "script.lua"
        listed.write_text("\n".join(paths), encoding="utf-8")
        script.write_text(SCRIPT % listed, encoding="utf-8")
        command = ["wrk", "-t1", f"-c{clients}", "--timeout", "10s", "-s", str(script)]
        for length in filter(None, (WARMING[name], seconds)):
            run = [*command, f"-d{length}s", f"http://{place}"]
            done = subprocess.run(run, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.strip().rpartition("\n")[2])
    rate, size = found["requests"] / found["seconds"], found["bytes"] / max(found["requests"], 1) / 1000
    return [f"{rate:.0f}", f"≥ {GOALS[name]}" if name in GOALS else "", f"{found['p50']:.1f}", f"{found['p95']:.1f}", str(found["errors"]), f"{size:.1f}"]  # fmt: skip


if __name__ == "__main__":
    main()
