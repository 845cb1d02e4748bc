"""Whatever characters a report holds, each format stays valid: no formula, no line that the report has put in."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import unicodedata
from datetime import timedelta
from typing import Any

import followthemoney
import pyarrow.parquet as pq
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import html

from verbale.export import csv as tables
from verbale.export import formats, icalendar, jsonld
from verbale.types import (
    Actor,
    Exact,
    Instrument,
    Meeting,
    Mention,
    Position,
    Record,
    Report,
    Span,
    Statement,
    TimeExpression,
)

SHARDS = 4
SOAK = int(os.environ.get("VERBALE_SOAK", "10000"))
SHORT = settings(deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(SHORT, max_examples=max(SOAK, 10_000) // SHARDS, database=None)

PIECES = [
    "=HYPERLINK(\"https://a.example\")", "+7", "-1", "@SUM(A1)", "\t", "\r", "\n", "\r\n", ",", ";", ":", '"', '""', "'", "\\",
    "\\n", "\x00", "\x1b[31m", "\x85", "\x0b", "\u2028", "\u2029", "\u200b", "\ufeff", "\u202e", "\u2066", "\u200f", "\ud800",
    "\udfff", "😀", "е\u0301", "Волдин", "BEGIN:VEVENT", "END:VCALENDAR", "\nATTENDEE:x", "</script>", "{}", "@id", "\ufffe", "﷽",
]  # fmt: skip
hostile = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=30),
)
maybe = st.none() | hostile
dates = st.sampled_from([None, "2031-05-17", "2031-05", "2031-05-17T14:30", "2031-W20", "XXXX"]) | hostile
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


HIDDEN = {"Cc", "Cf", "Zl", "Zp", "Zs"}  # categories of characters that show nothing


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record whose every text is hostile, and whose spans are right."""
    text = draw(hostile) + "переговоры" + draw(hostile)
    start, end = sorted((draw(st.integers(0, len(text) - 1)), draw(st.integers(1, len(text)))))
    span = Span(start, max(end, start + 1))
    exact = span.of(text)

    def choose(noun: Any, field: str) -> Any:
        return draw(st.sampled_from(noun.__annotations__[field]))

    texts = draw(st.lists(hostile, max_size=2).map(tuple))
    return Record(
        doc=draw(hostile),
        report=Report(
            text=text, sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), title=draw(maybe),
            outlet=draw(maybe), author=draw(maybe), url=draw(maybe), published=draw(dates), retrieved=draw(dates),
            furniture=(span,),
        ),
        statements=(
            Statement(
                id="s1", content=(span,), cue=span, source=None, kind="direct", speaker=draw(maybe), relay=False,
                act=draw(st.sampled_from(["COMMENT", "REJECT"])), exact=Exact(content=(exact,), cue=exact), rule="by_hand",
                actor="a1", target=span, target_actor="a2", instruments=("i1",),
            ),
        ),
        actors=(
            Actor(
                id="a1", name=draw(hostile), type="person", aliases=texts, roles=texts, country=draw(maybe),
                code=draw(maybe), qid=draw(maybe), mentions=(Mention(span=span, form="name"),),
            ),
            Actor(id="a2", name=draw(hostile), type=draw(st.sampled_from(["state", "organisation", "place", "document"]))),
        ),
        times=(TimeExpression(id="t1", span=span, type="DATE", value=draw(dates), exact=exact),),
        meetings=(
            Meeting(
                id="m1", trigger=span, kind=draw(st.sampled_from(["talks", "other"])), parties=texts, place=draw(maybe),
                date=draw(dates), status=draw(st.sampled_from(["held", "planned", "cancelled", "postponed"])),
                former_date=draw(dates), exact=exact, party_actors=("a1", "a2"),
            ),
        ),
        instruments=(
            Instrument(id="i1", mention=span, name=draw(hostile), kind="law", date=draw(dates), parties=texts, exact=exact),
        ),
        positions=(
            Position(speaker=draw(hostile), act="REJECT", target=draw(maybe), subject=draw(maybe), condition=draw(maybe), statement="s1"),
        ),
        reader="0",
    )  # fmt: skip


