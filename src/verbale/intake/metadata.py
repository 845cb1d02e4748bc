"""What a news page says about itself in its head: JSON-LD, Open Graph, meta and time elements.

trafilatura and htmldate read titles, authors and days; the moment of publication with its offset they do not keep.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

import msgspec

from verbale.intake.dates import find_date, normal_published

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a report besides its text; fields as in Report."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None  # as the page declares it


_ARTICLE = re.compile(
    r"(?:News|Analysis|Reportage|Opinion|Background|Review)?(?:News)?Article|BlogPosting|LiveBlogPosting"
)
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "mediator_published_time",
    "article.published",
    "pubdate",
    "publish-date",
    "publish_date",
    "published_at",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
)
_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|published?|pubdate|timestamp)(?:$|[\s_-])|__(?:date|time)\b", re.IGNORECASE
)
_ASIDE = {"aside", "footer", "nav"}
_DEPTH = 12  # levels of JSON-LD followed


def read_metadata(tree: HtmlElement) -> Meta:
    """The page's own statements about itself; None where it makes none."""
    metas = _metas(tree)
    article = next(_articles(tree), {})
    outlet = _clean(metas.get("og:site_name") or _named(article.get("publisher")))
    author = _clean(_named(article.get("author")) or metas.get("author") or metas.get("article:author"))
    return Meta(
        title=_headed(tree, outlet) or _clean(_text(article.get("headline")) or metas.get("og:title")),
        outlet=outlet,
        author=None if author == outlet else author,
        url=_canonical(tree, metas, article),
        published=_published(tree, metas, article),
        language=_language(tree, metas, article),
    )


def _headed(tree: HtmlElement, outlet: str | None) -> str | None:
    """The page's only main heading, unless it is the site's name."""
    headings = [_clean(element.text_content()) for element in tree.iter("h1")]
    if len(headings) != 1 or headings[0] is None or headings[0] == outlet:
        return None
    return headings[0] if 15 <= len(headings[0]) <= 300 else None


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first content of each meta element, by lower-case name."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if key and content and content.strip():
            found.setdefault(key.strip().lower(), content.strip())
    return found


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that describe an article, outermost first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            data = json.loads(script.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _objects(data, _DEPTH):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in kinds):
                yield node


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth - 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(data.get(key), depth - 1)


def _named(value: Any) -> str | None:
    """The names of a JSON-LD person or organisation, or of a list of them."""
    items = value if isinstance(value, list) else [value]
    names = (_text(item.get("name")) if isinstance(item, dict) else _text(item) for item in items)
    kept = [name for name in names if name and not name.startswith(("http:", "https:"))]
    return ", ".join(dict.fromkeys(kept)) or None


def _text(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) and value.strip() else None


def _clean(value: str | None) -> str | None:
    if value is None:
        return None
    value = " ".join(unescape(value).split())
    return None if not value or value.startswith(("http:", "https:")) else value


def _canonical(tree: HtmlElement, metas: dict[str, str], article: dict[str, Any]) -> str | None:
    links: list[str | None] = [
        link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for url in (*links, metas.get("og:url"), _text(article.get("url")), _text(article.get("mainEntityOfPage"))):
        if url and re.match(r"https?://[^\s/]+\.[^\s/]+", url.strip()):
            return url.strip()
    return None


def _published(tree: HtmlElement, metas: dict[str, str], article: dict[str, Any]) -> str | None:
    """The most exact of the page's statements: a moment with its offset before a day."""
    said = [_text(article.get("datePublished")), *(metas.get(name) for name in _DATE_NAMES)]
    said += [
        element.get("content") or element.get("datetime")
        for element in tree.iter()
        if element.get("itemprop") == "datePublished"
    ]
    said += [element.get("datetime") for element in tree.iter("time") if not _aside(element)][:1]
    values = [normal for value in said if value and (normal := normal_published(value) or find_date(value[:40]))]
    if not values:
        return _visible(tree)
    return next((value for value in values if "T" in value and value[:10] == values[0][:10]), values[0])


def _visible(tree: HtmlElement) -> str | None:
    """The date in the first element that calls itself date or time: «12 марта 2024, 14:35»."""
    for element in tree.iter():
        if _DATED.search(element.get("class", "")) and not _aside(element):
            text = " ".join(element.text_content().split()) if len(element) < 8 else ""
            if 0 < len(text) <= 60 and (value := find_date(text)):
                return value
    return None


def _aside(element: HtmlElement) -> bool:
    return any(parent.tag in _ASIDE for parent in element.iterancestors())


def _language(tree: HtmlElement, metas: dict[str, str], article: dict[str, Any]) -> str | None:
    for value in (_text(article.get("inLanguage")), tree.get("lang"), metas.get("og:locale")):
        if value and (found := re.match(r"([a-z]{2})(?![a-z])", value.strip().lower())):
            return str(found[1])
    return None
