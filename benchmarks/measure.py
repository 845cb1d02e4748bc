"""One measurement in a process of its own, so that peak memory and caches are its own: prints one JSON object.

Times are processor time of one thread, which on an idle machine is wall time.
"""

from __future__ import annotations

import argparse
import collections
import functools
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Result = dict[str, Any]


def read_texts(folder: str) -> list[str]:
    """The ``.txt`` files of a folder in the order of their names."""
    return [path.read_bytes().decode("utf-8") for path in sorted(Path(folder).glob("*.txt"))]


def measure_natasha(texts: list[str]) -> Result:
    """Natasha's pipeline, report by report."""
    from natasha_pipeline import Pipeline

    pipeline = Pipeline()
    stages: collections.Counter[str] = collections.Counter()
    tokens = 0
    for text in texts:
        document = None
        for name, run, document in pipeline.stages(text):  # noqa: B007
            start = time.process_time()
            run()
            stages[name] += time.process_time() - start
        tokens += len(document.tokens) if document else 0
    return {"tokens": tokens, "seconds": sum(stages.values()), "stages": dict(stages)}


def measure_verbale(texts: list[str]) -> Result:
    """Verbale's annotator over the stream of reports."""
    from verbale.language.russian import RussianAnnotator

    annotator = RussianAnnotator()
    annotator.annotate("Да.")  # models load
    start = time.process_time()
    tokens = sum(len(annotation.tokens) for annotation in annotator.annotate_many(texts))
    return {"tokens": tokens, "seconds": time.process_time() - start}


def measure_single(texts: list[str]) -> Result:
    """Verbale's annotator, one report a call."""
    from verbale.language.russian import RussianAnnotator

    annotator = RussianAnnotator()
    annotator.annotate("Да.")
    start = time.process_time()
    tokens = sum(len(annotator.annotate(text).tokens) for text in texts)
    return {"tokens": tokens, "seconds": time.process_time() - start}


def measure_read(texts: list[str]) -> Result:
    """The whole of Verbale over the stream of reports: intake, annotation, extraction. Its tokens are the annotator's."""
    import verbale
    from verbale import intake

    verbale.read("«Да», — сказал он.", language="ru")
    start = time.process_time()
    reports = (intake.from_text(text, language="ru") for text in texts)
    collections.deque(verbale.read_many(reports, on_error=lambda *_: None), 0)
    return {"seconds": time.process_time() - start}


def measure_stages(texts: list[str]) -> Result:
    """Verbale's annotator with each stage timed."""
    from verbale.language.russian import RussianAnnotator, annotator, crf, embedding, lemmas, network, syntax

    stages: collections.Counter[str] = collections.Counter()

    def timed(owner: Any, name: str, stage: str) -> None:
        function: Callable[..., Any] = getattr(owner, name)

        @functools.wraps(function)
        def run(*args: Any, **options: Any) -> Any:
            start = time.process_time()
            try:
                return function(*args, **options)
            finally:
                stages[stage] += time.process_time() - start

        setattr(owner, name, run)

    reader = RussianAnnotator()
    reader.annotate("Да.")
    timed(annotator, "_draft", "segmentation")
    timed(embedding.RowCache, "rows", "words to rows")
    timed(network.Encoder, "run", "convolutions, three networks")
    timed(syntax.Arcs, "heads", "heads and trees")
    timed(syntax.Relations, "label", "relations")
    timed(crf, "decode", "names: decoding")
    timed(lemmas.Lemmatizer, "lemmas", "lemmas")
    start = time.process_time()
    tokens = sum(len(annotation.tokens) for annotation in reader.annotate_many(texts))
    seconds = time.process_time() - start
    stages["tags, tokens and the rest"] = seconds - sum(stages.values())
    return {"tokens": tokens, "seconds": seconds, "stages": dict(stages)}


def measure_growth(texts: list[str]) -> Result:
    """Time a token for reports and batches of growing size, caches warm."""
    from verbale.language.russian import RussianAnnotator

    annotator = RussianAnnotator()
    whole = "\n".join(texts)
    whole *= 1 + 1_200_000 // max(1, len(whole.encode()))
    for _ in range(2):
        collections.deque(annotator.annotate_many(texts[:200]), 0)

    def per_token(run: Callable[[], int], rounds: int) -> Result:
        best, tokens = float("inf"), 0
        for _ in range(rounds):
            start = time.process_time()
            tokens = run()
            best = min(best, time.process_time() - start)
        return {"tokens": tokens, "seconds": best}

    sizes = {}
    for size in (1_000, 10_000, 100_000, 1_000_000):
        text = whole.encode()[:size].decode("utf-8", "ignore")
        sizes[size] = per_token(functools.partial(_count, annotator, [text]), 5 if size < 1_000_000 else 2)
    batches = {}
    for count in (1, 10, 100, 1000):
        batch = (texts * (1 + count // len(texts)))[:count]
        batches[count] = per_token(functools.partial(_count, annotator, batch), 5 if count < 1000 else 2)
    return {"sizes": sizes, "batches": batches}


def _count(annotator: Any, texts: list[str]) -> int:
    return sum(len(annotation.tokens) for annotation in annotator.annotate_many(texts))


def measure_floor(_texts: list[str]) -> Result:
    """Microseconds a token of the matrix products alone, in the sizes of the networks."""
    import numpy as np

    rows = 768
    first = [(330, 768)] * 3
    rest = [(256, 384), (128, 192)] * 3
    heads = [(64, 753), (64, 8), (64, 32), (64, 32), (32, 32), (64, 32), (64, 32), (32, 1440)]

    def seconds(shapes: list[tuple[int, int]]) -> float:
        products = [
            (np.ones((rows, a), np.float32), np.ones((a, b), np.float32), np.empty((rows, b), np.float32))
            for a, b in shapes
        ]
        best = float("inf")
        for _ in range(20):
            start = time.process_time()
            for _ in range(10):
                for left, right, out in products:
                    np.matmul(left, right, out=out)
            best = min(best, (time.process_time() - start) / 10)
        return best / rows

    return {"first": seconds(first), "rest": seconds(rest), "heads": seconds(heads)}


def measure_start(texts: list[str]) -> Result:
    """Wall time from the start of the program to the annotation of one report."""
    from verbale.language.russian import RussianAnnotator

    tokens = len(RussianAnnotator().annotate(texts[0]).tokens)
    return {"tokens": tokens, "seconds": time.time() - float(sys.argv[-1])}


MODES = {
    "natasha": measure_natasha,
    "verbale": measure_verbale,
    "single": measure_single,
    "read": measure_read,
    "stages": measure_stages,
    "growth": measure_growth,
    "floor": measure_floor,
    "start": measure_start,
}


def main() -> None:
    """Run one measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mode", choices=MODES)
    parser.add_argument("texts", help="folder of .txt files")
    parser.add_argument("started", nargs="?", help="when the process was started, seconds of the epoch")
    options = parser.parse_args()
    result = MODES[options.mode](read_texts(options.texts))
    result["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))


if __name__ == "__main__":
    main()
