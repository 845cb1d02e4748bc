"""Sentences and parse units of Russian text.

The method is razdel's (Alexander Kukushkin, "razdel", 2017): every mark that may end a sentence is a candidate, and
short named rules in an ordered list say ``join`` or ``split``; the first that answers decides. Abbreviations are
data. Unlike razdel's, the rules never join lines, know that «2021 г.» may end a sentence and «им» may be a pronoun,
and part datelines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from verbale.language.russian.abbreviations import Abbreviation, load_abbreviations
from verbale.types import Quotation, Span

Decision = Literal["join", "split"]

_CLOSERS = "\"'»”’“)\\]}"
# Starts only where a run of marks starts, or a long run would be tried from each of its marks.
_CANDIDATE = re.compile(rf"(?<![.?!…])[.?!…]++(?:\[\d+\])*+[{_CLOSERS}]*+(?=\s)")
_RIGHT = re.compile(r"\s*([^\W\d_]+|\d+|[^\w\s])")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_DASHES = "—–-‑−"
_WINDOW = 48  # characters on either side of a mark that the rules may look at


@dataclass
class Boundary:
    """A mark that may end a sentence, with what stands around it in its paragraph."""

    text: str
    first: int  # where the sentence that it may end starts
    start: int  # of the mark
    end: int  # of the mark, closing quotation marks and brackets included
    stop: int  # end of the paragraph
    titled: bool = False  # whether it stands inside a title in quotation marks

    @cached_property
    def mark(self) -> str:
        """The ending mark with the closing marks after it."""
        return self.text[self.start : self.end]

    @cached_property
    def before(self) -> str:
        """What stands before the mark in the sentence, cut to a window."""
        return self.text[max(self.first, self.start - _WINDOW) : self.start]

    @cached_property
    def after(self) -> str:
        """What stands after the mark in the paragraph, cut to a window."""
        return self.text[self.end : min(self.stop, self.end + _WINDOW)]

    @cached_property
    def words(self) -> list[str]:
        """The words, numbers and marks before the mark, hyphenated words whole."""
        return _BEFORE.findall(self.before)

    @cached_property
    def left(self) -> str:
        """The last word, number or mark before the mark."""
        return self.words[-1] if self.words else ""

    @cached_property
    def right(self) -> str:
        """The first word, number or mark after it."""
        match = _RIGHT.match(self.after)
        return match.group(1) if match else ""


_BEFORE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[^\w\s]|_")


# --- rules -------------------------------------------------------------------


def nothing_around(b: Boundary) -> Decision | None:
    """A mark with nothing before it: «… и тогда он ушёл.»."""
    return "join" if not b.left or not b.right else None


def small_letter_follows(b: Boundary) -> Decision | None:
    """A small letter follows: «Цены выросли на 5 проц. за год.»."""
    return "join" if b.right[0].islower() else None


def mark_follows(b: Boundary) -> Decision | None:
    """A mark that cannot begin a sentence follows: «Он сказал: «Да!» , и ушёл.»."""
    return "join" if b.right in ",;:.!?…»”)]}%" else None


def inside_title(b: Boundary) -> Decision | None:
    """A title in quotation marks: «Он снялся в фильме «Один дома. Начало» и в рекламе.»."""
    return "join" if b.titled else None


def inside_brackets(b: Boundary) -> Decision | None:
    """Brackets in the middle of a sentence: «Он учился в Веларе (пров. Лимар) и в Остмарке.»."""
    opening = b.before.rfind("(")
    if opening < 0 or ")" in b.before[opening:] + b.mark or not b.before[:opening].strip():
        return None
    closing = _BRACKET.search(b.after)
    return "join" if closing and closing.group() == ")" else None


_BRACKET = re.compile(r"[()]")


def mark_in_brackets(b: Boundary) -> Decision | None:
    """A mark of doubt in brackets: «Он обещал (!) Нордии помощь.»."""
    return "join" if b.left == "(" and b.mark[-1] == ")" else None


def attribution_follows(b: Boundary) -> Decision | None:
    """A dash after a closing mark brings the attribution: ««Вы готовы?» — Волдин кивнул.»."""
    return "join" if b.right in _DASHES and b.mark[-1] in "\"'»”’“" else None


def dash_follows(b: Boundary) -> Decision | None:
    """A dash with a small letter: «Вы готовы? — спросил министр.»."""
    if b.right not in _DASHES:
        return None
    word = _WORD.search(b.after)
    return "join" if word and word.group()[0].islower() else None


def list_number(b: Boundary) -> Decision | None:
    """A number or letter of a list at the start of a paragraph: «2. Министр обороны.»."""
    if b.mark[0] != "." or b.start - b.first > 12:
        return None
    if b.first and b.text[b.first - 1] not in "\n\r\u2028\u2029 \t":
        return None
    return "join" if _BULLET.fullmatch(b.text, b.first, b.start) else None


_BULLET = re.compile(r"(?:§\s*)?(?:\d{1,3}|[IVX]{1,5}|[а-яёa-z])(?:\.\d{1,3})*", re.IGNORECASE)


def label_before(b: Boundary) -> Decision | None:
    """A capital letter that labels a noun ends a sentence: «Он вышел из группы А. Волдин доволен.»."""
    if b.mark != "." or len(b.left) != 1 or not b.left.isupper() or len(b.words) < 2:
        return None
    return "split" if b.words[-2].lower().startswith(load_abbreviations().labels) else None


def initial_before(b: Boundary) -> Decision | None:
    """An initial: «Прибыл А. С. Волдин.», «Прибыл Дж. Волдин.», «Прибыл Ж.-К. Волдин.»."""
    if b.mark != ".":
        return None
    last = b.left.rpartition("-")[2]
    if len(last) == 1 and last.isupper():
        roman = last in "IVX" and len(b.words) > 1 and b.words[-2].istitle()
        return None if roman else "join"
    known = b.left[:1].isupper() and b.left.lower() in load_abbreviations().initials
    return "join" if known else None


def pair_before(b: Boundary) -> Decision | None:
    """The second word of a pair: «Прибыл и. о. Министра обороны.»."""
    if b.mark != "." or len(b.words) < 3 or b.words[-2] != ".":
        return None
    return _abbreviated(b, f"{b.words[-3]} {b.left}".lower(), b.words[:-3])


def abbreviation_before(b: Boundary) -> Decision | None:
    """An abbreviation: «Открыт университет им. Волдина.»."""
    if b.mark != "." or _ENDING.search(b.before):
        return None
    return _abbreviated(b, b.left.lower(), b.words[:-1])


_ENDING = re.compile(r"\d-[^\W\d_]+\s*$")  # «в 1949-м.»: the ending of a number, no abbreviation


def agency_follows(b: Boundary) -> Decision | None:
    """An agency between strokes belongs to the dateline: «ВЕЛАР, 5 мая. /ВЕЛТА/.»."""
    return "join" if b.right == "/" and len(b.before) < 40 else None


def name_with_mark(b: Boundary) -> Decision | None:
    """A name that ends with an exclamation mark: «Компания Yahoo! News закрылась.»."""
    return "join" if b.mark == "!" and b.left.lower() == "yahoo" else None


RULES: tuple[Callable[[Boundary], Decision | None], ...] = (
    nothing_around,
    small_letter_follows,
    mark_follows,
    inside_title,
    inside_brackets,
    mark_in_brackets,
    attribution_follows,
    dash_follows,
    list_number,
    label_before,
    pair_before,
    initial_before,
    abbreviation_before,
    agency_follows,
    name_with_mark,
)


@lru_cache(maxsize=1)
def _by_form() -> dict[str, tuple[Abbreviation, ...]]:
    return load_abbreviations().by_form()


def _abbreviated(b: Boundary, form: str, before: Sequence[str]) -> Decision | None:
    """What the abbreviations of ``form`` say of the mark; ``before`` are the words before them."""
    word = before[-1] if before else ""
    last = word.lower()
    for entry in _by_form().get(form, ()):
        if entry.number and not _is_number(b.right):
            continue
        if entry.after and not (last.startswith(entry.after) or (entry.named and _names(word, b.after))):
            continue
        kind = entry.kind
        if kind == "both":
            kind = "tail" if _counts(last) else "head"
        if kind == "head" or not (b.right.isalpha() or b.right in '«„“"' or _AGE.match(b.after)):
            return "join"
    return None


def _names(word: str, after: str) -> bool:
    """Whether a name follows «им.»: after an abbreviation («МГТ им. Волдина») or before «А. Волдина»."""
    return (len(word) > 1 and word.isupper()) or bool(_INITIAL.match(after))


_INITIAL = re.compile(r"\s*[^\W\d_]\.")
_AGE = re.compile(r"\s*\d+-[^\W\d_]")  # «калибром 9 мм. 47-летний водитель …»: a number that begins a sentence


def _is_number(word: str) -> bool:
    return word.isdigit() or bool(re.fullmatch("[IVXLC]+", word))


def _counts(word: str) -> bool:
    """Whether a unit may follow the word: a number, «тыс», «млн»."""
    return _is_number(word.upper()) or word in {"тыс", "млн", "млрд", "трлн", ".", "%"}


# --- splitting ---------------------------------------------------------------


_AGENCY = r"[A-ZА-ЯЁ][\w.]+(?: [A-ZА-ЯЁ][\w.]+){0,2}"
_DATELINE = re.compile(
    r"[A-ZА-ЯЁ][\w-]+(?: [A-ZА-ЯЁ][\w-]+){0,2}[.,]? \(?\d{1,2} [а-яё]{3,8}(?: \d{4}(?: года| г\.)?)?\)?[.,]? ?"
    rf"(?:[(/\[]?{_AGENCY}[)/\]]?[.,]? ?[-—–]{{1,2}}\s+"
    rf"|[-—–]{{1,2}}\s+(?!{_AGENCY}\.\s))"  # «ВЕЛАР, 1 мая — ВЕЛТА Новости.» ends with its full stop
    r"(?=[A-ZА-ЯЁ«„“\"])"
)


def _dateline(text: str, start: int, stop: int) -> int:
    """End of the dateline with its dash at ``start``, as in «Велар. 5 мая. ВЕЛТА - Прошёл форум.»; -1 for none."""
    match = _DATELINE.match(text, start, min(stop, start + 100))
    return match.end() if match else -1


def split_clauses(text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation] = ()) -> list[Span]:
    """The parse units of a text in text order, without white space around them.

    They end at sentence ends inside quotation marks too, but for titles; an attribution after a closing mark stays with the
    last sentence of its quotation. ``quotations``: those in marks, by start.
    """
    titles = [q for q in quotations if _is_title(text, q)]
    return [span for paragraph in paragraphs for span in _split(text, paragraph, titles)]


def _is_title(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is the title or name that the words before it announce: it is short and follows a word."""
    before = text[max(0, quotation.start - 2) : quotation.start].rstrip()[-1:]
    return quotation.closed and len(quotation.span) <= _LONGEST_TITLE and before.isalnum()


