from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from django.core.cache import cache, caches
from django.utils import timezone
from lxml import html

from verbale.store.keeping.adding import Entry, add
from verbale.store.models import Statement
from verbale.store.reviewing.actions.deciding import Reject
from verbale.store.reviewing.chain import Author


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()
    caches["pages"].clear()


def test_an_empty_store_says_what_to_do(client, db):
    assert "verbale add" in client.get("/").content.decode()


def test_the_newest_reports_and_statements_and_how_many_there_are(client, stored):
    page = html.document_fromstring(client.get("/").content.decode())
    assert len(page.xpath("//section[@aria-labelledby='latest-statements']//li")) == 5
    assert page.xpath(f"//a[@href='/reports/{stored.key}']")[0].text_content() == stored.title
    assert page.xpath("//p[@class='counts']//b/text()") == ["5", "1", "2", "2"]
    assert page.xpath("//form[@role='search']/@action") == ["/search"]


def test_the_next_meetings(client, db, talks):
    day = (timezone.localdate() + timedelta(3)).isoformat()
    meetings = tuple(msgspec.structs.replace(one, date=day) for one in talks.meetings)
    add([Entry(record=msgspec.structs.replace(talks, meetings=meetings))])
    page = html.document_fromstring(client.get("/").content.decode())
    events = page.xpath("//section[@aria-labelledby='next-meetings']//li")
    assert {event.get("class") for event in events} == {"event planned", "event cancelled"}


def test_what_a_reviewer_rejects_leaves_the_page(client, stored):
    statement = Statement.objects.get(content__contains="встреча")
    before = client.get("/")
    Reject(noun="statement", key=statement.key, seen=0).perform(Author(None, "рецензент"))
    after = client.get("/")
    assert before.headers["ETag"] != after.headers["ETag"]
    assert f"/statements/{statement.key}" in before.content.decode()
    assert f"/statements/{statement.key}" not in after.content.decode()
