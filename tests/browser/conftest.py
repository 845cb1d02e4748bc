"""A real browser before a real server: ``verbale serve`` on a small store of invented news, and Debian's Chromium.

``VERBALE_WITHOUT_BROWSER=1`` leaves these tests out; without it a missing browser is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import urlopen

import pytest
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",  # tests run as root in containers
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--hide-scrollbars",
)
PATIENCE = 30  # seconds until a server that does not answer is given up
PASSWORD = "клён-и-липа-7"  # noqa: S105, of accounts that live as long as the tests
# What Django and gunicorn write of our own failures; what clients do wrong they also log.
DEFECTS = ("Internal Server Error", "Error handling request", "Socket error", "Exception in worker")
Opener = Callable[..., Page]

# Examples of every page, by the name of its address: who looks ("": nobody signed in), and the addresses.
PAGES: dict[str, dict[str, tuple[str, ...]]] = {
    "home": {"": ("/",), "глеб": ("/",)},
    "report": {"": ("/reports/{report}",)},
    "statement": {"": ("/statements/{statement}", "/statements/{carried}")},
    "actors": {"": ("/actors/", "/actors/?name=никого")},
    "actor": {"": ("/actors/{actor}",)},
    "calendar": {"": ("/calendar?month=2031-05", "/calendar?month=1900-01", "/calendar?month=x")},
    "calendar_coming": {"": ("/calendar/coming?day=2031-05-01",)},
    "calendar_past": {"": ("/calendar/past?day=2032-01-01",)},
    "meeting": {"": ("/meetings/{meeting}",)},
    "search": {"": ("/search?q=Крон", "/search?q=никто", "/search?since=x", "/search?speaker={actor}&act=AGREE")},
    "saved": {"глеб": ("/saved",), "борис": ("/saved",)},
    "save_search": {"глеб": ("/saved/new?q=Крон",)},
    "saved_news": {"глеб": ("/saved/{saved}",)},
    "positions": {"": ("/positions", "/positions?one=Велария&other=Остмарк", "/positions?one=никто&other=Остмарк")},
    "instruments": {"": ("/instruments/",)},
    "instrument": {"": ("/instruments/{instrument}",)},
    "sign_in": {"": ("/sign-in?next=/review/",)},
    "ask": {"": ("/questions/new?noun=report&key={report}", "/questions/new?noun=meeting&key={meeting}")},
    "question": {"": ("/questions/follow/{private}",)},
    "questions": {"вера": ("/questions/", "/questions/?state=answered", "/questions/?state=spam")},
    "moderate": {"вера": ("/questions/{question}",)},
    "review": {"анна": ("/review/", "/review/?noun=meeting", "/review/?noun=citation", "/review/?outlet=никто")},
    "agreement": {"": ("/review/agreement",), "анна": ("/review/agreement",)},
    "review_item": {
        "анна": ("/review/statement/{statement}", "/review/meeting/{meeting}", "/review/citation/{citation}"),
    },
    "history": {"": ("/history/report/{reviewed}", "/history/statement/{statement}")},
    "edit_actor": {"анна": ("/actors/{actor}/edit",)},
    "": {"": ("/nothing/here",), "борис": ("/questions/",)},  # what is not there, and what is not for everybody
}


class Site(NamedTuple):
    """A server, and the parts of the addresses that its store has."""

    address: str
    keys: dict[str, Any]
    log: Path
    password: str = PASSWORD  # of all accounts

    def url(self, path: str) -> str:
        """The address of ``path``, in which ``{report}`` and the like are filled in."""
        return self.address + path.format(**self.keys)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    if os.environ.get("VERBALE_WITHOUT_BROWSER") == "1":
        pytest.skip("left out with VERBALE_WITHOUT_BROWSER=1")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.fail("there is no Chromium: make browser installs it; VERBALE_WITHOUT_BROWSER=1 leaves its tests out")
    # Playwright's event loop stays on this thread; the tests of the store that follow in this process are no part of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE * 500)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def serving(folder: Path, payloads: Sequence[str] = ()) -> Iterator[Site]:
    """A server on a store of its own in ``folder``."""
    given = folder / "payloads.json"
    given.write_text(json.dumps(payloads), encoding="utf-8")
    variables = os.environ | {
        "VERBALE_DATABASE": str(folder / "store.sqlite3"),
        "VERBALE_SECRET_KEY": "of-the-browsers-tests-" * 3,
        "SCENE_PASSWORD": PASSWORD,
    }
    scene = [sys.executable, str(Path(__file__).with_name("scene.py")), str(given)]
    made = subprocess.run(scene, env=variables, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    program = [sys.executable, "-m", "verbale", "serve", "--address", address, "--workers", "1"]
    with (folder / "serve.log").open("wb") as log:
        server = subprocess.Popen(program, env=variables, stdout=log, stderr=log)
    try:
        _wait_for(f"http://{address}/", server)
        yield Site(f"http://{address}", json.loads(made.stdout), folder / "serve.log")
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    given_up = time.monotonic() + PATIENCE
    while True:
        try:
            urlopen(url, timeout=PATIENCE).close()  # noqa: S310, our own server
        except OSError:
            assert server.poll() is None, "the server has ended"
            assert time.monotonic() < given_up, "the server does not answer"
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="session")
def site(chromium, tmp_path_factory) -> Iterator[Site]:
    """The server before which most tests stand."""
    with serving(tmp_path_factory.mktemp("site")) as found:
        yield found
        log = found.log.read_text(encoding="utf-8")
        assert not [defect for defect in DEFECTS if defect in log], log


@pytest.fixture(scope="session")
def signed(chromium, site) -> Callable[[str], Any]:
    """Cookies of somebody who has signed in, by name."""
    kept: dict[str, Any] = {}

    def cookies(name: str) -> Any:
        if name not in kept:
            context = chromium.new_context(locale="en")
            sign_in(context.new_page(), site, name)
            kept[name] = context.storage_state()
            context.close()
        return kept[name]

    return cookies


def sign_in(page: Page, site: Site, name: str) -> None:
    """Sign in at the form."""
    page.goto(site.url("/sign-in"))
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("main button.main")


@pytest.fixture(scope="session")
def pages() -> dict[str, dict[str, tuple[str, ...]]]:
    """``PAGES``."""
    return PAGES


@pytest.fixture
def visit(chromium, site, signed) -> Iterator[Opener]:
    """Open a page in a browser of its own: ``visit("/search", language="ru", account="анна")``.

    Other arguments are those of Playwright's contexts. Whatever goes wrong in a script fails the test.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(path: str = "/", language: str = "en", account: str | None = None, **options: Any) -> Page:
        if account:
            options["storage_state"] = signed(account)
        context = chromium.new_context(locale=language, **options)
        context.set_default_timeout(PATIENCE * 500)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(site.url(path))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(params=["en", "ru"])
def language(request) -> str:
    """Each journey is made in two languages of the interface."""
    return str(request.param)


@pytest.fixture
def say(language) -> Callable[[str], str]:
    """What the interface calls something in the journey's language."""

    def words(english: str) -> str:
        with translation.override(language):
            found = translation.gettext(english)
        assert language == "en" or found != english, f"{english}: no {language}"
        return found

    return words


@pytest.fixture(scope="session")
def serve() -> Callable[..., Any]:
    """``serving``: a server of one's own."""
    return serving
