"""What a store goes through, as a program of its own: killed writers, crowds, full disks. Prints what came of it in JSON.

``VERBALE_DATABASE`` names an empty database. Children are forked here and not in the tests, whose own connections and
threads they would inherit.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from verbale.store.opening import migrate, open_store, schema_state

if __name__ == "__main__":
    open_store(create=True)

import pool
from django.db import connection, connections

from verbale.errors import ReviewError, StaleDecision, StoreUnavailable
from verbale.store.keeping import rereading
from verbale.store.keeping.adding import Entry, add
from verbale.store.models import Actor, Copy, Report, Review, Statement, Utterance
from verbale.store.reviewing import reviews
from verbale.store.reviewing.actions import JoinActors, Undo
from verbale.store.reviewing.chain import Author
from verbale.store.upkeep.backups import backup
from verbale.store.upkeep.verifying import verify

Work = Callable[[random.Random, Callable[[str], None]], None]


def adds(chance: random.Random, say: Callable[[str], None]) -> None:
    """Add the pool in batches of any size and order, and say each report that is kept."""
    entries = pool.pool(POOL)
    chance.shuffle(entries)
    while entries:
        batch = [entries.pop() for _ in range(min(chance.randint(1, 8), len(entries)))]
        for kept in add(batch):
            say(kept.report)


def rereads(chance: random.Random, say: Callable[[str], None]) -> None:
    """Read all reports anew, in batches of any size, now as the one reader and now as the other."""
    reader = f"0.0.{chance.randint(1, 2)}"
    by_url = {one.record.report.url: one for one in pool.pool(POOL, reader)}
    waiting: list[rereading.Anew] = []
    for stored in rereading.due(reader, all_=True):
        found = by_url[stored.report.url]
        waiting.append(rereading.Anew(stored, found.record, found.terms))
        if len(waiting) >= chance.randint(1, 8):
            for done in rereading.replace(waiting):
                say(done.key)
            waiting.clear()
    rereading.replace(waiting)


def decides(chance: random.Random, say: Callable[[str], None]) -> None:
    """Decide on statements, join actors and undo that, and say each entry in the chain that is kept."""
    keys = list(Statement.objects.order_by("pk").values_list("key", "version"))
    one, other = Actor.objects.filter(joined_into=None).order_by("pk")[:2]
    editor = Author(None, "ида")
    for key, version in chance.sample(keys, len(keys)):
        decision = chance.choice(("accept", "reject", "correct"))
        changes = {"act": chance.choice(("REJECT", "SUPPORT", "REQUEST"))} if decision == "correct" else None
        try:
            review = reviews.decide("statement", key, decision, reviewer=None, seen=version, changes=changes)
        except ReviewError:  # it has this act already
            continue
        say(str(review.number))
        if chance.random() < 0.1:
            review = JoinActors(key=one.key, into=other.key).perform(editor)
            say(str(review.number))
            say(str(Undo(number=review.number).perform(editor).number))


def kills(work: Work, count: int, chance: random.Random) -> tuple[Counter[str], int]:
    """Let ``count`` children work and kill each at a moment of its own; what was wrong after any, what they kept."""
    wrong: Counter[str] = Counter()
    said: set[str] = set()
    rows = (
        Review.objects.values_list("number", flat=True)
        if work is decides
        else Report.objects.values_list("key", flat=True)
    )
    for number in range(1, count + 1):
        said |= _killed(work, chance.random() * LONGEST, chance.random())
        wrong.update(_damage(thorough=number % 5 == 0 or number == count))
        wrong["lost"] += len(said - set(map(str, rows.all())))
        if work is decides and chance.random() < 0.5:
            _undo_all()
    return wrong, len(said)


def _undo_all() -> None:
    """Undo joins that a killed child has left."""
    for review in Review.objects.filter(decision="join").order_by("-number"):
        with suppress(ReviewError):  # undone by the child itself
            Undo(number=review.number).perform(Author(None, "арсен"))


def migrations(count: int, chance: random.Random) -> Counter[str]:
    """Make an empty database's tables, killed at any moment, and again; what was wrong after any, how often it was killed."""
    wrong: Counter[str] = Counter()
    _empty()
    begun = time.monotonic()
    migrate()
    longest = 1.3 * (time.monotonic() - begun)
    for _ in range(count):
        _empty()
        _killed(lambda _chance, _say: migrate(), chance.random() * longest, chance.random())
        state = schema_state()
        wrong["killed"] += state == "empty"
        wrong["half"] += state not in {"empty", "current"}
        migrate()
        wrong["not whole"] += schema_state() != "current"
        add(pool.pool(2))
        wrong.update(_damage())
    return wrong


