from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import DataError
from verbale.intake import furniture, furniture_rules
from verbale.intake.furniture_rules import fold, rules

LEAD = "Министр иностранных дел Веларии Арсен Волдин заявил, что переговоры с Орданией возобновятся в мае."
EXAMPLES = [(rule, line) for rule in rules() for line in rule.entry.yes]
COUNTER = [(rule, line) for rule in rules() for line in rule.entry.no]


def found(text: str) -> list[str]:
    return [span.of(text) for span in furniture.find(text, "ru")]


@pytest.mark.parametrize(("rule", "line"), EXAMPLES, ids=[f"{r.entry.name}: {line}" for r, line in EXAMPLES])
def test_each_rule_takes_its_examples(rule, line):
    assert rule.takes(fold(line.strip()))


@pytest.mark.parametrize(("rule", "line"), COUNTER, ids=[f"{r.entry.name}: {line}" for r, line in COUNTER])
def test_no_rule_takes_what_another_must_leave(rule, line):
    assert not rule.takes(fold(line.strip()))
    assert not any(other.takes(fold(line.strip())) for other in rules())


def test_every_rule_has_both_kinds_of_examples():
    assert [rule.entry.name for rule in rules() if not rule.entry.yes or not rule.entry.no] == []


def test_a_moderation_notice_in_another_language_and_a_counter():
    text = f"{LEAD}\n\n{LEAD}\n\nСпасибі за Вашу активність, Ваше питання буде розглянуто модераторами\n\n33\n"
    assert found(text) == ["Спасибі за Вашу активність, Ваше питання буде розглянуто модераторами", "33"]


def test_a_foreign_line_is_a_notice_only_at_the_end_and_unquoted():
    notice = "Your question will be considered by our team soon"
    assert found(f"{LEAD}\n{LEAD}\n{notice}") == [notice]
    assert found(f"{LEAD}\n{notice}\n{LEAD}\n{LEAD}\n{LEAD}\n{LEAD}") == []
    assert found(f"{LEAD}\n{LEAD}\n«{notice}»") == []
    assert found(f"{LEAD}\nОн написал в своём блоге:\n{notice}") == []


def test_a_block_of_related_headlines_belongs_to_its_heading():
    links = "Паром вышел в море\nПрофсоюз объявил забастовку"
    text = f"{LEAD}\n\nЧитайте также\n{links}\n\n{LEAD}"
    assert found(text) == ["Читайте также", *links.split("\n")]


def test_after_the_comment_counter_everything_is_furniture():
    text = f"{LEAD}\n\nКомментарии (2)\n\nИван: Волдин сказал неправду.\n\nПётр: да"
    assert found(text) == ["Комментарии (2)", "Иван: Волдин сказал неправду.", "Пётр: да"]


@pytest.mark.parametrize(
    "caption",
    [
        "Арсен Волдин",
        "Арсен Волдин и Милана Кереш",
        "Милана Кереш, 2018 год",
        "Арсен Волдин (справа)",
        "А. Волдин в 2012 году",
        "Здание парламента в Веларе",
        "Протесты в Кальме",
        "Эльза Брандис. Архив",
    ],
)
def test_a_caption_stands_between_headline_and_lead(caption):
    assert found(f"Переговоры возобновятся в мае\n{caption}\n\n{LEAD}") == [caption]
    assert found(f"{LEAD}\n{LEAD}\n{LEAD}\n{LEAD}\n{caption}\n{LEAD}") == []


@pytest.mark.parametrize(
    "line",
    [
        "Волдин: переговоры продолжатся",
        "Здание парламента сгорело, заявил мэр",
        "Кереш назвала дату переговоров",
        "«Мы готовы»",
        "В Веларе прошли выборы",
        "Источник: переговоры сорваны",
        "Видео: Волдин ответил на обвинения",
    ],
)
def test_a_line_that_may_carry_a_statement_stays(line):
    assert found(f"Переговоры возобновятся в мае\n{line}\n\n{LEAD}") == []
    assert found(f"{LEAD}\n\n{line}\n\n{LEAD}") == []
    assert found(f"{line}\n\n{LEAD}") == []


def test_a_date_alone_is_left_to_the_reading_of_times():
    assert found(f"Заголовок\n14.11.2023 18:20\n\n{LEAD}\n* * *\n{LEAD}\n18+") == ["* * *", "18+"]


def test_explain_names_the_rule():
    text = f"{LEAD}\n\nФото: «Вестник»\n\n***\n"
    assert [item.rule for item in furniture.explain(text, "ru")] == ["photo-credit", "no-letters"]


def test_a_wrong_data_file_is_named(monkeypatch, tmp_path):
    (tmp_path / "language" / "data" / "ru").mkdir(parents=True)
    file = tmp_path / "language" / "data" / "ru" / "furniture.toml"
    monkeypatch.setattr(furniture_rules, "files", lambda package: tmp_path)
    load = furniture_rules.load.__wrapped__
    with pytest.raises(DataError, match=r"ru/furniture\.toml"):
        load("ru")
    file.write_text("[[rule]]\nname = 'x'\npattern = '('\nyes = []\ncolour = 'red'\n", encoding="utf-8")
    with pytest.raises(DataError, match="colour"):
        load("ru")
    with pytest.raises(DataError, match="mend the pattern"):
        furniture_rules.compiled(furniture_rules.Entry(name="x", pattern="(", yes=[]), "a", "ru")


@given(st.text(alphabet="аб ёA1.\n\r:«»—\u2028\x0b\x1c(|=>*", max_size=200))
def test_spans_are_whole_lines_in_order(text):
    spans = furniture.find(text, "ru")
    assert list(spans) == sorted(spans)
    assert all(span.of(text) and span.of(text) == span.of(text).strip() for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    "line",
    [
        "Поделиться " * 14,
        "ВК " * 50,
        "Главная / " * 16,
        "a " * 79,
        "- " * 79,
        "Фото. " * 26,
        "х" * 5000,
        "Читайте также: " * 10,
    ],
)
def test_long_pages_take_linear_time(line):
    start = time.perf_counter()
    furniture.find(f"{line}\n" * 2000, "ru")
    assert time.perf_counter() - start < 6
