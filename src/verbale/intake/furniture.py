"""Page furniture that survives in a report's text: kept in the text, never read as a statement.

Lines are judged one by one, by the rules of the data files and by where they stand; each rule looks at a bounded number
of characters, so the whole is linear. Precision comes first: a line that may carry a statement stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from verbale.intake import language as languages
from verbale.intake.furniture_rules import Rule, caption_nouns, fold, longest, rules
from verbale.types import Span

_LONGEST = 600  # characters of the longest line that can be furniture
_TAIL = 8  # lines that count as tail
_FOREIGN_TAIL = 3  # last lines in which a notice in another language may stand
_LINKS = 12  # lines of a block of related headlines


class Line(msgspec.Struct, frozen=True):
    """A line that is not blank, without the white space around it."""

    text: str
    start: int
    index: int
    count: int  # lines in the report


class Place(msgspec.Struct, frozen=True):
    """A line among the lines of its report."""

    line: Line
    lines: list[Line]
    language: str  # of the report


class Found(msgspec.Struct, frozen=True):
    """A piece of furniture and the rule that found it."""

    span: Span
    rule: str


def find(text: str, language: str) -> tuple[Span, ...]:
    """The spans of furniture in a report in ``language``, in text order: whole lines without surrounding white space."""
    return tuple(found.span for found in explain(text, language))


def explain(text: str, language: str) -> tuple[Found, ...]:
    """As ``find``, with the name of the rule behind each span."""
    lines = _lines(text)
    named: dict[int, str] = {}
    for line in lines:
        if line.index in named:
            continue
        if rule := _rule(line):
            named[line.index] = rule.entry.name
            for below in _headed(rule, line, lines):
                named.setdefault(below.index, rule.entry.name)
        elif name := next((name for name, judge in _POSITIONAL if judge(Place(line, lines, language))), None):
            named[line.index] = name
    return tuple(
        Found(Span(line.start, line.start + len(line.text)), named[line.index]) for line in lines if line.index in named
    )


def _lines(text: str) -> list[Line]:
    found = [(match[0].strip(), match) for match in re.finditer(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+", text)]
    kept = [(line, match.start() + match[0].index(line)) for line, match in found if line]
    return [Line(line, start, i, len(kept)) for i, (line, start) in enumerate(kept)]


def _rule(line: Line) -> Rule | None:
    """The first rule that takes the line, by its words and its place."""
    if len(line.text) > longest():
        return None
    folded = fold(line.text)
    return next((rule for rule in rules() if _stands(rule.entry.where, line) and rule.takes(folded)), None)


def _stands(where: str, line: Line) -> bool:
    if where == "below":
        return line.index > 0
    if where == "tail":
        return line.index > 0 and line.index >= line.count - _TAIL
    return True


def _headed(rule: Rule, line: Line, lines: list[Line]) -> Iterator[Line]:
    """The lines below that belong to a heading: related headlines, or everything after a comment counter."""
    below = lines[line.index + 1 :]
    if rule.entry.heads == "rest":
        yield from below
    elif rule.entry.heads == "links" and len(line.text) < 40 and not re.search(r":\s*\S", line.text):
        for candidate in below[:_LINKS]:
            if not _is_headline_link(candidate.text):
                return
            yield candidate


def _is_headline_link(text: str) -> bool:
    return len(text) <= 150 and text[-1] not in '.!?…»"”:;,' and not text.startswith(("—", "–", "-", "«", '"', "„"))


def no_letters(place: Place) -> bool:
    """«33», «* * *», «18+»: nothing to read; a line with a date is left to the reading of times."""
    return len(place.line.text) <= _LONGEST and not re.search(r"[^\W\d_]|\d[./:-]\d", place.line.text)


def foreign_notice(place: Place) -> bool:
    """One of the last lines, in another language than the report and not quoted: «Спасибі за Вашу активність …»."""
    line, above = place.line, place.lines[place.line.index - 1]
    if line.index < max(2, line.count - _FOREIGN_TAIL) or len(line.text) > _LONGEST:
        return False
    if above.text.endswith((":", ",")) or re.search(r"[«»„“”\"]", line.text):
        return False
    return languages.differs(line.text, place.language)


_NAME = r"[А-ЯЁ][а-яё]+(?:[-’][А-ЯЁа-яё]+)*"
_NAMED = re.compile(
    rf"(?:{_NAME}|[А-ЯЁ]\.)(?:[ \u00a0](?:{_NAME}|[А-ЯЁ]\.|[IVX]+|де|фон|ван|ибн|бин|аль|оглы|кызы|и)){{1,6}}"
    r"(?:\s*\((?:слева|справа|в центре|[A-Z][\w .'-]+)\))?(?:,?\s+(?:в\s+)?(?:\d{1,2}\s+\w+\s+)?\d{4}(?:\s+год[ау]?)?)?\.?"
)
_CAPTION_END = re.compile(
    r"(?:\((?:слева|справа|в центре|архив|фото \d{4} года)\)|,\s+\d{4}\s+год|\bв\s+\d{4}\s+году|[.,]\s*архив)$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"[:?!«»\"„“]|\s[—–-]\s|\b(?:что|чтобы|не)\b|\b[а-я]+(?:ил|ил[аи]|ал|ал[аи]|ют|ет|ит|утся|ется|ится)\b"
)


def caption(place: Place) -> bool:
    """Right below the headline and above the lead: «Арсен Волдин», «Здание парламента», «Милана Кереш, 2018 год»."""
    line, lines = place.line, place.lines
    if not 1 <= line.index <= 3 or line.index + 1 >= line.count or len(line.text) > 120:
        return False
    text, above, lead = line.text, lines[line.index - 1].text, lines[line.index + 1].text
    if line.index > 1 and above[-1] not in '.!?»"' and not caption(Place(lines[line.index - 1], lines, place.language)):
        return False
    if lines[0].text.endswith((".", ":")) or lead.startswith(("—", "–", "-", "«", '"', "„")) or len(lead) < len(text):
        return False
    if _NAMED.fullmatch(text):
        return True
    if text[-1] in ".,;" or _SAYS.search(text):
        return False
    first = re.match(r"\w+(?:-\w+)*", fold(text.lower()))
    return bool(_CAPTION_END.search(text) or (first and first[0] in caption_nouns()))


_POSITIONAL: tuple[tuple[str, Callable[[Place], bool]], ...] = (
    ("no-letters", no_letters),
    ("foreign-notice", foreign_notice),
    ("caption", caption),
)
