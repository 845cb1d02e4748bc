"""The same without JavaScript: reading, searching, asking, reviewing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.fixture
def plain(visit):
    return lambda path, **options: visit(path, java_script_enabled=False, **options)


def test_reading(plain):
    page = plain("/reports/{report}")
    passage = page.locator("article .statement").first
    expect(passage.locator(".who").first).to_be_visible()
    page.locator("#show-direct").uncheck()
    expect(page.locator(".margin .card.direct").first).to_be_hidden()
    page.locator("#show-direct").check()
    page.locator("article .who").first.click()
    card = page.locator(".margin .card:target")
    expect(card).to_be_visible()
    card.locator("details.more > summary").click()
    expect(card.locator("dl.fields").first).to_be_visible()
    card.locator("a.speaker").click()
    expect(page.locator("article .statement:target")).to_be_in_viewport()
    page.locator("details.furniture summary").click()
    expect(page.get_by_text("Погода на неделю")).to_be_visible()


def test_searching(plain):
    page = plain("/search")
    page.locator("#q").fill("границу")
    page.locator("#speaker").fill("Ида Крон")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.locator("ol .card").first).to_contain_text("границу")
    page.get_by_role("link", name="RU").click()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.locator("#speaker")).to_have_value("Ида Крон")


def test_a_question(plain, site):
    page = plain("/meetings/{meeting}")
    page.get_by_role("link", name="Ask or correct").first.click()
    page.get_by_label("Your question or correction").fill("Отменено ли заседание?")
    page.wait_for_timeout(3100)  # what is sent sooner looks like a program's
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("it has arrived")


def test_a_review_by_buttons(plain, site):
    page = plain("/review/?noun=meeting", account="анна")
    page.get_by_role("link", name="Begin").click()
    key = page.url.partition("?")[0].rpartition("/")[2]
    page.locator("summary", has_text="Correct").click()
    page.locator("[name=place]").fill("Кальма")
    page.locator("#id_reason").fill("Так в третьем абзаце.")
    page.get_by_role("button", name="Keep the correction").click()
    page.goto(site.url(f"/history/meeting/{key}"))
    expect(page.locator(".history li").first).to_contain_text("Кальма")
    page.goto(site.url("/review/"))
    page.get_by_role("button", name="Sign out").click()
    page.goto(site.url("/review/"))
    expect(page.locator("h1")).to_have_text("Sign in")
