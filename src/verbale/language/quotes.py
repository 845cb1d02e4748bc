"""Typed pairing of quotation marks.

Marks are paired paragraph by paragraph with a stack, so that a missing mark spoils its own paragraph only. Then the
marks left over are settled by the rules of ``LEFTOVER_RULES``: a closing mark of another shape («…"), one closing
mark that stands for two («Мы из «Рогов», — сказал он), a quotation carried over paragraphs. Time is linear in the
text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from verbale.types import Quotation, Span

Role = Literal["open", "close"]
Family = Literal["«", "‹", "„", "“", '"', "''", "'"]

_MARK = re.compile("''|,,(?=\\w)|<<|>>|[«»‹›„“”‟\"]|['‘’‚‛]")
_TYPED: dict[str, tuple[Family, Role]] = {
    "«": ("«", "open"),
    "»": ("«", "close"),
    "<<": ("«", "open"),
    ">>": ("«", "close"),
    "‹": ("‹", "open"),
    "›": ("‹", "close"),
    "„": ("„", "open"),
    ",,": ("„", "open"),
}
# The opening families that a mark may close; the mark's own family first.
_CLOSES: dict[str, tuple[Family, ...]] = {
    "»": ("«",),
    ">>": ("«",),
    "›": ("‹",),
    "“": ("„", "“"),
    "”": ("“", "„"),
    "‟": ("“", "„"),
    '"': ('"', "„"),
    "''": ("''", "„"),
    "’": ("'",),
    "'": ("'",),
    "‘": ("'",),
}
_ANY_MARK = "«»‹›„“”‟\"'‘’‚"
_OPENS_AFTER = "([{<—–-/«‹„“‘‚\"'"  # an opening mark may stand right after these, or after white space
_NOT_OPENING = ",.;:!?)]}%"  # an opening mark does not stand right before these
_DEEPEST = 4  # nesting that is searched for an opening mark; also keeps the search linear
_LONGEST_WAIT = 8  # paragraphs that an open quotation waits for its closing mark
_LONGEST_SINGLE = 300  # characters between single marks


@dataclass(slots=True)
class _Mark:
    """A quotation mark in the text."""

    start: int
    end: int
    text: str
    family: Family
    role: Role


@dataclass(slots=True)
class _Paragraph:
    """The marks of one paragraph after pairing."""

    span: Span
    pairs: list[tuple[_Mark, _Mark]] = field(default_factory=list)
    opens: list[_Mark] = field(default_factory=list)  # opening marks left over, in text order
    closes: list[_Mark] = field(default_factory=list)  # closing marks left over, in text order


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """Runs between line breaks without the white space around them, in text order."""
    return tuple(Span(*match.span()) for match in re.finditer(r"[^\s](?:[^\n\r\u2028\u2029]*[^\s])?", text))


def pair_marks(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Quotations in marks, by start, outer before inner; ``level`` counts the marks around each."""
    found: list[tuple[int, int, Span, bool]] = []
    for paragraph in _carried(text, [_pair(text, span) for span in paragraphs], found):
        found += [(a.start, b.end, Span(a.end, b.start), True) for a, b in paragraph.pairs]
        found += _unclosed(paragraph)
    return nest([Quotation(s, e, inner, "marks", 0, closed) for s, e, inner, closed in found])


