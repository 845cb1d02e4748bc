"""The pages under load: ``python benchmarks/web.py --store FILE [--clients 16] [--seconds 15]``.

Starts ``verbale serve`` on a filled store (``benchmarks/store.py --store FILE`` makes one) and asks it with wrk, which
takes little of the processor from the server beside it. Each kind of page is asked for by ``--clients`` at once, over
connections that stay open; the addresses are drawn from the store and gone through in turn. "new list" and "report"
have addresses of which nothing is remembered; "list" those whose figures are, as they are until the record changes;
"cached" pages that are kept whole; "304" the same for readers who have them already.
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
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode
from urllib.request import urlopen

from annotate import print_table

SEED = 7
PATIENCE = 60  # seconds until a server that does not answer is given up
KEPT = 100  # pages that are asked for again and again
LISTS = 200  # lists that are
NEW = 20_000  # pages and lists that are not
NUMBER = 3000  # of speakers, days and the like to choose from
SCRIPT = """
local lines, number = {}, 0
for line in io.lines("%s") do lines[#lines + 1] = line end
request = function()
  number = number + 1
  local path, tag = lines[(number - 1) %% #lines + 1]:match("^(%%S+)%%s*(.*)$")
  return wrk.format("GET", path, tag ~= "" and {["If-None-Match"] = tag} or {})
end
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\\n{"requests": %%d, "seconds": %%f, "p50": %%f, "p95": %%f, "errors": %%d, "bytes": %%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout, summary.bytes))
end
"""


class Kind(NamedTuple):
    """Pages that are asked for alike."""

    name: str
    paths: list[str]
    warming: int = 0  # seconds before it counts
    goal: int | None = None  # requests a second on two cores
    known: bool = False  # by readers who have the pages already


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
    asked_for = kinds()
    with serving(options.workers) as place:
        rows = [[kind.name, *asked(place, kind, options.clients, options.seconds)] for kind in asked_for]
    print_table(
        f"Pages asked for by {options.clients} clients",
        ["pages", "requests/s", "goal", "p50 ms", "p95 ms", "errors", "KB each"],
        rows,
    )


def kinds() -> list[Kind]:
    """The kinds of pages, with addresses in an order that is always the same."""
    from verbale.store.opening import open_store

    open_store()
    from verbale.store.models import Report

    draw = random.Random(SEED)  # noqa: S311, no secret
    keys = list(Report.objects.values_list("key", flat=True))
    reports = [f"/reports/{key}" for key in draw.sample(keys, min(NEW, len(keys)))]
    found = lists(draw)
    kept = ["/", *reports[: KEPT - 1]]
    return [
        Kind("new list", found[LISTS:]),
        Kind("list", found[:LISTS], warming=15, goal=100),
        Kind("report", reports[KEPT:], goal=300),
        Kind("cached", kept, warming=3, goal=800),
        Kind("304", kept, known=True),
    ]


def lists(draw: random.Random) -> list[str]:
    """Searches, pages of the calendar and the indexes, each once."""
    from verbale.store.models import Statement

    recent = Statement.objects.order_by("-pk")[: 10 * NUMBER]
    speakers = [key for key in set(recent.values_list("speaker__key", flat=True)) if key is not None]
    speakers = draw.sample(sorted(speakers), min(NUMBER, len(speakers)))
    outlets = sorted(outlet for outlet in set(recent.values_list("outlet", flat=True)) if outlet)
    acts = sorted(set(recent.values_list("act", flat=True)))
    words = sorted(
        {word for text in recent.values_list("content", flat=True) for word in text.split() if word.isalpha()}
    )
    days = sorted(set(recent.values_list("day", flat=True)))
    searches: list[dict[str, Any]] = [{"speaker": speaker} for speaker in speakers]
    searches += [{"outlet": outlet} for outlet in outlets]
    searches += [
        {"act": act, "until": day} for act, day in product(acts, draw.sample(days, min(NUMBER // len(acts), len(days))))
    ]
    searches += [{"q": f"{draw.choice(words)} {draw.choice(words)}"} for _ in range(NUMBER)]
    found = [f"/search?{urlencode(one)}" for one in searches]
    found += [f"/calendar?month=20{year:02}-{month:02}" for year, month in product(range(15, 25), range(1, 13))]
    found += ["/actors/", "/instruments/", "/positions", "/calendar/coming", "/calendar/past"]
    found = sorted(set(found))
    draw.shuffle(found)
    return found[:NEW]


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


def asked(place: str, kind: Kind, clients: int, seconds: int) -> list[str]:
    """Requests a second, the goal, milliseconds at the middle and at 95 of 100, errors, and the size of an answer."""
    with tempfile.TemporaryDirectory() as scratch:
        listed, script = Path(scratch) / "lines", Path(scratch) / "script.lua"
        lines = [f"{path} {tag_of(place, path)}" for path in kind.paths] if kind.known else kind.paths
        listed.write_text("\n".join(lines), encoding="utf-8")
        script.write_text(SCRIPT % listed, encoding="utf-8")
        command = ["wrk", "-t1", f"-c{clients}", "--timeout", "10s", "-s", str(script)]
        for length in filter(None, (kind.warming, seconds)):
            run = [*command, f"-d{length}s", f"http://{place}"]
            done = subprocess.run(run, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.strip().rpartition("\n")[2])
    rate, size = found["requests"] / found["seconds"], found["bytes"] / max(found["requests"], 1) / 1000
    goal = f"≥ {kind.goal}" if kind.goal else ""
    return [f"{rate:.0f}", goal, f"{found['p50']:.1f}", f"{found['p95']:.1f}", str(found["errors"]), f"{size:.1f}"]


def tag_of(place: str, path: str) -> str:
    """The entity tag of a page."""
    with urlopen(f"http://{place}{path}", timeout=PATIENCE) as answer:
        return str(answer.headers["ETag"])


if __name__ == "__main__":
    main()
