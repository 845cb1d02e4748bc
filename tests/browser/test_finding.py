"""Search, dossier, positions and calendar in the browser."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from playwright.sync_api import expect

ATOM = "{http://www.w3.org/2005/Atom}"


def cards(page):
    return page.locator("ol .card blockquote").all_text_contents()


def test_from_words_to_a_few_results(visit, say, language):
    page = visit("/", language=language)
    page.get_by_role("searchbox").fill("пошлина OR номер")
    page.get_by_role("button", name=say("Search")).click()
    expect(page.locator("h1")).to_have_text(say("Search"))
    first = cards(page)
    assert first
    assert all("пошлин" in words.lower() or "номер" in words for words in first)
    expect(page.locator("ol .card .word").first).to_be_visible()

    page.get_by_role("link", name=say("Further")).click()
    second = cards(page)
    assert second
    assert not set(first) & set(second)

    page.go_back()
    found = int(page.locator("#results").text_content().rpartition(" ")[2])
    facet = page.locator(".facets li", has=page.get_by_role("link", name="Нора Тальм")).first
    number = int(facet.locator(".number").text_content())
    facet.get_by_role("link").click()
    expect(page.locator(".taken")).to_contain_text("Нора Тальм")
    assert int(page.locator("#results").text_content().rpartition(" ")[2]) == number < found
    expect(page.locator("#q")).to_have_value("пошлина OR номер")


def test_a_search_can_be_followed_elsewhere(visit, language):
    page = visit("/search?q=пошлина", language=language)
    feed = page.get_attribute("link[type='application/atom+xml']", "href")
    answer = page.request.get(feed.replace("/", f"{page.url.partition('/search')[0]}/", 1))
    root = ET.fromstring(answer.text())  # noqa: S314, our own feed
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) >= 20
    assert page.request.get(entries[0].find(f"{ATOM}link").get("href")).ok
    for name in ("csv", "json", "ics"):
        assert page.request.get(page.url.replace("/search?", f"/search.{name}?")).ok


def test_a_dossier(visit, language, say):
    page = visit("/search?q=границу", language=language)
    page.locator(".card .speaker", has_text="Крон").first.click()
    expect(page.locator("h1")).to_contain_text("Крон")
    chart = page.locator("figure svg").first
    expect(chart).to_be_visible()
    page.get_by_text(say("As a table")).first.click()
    expect(page.locator("figure table").first).to_be_visible()
    expect(page.get_by_text("президент Остмарка").first).to_be_visible()
    chart.locator("a").first.click()
    expect(page.locator(".taken")).to_contain_text("Крон")
    assert cards(page)


def test_positions_open_the_statements(visit, language, say):
    page = visit("/positions", language=language)
    page.get_by_label(say("One side")).fill("Велария")
    page.get_by_label(say("Other side")).fill("Остмарк")
    page.get_by_role("button", name=say("Show")).click()
    cell = page.locator("table.matrix tbody td a").first
    number = int(cell.text_content())
    cell.click()
    expect(page.locator("ol .card")).to_have_count(number)
    page.locator("ol .card blockquote a").first.click()
    expect(page.locator("blockquote.quotation")).to_be_visible()


def test_a_calendar_and_its_subscription(visit, language, say):
    page = visit("/calendar?month=2031-05", language=language)
    page.locator("table.month td", has=page.locator("time[datetime='2031-05-17']")).get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text("Крон")
    page.go_back()
    expect(page.locator("table.month .cancelled")).to_contain_text(say("cancelled"))
    page.locator("a[rel=next]").click()
    expect(page).to_have_url(page.url.replace("2031-05", "2031-06"))

    address = page.get_by_role("link", name=say("Subscribe (iCalendar)")).get_attribute("href")
    calendar = page.request.get(page.url.partition("/calendar")[0] + address)
    assert calendar.text().startswith("BEGIN:VCALENDAR")
    assert "REFRESH-INTERVAL" in calendar.text()
    again = page.request.get(calendar.url, headers={"If-None-Match": calendar.headers["etag"]})
    assert again.status == 304