def nest(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations by start, outer before inner, each with its level; one that crosses an earlier one is dropped."""
    kept: list[Quotation] = []
    around: list[Quotation] = []
    for q in sorted(quotations, key=lambda q: (q.start, -q.end)):
        while around and around[-1].end <= q.start:
            around.pop()
        if around and q.end > around[-1].end:
            continue
        kept.append(Quotation(q.start, q.end, q.inner, q.form, len(around), q.closed))
        around.append(q)
    return tuple(kept)


# --- one paragraph -----------------------------------------------------------


def _pair(text: str, span: Span) -> _Paragraph:
    """Pair the marks of a paragraph by a stack."""
    paragraph = _Paragraph(span)
    stack: list[_Mark] = []
    straight = text.count('"', span.start, span.end)
    for match in _MARK.finditer(text, span.start, span.end):
        mark = _typed(text, span, match.start(), match.group(), stack, straight % 2 == 1)
        if mark is None:
            continue
        if mark.role == "open":
            stack.append(mark)
            continue
        depth = _opener(stack, mark)
        if depth is None:
            paragraph.closes.append(mark)
        else:
            paragraph.opens += stack[depth + 1 :]
            paragraph.pairs.append((stack[depth], mark))
            del stack[depth:]
    paragraph.opens += stack
    paragraph.opens.sort(key=lambda m: m.start)
    for rule in LEFTOVER_RULES:
        for opening in paragraph.opens[: -1 - _DEEPEST : -1]:
            rule(text, paragraph, opening)
    return paragraph


def _opener(stack: list[_Mark], mark: _Mark) -> int | None:
    """Index in the stack of the opening mark that ``mark`` closes."""
    families = _CLOSES[mark.text]
    for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEEPEST), -1):
        if stack[depth].family in families:
            return depth
    return None


def _typed(text: str, span: Span, at: int, shape: str, stack: list[_Mark], odd: bool) -> _Mark | None:
    """The mark at ``at`` with its family and role; ``None``: no quotation mark (inch, apostrophe, emphasis)."""
    end = at + len(shape)
    if shape in _TYPED:
        family, role = _TYPED[shape]
        inside = text[end : end + 1] if role == "open" else text[at - 1 : at]
        if shape in {"<<", ">>"} and not inside.strip():  # an arrow, as in «Читать далее >>»
            return None
        return _Mark(at, end, shape, family, role)
    before = text[at - 1] if at > span.start else " "
    after = text[end] if end < span.end else " "
    if shape == "''":
        if before in '»“”"' or after in '«„“"':  # ''«…»'' is a wiki's emphasis around the quotation
            return None
        return _by_spacing(text, at, end, shape, "''", before, after, stack)
    if shape in "'‘’‚‛":
        return _single(text, span, at, shape, before, after, stack)
    if shape == '"':
        if before.isdigit() and _is_inch(text, end, span, stack, odd):
            return None
        return _by_spacing(text, at, end, shape, '"', before, after, stack)
    return _by_spacing(text, at, end, shape, "“", before, after, stack)


def _by_spacing(
    text: str, at: int, end: int, shape: str, family: Family, before: str, after: str, stack: list[_Mark]
) -> _Mark:
    """The role of a mark whose shape does not tell: by the white space around it, else by parity."""
    ellipsis = text.startswith("..", end) or after == "…"
    can_open = (before.isspace() or before in _OPENS_AFTER) and not after.isspace()
    can_open = can_open and (after not in _NOT_OPENING or ellipsis)
    can_close = not before.isspace() and before not in "([{—–«„/" and not after.isalnum()
    is_open = any(shape in _CLOSES and m.family in _CLOSES[shape] for m in stack[-_DEEPEST:])
    if can_open != can_close:
        role: Role = "open" if can_open else "close"
    else:
        role = "close" if is_open else "open"
    return _Mark(at, end, shape, family, role)


def _is_inch(text: str, end: int, span: Span, stack: list[_Mark], odd: bool) -> bool:
    """Whether a straight mark after a digit is an inch or second sign: «экран 27" стоит», «широта 41°38'12"»."""
    if not any(m.family in ('"', "„") for m in stack[-_DEEPEST:]):
        return True
    following = text.find('"', end, span.end)
    closes = following > 0 and text[following - 1] > " " and not text[following + 1 : following + 2].isalnum()
    return odd and closes


def _single(text: str, span: Span, at: int, shape: str, before: str, after: str, stack: list[_Mark]) -> _Mark | None:
    """A single mark, when it is no apostrophe or minute sign: it opens only where its closing mark follows."""
    is_open = any(m.family == "'" for m in stack[-_DEEPEST:])
    if is_open and shape not in "‚‛" and not before.isspace() and not after.isalnum():
        return _Mark(at, at + 1, shape, "'", "close")
    if is_open or not (before.isspace() or before in _OPENS_AFTER) or not after.isalnum():
        return None
    closing = _SINGLE_CLOSE.search(text, at + 1, min(span.end, at + _LONGEST_SINGLE))
    if closing is None or any(c in _ANY_MARK for c in text[at + 1 : closing.start()] if c not in "'’"):
        return None
    return _Mark(at, at + 1, shape, "'", "open")


_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…)])['’‘](?![\w'’])")


# --- marks left over in a paragraph -------------------------------------------


def other_shape(_text: str, paragraph: _Paragraph, opening: _Mark) -> None:
    """An opening and a closing mark of different shapes, both left over: «Мы готовы", — сказал он."""
    following = [m for m in paragraph.opens if m.start > opening.start]
    closing = next((m for m in paragraph.closes if m.start > opening.start), None)
    if closing is None or (following and following[0].start < closing.start):
        return
    if _share(paragraph, opening, closing):
        paragraph.closes.remove(closing)


def shared_with_speech(text: str, paragraph: _Paragraph, opening: _Mark) -> None:
    """One closing mark ends a name and the quotation it ends: «Мы из компании «Рога», — сказал он."""
    for _, closing in paragraph.pairs:
        if closing.start > opening.start and _ATTRIBUTION.match(text, closing.start - 1):
            _share(paragraph, opening, closing)
            return


def shared_with_name(text: str, paragraph: _Paragraph, opening: _Mark) -> None:
    """One closing mark ends a name inside a name: ООО «Компания «Рога» сообщило о прибыли."""
    if not text[max(0, opening.start - 2) : opening.start].strip().isalnum():
        return
    for inner, closing in paragraph.pairs:
        if inner.start >= opening.end and not _CLAUSE_MARK.search(text, opening.end, inner.start):
            _share(paragraph, opening, closing)
            return


_ATTRIBUTION = re.compile(r"(?:[!?…].{1,2}|.{2,3}[,.])\s*[—–-]\s")
_CLAUSE_MARK = re.compile(r"[.,!?:;—–…]")

LEFTOVER_RULES: tuple[Callable[[str, _Paragraph, _Mark], None], ...] = (
    other_shape,
    shared_with_speech,
    shared_with_name,
)


def _share(paragraph: _Paragraph, opening: _Mark, closing: _Mark) -> bool:
    """Pair ``opening`` with ``closing``, which may close another pair too, unless it would cross a pair."""
    start, end = opening.start, closing.start
    if any(a.start < start < b.start < end or start < a.start < end < b.start for a, b in paragraph.pairs):
        return False
    paragraph.pairs.append((opening, closing))
    paragraph.opens.remove(opening)
    return True


def _around(paragraph: _Paragraph, marks: Sequence[_Mark]) -> list[tuple[_Mark, _Mark] | None]:
    """The innermost pair around each of ``marks`` (in text order)."""
    pairs = sorted(paragraph.pairs, key=lambda p: (p[0].start, -p[1].start))
    around: list[tuple[_Mark, _Mark]] = []
    answer: list[tuple[_Mark, _Mark] | None] = []
    following = 0
    for mark in marks:
        while following < len(pairs) and pairs[following][0].start < mark.start:
            around.append(pairs[following])
            following += 1
        while around and around[-1][1].start < mark.start:
            around.pop()
        answer.append(around[-1] if around else None)
    return answer


def _unclosed(paragraph: _Paragraph) -> Iterator[tuple[int, int, Span, bool]]:
    """Quotations whose closing mark is missing: they end with the pair around them or with the paragraph."""
    for mark, pair in zip(paragraph.opens, _around(paragraph, paragraph.opens), strict=True):
        end = pair[1].start if pair else paragraph.span.end
        if end > mark.end:
            yield mark.start, end, Span(mark.end, end), False


# --- over paragraphs -----------------------------------------------------------


def _carried(text: str, paragraphs: list[_Paragraph], found: list[tuple[int, int, Span, bool]]) -> Iterator[_Paragraph]:
    """Take quotations that run over several paragraphs out of their paragraphs and add them to ``found``."""
    index = 0
    while index < len(paragraphs):
        first = paragraphs[index]
        taken = _run(text, paragraphs, index) if first.opens else None
        if taken is not None:
            last, closing = taken
            opening = first.opens.pop(0)
            for paragraph in paragraphs[index + 1 : last + 1]:
                _drop_repeated(paragraph, opening, closing)
            end = closing.end if closing else paragraphs[last].span.end
            found.append(
                (opening.start, end, Span(opening.end, closing.start if closing else end), closing is not None)
            )
        yield first
        index += 1


def _run(text: str, paragraphs: list[_Paragraph], index: int) -> tuple[int, _Mark | None] | None:
    """The last paragraph of a quotation that paragraph ``index`` leaves open, and its closing mark."""
    opening = paragraphs[index].opens[0]
    if _around(paragraphs[index], [opening])[0] is not None:
        return None
    before = text[max(paragraphs[index].span.start, opening.start - 3) : opening.start].rstrip()
    speech = not before or before[-1] in ":—–-,"
    repeated: int | None = None
    for at in range(index + 1, min(len(paragraphs), index + 1 + _LONGEST_WAIT)):
        paragraph = paragraphs[at]
        again = _first_mark(paragraph, opening)
        if again is not None:
            closing = next((b for a, b in paragraph.pairs if a is again), None)
            if closing is not None:
                return at, closing
            if again in paragraph.opens:
                repeated = at
                continue
        if repeated is not None:
            break
        if paragraph.closes and speech and _may_close(text, opening, paragraph.closes[0]):
            return at, paragraph.closes[0]
        if paragraph.opens or paragraph.closes or not speech:
            break
    return None if repeated is None else (repeated, None)


def _first_mark(paragraph: _Paragraph, opening: _Mark) -> _Mark | None:
    """The opening mark with which a paragraph starts, when it is of the same family as ``opening``."""
    marks = [a for a, _ in paragraph.pairs] + paragraph.opens
    return next((m for m in marks if m.start == paragraph.span.start and m.family == opening.family), None)


def _may_close(text: str, opening: _Mark, closing: _Mark) -> bool:
    """Whether a closing mark left over ends an earlier paragraph's quotation: at a sentence's end or an attribution."""
    after = text[closing.end : closing.end + 1]
    return opening.family in _CLOSES[closing.text] and (not after.strip() or after in ",.!?…;")


def _drop_repeated(paragraph: _Paragraph, opening: _Mark, closing: _Mark | None) -> None:
    """Forget the marks of a paragraph that repeat the opening of a carried quotation, and its closing mark."""
    again = _first_mark(paragraph, opening)
    paragraph.pairs = [(a, b) for a, b in paragraph.pairs if a is not again]
    paragraph.opens = [m for m in paragraph.opens if m is not again]
    paragraph.closes = [m for m in paragraph.closes if m is not closing]
