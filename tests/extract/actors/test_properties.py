"""What holds for any text: no crash, spans in the text, names that are not empty; and time linear in the text's length."""

from __future__ import annotations

import gc
import weakref
from time import process_time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale import language
from verbale.extract import actors
from verbale.types import Annotation, Span

REPORT = (
    "Министр иностранных дел Веларии Арсен Волдин (Arsen Voldin) заявил, что его страна «готова к диалогу».\n\n"
    "По словам А. Волдина, МИД РФ и газета «Нормский курьер» ждут ответа. Глава ведомства добавил: «Я жду, — и он "
    "тоже». Они, Ида Крон и двое из жителей Лимара, согласны; её адвокаты — нет.\n\n"
    "Как говорится в докладе комиссии, в нём учтены 12 предложений. Издание отмечает, что сам Волдин…"
)
PIECES = [
    *REPORT.split(),
    "«",
    "»",
    '"',
    "(",
    ")",
    ":",
    "—",
    "\n\n",
    ".",
    "который",
    "он",
    "ей",
    "В.",
    "III",
    "🙂",
    "\u0301",
]


def _read(text: str) -> None:
    annotation = language.get("ru").annotate(text)
    index = actors.build(annotation)
    for token in annotation.tokens:
        found = index.speaker(token.span)
        assert found.name is None or found.name.strip()
        assert found.rule
    for actor in index.actors:
        assert actor.name.strip()
        assert actor.mentions
        assert all(0 <= m.span.start < m.span.end <= len(text) for m in actor.mentions)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_spliced_texts_are_read(text: str) -> None:
    _read(text)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(REPORT)), st.integers(0, len(REPORT)), st.text(max_size=12))
def test_damaged_texts_are_read(start: int, end: int, patch: str) -> None:
    _read(REPORT[:start] + patch + REPORT[end:])


def test_any_span_may_be_asked_for() -> None:
    index = actors.build(language.get("ru").annotate(REPORT))
    for start in range(0, len(REPORT), 7):
        for length in (0, 1, 9, 60):
            index.speaker(Span(start, min(start + length, len(REPORT))))
            index.actor_at(Span(start, min(start + length, len(REPORT))))


def _seconds(annotation: Annotation) -> float:
    start = process_time()
    actors.build(annotation)
    return process_time() - start


def test_time_is_linear_in_the_length() -> None:
    annotator = language.get("ru")
    short, long = (annotator.annotate("\n\n".join([REPORT] * count)) for count in (20, 160))
    _seconds(short)
    assert _seconds(long) < 8 * 4 * max(_seconds(short), 0.01)


def test_a_report_is_freed_without_the_garbage_collector() -> None:
    gc.collect()
    gc.disable()
    try:
        index = actors.build(language.get("ru").annotate(REPORT))
        reading = weakref.ref(index.reading)
        assert index.actors
        del index
        assert reading() is None
    finally:
        gc.enable()
