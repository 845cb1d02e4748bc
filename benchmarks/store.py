"""The store at size: ``python benchmarks/store.py [--reports 100000] [--store FILE]``.

Reads the texts, makes a store of varied records (``variation.py``) in a scratch file, or goes on with ``FILE`` where that
is filled, and asks it what people ask. One thread; each question is another one, p50 and p95 are over all of them.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import as_file, files
from itertools import islice
from pathlib import Path
from typing import Any

from annotate import CORPUS, print_table
from measure import read_texts
from variation import DAYS, FIRST_DAY, Pair, Variation

BATCH = 32  # reports of a transaction, as ``verbale add`` has it
LARGE_BATCH = 256
MEASURED = 2048  # reports at either end whose adding is timed
SEED = 7
BANDS = ((0, 50), (50, 500), (500, 5000))  # ranks of words by how many statements have them
Questions = list[tuple[str, list[float]]]  # what was asked, and milliseconds of each


def main() -> None:
    """Fill the store, ask it, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--store", type=Path, help="database to make or to go on with (default: a scratch file)")
    parser.add_argument("--texts", type=Path, help="folder of .txt files (default: the development corpus, or samples)")
    parser.add_argument("--questions", type=int, default=300, help="of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = options.store or Path(scratch) / "store.sqlite3"
        os.environ["VERBALE_DATABASE"] = str(path)
        from verbale.store.opening import open_store

        open_store(create=True)
        with as_file(files("verbale.samples")) as samples:
            texts = read_texts(str(options.texts or (CORPUS if CORPUS.is_dir() else samples)))
        pairs, reading = read(texts)
        fill(Variation(pairs), options.reports, reading)
        describe(path)
        ask(pairs, options.questions)


def read(texts: Sequence[str]) -> tuple[list[Pair], float]:
    """The records of ``texts`` with the terms of their texts, and the milliseconds that reading one takes."""
    from verbale import intake, pipeline

    next(pipeline.read_with_terms([("warm", intake.from_text("«Да», — сказал он.", language="ru"))]))
    begin = time.process_time()
    reports = [(str(number), intake.from_text(text, language="ru")) for number, text in enumerate(texts)]
    pairs = list(pipeline.read_with_terms(reports, on_error=lambda *_: None))
    return pairs, 1000 * (time.process_time() - begin) / len(pairs)


def fill(variation: Variation, wanted: int, reading: float) -> None:
    """Add varied records until the store has ``wanted`` reports; how long adding takes, early and late.

    Only the first and the last ``MEASURED`` are added as ``verbale add`` does and timed. Those between come in large
    batches that do not wait for the disk, so that there is an end to it.
    """
    from django.db import connection

    from verbale.store.keeping.adding import Entry
    from verbale.store.models import Report

    begun = Report.objects.count()
    entries = (Entry(record=record, terms=terms) for record, terms in islice(variation.records(wanted), begun, None))
    rows = [["reading alone", f"{reading:.2f}", "1"]]
    for name, count, size in (
        ("adding, from the first on", min(MEASURED, wanted - begun), BATCH),
        ("", max(wanted - begun - 2 * MEASURED, 0), LARGE_BATCH),
        (f"adding, up to {wanted:,}", min(MEASURED, max(wanted - begun - MEASURED, 0)), BATCH),
    ):
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous={'FULL' if name else 'OFF'}")
        spent = add_all(islice(entries, count), size)
        if name and count:
            rows.append([name, f"{spent / count:.2f}", f"{(reading + spent / count) / reading:.3f}"])
    print_table("Adding", ["", "ms a report", "with reading / reading alone"], rows)


def add_all(entries: Iterable[Any], size: int) -> float:
    """Add ``entries`` in batches; the milliseconds of processor time that takes."""
    from verbale.store.keeping.adding import add

    spent, added = 0.0, 0
    rest = iter(entries)
    while batch := list(islice(rest, size)):
        begin = time.process_time()
        add(batch)
        spent += 1000 * (time.process_time() - begin)
        added += len(batch)
        if added % (16 * LARGE_BATCH) == 0:
            print(f"{added:,} reports, {spent / added:.1f} ms a report", flush=True)
    return spent


def describe(path: Path) -> None:
    """What the store holds and how large its file is."""
    from django.db import connection

    from verbale.store import models

    names = ("Report", "Statement", "Actor", "Meeting", "Instrument", "Position", "Utterance")
    rows = [[name.lower() + "s", f"{getattr(models, name).objects.count():,}"] for name in names]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        rows.append(["MB", f"{path.stat().st_size / 1e6:,.0f}"])
        cursor.execute("SELECT SUM(pgsize) FROM dbstat WHERE name LIKE '%words%'")
        rows.append(["MB of full text in them", f"{cursor.fetchone()[0] / 1e6:,.0f}"])
    print_table("The store", ["", ""], rows)


def ask(pairs: Sequence[Pair], count: int) -> None:
    """Ask ``count`` questions of each kind."""
    choice = random.Random(SEED)  # noqa: S311, a benchmark
    rows = []
    for name, milliseconds in [*searches(pairs, count, choice), *others(count, choice)]:
        milliseconds.sort()
        p50, p95 = milliseconds[len(milliseconds) // 2], milliseconds[int(len(milliseconds) * 0.95)]
        rows.append([name, f"{len(milliseconds)}", f"{p50:.1f}", f"{p95:.1f}", f"{milliseconds[-1]:.1f}"])
    print_table("Questions, in ms", ["", "asked", "p50", "p95", "longest"], rows)


def searches(pairs: Sequence[Pair], count: int, choice: random.Random) -> Iterator[tuple[str, list[float]]]:
    """Searches for two words, drawn by how many statements have them."""
    from verbale.store.answers import asking
    from verbale.store.answers.query import Query

    forms: dict[str, str] = {}
    frequency: Counter[str] = Counter()
    for record, terms in pairs:
        text = record.report.text
        for start, lemma in zip(terms.starts, terms.lemmas, strict=True):
            word = text[start:].split(maxsplit=1)[0].strip("«»\"',.:;!?()")
            if len(lemma) > 2 and word.isalpha():
                forms.setdefault(lemma, word)
        frequency.update(set(terms.lemmas))
    ranked = [forms[lemma] for lemma, _ in frequency.most_common() if lemma in forms]

    def found(query: Query) -> None:
        asking.page(asking.statements(query).shown(), query)

    def with_facets(query: Query) -> None:
        rows = asking.statements(query)
        asking.page(rows.shown(), query)
        asking.count(rows)
        asking.facets(rows)

    def of_reports(query: Query) -> None:
        asking.page(asking.reports(query), query)

    everything: list[float] = []
    for first, last in BANDS:
        for other in BANDS:
            pool, beside = ranked[first:last], ranked[slice(*other)]
            queries = [Query(words=f"{choice.choice(pool)} {choice.choice(beside)}") for _ in range(count // 9)]
            everything += timed(found, queries)
    yield "two words: a page of statements", everything
    common = [Query(words=" ".join(choice.sample(ranked[:50], 2))) for _ in range(count // 3)]
    yield "two of the 50 most frequent words", timed(found, common)
    mixed = [Query(words=f"{choice.choice(ranked[:500])} {choice.choice(ranked[:5000])}") for _ in range(count)]
    yield "two words: with count and facets", timed(with_facets, mixed)
    yield "two words: by rank", timed(found, [query.replace(sort="rank") for query in mixed])
    yield "two words: a page of reports", timed(of_reports, mixed)
    phrases = [Query(words=f'"{query.words}"') for query in mixed]
    yield "a phrase of two words", timed(found, phrases)


def others(count: int, choice: random.Random) -> Iterator[tuple[str, list[float]]]:
    """What else people look at."""
    from django.db.models import Count

    from verbale.store.answers import asking, events, stances
    from verbale.store.answers.current import current_report
    from verbale.store.answers.query import Query
    from verbale.store.models import Actor, Report
    from verbale.store.people.sides import side

    by_statements = Actor.objects.annotate(number=Count("statements")).filter(number__gt=0).order_by("-number")
    actors = list(by_statements[:5000])
    speakers = [Query(speaker=actor.key) for actor in [*actors[:50], *choice.sample(actors, min(count, len(actors)))]]

    def page(query: Query) -> None:
        asking.page(asking.statements(query).shown(), query)

    yield "a speaker's statements", timed(page, speakers)
    acts = [query.replace(act=("REJECT",), since=date(2010, 1, 1)) for query in speakers]
    yield "a speaker's rejections since a day", timed(page, acts)
    words = [query.replace(words=choice.choice(("президент", "война договор", "страна"))) for query in speakers]
    yield "words of a speaker", timed(page, words)
    sides = [actor.key for actor in actors if actor.type in {"state", "organisation"}][:40]
    pairs = [choice.sample(sides, 2) for _ in range(count)]
    yield (
        "positions of one side towards another",
        timed(lambda pair: stances.tally(stances.held(*map(side, pair))), pairs),
    )
    months = [date.fromordinal(FIRST_DAY.toordinal() + choice.randrange(DAYS)) for _ in range(count)]
    yield (
        "a month of the calendar",
        timed(
            lambda day: events.between(day.replace(day=1), date(day.year + day.month // 12, day.month % 12 + 1, 1)),
            months,
        ),
    )
    keys = list(Report.objects.values_list("key", flat=True)[: 50 * count : 50])
    yield "a report with all that stands at it", timed(current_report, keys)


def timed(run: Callable[[Any], object], questions: Sequence[Any]) -> list[float]:
    """Milliseconds of each question, after one that warms up."""
    if not questions:
        return [0.0]
    run(questions[0])
    spent = []
    for question in questions:
        begin = time.perf_counter()
        run(question)
        spent.append(1000 * (time.perf_counter() - begin))
    return spent


if __name__ == "__main__":
    main()
