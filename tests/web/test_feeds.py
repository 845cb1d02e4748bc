from __future__ import annotations

import csv
import io
import json

import pytest
from icalendar import Calendar
from lxml import etree

from verbale.types import Meeting, Span

ATOM = "{http://www.w3.org/2005/Atom}"
FORMULA = '=HYPERLINK("https://a.example")'
BREAKING = "Волдин\r\nATTENDEE:x\x1b\x0b<script>alert(1)</script>"
FEEDS = ("/feeds/search.atom", "/search.csv", "/search.json", "/search.ics")


@pytest.fixture
def record(keep):
    """Two reports; of one every text is hostile."""
    text = "Арсен Волдин заявил: договор о мире готов. Переговоры пройдут."
    start = text.index("Переговоры")
    meeting = Meeting(
        id="m1", trigger=Span(start, start + 10), kind="talks", parties=("Велария",), place="Лимара", date="2031-05-17",
        status="planned", exact="Переговоры",
    )  # fmt: skip
    keep(
        text, ("договор о мире готов", "Арсен Волдин", "AGREE", "Остмарк"), outlet="Полюс", title="Мир близок",
        published="2031-05-12T10:30:00+03:00", url="https://polyus.example/1", meetings=(meeting,),
    )  # fmt: skip
    text = f"{FORMULA} {BREAKING} договор"
    keep(text, (text, BREAKING, "COMMENT", FORMULA), outlet=FORMULA, title=BREAKING, published="2031-05-13")


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_feed_is_atom_with_the_newest_first(client, record):
    response = client.get("/feeds/search.atom", {"q": "договор"})
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    tree = etree.fromstring(body(response))
    entries = tree.findall(f"{ATOM}entry")
    assert len(entries) == 2
    assert entries[1].find(f"{ATOM}title").text == "Арсен Волдин agrees or offers"
    assert entries[1].find(f"{ATOM}summary").text == "договор о мире готов"
    assert entries[1].find(f"{ATOM}updated").text == "2031-05-12T07:30:00+00:00"
    assert entries[0].find(f"{ATOM}updated").text.startswith("2031-05-13")
    links = {link.get("rel"): link.get("href") for link in tree.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/feeds/search.atom?q=%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80"
    assert links["alternate"] == "http://testserver/search?q=%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80"


def test_the_table_has_no_formula_and_a_row_for_each_statement(client, record):
    response = client.get("/search.csv")
    rows = list(csv.reader(io.StringIO(body(response).decode(), newline="")))
    assert "attachment" in response.headers["Content-Disposition"]
    assert len(rows) == 3
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")]
    named = dict(zip(rows[0], rows[2], strict=True))
    assert named["speaker"] == "Арсен Волдин"
    assert named["url"] == "https://polyus.example/1"
    assert named["page"].startswith("http://testserver/statements/")


def test_json_is_an_array_of_the_same_rows(client, record):
    rows = json.loads(body(client.get("/search.json", {"speaker": "Арсен Волдин"})))
    assert [(row["act"], row["target"], row["day"]) for row in rows] == [("AGREE", "Остмарк", "2031-05-12")]
    assert json.loads(body(client.get("/search.json", {"outlet": "Нет такого"}))) == []


def test_meetings_of_the_reports_that_were_found(client, record):
    calendar = Calendar.from_ical(body(client.get("/search.ics", {"q": "мир"})))
    (event,) = calendar.walk("VEVENT")
    assert event["summary"] == "Talks: Велария"
    assert str(event["url"]).startswith("http://testserver/meetings/")
    assert not Calendar.from_ical(body(client.get("/search.ics", {"outlet": "Нет такого"}))).walk("VEVENT")


@pytest.mark.parametrize("feed", FEEDS)
def test_what_cannot_be_asked_is_refused_in_one_line(client, record, feed):
    for parameters, status in (({"since": "soon"}, 400), ({"q": "-"}, 400), ({"speaker": "Никто"}, 404)):
        response = client.get(feed, parameters)
        assert response.status_code == status
        assert response.headers["Content-Type"].startswith("text/plain")
        assert len(response.content.decode().splitlines()) == 1


@pytest.mark.parametrize("feed", FEEDS)
def test_what_a_program_has_already_is_not_sent_again(client, record, keep, feed):
    tag = client.get(feed).headers["ETag"]
    assert client.get(feed, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(feed, {"q": "мир"}, headers={"If-None-Match": tag}).status_code == 200
    keep("Ида Крон сказала: нет.", ("нет", "Ида Крон", "REJECT"))
    assert client.get(feed, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("feed", FEEDS)
def test_queries_are_few_and_bounded(client, record, feed, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        body(client.get(feed, {"q": "договор"}))


@pytest.mark.parametrize("feed", FEEDS)
def test_they_are_read_only(client, db, feed):
    assert client.post(feed).status_code == 405
