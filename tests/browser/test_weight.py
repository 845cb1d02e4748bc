"""The first page that a phone gets is light: what comes over the line, without fonts, of which there are none."""

from __future__ import annotations

import pytest

HEAVIEST = 150_000  # bytes
FIRST = ("/", "/reports/{report}", "/statements/{statement}", "/search?q=пошлина", "/actors/{actor}", "/positions",
         "/calendar?month=2031-05", "/instruments/", "/actors/", "/review/agreement")  # fmt: skip


@pytest.fixture
def phone(chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=3, is_mobile=True)
    yield context
    context.close()


@pytest.mark.parametrize("path", FIRST)
def test_a_first_page_is_light_and_whole(phone, site, path):
    page = phone.new_page()
    network = phone.new_cdp_session(page)
    network.send("Network.enable")
    sizes = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    failed = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    answer = page.goto(site.url(path), wait_until="networkidle")
    assert answer.header_value("content-encoding") == "gzip"
    assert failed == []
    assert 1000 < sum(sizes) <= HEAVIEST
    assert all(
        url.startswith(site.address)
        for url in page.evaluate("performance.getEntries().map(e => e.name)")
        if "://" in url
    )
