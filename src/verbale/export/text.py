"""Characters of a report made fit for formats that allow fewer of them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from verbale.types import Meeting, Span

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ADDRESS = re.compile(r"https?://[!-~]+", re.ASCII)
_NOT_IN_ADDRESSES = re.compile(r"[\"<>\\^`{|}]")
_ITEM = re.compile(r"Q[1-9]\d{0,14}", re.ASCII)
PASSAGE = 600  # characters of a passage at most


def whole(text: str) -> str:
    """``text`` with U+FFFD for each half of a character, which no encoding has; as long as before."""
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def plain(text: str) -> str:
    """``text`` with U+FFFD for each control character too; tabs and line breaks stay, all as a line feed."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub("\n", whole(text)))


def line(text: str) -> str:
    """``text`` on one line: white space of any kind becomes one space."""
    return " ".join(plain(text).split())


def address(url: str | None) -> str | None:
    """``url`` where it is an address on the web in characters that an address may have; None otherwise."""
    if url is None or not _ADDRESS.fullmatch(url) or _NOT_IN_ADDRESSES.search(url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
        return url if parts.hostname else None
    except ValueError:
        return None


def wikidata(qid: str | None) -> str | None:
    """``qid`` where it has the form of a Wikidata item; None otherwise."""
    return qid if qid is not None and _ITEM.fullmatch(qid) else None


def meeting_title(meeting: Meeting) -> str:
    """A meeting in one line: its kind and who meets."""
    kind = meeting.exact if meeting.kind == "other" else meeting.kind.replace("_", " ")
    return ": ".join(filter(None, (line(kind).capitalize() or "Meeting", line(", ".join(meeting.parties)))))


def passage(text: str, span: Span) -> str:
    """The paragraph of ``text`` around ``span``, on one line, shortened where it is long."""
    found = surroundings(text, span, PASSAGE)
    before, after = text[: found.start].rpartition("\n")[2], text[found.end :].partition("\n")[0]
    return ("… " if before.strip() else "") + line(found.of(text)) + (" …" if after.strip() else "")


def surroundings(text: str, span: Span, length: int) -> Span:
    """``span`` and what stands around it in its paragraph: about ``length`` characters where there are so many."""
    first = text.rfind("\n", 0, max(span.start, 0)) + 1
    end = text.find("\n", max(span.end, 0))
    last = len(text) if end < 0 else end
    room = max(length - len(span), 0) // 2
    return Span(max(first, span.start - room), min(last, span.end + room))
