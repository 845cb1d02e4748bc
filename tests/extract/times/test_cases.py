"""The written cases of Russian time expressions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from verbale.extract import times
from verbale.types import Annotation, Span


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    expect: str
    published: str | None = None


class Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: tuple[Case, ...]


CASES = Path(__file__).parents[2] / "data" / "times" / "ru.toml"


@pytest.mark.parametrize(
    "case", msgspec.toml.decode(CASES.read_bytes(), type=Cases).case, ids=lambda case: case.text[:40]
)
def test_case(check: Callable[..., None], case: Case) -> None:
    check(case.text, case.expect, case.published)


def test_furniture_is_not_read(plain: Callable[[str], Annotation]) -> None:
    text = "Встреча 10 января в Тарске.\n\nЧитайте также: что было 5 мая 2020 года\n\nСовет 12 января."
    start = text.index("Читайте")
    furniture = Span(start, text.index("\n\nСовет"))
    found = times.find(plain(text), "2022-01-07", (furniture,))
    assert [one.exact for one in found] == ["10 января", "12 января"]
    assert [one.id for one in found] == ["t1", "t2"]


@pytest.mark.parametrize(
    "text",
    [
        "Министр 5 августа 2008 года подал в отставку, сообщили в правительстве Веларии журналистам.",
        "С 5 августа 2008 года — министр иностранных дел Веларии, затем председатель правительства.",
        "Вид на порт, 5 августа 1875 года",
        "Министр уехал вчера, а 4 августа 2008 года вернулся, как сообщили в правительстве Веларии.",
    ],
)
def test_a_date_is_no_dateline(annotate: Callable[[str], Annotation], text: str) -> None:
    assert times.dateline(annotate(text)) is None


def test_the_dateline_counts_more_than_the_date_given(annotate: Callable[[str], Annotation]) -> None:
    text = "Опубликовано: 5 августа 2008 года\n\nМинистр вчера подал в отставку."
    assert [one.value for one in times.find(annotate(text), "2010-01-01")] == ["2008-08-05", "2008-08-04"]