_LONGEST_TITLE = 80  # characters


def _split(text: str, paragraph: Span, titles: Sequence[Quotation]) -> Iterator[Span]:
    first = paragraph.start
    for boundary, decision, _ in boundaries(text, paragraph, titles):
        if decision == "split":
            yield Span(first, boundary.end)
            first = boundary.end
            while text[first].isspace():
                first += 1
    if first < paragraph.end:
        yield Span(first, paragraph.end)


def boundaries(
    text: str, paragraph: Span, titles: Sequence[Quotation] = ()
) -> Iterator[tuple[Boundary, Decision, str]]:
    """Each place in a paragraph where a sentence may end, whether it does, and the rule that says so ("" for none)."""
    first = paragraph.start
    dateline = _dateline(text, first, paragraph.end)
    if dateline > 0:
        end = first + len(text[first:dateline].rstrip())
        yield Boundary(text, first, end, end, paragraph.end), "split", "dateline"
        first = dateline
    for match in _CANDIDATE.finditer(text, first, paragraph.end):
        title = bisect_right(titles, match.start(), key=lambda q: q.start) - 1
        titled = title >= 0 and match.end() < titles[title].end
        boundary = Boundary(text, first, match.start(), match.end(), paragraph.end, titled)
        decision, rule = _decide(boundary)
        yield boundary, decision, rule
        if decision == "split":
            first = match.end()
            while text[first].isspace():
                first += 1


def _decide(boundary: Boundary) -> tuple[Decision, str]:
    for rule in RULES:
        decision = rule(boundary)
        if decision:
            return decision, rule.__name__
    return "split", ""


def join_quotations(clauses: Sequence[Span], quotations: Sequence[Quotation]) -> list[tuple[int, int]]:
    """Sentences as runs ``[first, last)`` of clauses: no boundary lies inside a closed pair of quotation marks."""
    outer = iter([q for q in quotations if q.level == 0 and q.closed and q.form == "marks"])
    quotation = next(outer, None)
    runs: list[tuple[int, int]] = []
    first = 0
    for index, clause in enumerate(clauses):
        while quotation is not None and quotation.end <= clause.end:
            quotation = next(outer, None)
        if quotation is None or quotation.start >= clause.end:
            runs.append((first, index + 1))
            first = index + 1
    if first < len(clauses):
        runs.append((first, len(clauses)))
    return runs