def written(name: str, record: Record, noun: str | None = None) -> bytes:
    out = io.BytesIO()
    formats.write(formats.get(name), [record, record], out, noun)
    return out.getvalue()


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may compute a cell: also behind what it does not show, or takes away."""
    if cell.startswith(("\t", "\r", "\n")):
        return True
    seen = (place for place, char in enumerate(cell) if not char.isspace() and unicodedata.category(char) not in HIDDEN)
    return cell[next(seen, len(cell)) :].startswith(FORMULA)


def check_csv(record: Record) -> None:
    for noun in formats.NOUNS:
        rows = list(csv.reader(io.StringIO(written("csv", record, noun).decode(), newline=""), strict=True))
        items = {"reports": 1, "actors": 2}.get(noun, 1)
        assert len(rows) == 1 + 2 * items
        assert {len(row) for row in rows} == {len(rows[0])}
        assert [cell for row in rows for cell in row if is_formula(cell)] == []


def check_table(record: Record) -> None:
    """The table of a search, whose rows are made elsewhere."""
    cells = [record.doc, record.report.title, record.report.text, *(actor.name for actor in record.actors)]
    rows = list(csv.reader(io.StringIO("".join(tables.lines(["a"] * 5, [cells, cells])), newline=""), strict=True))
    assert [len(row) for row in rows] == [5, 5, 5]
    assert [cell for row in rows for cell in row if is_formula(cell)] == []


def check_parquet(record: Record) -> None:
    for noun in formats.NOUNS:
        table = pq.read_table(io.BytesIO(written("parquet", record, noun)))
        table.validate(full=True)
        assert table.num_rows == 2 * (2 if noun == "actors" else 1)


def check_calendar(record: Record) -> None:
    events = (icalendar.event(record, meeting) for meeting in record.meetings)
    subscribed = icalendar.subscription(filter(None, events), record.doc, timedelta(hours=6))
    for data in (written("ical", record), b"".join(subscribed)):
        check_lines(data)


def check_lines(data: bytes) -> None:
    """A calendar with no lines but those of its own."""
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?<!\r)\n|\r(?!\n)", data)
    calendar = Calendar.from_ical(data)
    assert calendar.errors == []
    assert {component.name for component in calendar.walk()} <= {"VCALENDAR", "VEVENT"}
    known = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "LOCATION", "DESCRIPTION", "URL", "CATEGORIES"]
    for event in calendar.walk("VEVENT"):
        assert event.errors == []
        assert set(event) <= set(known)
    assert data.replace(b"\r\n ", b"").count(b"\r\n") == sum(map(len, calendar.walk())) + 2 * len(calendar.walk())


def check_linked_data(record: Record) -> None:
    document = written("jsonld", record)
    article = json.loads(document)["@graph"][0]
    assert len(article["hasPart"]) == 1
    graph = rdflib.Graph().parse(data=document, format="json-ld")
    assert len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Quotation")))) == 1
    assert len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Event")))) == 1


def check_embedded(record: Record) -> None:
    """Linked data in the page of a report, and of a statement."""
    for node in (jsonld.article(record, places=False), jsonld.quotation(record, record.statements[0])):
        page = f'<head><script type="application/ld+json">{jsonld.embedded(node)}</script><title>x</title></head>'
        elements = list(html.document_fromstring(page.encode(), html.HTMLParser(encoding="utf-8")).iter())
        assert [one.tag for one in elements] == ["html", "head", "script", "title"]
        document = jsonld.embedded(node)
        assert not set(document) & set("<>&\u2028\u2029")
        assert json.loads(elements[2].text) == json.loads(document)
        assert json.loads(document)["@type"] == node["@type"]


def check_entities(record: Record) -> None:
    lines = written("ftm", record).split(b"\n")
    assert lines.pop() == b""
    for line in lines:
        entity = json.loads(line)
        schema = followthemoney.model.get(entity["schema"])
        schema.validate(entity)
        assert set(entity["properties"]) <= set(schema.properties)


CHECKS = [check_csv, check_table, check_parquet, check_calendar, check_linked_data, check_embedded, check_entities]
SLOW = (check_parquet, check_entities)  # by what their own libraries take to read them


@pytest.mark.parametrize("check", CHECKS)
def test_hostile_records(check):
    settings(SHORT, max_examples=60 if check in SLOW else 200)(given(records())(check))()


@pytest.mark.soak
@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_soak(check, shard):
    LONG(given(records())(check))()


def test_nothing_hides_a_formula():
    hidden = [char for char in map(chr, range(0x110000)) if char.isspace() or unicodedata.category(char) == "Cf"]
    assert len(hidden) > 150
    assert [char for char in hidden if is_formula(tables.neutral(f"{char}=1"))] == []
    assert all(tables.restored(tables.neutral(f"{char}=1")) == f"{char}=1" for char in hidden)
