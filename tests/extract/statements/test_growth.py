"""Proposing and deciding take time in proportion to the text, whatever the text is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from verbale import language
from verbale.extract import statements
from verbale.extract.statements import model
from verbale.extract.statements.decide import Decision, decide
from verbale.extract.statements.propose import propose
from verbale.extract.view import View
from verbale.types import Annotation

EXTRACT = str(Path(statements.__file__).parents[1])
PARAGRAPHS = [
    "Министр Арсен Волдин заявил, что переговоры с Орданией продолжатся в мае, и призвал соседей прекратить огонь.",
    "«Мы готовы к миру, — сказала Милана Кереш. — Но долину не отдадим». Об этом сообщило агентство «Полюс».",
    "По словам министра, мост закроют; как отметили в мэрии, «деньги кончились». Депутат Ластов назвал это ошибкой.",
    "Кереш: войны не будет",
    "Посол ответил:",
    "Письмо, в котором он потребовал отставки кабинета, получили в столице, передаёт газета со ссылкой на источник.",
]
ENDLESS = {
    "clauses": "министр Волдин заявил, что мост, о котором говорила Кереш, по словам инженера, закроют, и добавил, ",
    "words": "министр мост сказал река закрыли порт город ",
    "opening marks": "министр сказал «мост «река «порт закрыт ",
    "closing marks": "министр сказал» мост» река» порт закрыт ",
    "commas": "сказал, мост, река, ",
    "nouns": "заявление министра обороны республики ",
    "colons": "министр сказал: мост закрыт: река: ",
    "dashes": "мост закрыт, — сказал министр — и ушёл — ",
    "conjunctions": "сказал, что знает, что думает, что ",
}


def judged(annotation: Annotation) -> list[Decision]:
    view = View(annotation)
    return decide(view, propose(view), model.load())


def lines_run(action: Callable[[], object]) -> int:
    """How many lines of the extract stage an action runs."""
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(EXTRACT):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        action()
    finally:
        sys.settrace(before)
    return count


def seconds(action: Callable[[], object], tries: int = 3) -> float:
    """The least time that an action takes."""
    times = []
    for _ in range(tries):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.fixture(scope="module")
def growing() -> list[Annotation]:
    """A report of 12 paragraphs, and one of four times as many."""
    texts = ["\n\n".join(PARAGRAPHS * 2 * factor) for factor in (1, 4)]
    return list(language.get("ru").annotate_many(texts))


def test_four_times_the_paragraphs_take_four_times_the_steps(growing):
    judged(growing[0])  # words and model are loaded
    small, large = (lines_run(lambda annotation=annotation: judged(annotation)) for annotation in growing)
    assert small > 1000
    assert large < 4.5 * small


def test_four_times_the_paragraphs_take_about_four_times_the_time(growing):
    judged(growing[0])
    small, large = (seconds(lambda annotation=annotation: judged(annotation)) for annotation in growing)
    assert large < 6 * small + 0.05


def test_four_times_the_paragraphs_say_four_times_as_much(growing):
    small, large = (len(judged(annotation)) for annotation in growing)
    assert small >= 10
    assert abs(large - 4 * small) <= 4  # the first and last paragraph have but one neighbour


@pytest.mark.parametrize("kind", sorted(ENDLESS))
def test_a_paragraph_without_sentence_ends_takes_steps_in_proportion(kind):
    pattern = ENDLESS[kind]
    texts = [pattern * (size // len(pattern)) for size in (2_000, 8_000)]
    annotations = list(language.get("ru").annotate_many(texts))
    judged(annotations[0])
    small, large = (lines_run(lambda annotation=annotation: judged(annotation)) for annotation in annotations)
    assert large < 6 * small


@pytest.mark.parametrize("kind", ["clauses", "opening marks"])
def test_200_kilobytes_without_sentence_ends_are_read(kind):
    pattern = ENDLESS[kind]
    annotation = language.get("ru").annotate(pattern * (110_000 // len(pattern)))  # two bytes a letter
    assert len(annotation.text.encode()) > 190_000
    start = time.perf_counter()
    judged(annotation)
    assert time.perf_counter() - start < 15