def _empty() -> None:
    connections.close_all()
    if connection.vendor == "sqlite":
        for file in Path(connection.settings_dict["NAME"]).parent.glob("*.sqlite3*"):
            file.unlink()
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connections.close_all()


def race(count: int) -> Counter[str]:
    """``count`` reviewers decide on one statement at the same moment; what each was told, and what was kept."""
    add(pool.pool(2))
    statement = Statement.objects.order_by("pk")[0]
    connections.close_all()
    ready, go = os.pipe()
    here, there = os.pipe()
    children = [os.fork() or _race(statement.key, number, (ready, go), there) for number in range(count)]
    for end in (ready, there):
        os.close(end)
    time.sleep(1)  # they open their connections meanwhile
    os.close(go)
    with os.fdopen(here, encoding="utf-8") as told:
        counts = Counter(told.read().split())
    for child in children:
        os.waitpid(child, 0)
    statement.refresh_from_db()
    counts["entries"] = Review.objects.count()
    counts["version"] = statement.version
    counts.update(_damage())
    return counts


def _race(key: str, number: int, start: tuple[int, int], told: int) -> None:
    """What a reviewer does; does not return."""
    ready, go = start
    os.close(go)
    Statement.objects.count()
    os.read(ready, 1)  # until the parent closes its end
    try:
        decision = ("accept", "reject")[number % 2]
        reviews.decide("statement", key, decision, reviewer=None, seen=0, reason=f"рецензент {number}")
        said = "won"
    except StaleDecision:
        said = "told"
    except Exception as error:  # noqa: BLE001, counted
        said = f"{type(error).__name__}:{error}".replace(" ", "_")
    os.write(told, f"{said}\n".encode())
    os._exit(0)


