"""Reviewers and readers in the browser: decisions by keys, a clear conflict, a question from its form to its item."""

from __future__ import annotations

import re

from playwright.sync_api import expect

SELECT = """([from, to]) => {
    const walker = document.createTreeWalker(document.querySelector(".passage"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
        const text = walker.currentNode.data;
        if (text.includes(from)) range.setStart(walker.currentNode, text.indexOf(from));
        if (text.includes(to)) range.setEnd(walker.currentNode, text.indexOf(to) + to.length);
    }
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(range);
}"""
RULE = {"en": "?noun=statement&outlet=Вести+Лимары", "ru": "?noun=statement&outlet=Дневник+Кальмы"}


def item_of(page, *before):
    """The key of the item on the page, once it is another than ``before`` and the keys work."""
    page.wait_for_url(re.compile(r"/review/statement/\w+"))
    page.wait_for_url(lambda url: not any(key in url for key in before))
    expect(page.locator(".keys-hint")).to_be_visible()
    return re.search(r"/review/statement/(\w+)", page.url)[1]


def decision(page, site, key):
    page.goto(site.url(f"/history/statement/{key}"))
    return page.locator(".history li").first


def test_a_review_by_keys(visit, language, say, site):
    page = visit(f"/review/{RULE[language]}", language=language, account="анна")
    page.get_by_role("link", name=say("Begin")).click()
    first = item_of(page)
    page.keyboard.press("n")
    accepted = item_of(page, first)
    page.keyboard.press("a")
    rejected = item_of(page, first, accepted)
    page.locator("#id_reason").fill("Не о том.")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    item_of(page, accepted, rejected)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(decision(page, site, accepted)).to_contain_text("анна")
    expect(decision(page, site, rejected)).to_contain_text("Не о том.")


def test_a_correction_by_selecting(visit, language, say, site):
    key = site.keys["statements"][{"en": 1, "ru": 6}[language]]
    page = visit(f"/review/statement/{key}", language=language, account="борис")
    chosen = {
        "en": "Мы готовы к честному разговору 😀 и не отступим",
        "ru": "Велария не выполнила Лимарский договор",
    }[language]
    expect(page.locator(".keys-hint")).to_be_visible()
    page.evaluate(SELECT, [chosen.split()[0] + " " + chosen.split()[1], chosen.split()[-1]])
    page.keyboard.press("1")
    content = page.locator("[name=content]")
    expect(content).to_have_value(chosen)
    page.locator("#id_reason").fill("Дальше — уже не его слова.")
    page.get_by_role("button", name=say("Keep the correction")).click()
    page.wait_for_url(lambda url: key not in url)
    page.goto(site.url(f"/reports/{{report}}#{key}"))
    expect(page.locator(f"article [data-of='{key}'].statement").first).to_have_text(re.compile(f"{re.escape(chosen)}$"))
    expect(decision(page, site, key)).to_contain_text("уже не его слова")


def test_the_second_of_two_reviewers_is_told(visit, language, say, site):
    key = site.keys["statements"][{"en": 3, "ru": 4}[language]]
    one = visit(f"/review/statement/{key}", language=language, account="анна")
    other = visit(f"/review/statement/{key}", language=language, account="борис")
    expect(other.locator(".keys-hint")).to_be_visible()
    one.keyboard.press("a")
    one.wait_for_url(lambda url: key not in url)
    with other.expect_response(lambda answer: answer.request.method == "POST") as answer:
        other.keyboard.press("r")
    assert answer.value.status == 409
    expect(other.get_by_role("alert")).to_contain_text("анна")
    expect(other.get_by_role("alert")).to_contain_text(say("accepted"))


def test_a_question_from_its_form_to_its_item(visit, language, say, site):
    words = f"Почему в отчёте 17 мая, а не 18? <b>{language}</b>"
    reader = visit("/statements/{statement}", language=language)
    reader.get_by_role("link", name=say("Ask or correct")).click()
    reader.get_by_label(say("Your question or correction")).fill(words)
    reader.wait_for_timeout(3100)  # what is sent sooner looks like a program's
    reader.get_by_role("button", name=say("Send")).click()
    expect(reader.get_by_role("status")).to_contain_text(say("Thank you: it has arrived, and waits for a moderator."))
    private = reader.locator("#address").input_value()

    moderator = visit("/questions/", language=language, account="вера")
    waiting = moderator.locator(".card-plain", has_text=words)
    waiting.get_by_role("button", name=say("Claim")).click()
    waiting.get_by_role("link", name=words).click()
    moderator.get_by_label(say("Answer")).fill("Так сказано в тексте.")
    moderator.locator("form.sheet button.main").click()

    reader.goto(private)
    expect(reader.locator("main")).to_contain_text("Так сказано в тексте.")
    reader.goto(site.url("/statements/{statement}"))
    published = reader.locator(".question", has_text=words)
    expect(published.locator(".answer")).to_contain_text("Так сказано в тексте.")
    expect(published.locator("time").first).to_be_visible()


def test_a_language_once_chosen_stays(visit):
    page = visit("/search?q=Крон", language="en")
    page.get_by_role("link", name="UK").click()
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    expect(page.locator("#q")).to_have_value("Крон")
    page.locator("nav a").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "uk")
