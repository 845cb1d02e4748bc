"""Nothing that a report, a name or a reader says runs in the browser, on any page; the policy would also stop it.

The pages are seen twice: as they are served, where the policy must have nothing to report, and in a browser that is
deaf to the policy, where escaping alone has to hold. ``make soak`` takes ``PAYLOADS`` in all fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import reverse

FEW, PAYLOADS = 56, 500
CALL = "pwned({number})"
VECTORS = (
    "<script>{call}</script>",
    "</script><script>{call}</script>",
    "<img src=x onerror={call}>",
    "\"><img src=x onerror='{call}'>",
    "'><svg onload={call}>",
    "\" onmouseover=\"{call}\" onfocus=\"{call}\" autofocus tabindex=\"0",
    "' onmouseover='{call}' autofocus onfocus='{call}' x='",
    "javascript:{call}",
    "java\tscript:{call}",
    "data:text/html,<script>parent.{call}</script>",
    "<iframe srcdoc='<script>parent.{call}</script>'></iframe>",
    "<a href=\"javascript:{call}\">сюда</a>",
    "</title><script>{call}</script>",
    "</textarea><script>{call}</script>",
    "</style><script>{call}</script>",
    "--><script>{call}</script><!--",
    "]]><script>{call}</script>",
    "{{{{constructor.constructor('{call}')()}}}}",
    "{{% include '{call}' %}}${{{call}}}<%= {call} %>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror={call}>",
    "<details open ontoggle={call}>",
    "<input autofocus onfocus={call}>",
    "<object data=\"javascript:{call}\"></object><embed src=\"javascript:{call}\">",
    "<base href=\"javascript:{call}//\">",
    "<meta http-equiv=\"refresh\" content=\"0;url=javascript:{call}\">",
    "<svg><script>{call}</script></svg>",
    "<svg><animate onbegin={call} attributeName=x dur=1s>",
    "<template shadowrootmode=open><img src=x onerror={call}></template>",
    "<link rel=stylesheet href=\"javascript:{call}\"><style>*{{background:url('javascript:{call}')}}</style>",
    "<div hx-get=\"/search\" hx-trigger=\"load\" hx-on::after-request=\"{call}\" data-hx-on:load=\"{call}\">",
    "\\u003cscript\\u003e{call}\\u003c/script\\u003e",
    "&lt;script&gt;{call}&lt;/script&gt;",
    "\u202e<script>{call}</script>",
    "<scr\0ipt>{call}</script>",
    "`;{call};//",
    "';{call};//",
    "\";{call};//",
    "<plaintext/onmouseover={call}>",
    "<form action=\"javascript:{call}\"><button autofocus>да</button></form>",
    "<video><source onerror={call}></video><audio src onerror={call}>",
)  # fmt: skip
STRICT = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
# Whatever listens to readers is set off; addresses that would run something are told.
PROVOKE = """() => {
    for (const part of document.querySelectorAll("details")) part.open = true;
    for (const part of document.querySelectorAll("article [data-of], main a, main input, main button, [autofocus]")) {
        for (const name of ["mouseover", "focusin", "focus"]) part.dispatchEvent(new Event(name, {bubbles: true}));
    }
    const running = element => ["href", "action", "formaction", "src", "data", "xlink:href"]
        .some(name => /^[\\s\\0-\\x1f]*(java\\s*script|data|vbscript):/i.test(element.getAttribute(name) ?? ""));
    const handled = element => [...element.attributes].some(({name}) => /^(on|hx-on|data-hx-on)/.test(name));
    return [...document.querySelectorAll("*")].filter(element => running(element) || handled(element))
        .map(element => element.outerHTML.slice(0, 120));
}"""
TOLD = "addEventListener('securitypolicyviolation', event => pwned(`${event.violatedDirective} ${event.sample}`))"


def payloads(number: int) -> list[str]:
    """Vectors that each call ``pwned`` with their number."""
    found = [vector.format(call=CALL.format(number=i)) for i, vector in enumerate(islice(cycle(VECTORS), number))]
    return [payload.replace("\0", "") for payload in found]


def addresses(keys: dict[str, Any], given: list[str]) -> Iterator[tuple[str, str]]:
    """Who looks at which pages: everything that a hostile report is shown on, and lists that show many."""
    for item in keys["hostile"]:
        yield "", f"/reports/{item['report']}"
        yield "", f"/history/report/{item['report']}"
        yield "", f"/statements/{item['statements'][1]}"
        yield "", f"/actors/{item['actors'][0]}"
        yield "", f"/meetings/{item['meeting']}"
        yield "", f"/instruments/{item['instrument']}"
        yield "", f"/questions/new?noun=report&key={item['report']}"
        yield "", f"/positions?one={item['actors'][0]}&other={item['actors'][-1]}"
        yield "глеб", f"/review/statement/{item['statements'][1]}"
        yield "глеб", f"/review/meeting/{item['meeting']}"
        yield "глеб", f"/review/citation/{item['citation']}"
        yield "глеб", f"/actors/{item['actor']}/edit"
    for list_ in ("/", "/actors/", "/calendar?month=2031-05", "/calendar/coming?day=2031-05-01", "/instruments/"):
        yield "", list_
    for list_ in ("/positions", "/search?limit=200", "/search?q=скрывать&limit=200"):
        yield "", list_
    for list_ in ("/review/", "/review/?noun=meeting", "/review/?noun=citation", "/saved"):
        yield "глеб", list_
    for state in ("pending", "answered"):
        for page in range(1, len(given) // 40 + 2):
            yield "глеб", f"/questions/?state={state}&page={page}"
    yield "глеб", f"/questions/{keys['question']}"
    for payload in given[: len(given) // 4]:
        typed = quote(payload)
        yield "", f"/search?q={typed}&speaker={typed}&outlet={typed}"
    for payload in given[: len(given) // 12]:
        typed = quote(payload)
        for address in ("/positions?one={0}&other={0}", "/actors/?name={0}", "/calendar?month={0}&place={0}"):
            yield "", address.format(typed)
        yield "", f"/{typed}"
        yield "", f"{reverse('sign_in')}?next={typed}"


def browse(chromium: Any, site: Any, seen: list[tuple[str, str]], *, deaf: bool) -> list[str]:
    """See the pages; what ran, and what is wrong with the markup or the headers."""
    found: list[str] = []
    pages = {}
    for account in ("", "глеб"):
        context = chromium.new_context(locale="en", bypass_csp=deaf)
        context.expose_binding("pwned", lambda source, value: found.append(f"{source['page'].url}: {value}"))
        context.add_init_script("alert = confirm = prompt = pwned;" + ("" if deaf else TOLD))
        pages[account] = context.new_page()
    sign_in(pages["глеб"], site)
    for account, address in seen:
        page = pages[account]
        answer = page.goto(site.address + address)
        if answer.status >= 500:
            found.append(f"{address}: {answer.status}")
        policy = answer.headers.get("content-security-policy", "")
        if "unsafe" in policy or not all(part in policy for part in STRICT):
            found.append(f"{address}: {policy}")
        if "html" in answer.headers.get("content-type", ""):
            found += [f"{address}: {element}" for element in page.evaluate(PROVOKE)]
    for page in pages.values():
        page.wait_for_timeout(100)
        page.context.close()
    return found


def sign_in(page: Any, site: Any) -> None:
    page.goto(site.url("/sign-in"))
    page.fill("#id_username", "глеб")
    page.fill("#id_password", site.password)
    page.click("main button.main")


def check(chromium: Any, serve: Any, folder: Any, number: int, every: int) -> None:
    """Of the pages as they are served ``every`` so many are seen, which the other look would also find wrong."""
    given = payloads(number)
    with serve(folder, given) as site:
        assert len({item["report"] for item in site.keys["hostile"]}) == len(site.keys["hostile"]) >= number // 14
        seen = list(addresses(site.keys, given))
        found = browse(chromium, site, seen, deaf=True) + browse(chromium, site, seen[::every], deaf=False)
        assert found == [], "\n".join(found[:20])
        assert "Traceback" not in site.log.read_text(encoding="utf-8")


def test_the_probe_notices_what_runs(chromium):
    context = chromium.new_context()
    ran = []
    context.expose_binding("pwned", lambda _, value: ran.append(value))
    page = context.new_page()
    page.set_content(f"<p>{VECTORS[2].format(call='pwned(7)')}</p><a href='javascript:pwned(8)'>x</a>")
    page.wait_for_function("() => document.images[0].complete")
    page.wait_for_timeout(100)
    assert ran == [7]
    assert len(page.evaluate(PROVOKE)) == 2
    context.close()


def test_nothing_runs(chromium, serve, tmp_path):
    check(chromium, serve, tmp_path, FEW, every=5)


@pytest.mark.soak
def test_nothing_of_many_runs(chromium, serve, tmp_path):
    check(chromium, serve, tmp_path, PAYLOADS, every=1)
