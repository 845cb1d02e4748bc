"""A report read in the browser: passages, cards, switches, links, citations, folded furniture."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

WORDS = "Мы готовы к честному разговору 😀 и не отступим от Лимарского договора"
SAID = "Нам нечего скрывать. Пусть приезжают и смотрят"


@pytest.fixture
def page(visit, language):
    return visit("/reports/{report}", language=language, permissions=["clipboard-read", "clipboard-write"])


def test_a_passage_shows_its_card(page, say, language):
    assert page.get_attribute("html", "lang") == language
    cue = page.locator("article .cue", has_text="подчеркнул")
    tip = page.locator(".tip")
    expect(tip).to_be_hidden()
    cue.hover()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Арсен Волдин")
    for label in ("Cue", "Source"):
        expect(tip).to_contain_text(say(label))
    expect(tip).to_contain_text("подчеркнул")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_the_keyboard_shows_the_same_card(page):
    name = page.locator("article .who").first
    name.focus()
    expect(page.locator(".tip")).to_be_visible()
    expect(name).to_have_attribute("aria-describedby", "tip")
    box, tip = name.bounding_box(), page.locator(".tip").bounding_box()
    assert abs(tip["y"] - box["y"]) < 500
    assert tip["x"] >= 0
    page.locator("h1").click()
    expect(page.locator(".tip")).to_be_hidden()


def test_each_kind_can_be_switched_off_and_stays_so(page):
    passage = page.locator("article .statement.direct").first
    tinted = "element => getComputedStyle(element).backgroundColor !== 'rgba(0, 0, 0, 0)'"
    assert passage.evaluate(tinted)
    page.locator("#show-direct").uncheck()
    assert not passage.evaluate(tinted)
    expect(page.locator(".margin .card.direct").first).to_be_hidden()
    expect(page.locator(".margin .card.indirect").first).to_be_visible()
    expect(passage).to_be_visible()  # the words stay
    page.reload()
    expect(page.locator("#show-direct")).not_to_be_checked()
    for kind in ("indirect", "mixed", "time", "meeting", "instrument", "furniture"):
        if page.locator(f"#show-{kind}").count():
            page.locator(f"#show-{kind}").uncheck()
    expect(page.locator(".margin .card:visible")).to_have_count(0)


def test_a_statements_link_opens_at_its_passage(page, visit, language, site):
    page.locator(".margin .card", has_text=WORDS).locator("a.speaker").click()
    key = page.url.rpartition("#")[2]
    fresh = visit(f"/reports/{{report}}#{key}", language=language, viewport={"width": 700, "height": 200})
    passage = fresh.locator(f"[id='{key}']")
    expect(passage).to_be_in_viewport()
    assert WORDS[:20] in passage.text_content()
    assert "on" in passage.get_attribute("class").split()


def test_a_citation_is_copied(page, say):
    card = page.locator(".margin .card", has_text=SAID)
    card.locator("details.more > summary").click()
    card.locator("details.cite > summary").click()
    card.get_by_role("button", name=say("Copy")).click()
    expect(card.locator(".copied")).to_have_text(say("Copied"))
    copied = page.evaluate("navigator.clipboard.readText()")
    for part in ("Лев Стоян", SAID, "Полюс", "2031", page.url.partition("#")[0]):
        assert part in copied


def test_furniture_is_folded_and_nothing_is_lost(page):
    furniture = page.locator("details.furniture")
    words = furniture.get_by_text("Погода на неделю")
    expect(words).to_be_hidden()
    furniture.locator("summary").click()
    expect(words).to_be_visible()


def test_the_list_follows_the_scroll(visit):
    page = visit("/reports/{report}", viewport={"width": 1280, "height": 300})
    seen = set()
    for _ in range(12):
        page.mouse.wheel(0, 120)
        page.wait_for_timeout(60)
        seen |= set(page.locator(".margin .card.now").evaluate_all("cards => cards.map(card => card.id)"))
    assert len(seen) > 2
