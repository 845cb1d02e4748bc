"""Speed and memory of the Russian annotator beside natasha's pipeline: ``python benchmarks/annotate.py``.

Each measurement runs in a process of its own with one thread; those that are compared take turns, and the best of the
rounds counts. Times are processor time, which on an idle machine is wall time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "shared" / "corpus" / "ru"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

Result = dict[str, Any]


def measure(mode: str, texts: Path) -> Result:
    """One measurement in a process of its own."""
    command = [sys.executable, str(HERE / "measure.py"), mode, str(texts), str(time.time())]
    environment = {**os.environ, **dict.fromkeys(THREADS, "1")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        sys.exit(f"{mode}: {done.stderr.strip()}")
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


def best(results: list[Result]) -> Result:
    """The quickest of several measurements."""
    return min(results, key=lambda result: float(result["seconds"]))


def print_table(title: str, head: list[str], rows: list[list[str]]) -> None:
    """A table that is readable as it is and as Markdown."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    print(f"\n## {title}\n")
    for row in [head, ["-" * width for width in widths], *rows]:
        cells = [cell.ljust(widths[0]) if not i else cell.rjust(widths[i]) for i, cell in enumerate(row)]
        print(f"| {' | '.join(cells)} |")


def compare(texts: Path, rounds: int) -> None:
    """Natasha's pipeline and ours."""
    results: dict[str, list[Result]] = {mode: [] for mode in ("natasha", "verbale", "single", "read")}
    for _ in range(rounds):
        for mode, found in results.items():
            found.append(measure(mode, texts))
    quickest = {mode: best(found) for mode, found in results.items()}
    reports = len(list(texts.glob("*.txt")))
    tokens, slow = quickest["natasha"]["tokens"], quickest["natasha"]["seconds"]
    names = {
        "natasha": "natasha's pipeline",
        "verbale": "Verbale's annotator, stream",
        "single": "Verbale's annotator, one by one",
        "read": "Verbale, the whole read",
    }
    rows = []
    for mode, result in quickest.items():
        rows.append(
            [
                names[mode],
                f"{tokens / result['seconds']:,.0f}",
                f"{reports / result['seconds']:,.1f}",
                f"{slow / result['seconds']:.2f}",
                f"{max(r['memory_mb'] for r in results[mode]):,.0f}",
            ]
        )
    print_table(f"{reports} reports, {tokens:,} tokens", ["", "tokens/s", "reports/s", "ratio", "peak MB"], rows)
    for mode, title in (("natasha", "natasha's pipeline"), ("stages", "Verbale, stream")):
        result = quickest[mode] if mode in quickest else best([measure(mode, texts) for _ in range(rounds)])
        print_stages(title, result)


def print_stages(title: str, result: Result) -> None:
    """Each stage's share."""
    rows = [
        [stage, f"{seconds / result['tokens'] * 1e6:.2f}", f"{seconds / result['seconds']:.0%}"]
        for stage, seconds in sorted(result["stages"].items(), key=lambda item: -item[1])
    ]
    rows.append(["all", f"{result['seconds'] / result['tokens'] * 1e6:.2f}", "100%"])
    print_table(f"Stages: {title}", ["", "µs a token", "share"], rows)


def print_growth(texts: Path) -> None:
    """Time a token over growing reports and batches."""
    result = measure("growth", texts)
    for key, title, unit in (
        ("sizes", "Growth with the size of a report", "bytes"),
        ("batches", "Growth with the batch", "reports"),
    ):
        rows = [
            [
                f"{int(size):,}",
                f"{r['tokens']:,}",
                f"{r['seconds'] * 1e3:,.1f}",
                f"{r['seconds'] / r['tokens'] * 1e6:.1f}",
            ]
            for size, r in result[key].items()
        ]
        print_table(title, [unit, "tokens", "ms", "µs a token"], rows)


def print_floor(texts: Path) -> None:
    """The matrix products alone."""
    floor = measure("floor", texts)
    rows = [
        ["first convolutions (Verbale: of new words only)", f"{floor['first'] * 1e6:.2f}"],
        ["second and third convolutions", f"{floor['rest'] * 1e6:.2f}"],
        ["tags, names, heads, relations", f"{floor['heads'] * 1e6:.2f}"],
        ["all", f"{sum(floor[key] for key in ('first', 'rest', 'heads')) * 1e6:.2f}"],
    ]
    print_table("Floor: matrix products alone", ["", "µs a token"], rows)


def print_jobs(texts: Path, rounds: int) -> None:
    """Wall time of ``verbale read`` with one process and with two, by turns; only an otherwise idle machine tells."""
    command = [sys.executable, "-m", "verbale", "read", *map(str, sorted(texts.glob("*.txt"))), "--json", "--jobs"]
    seconds: dict[str, list[float]] = {"1": [], "2": []}
    for _ in range(rounds):
        for jobs, spent in seconds.items():
            start = time.time()
            subprocess.run([*command, jobs], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            spent.append(time.time() - start)
    rows = [[jobs, f"{min(spent):.1f}"] for jobs, spent in seconds.items()]
    rows.append(["ratio", f"{min(seconds['1']) / min(seconds['2']):.2f}"])
    print_table("verbale read --jobs", ["processes", "seconds"], rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--texts", type=Path, help="folder of .txt files (default: the development corpus if it is there)"
    )
    parser.add_argument("--rounds", type=int, default=3, help="measurements of which the best counts")
    parser.add_argument("--jobs", action="store_true", help="also time verbale read with one and two processes")
    options = parser.parse_args()
    folder = options.texts or (CORPUS if CORPUS.is_dir() else None)
    with as_file(files("verbale.samples")) as samples:
        texts = folder or samples
        compare(texts, options.rounds)
        print_growth(texts)
        print_floor(texts)
        if options.jobs:
            print_jobs(texts, options.rounds)
        start = best([measure("start", texts) for _ in range(options.rounds)])
        print(f"\nFrom a cold start to the annotation of one report: {start['seconds']:.2f} s")


if __name__ == "__main__":
    main()