def copied(folder: str) -> dict[str, object]:
    """Back up again and again while a child adds; for each backup how many reports it has and whether it holds."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        for one in pool.pool(POOL):
            add([one])
        os._exit(0)
    files = [Path(folder) / f"{number}.backup" for number in range(3)]
    for file in files:
        time.sleep(0.2)
        backup(file)
    os.waitpid(child, 0)
    return {"files": [str(file) for file in files], "kept": Report.objects.count(), "damage": list(_damage())}


def _killed(work: Work, seconds: float, seed: float) -> set[str]:
    """What a child said before it was killed."""
    connections.close_all()
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(here)
        try:
            work(random.Random(seed), lambda key: os.write(there, f"{key}\n".encode()) and None)  # noqa: S311
        except BaseException:  # noqa: BLE001, told by the exit code
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(there)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("a child failed")
    with os.fdopen(here, encoding="ascii") as told:
        return set(told.read().split())


def _damage(*, thorough: bool = True) -> Iterator[str]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            if cursor.fetchall() != [("ok",)]:
                yield "files corrupt"
            cursor.execute("PRAGMA foreign_key_check")
            if cursor.fetchall():
                yield "keys of nothing"
    if thorough:
        yield from (f"verify: {problem}" for problems in verify() for problem in problems)


def state() -> dict[str, object]:
    """What the store has, whatever the order it was added in."""
    utterances: dict[int, list[str]] = {}
    for utterance, key in Statement.objects.order_by("key").values_list("utterance_id", "key"):
        if utterance is not None:
            utterances.setdefault(utterance, []).append(key)
    told = {
        pk: [wordings, outlets] for pk, wordings, outlets in Utterance.objects.values_list("pk", "wordings", "outlets")
    }
    return {
        "texts": sorted(Report.objects.values_list("text_id", flat=True)),
        "publications": sorted(
            [url for model in (Report, Copy) for url in model.objects.values_list("url", flat=True)], key=str
        ),
        "utterances": sorted([*keys, *map(str, told.pop(pk))] for pk, keys in utterances.items()),
        "without wordings": len(told),
        "readers": sorted(set(Report.objects.values_list("reading__reader", flat=True))),
    }


def crowd(seconds: float, chance: random.Random) -> Counter[str]:
    """4 writers and 8 readers at once; how many of each did how much, and what went wrong."""
    connections.close_all()
    end = time.monotonic() + seconds
    here, there = os.pipe()
    children = []
    for number in range(12):
        child = os.fork()
        if child == 0:
            os.close(here)
            done: Counter[str] = Counter()
            try:
                while time.monotonic() < end:
                    (_write if number < 4 else _look)(random.Random(chance.random() + number), done)  # noqa: S311
            except Exception as error:  # noqa: BLE001, counted
                done[f"{type(error).__name__}: {error}"] += 1
            os.write(there, json.dumps(done).encode() + b"\n")
            os._exit(0)
        children.append(child)
    os.close(there)
    with os.fdopen(here, encoding="utf-8") as told:
        counts = sum((Counter(json.loads(line)) for line in told), Counter())
    for child in children:
        os.waitpid(child, 0)
    return counts


def _write(chance: random.Random, done: Counter[str]) -> None:
    done["written"] += len(add([pool.entry(chance.randrange(100_000)) for _ in range(chance.randint(1, 8))]))


def _look(chance: random.Random, done: Counter[str]) -> None:
    for statement in Statement.objects.order_by("-day", "-pk").select_related("report", "utterance")[
        : chance.randint(1, 50)
    ]:
        done["halves seen"] += statement.report.reading_id is None
    done["read"] += 1


def full(more: str) -> dict[str, object]:
    """Fill the disk; look; ``more`` is the command that makes room; go on."""
    added, told = 1, ""
    for number in range(1, 100_000):
        try:
            added += len(add([pool.entry(number)]))
        except StoreUnavailable as error:
            told = str(error)
            break
    seen = Report.objects.count() + Copy.objects.count()
    os.system(more)  # noqa: S605, the test's own
    again = len(add([pool.entry(number) for number in range(added, added + 50)]))
    return {"added": added, "told": told, "seen": seen, "again": again, "damage": list(_damage())}


POOL = 60
LONGEST = 0.25  # seconds until a child is killed; about what adding the pool takes
WORKS: dict[str, Work] = {"add": adds, "reread": rereads, "review": decides}


def main(what: str, amount: str) -> object:
    """The result of one hardship."""
    chance = random.Random(7)  # noqa: S311, to be the same each time
    add(pool.pool(1))  # what is loaded at the first use, children have from here
    if what == "crowd":
        return crowd(float(amount), chance)
    if what == "full":
        return full(amount)
    if what == "migrate":
        return migrations(int(amount), chance)
    if what == "race":
        return race(int(amount))
    if what == "backup":
        return copied(amount)
    if what in {"reread", "review"}:
        add(pool.pool(POOL))
    wrong, kept = kills(WORKS[what], int(amount), chance)
    if what == "review":
        return {"wrong": wrong, "kept": kept}
    entries: list[Entry] = pool.pool(POOL)
    if what == "add":
        add(entries)
    else:
        rereads(_Reader(), str)
    once = state()
    add(entries)
    return {"wrong": wrong, "kept": kept, "state": once, "again": state()}


class _Reader(random.Random):
    """Chance that always says 1: the first reader, batches of one."""

    def randint(self, a: int, b: int) -> int:
        return 1


if __name__ == "__main__":
    result = main(*sys.argv[1:])
    sys.stdout.write(json.dumps(result))
