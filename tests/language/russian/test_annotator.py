"""The annotation of a text hangs together, whatever the text is."""

from __future__ import annotations

import threading
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.language.russian import RussianAnnotator, annotator
from verbale.types import Annotation, Sentence

ANNOTATOR = RussianAnnotator()


def assert_whole(annotation: Annotation, text: str) -> None:
    """Everything that holds for the annotation of any text."""
    assert annotation.text == text
    tokens = annotation.tokens
    assert all(token.text == text[token.start : token.end] for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert "".join(token.text for token in tokens) == "".join(text.split())
    for units in (annotation.sentences, annotation.clauses):
        assert [unit.first for unit in units] == [0, *(unit.last for unit in units)][: len(units)]
        assert (units[-1].last if units else 0) == len(tokens)
        for unit in units:
            assert (unit.start, unit.end) == (tokens[unit.first].start, tokens[unit.last - 1].end)
    assert {unit.last for unit in annotation.sentences} <= {unit.last for unit in annotation.clauses}
    for clause in annotation.clauses:
        assert_tree(annotation, clause)
    for name in annotation.names:
        assert (name.start, name.end) == (tokens[name.first].start, tokens[name.last - 1].end)
        assert "\n" not in text[name.start : name.end]
    spans = [paragraph.of(text) for paragraph in annotation.paragraphs]
    assert all(span and span == span.strip() for span in spans)
    for quotation in annotation.quotations:
        assert 0 <= quotation.start <= quotation.inner.start <= quotation.inner.end <= quotation.end <= len(text)
        if quotation.level == 0 and quotation.closed and quotation.form == "marks":
            inside = [s.end for s in annotation.sentences if quotation.start < s.end < quotation.end]
            assert not inside, "no sentence ends inside quotation marks"


def assert_tree(annotation: Annotation, clause: Sentence) -> None:
    """The heads of a parse unit are a tree inside it."""
    heads = {index: annotation.tokens[index].head for index in range(clause.first, clause.last)}
    assert sum(head == -1 for head in heads.values()) == 1
    assert all(head == -1 or clause.first <= head < clause.last for head in heads.values())
    reached = {index for index, head in heads.items() if head == -1}
    while True:
        more = {index for index, head in heads.items() if head in reached} - reached
        if not more:
            break
        reached |= more
    assert len(reached) == len(heads)


def test_reports(texts: list[str]) -> None:
    for text, annotation in zip(texts, ANNOTATOR.annotate_many(texts), strict=True):
        assert_whole(annotation, text)
        assert annotation == ANNOTATOR.annotate(text)


def test_a_report() -> None:
    text = "Министр Арсен Волдин заявил: «Мы готовы. Мы ждём».\nЕго встретила Ида Крон"
    annotation = ANNOTATOR.annotate(text)
    words = {token.text: token for token in annotation.tokens}
    assert (words["заявил"].lemma, words["заявил"].upos, words["заявил"].head) == ("заявить", "VERB", -1)
    assert annotation.tokens[words["Министр"].head].text == "заявил"
    assert words["ждём"].lemma == "ждать"
    assert words["Министр"].feats["Case"] == "Nom"
    assert [(n.kind, text[n.start : n.end]) for n in annotation.names] == [("PER", "Арсен Волдин"), ("PER", "Ида Крон")]
    assert [text[s.start : s.end] for s in annotation.sentences] == text.split("\n")
    assert [text[c.start : c.end] for c in annotation.clauses][:2] == [
        "Министр Арсен Волдин заявил: «Мы готовы.",
        "Мы ждём».",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "\x00", ".", "\u2028", "«", "\u0301", "a" * 5000])
def test_odd_texts(text: str) -> None:
    assert_whole(ANNOTATOR.annotate(text), text)


PIECES = [
    "Волдин",
    "заявил",
    "что",
    "готов",
    "«",
    "»",
    '"',
    ".",
    ". ",
    ", ",
    " — ",
    "\n",
    " ",
    "г.",
    "2021",
    "А.",
    ":",
    "\n— ",
    "(",
    ")",
]


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(text: str) -> None:
    assert_whole(ANNOTATOR.annotate(text), text)


def test_many_are_as_one_by_one_and_read_as_needed(texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotator, "_BATCH", 100)
    taken = []

    def stream() -> object:
        for text in ["", *texts, ""]:
            taken.append(text)
            yield text

    annotations = ANNOTATOR.annotate_many(stream())  # type: ignore[arg-type]
    assert next(annotations).text == ""
    assert len(taken) < 4
    rest = list(annotations)
    assert [a.text for a in rest] == [*texts, ""]
    assert rest[:-1] == [ANNOTATOR.annotate(text) for text in texts]


def test_overlong_sentences_are_cut_into_parse_units() -> None:
    text = "Прибыли " + "министр Веларии Арсен Волдин, президент Остмарка Ида Крон; " * 200 + "и всё."
    annotation = ANNOTATOR.annotate(text)
    assert_whole(annotation, text)
    assert len(annotation.sentences) == 1
    assert max(c.last - c.first for c in annotation.clauses) <= annotator.LONGEST
    assert all(text[c.end - 1] in ",;." for c in annotation.clauses)


def test_threads(texts: list[str]) -> None:
    expected = [ANNOTATOR.annotate(text) for text in texts]
    results: dict[int, list[Annotation]] = {}

    def work(number: int) -> None:
        results[number] = [ANNOTATOR.annotate(text) for text in texts]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(results.values()) == [expected] * 4


def test_time_is_linear(texts: list[str]) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        ANNOTATOR.annotate(text)
        return time.process_time() - start

    report = "\n".join(texts[:4])
    seconds(report * 10)
    short = min(seconds(report * 2) for _ in range(3))
    assert seconds(report * 40) < 20 * 3 * short
