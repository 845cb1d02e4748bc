"""The page: header, text, side list, and the tables of what else was read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from verbale.export.html import panels
from verbale.export.html.marks import marks_of
from verbale.export.html.markup import element, marked_blocks
from verbale.types import Record


def render(record: Record) -> str:
    """A self-contained HTML page of ``record``, which loads nothing and runs only its own script.

    All that comes from the report is escaped. It reads on a phone and on paper, in light and dark, and without
    scripts: those only add the cards on hover and focus.
    """
    style, script = _asset("page.css"), _asset("page.js")
    title = record.report.title or record.doc
    return Template(_asset("page.html")).substitute(
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'",
        style=style,
        script=script,
        language=escape(record.report.language),
        title=escape(title),
        about=panels.about(record),
        legend=panels.legend(record),
        text="\n".join(_paragraphs(record)),
        statements=panels.statements(record),
        panels="\n".join(panels.panels(record)),
        footer=panels.footer(record),
    )


def _paragraphs(record: Record) -> Iterator[str]:
    """The text's lines; neighbouring lines that are page furniture as a whole are folded together."""
    for block in marked_blocks(record.report.text, marks_of(record), record.report.furniture):
        paragraphs = [element("p", line.html) for line in block.lines]
        yield _fold(paragraphs) if block.furniture else paragraphs[0]


def _fold(paragraphs: list[str]) -> str:
    lines = f"{len(paragraphs)} line" + ("s" if len(paragraphs) > 1 else "")
    summary = element("summary", f"page furniture, {lines}: kept, not read", lang="en")
    return element("details", summary + "".join(paragraphs), class_="furniture")


@cache
def _asset(name: str) -> str:
    return (files("verbale.export.html") / name).read_text(encoding="utf-8")


def _digest(source: str) -> str:
    """The source expression by which a content security policy allows exactly this inline element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
