"""Saved web pages to text: the main text as paragraphs, and what the page says about itself.

trafilatura finds the main text. Links, comments, navigation and scripts are left out; block quotations, lists and
headings stay paragraphs. Nothing is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from verbale.errors import EmptyInput, InputError, InputTooLarge
from verbale.intake.metadata import Meta, read_metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ELEMENTS = 100_000  # of one page; a report's page has some thousands

SHORTEST = 60  # characters of the shortest report in a page; below it is a menu or a notice

_START = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|article)\b", re.IGNORECASE)
_TAGS = re.compile(r"<(?:p|div|br|span|a|h[1-6]|table|ul|script|section)\b[^<>]{0,300}>", re.IGNORECASE)
_FEED = re.compile(r"<(rss|feed|urlset|sitemapindex|rdf:RDF)\b")
_BLOCKS = {"p", "head", "quote", "list", "item", "table", "row", "code", "div"}
# What XML cannot hold, as characters and as references to them.
_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f])"
    r"|0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d));?",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s*")
_HINTS = re.compile("[\u00ad\u200b\u2060\ufeff]")  # where a line may or may not break: no characters of the text
_SPACES = re.compile(r"[ \t\n\r\f\v]+")


def looks_like_html(text: str, name: str = "", content_type: str | None = None) -> bool:
    """Whether ``text`` is a page: by how it begins and by its tags; the file's name only tips the balance."""
    root = _after_prolog(text)
    if _START.match(text, root) or _FEED.match(text, root):
        return True
    tags = sum(1 for _ in _TAGS.finditer(text, root, root + 4096))
    claimed = name.lower().endswith((".html", ".htm", ".xhtml")) or "html" in (content_type or "").lower()
    return tags >= (1 if claimed else 2 if text.startswith("<", root) else 5)


def read_page(text: str, name: str) -> tuple[str, Meta]:
    """The main text of a page, headline first, paragraphs parted by blank lines, and the page's metadata.

    Raises EmptyInput for a page without text, InputTooLarge for one with too many elements.
    """
    if feed := _FEED.match(text, _after_prolog(text)):
        raise InputError(
            name, f"this is a feed or site map (<{feed[1]}>), not a report", "give the reports it links to"
        )
    tree = _parse(text)
    if tree is None:
        raise _no_text(name)
    if sum(1 for _ in tree.iter()) > ELEMENTS:
        raise InputTooLarge(name, f"the page has over {ELEMENTS} elements", "save the report's text and read that")
    meta = read_metadata(tree)
    _write_quotation_marks(tree)
    paragraphs, meta = _main_text(tree, meta)
    if sum(map(len, paragraphs)) < SHORTEST:
        raise _no_text(name)
    if meta.title and _folded(meta.title) not in {_folded(line) for line in paragraphs[:3]}:
        paragraphs.insert(0, meta.title)
    return "\n\n".join(paragraphs) + "\n", meta


def _after_prolog(text: str) -> int:
    """Where the first element begins: after white space, XML declarations and comments."""
    at = _SPACE.match(text).end()  # type: ignore[union-attr]
    while text.startswith(("<!--", "<?"), at):
        closing = "-->" if text.startswith("<!--", at) else "?>"
        end = text.find(closing, at)
        if end < 0:
            break
        at = _SPACE.match(text, end + len(closing)).end()  # type: ignore[union-attr]
    return at


def _no_text(name: str) -> EmptyInput:
    return EmptyInput(
        name, "no report text was found in the page", "save the report's text as plain text and read that"
    )


def _parse(text: str) -> HtmlElement | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # One parser a call: lxml's parsers are not to be shared between threads. Entities of a document type are never
    # expanded by the HTML parser, and its own depth limit holds without huge_tree.
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(_ILLEGAL.sub("", text).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _write_quotation_marks(tree: HtmlElement) -> None:
    """The marks that a browser draws around <q>; trafilatura would make a paragraph of it."""
    for element in list(tree.iter("q")):
        element.tag = "span"
        element.text = "«" + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + "»"
        else:
            element.text += "»"


def _main_text(tree: HtmlElement, meta: Meta) -> tuple[list[str], Meta]:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    try:
        document = bare_extraction(
            tree,
            include_comments=False,
            include_tables=True,
            include_images=False,
            include_links=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception:  # noqa: BLE001 - a page that another library stumbles over is a page without text to us
        return [], meta
    if not isinstance(document, Document):
        return [], meta
    # What trafilatura takes from the <title> may be a date, and an author may be the agency itself.
    outlet = document.sitename if document.sitename and not re.search(r"\d", document.sitename) else None
    found = Meta(
        title=document.title,
        outlet=outlet,
        author=document.author if document.author not in (outlet, meta.outlet) else None,
        url=document.url,
        published=document.date,
    )
    known = {field: value for field, value in msgspec.structs.asdict(meta).items() if value is not None}
    return list(_paragraphs(document.body)), msgspec.structs.replace(found, **known)


def _paragraphs(body: HtmlElement) -> Iterator[str]:
    """The paragraphs of trafilatura's body, parted where a block begins or ends; a line break in one stays one."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    for event, node in iterwalk(body, events=("start", "end")):
        if event == "start":
            if node.tag in _BLOCKS:
                yield from _joined(parts)
            parts.append("\u2028" if node.tag == "lb" else " " if node.tag == "cell" else node.text or "")
        else:
            if node.tag in _BLOCKS:
                yield from _joined(parts)
            parts.append(node.tail or "" if node is not body else "")
    yield from _joined(parts)


def _joined(parts: list[str]) -> Iterator[str]:
    """The paragraph collected in ``parts``, if there is one; empties ``parts``."""
    lines = [_SPACES.sub(" ", line).strip() for line in _HINTS.sub("", "".join(parts)).split("\u2028")]
    parts.clear()
    if paragraph := "\n".join(line for line in lines if line):
        yield paragraph


def _folded(line: str) -> str:
    return re.sub(r"\W+", " ", line).casefold().strip()
