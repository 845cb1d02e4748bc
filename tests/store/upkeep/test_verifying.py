"""Whatever byte is changed behind the store's back is found and named."""

from __future__ import annotations

import os
import random
import re
import sqlite3

import msgspec
import pytest
from django.db import connection
from django.db.models import F

from verbale.store.keeping.adding import Entry, add
from verbale.store.models import Actor, Appearance, Meeting, Position, Report, Review, Statement
from verbale.store.reviewing import reviews
from verbale.store.reviewing.actions import JoinActors
from verbale.store.reviewing.chain import Author
from verbale.store.upkeep.verifying import count, verify

# All that is kept of texts, spans and reviews.
COLUMNS = {
    "store_content": ("sha256", "data", "size", "checksum"),
    "store_report": ("key", "doc", "url", "title", "outlet", "published", "furniture", "language", "day"),
    "store_copy": ("doc", "url", "title", "outlet", "published", "similarity", "hash"),
    "store_statement": (
        "key", "item", "start", "rule", "content", "cue", "source", "spans", "kind", "act", "modes", "relay", "state",
        "version", "confidence", "speaker_name", "speaker_id", "speaker_item", "day",
    ),
    "store_meeting": ("key", "spans", "exact", "kind", "status", "party_names", "place", "date", "begins", "event"),
    "store_citation": ("key", "spans", "exact", "name", "kind", "party_names"),
    "store_appearance": ("item", "name", "type", "aliases", "roles", "mentions"),
    "store_position": ("order", "speaker_name", "act", "subject", "condition", "modes"),
    "store_instrument": ("key", "folded", "name", "kind", "hash"),
    "store_actor": ("name",),
    "store_review": (
        "number", "noun", "item", "decision", "before", "after", "reason", "reviewer_name", "made", "previous", "hash",
    ),
}  # fmt: skip


@pytest.fixture
def stored(db, talks):
    """A store with something of everything: a copy, decisions, a correction, a join."""
    add([Entry(record=talks)])
    again = msgspec.structs.replace(
        talks,
        doc="again.txt",
        report=msgspec.structs.replace(talks.report, outlet="Курьер", url="https://kurier.example/1"),
    )
    add([Entry(record=again)])
    for item, decision, changes in (
        ("s1", "accept", None),
        ("s2", "reject", None),
        ("s4", "correct", {"act": "SUPPORT", "speaker": Actor.objects.get(name="Ида Крон").key}),
        ("s4", "accept", None),
    ):
        statement = Statement.objects.get(item=item)
        reviews.decide(
            "statement", statement.key, decision, reviewer=None, seen=statement.version, changes=changes,
            reason="так сказано",
        )  # fmt: skip
    one, other = Actor.objects.filter(type="person").order_by("pk")
    JoinActors(key=other.key, into=one.key).perform(Author(None, "ида"), "один человек")


def problems():
    return [str(problem) for found in verify() for problem in found]


def test_a_whole_store_holds(stored):
    assert problems() == []
    assert len(list(verify())) == count() + 1


def change(value, rng):
    """``value`` with one byte (of what is bytes) or digit changed."""
    if not isinstance(value, bytes):
        return value + rng.choice((-1, 1, 2))
    place = rng.randrange(len(value))
    return value[:place] + bytes([value[place] ^ rng.randrange(1, 256)]) + value[place + 1 :]


def damage(raw, rng):
    """Change one byte somewhere with raw SQL, as no part of Verbale would; what was changed."""
    while True:
        table = rng.choice(sorted(COLUMNS))
        column = rng.choice(COLUMNS[table])
        plain = f"typeof(\"{column}\") IN ('integer', 'real')"
        sql = f'SELECT rowid, typeof("{column}"), iif({plain}, "{column}", CAST("{column}" AS BLOB)) FROM {table}'  # noqa: S608
        rows = [row for row in raw.execute(sql).fetchall() if row[2] not in {None, b""}]
        if not rows:
            continue
        rowid, kind, value = rng.choice(rows)
        new = change(value, rng)
        place = "CAST(? AS TEXT)" if kind == "text" else "?"
        try:
            raw.execute(f'UPDATE {table} SET "{column}" = {place} WHERE rowid = ?', [new, rowid])  # noqa: S608
        except sqlite3.IntegrityError:
            continue  # the table itself refuses it
        return f"{table}.{column} of {rowid}: {value!r} -> {new!r}"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="raw bytes are changed as SQLite keeps them")
def test_any_changed_byte_is_found(stored):
    tries = 1000 if "VERBALE_SOAK" in os.environ else 60
    rng = random.Random(2031)  # noqa: S311, not for secrets
    raw = connection.connection
    missed = []
    for _ in range(tries):
        raw.execute("SAVEPOINT before")
        raw.execute("PRAGMA defer_foreign_keys=ON")
        what = damage(raw, rng)
        if not problems():
            missed.append(what)
        raw.execute("ROLLBACK TO before")
    assert missed == []
    assert problems() == []


@pytest.mark.parametrize(
    ("damaged", "words"),
    [
        (lambda: Statement.objects.filter(item="s3").delete(), "statement .* is missing; the record has it"),
        (lambda: Meeting.objects.filter(item="m1").delete(), "meeting .* is missing; the record has it"),
        (lambda: Position.objects.filter(order=0).delete(), "position 0: is missing; the record has it"),
        (lambda: Position.objects.update(statement=Statement.objects.get(item="s1")), "is another one than the record"),
        (lambda: Report.objects.update(reading=None), "reading: there is none"),
        (lambda: Statement.objects.filter(item="s3").update(speaker=None), "is another actor than the appearance says"),
        (lambda: Statement.objects.filter(item="s2").update(state="read"), "its state is not what the chain"),
        (
            lambda: Statement.objects.filter(item="s2").update(version=F("version") + 1),
            "its state is not what the chain",
        ),
        (lambda: Review.objects.filter(decision="join").delete(), "joined_into: is not what the chain of reviews says"),
        (lambda: Review.objects.filter(number=2).delete(), "review 3: chain: follows number 1: there is a gap"),
        (lambda: Actor.objects.update(joined_into=None), "joined_into: is not what the chain of reviews says"),
        (lambda: Appearance.objects.update(actor=Actor.objects.get(name="Ида Крон")), "were left when it was joined"),
    ],
)
def test_what_is_gone_or_elsewhere_is_named(stored, damaged, words):
    damaged()
    assert any(re.search(words, problem) for problem in problems()), problems()
