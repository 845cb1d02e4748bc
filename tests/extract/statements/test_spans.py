"""Content spans: trimmed, balanced, without the marks around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.extract.statements import spans
from verbale.extract.statements.spans import _balance, trim, unquote, words
from verbale.types import Span

TEXTS = st.text(alphabet="аБв1 .,;:—-–\n\u00a0«»„“”\"'()?!…", max_size=40)
BRACKETS = {"«": "»", "(": ")"}


def part(text: str, bounds: tuple[int, int]) -> tuple[int, int]:
    start, end = sorted(min(bound, len(text)) for bound in bounds)
    return start, end


BOUNDS = st.tuples(st.integers(0, 40), st.integers(0, 40))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("мы готовы", "мы готовы"),
        (" — мы готовы, ", "мы готовы"),
        ("мы готовы.", "мы готовы"),
        ("мы готовы!", "мы готовы!"),
        ("готовы ли мы?", "готовы ли мы?"),
        ("мы готовы…", "мы готовы…"),
        ("«мы готовы»", "«мы готовы»"),
        ("мы готовы».", "мы готовы"),
        ("«мы готовы", "мы готовы"),
        ("(мы готовы", "мы готовы"),
        ("мы готовы)", "мы готовы"),
        ('мы готовы"', "мы готовы"),
        ('"мы готовы', "мы готовы"),
        ("завод «Заря»", "завод «Заря»"),
        ("«Заря» и «Полюс»", "«Заря» и «Полюс»"),
        ("завод «Заря»»", "завод «Заря»"),
        ("\n\u00a0мы;", "мы"),
    ],
)
def test_trim(text, left):
    span = trim(text, 0, len(text))
    assert span is not None
    assert span.of(text) == left


@pytest.mark.parametrize("text", ["", " ", ".", " — ", ",;:", "\u00a0\n", "«", "»", "(", '"'])
def test_trim_leaves_nothing_of_mere_marks(text):
    assert trim(text, 0, len(text)) is None


@given(TEXTS, BOUNDS)
def test_trimmed_lies_inside_has_something_and_is_stable(text, bounds):
    start, end = part(text, bounds)
    span = trim(text, start, end)
    if span is None:
        assert not any(char.isalnum() for char in text[start:end])
        return
    assert start <= span.start < span.end <= end
    assert trim(text, span.start, span.end) == span
    assert text[span.start] not in spans.LEADING
    assert text[span.end - 1] not in spans.TRAILING


@given(TEXTS, BOUNDS)
def test_trim_keeps_every_letter(text, bounds):
    start, end = part(text, bounds)
    span = trim(text, start, end)
    kept = span.of(text) if span is not None else ""
    assert [c for c in kept if c.isalnum()] == [c for c in text[start:end] if c.isalnum()]


@given(TEXTS, BOUNDS)
def test_trim_of_a_part_is_trim_of_its_characters(text, bounds):
    start, end = part(text, bounds)
    span, alone = trim(text, start, end), trim(text[start:end], 0, end - start)
    assert span == (None if alone is None else Span(alone.start + start, alone.end + start))


@given(TEXTS, BOUNDS)
def test_balance_drops_at_most_one_mark_at_an_edge(text, bounds):
    start, end = part(text, bounds)
    first, last = _balance(text, start, end)
    assert (first, last) in {(start, end), (start + 1, end), (start, end - 1)}
    dropped = text[start:first] + text[last:end]
    assert dropped == "" or dropped in '«»„“”"()'


@given(st.text(alphabet="аб «»()", max_size=30))
def test_balance_never_touches_paired_marks(text):
    for opener, closer in BRACKETS.items():
        piece = f"{opener}{text.translate(dict.fromkeys(map(ord, '«»()')))}{closer}"
        assert _balance(piece, 0, len(piece)) == (0, len(piece))


def test_words_are_runs_of_letters_and_digits():
    assert words("") == words(" — «», ") == 0
    assert words("слово") == 1
    assert words("в 2031-м году «Заря»") == 5


@given(st.lists(st.text(alphabet="абв1", min_size=1, max_size=5), max_size=8), st.sampled_from([" ", ", ", " — ", "»"]))
def test_words_are_counted_whatever_stands_between(parts, between):
    assert words(between.join(parts)) == len(parts)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("«мы готовы»", "мы готовы"),
        ("„мы готовы“", "мы готовы"),
        ('"мы готовы"', "мы готовы"),
        ("«мы готовы.»", "мы готовы"),
        ("мы готовы", "мы готовы"),
        ("«Заря» и «Полюс»", "«Заря» и «Полюс»"),
        ("завод «Заря»", "завод «Заря»"),
        ("«»", "«»"),
        ("« »", "« »"),
    ],
)
def test_unquote(text, left):
    assert unquote(text, Span(0, len(text))).of(text) == left


@given(TEXTS, BOUNDS)
def test_unquote_takes_only_marks_that_enclose_everything(text, bounds):
    start, end = part(text, bounds)
    if start == end:
        return
    span = Span(start, end)
    inner = unquote(text, span)
    assert span.covers(inner)
    assert len(inner) > 0
    if inner != span:
        assert text[end - 1] == spans.CLOSING[text[start]]
