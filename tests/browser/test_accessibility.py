"""axe-core finds nothing wrong on any page, and nothing is wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
# All rules where it is wide and light, and where it is narrow and dark; in between what may differ.
LOOKS = (
    (WIDE, "light", RULES),
    (WIDE, "dark", ["color-contrast"]),
    (NARROW, "light", ["color-contrast"]),
    (NARROW, "dark", RULES),
)
# Addresses that are no pages: data for programs, parts of pages, ways elsewhere.
NO_PAGES = {
    "calendar_ics", "change_actor", "decide", "language", "question_step", "record", "review_next", "saved_count",
    "saved_remove", "saved_seen", "search_csv", "search_feed", "search_ics", "search_json", "sign_out", "suggested",
}  # fmt: skip
FIND = """async (only) => {
    const rules = only.length === 1 ? {type: "rule", values: only} : {type: "tag", values: only};
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    return found.violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(" ")).slice(0, 3).join(", ")}`);
}"""
WIDER = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
        .filter(element => element.getBoundingClientRect().right > width + 1 && !element.closest(".scroll, .sr"))
        .map(element => element.outerHTML.slice(0, 80)).slice(0, 3).concat(["page"]);
}"""


def names(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or ""
        elif isinstance(pattern, URLResolver) and not str(pattern.pattern).startswith("api/"):
            yield from names(pattern.url_patterns)


def test_every_page_is_looked_at(pages):
    assert set(names(get_resolver().url_patterns)) - NO_PAGES == set(pages) - {""}


@pytest.fixture(scope="module")
def look(chromium, signed) -> Iterator[Any]:
    """A page with axe in it, of a browser that lets it in; by who looks."""
    kept: dict[tuple[str, str], Any] = {}

    def page(account: str, language: str) -> Any:
        if (account, language) not in kept:
            state = signed(account) if account else None
            context = chromium.new_context(locale=language, bypass_csp=True, storage_state=state)
            context.add_init_script(AXE)
            kept[account, language] = context.new_page()
        return kept[account, language]

    yield page
    for page_ in kept.values():
        page_.context.close()


def faults(page: Any, looks: tuple[Any, ...] = LOOKS) -> Iterator[str]:
    """What is wrong with ``page``."""
    for size, scheme, rules in looks:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        yield from (f"{size['width']} {scheme} {fault}" for fault in page.evaluate(FIND, rules))
    yield from (f"too wide: {element}" for element in page.evaluate(WIDER))


@pytest.mark.parametrize("name", ["home", "report", "search", "actor", "review_item", "ask"])
def test_open_parts_and_other_languages_are_right_too(name, pages, look, site):
    """The page in Ukrainian, with all that can be opened open."""
    ((account, addresses), *_) = pages[name].items()
    page = look(account, "uk")
    page.goto(site.url(addresses[0]))
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    if name == "report":
        page.locator("article .who").nth(1).focus()
        page.locator(".tip").wait_for()
    found = list(faults(page))
    assert found == [], "\n".join(found)


def all_faults(pages: Any, look: Any, site: Any, language: str, looks: tuple[Any, ...]) -> list[str]:
    found = []
    for who in pages.values():
        for account, addresses in who.items():
            page = look(account, language)
            for address in addresses:
                page.goto(site.url(address))
                found += [f"{address} {fault}" for fault in faults(page, looks)]
    return found


def test_no_page_has_faults(pages, look, site):
    found = all_faults(pages, look, site, "en", (LOOKS[0], LOOKS[-1]))
    assert found == [], "\n".join(found)


@pytest.mark.soak
@pytest.mark.parametrize("language", ["ru", "uk"])
def test_no_page_has_faults_in_other_languages(pages, look, site, language):
    found = all_faults(pages, look, site, language, LOOKS)
    assert found == [], "\n".join(found)
