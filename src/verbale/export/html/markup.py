"""Safe HTML, and a text with marks that may nest and overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from itertools import groupby

import msgspec

from verbale.types import Span


def element(tag: str, content: str = "", **attributes: str | None) -> str:
    """An element with ``content`` (HTML already); attribute values are escaped, ``None`` leaves one out.

    Underscores in names stand for hyphens, and a trailing one is dropped: ``class_``, ``data_id``.
    """
    return f"<{tag}{_attributes(attributes)}>{content}</{tag}>"


def _attributes(attributes: dict[str, str | None]) -> str:
    return "".join(
        [f' {_attribute(name)}="{escape(value)}"' for name, value in attributes.items() if value is not None]
    )


@cache
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """An element around a stretch of the text. Where several share a stretch, the longer is outside."""

    span: Span
    attributes: dict[str, str | None]
    head: str = ""  # HTML put in front of the stretch, once
    anchor: str | None = None  # id of the element, given to its first piece only
    rank: int = 0  # of two marks of one span the lower is outside


class Line(msgspec.Struct, frozen=True):
    """A line of the text that is not blank, as HTML."""

    span: Span  # without surrounding white space
    html: str


class Block(msgspec.Struct, frozen=True):
    """A line of the text, or neighbouring lines that are page furniture as a whole."""

    lines: tuple[Line, ...]
    furniture: bool


class _Piece(msgspec.Struct, frozen=True):
    """What of a mark lies in one line."""

    start: int
    end: int
    mark: Mark
    first: bool  # of the mark's pieces


def marked_blocks(text: str, marks: Iterable[Mark], furniture: Sequence[Span]) -> Iterator[Block]:
    """As ``marked_lines``, with the lines that ``furniture`` (spans in text order) covers taken together."""

    def is_furniture(line: Line) -> bool:
        index = bisect_right(furniture, line.span.start, key=lambda span: span.start) - 1
        return index >= 0 and furniture[index].covers(line.span)

    for folded, lines in groupby(marked_lines(text, marks), key=is_furniture):
        if folded:
            yield Block(tuple(lines), furniture=True)
        else:
            yield from (Block((line,), furniture=False) for line in lines)


def marked_lines(text: str, marks: Iterable[Mark]) -> Iterator[Line]:
    """The lines of ``text`` that are not blank, each with its share of ``marks``."""
    lines = _lines(text)
    starts = [line.start for line in lines]
    pieces: dict[int, list[_Piece]] = defaultdict(list)
    for mark in marks:
        first = True
        index = max(bisect_right(starts, mark.span.start) - 1, 0)
        while index < len(lines) and lines[index].start < mark.span.end:
            start, end = max(lines[index].start, mark.span.start), min(lines[index].end, mark.span.end)
            if start < end:
                pieces[index].append(_Piece(start, end, mark, first))
                first = False
            index += 1
    for index, line in enumerate(lines):
        yield Line(line, _nested(text, line, pieces[index]))


def _lines(text: str) -> list[Span]:
    lines = []
    position = 0
    for line in text.splitlines(keepends=True):
        if stripped := line.strip():
            start = position + line.index(stripped)
            lines.append(Span(start, start + len(stripped)))
        position += len(line)
    return lines


def _nested(text: str, line: Span, pieces: Sequence[_Piece]) -> str:
    """The line's HTML. Elements that overlap are closed and opened again, so that the tree is right."""
    out: list[str] = []
    open_pieces: list[_Piece] = []
    position = line.start

    def copy(end: int) -> None:
        nonlocal position
        out.append(escape(text[position:end], quote=False))
        position = end

    def close_until(limit: int) -> None:
        """Close all pieces that end at ``limit`` or before, in the order of their ends."""
        while open_pieces and (end := min(piece.end for piece in open_pieces)) <= limit:
            copy(end)
            reopen = []
            while any(piece.end <= end for piece in open_pieces):
                piece = open_pieces.pop()
                out.append("</span>")
                if piece.end > end:
                    reopen.append(piece)
            for piece in reversed(reopen):
                out.append(_open(piece, again=True))
                open_pieces.append(piece)

    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end, piece.mark.rank)):
        close_until(piece.start)
        copy(piece.start)
        out.append(_open(piece))
        open_pieces.append(piece)
    close_until(line.end)
    copy(line.end)
    return "".join(out)


def _open(piece: _Piece, *, again: bool = False) -> str:
    mark = piece.mark
    if again or not piece.first:
        return f"<span{_attributes(mark.attributes)}>"
    return f"<span{_attributes({'id': mark.anchor, **mark.attributes})}>{mark.head}"
