"""The look-ups over an annotation agree with what a plain search finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale import language
from verbale.extract.view import View
from verbale.types import Span

TEXT = (
    "Велария закрыла порт\n\n"
    "Министр Арсен Волдин заявил, что завод «Заря» «не откроют «никогда» больше». Об этом знала Милана Кереш.\n\n"
    "— Я не уйду, — сказала она. — Ждите.\n\n"
    "Читайте также: погода\n\n"
    "Премьер ответил:\n\n"
    "Мы подождём."
)
FURNITURE = Span(TEXT.index("Читайте"), TEXT.index("\n\nПремьер"))
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: Span(*sorted(pair)))


@pytest.fixture(scope="module")
def view() -> View:
    return View(language.get("ru").annotate(TEXT), [FURNITURE])


def token(view: View, word: str) -> int:
    return next(index for index, item in enumerate(view.tokens) if item.text == word)


def test_children_are_the_heads_turned_round(view):
    pairs = {(view.tokens[child].head, child) for child in range(len(view.tokens)) if view.tokens[child].head >= 0}
    assert {(head, child) for head, row in enumerate(view.children) for child in row} == pairs
    assert all(row == sorted(row) for row in view.children)


def test_every_token_has_its_clause_and_paragraph(view):
    for index, item in enumerate(view.tokens):
        clause = view.clause(index)
        assert clause.first <= index < clause.last
        assert view.annotation.paragraphs[view.paragraph(index)].covers(item.span)


def test_head_and_root(view):
    said = token(view, "заявил")
    assert view.head(said) is None
    assert view.head(token(view, "Министр")) is view.tokens[said]


def test_subject_conjunction_and_preposition(view):
    said = token(view, "заявил")
    assert view.subject_of(said) == token(view, "Министр")
    assert view.mark_of(token(view, "откроют")) == token(view, "что")
    assert view.case_of(token(view, "этом")) == "о"
    assert view.subject_of(token(view, "завод")) is None
    assert view.mark_of(said) is None
    assert view.case_of(said) is None


def test_names(view):
    assert view.name_kind[token(view, "Волдин")] == "PER"
    assert view.name_at[token(view, "Арсен")] == view.name_at[token(view, "Волдин")]
    assert token(view, "заявил") not in view.name_at


def test_quotation_is_the_outermost_in_marks(view):
    inner = view.quotation_of[token(view, "никогда")]
    assert inner is not None
    assert inner.inner.of(TEXT) == "не откроют «никогда» больше"
    assert view.quotation_of[token(view, "завод")] is None
    assert view.quotation_of[token(view, "подождём")] is None  # a block has no marks


def test_spoken_tokens_stand_in_marks_after_a_dash_or_in_a_block(view):
    spoken = {view.tokens[index].text for index in view.spoken}
    assert {"Заря", "никогда", "уйду", "Ждите", "подождём"} <= spoken
    assert not spoken & {"Министр", "сказала", "ответил", "Читайте"}


def test_furniture(view):
    inside = {offset for offset in range(len(TEXT)) if view.is_furniture(offset)}
    assert inside == set(range(FURNITURE.start, FURNITURE.end))
    assert not any(View(view.annotation).is_furniture(offset) for offset in range(len(TEXT)))


@given(SPANS)
def test_tokens_in_a_span_begin_in_it(view, span):
    assert list(view.tokens_in(span)) == [i for i, t in enumerate(view.tokens) if span.start <= t.start < span.end]


@given(st.integers(0, len(TEXT)))
def test_token_at_is_the_last_that_has_begun(view, offset):
    assert view.token_at(offset) == max((i for i, t in enumerate(view.tokens) if t.start <= offset), default=0)


@given(SPANS.filter(len))
def test_quotations_over_a_span_share_a_character_with_it(view, span):
    quotations = [q for q in view.annotation.quotations if q.span.overlaps(span)]
    assert view.quotations_over(span) == quotations


def test_subtree_without_branches(view):
    said = token(view, "заявил")
    whole = view.subtree(said)
    clause = view.clause(said)
    assert whole == set(range(clause.first, clause.last))
    branch = token(view, "откроют")
    assert view.subtree(said, skip=[branch]) == whole - view.subtree(branch)
    assert view.subtree(said, skip=[said]) == whole  # the token itself is asked for


def test_contiguous_runs_over_marks_and_stays_in_the_clause(view):
    said = token(view, "заявил")
    clause = view.clause(said)
    assert view.contiguous(said, set(range(len(view.tokens)))) == (clause.first, clause.last)
    words = {i for i in range(clause.first, clause.last) if view.tokens[i].upos != "PUNCT"}
    first, last = view.contiguous(said, words)
    assert (first, view.tokens[last - 1].text) == (clause.first, "больше")
    assert view.contiguous(said, {said}) == (said, said + 1)


def test_span_of_tokens(view):
    first = token(view, "Министр")
    assert view.span(first, first + 3).of(TEXT) == "Министр Арсен Волдин"


def test_a_text_without_words_has_look_ups():
    view = View(language.get("ru").annotate(" \n "))
    assert view.children == view.clause_of == view.quotation_of == []
    assert view.spoken == set()
    assert view.token_at(1) == 0
    assert list(view.tokens_in(Span(0, 3))) == []
    assert view.quotations_over(Span(0, 3)) == []


def test_places_of_lemmas_are_in_text_order_and_outside_furniture(view):
    wanted = {"министр", "завод", "погода", "мост"}
    found = view.places(wanted)
    assert [view.tokens[index].text for index in found] == ["Министр", "завод"]
    assert {view.tokens[index].text for index in view.unread} == {"Читайте", "также", ":", "погода"}


@given(st.integers(0, 60), st.integers(0, 60))
def test_colons_and_predicates_of_a_run_of_tokens(view, first, last):
    run = range(first, min(last, len(view.tokens)))
    assert view.colon(first, last) == next((i for i in run if view.tokens[i].text == ":"), None)
    verbal = [t.upos in {"VERB", "AUX"} or t.feats.get("Variant") == "Short" for t in view.tokens]
    assert view.has_predicate(first, last) == any(verbal[i] for i in run)
