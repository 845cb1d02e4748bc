"""Sentences and parse units, written as texts with their boundaries."""

from __future__ import annotations

import re
import time

import pytest

from verbale.language.quotes import pair_marks, paragraphs_of
from verbale.language.russian.abbreviations import Abbreviation, load_abbreviations
from verbale.language.russian.sentences import RULES, boundaries, join_quotations, split_clauses

# "|" where a parse unit ends, "‖" where a sentence ends too, ¶ for a line break (which always ends a parse unit).
CASES = [
    "Волдин прибыл.‖ Его встречали.‖ Кто?‖ Никто не знает…‖ Он ушёл.",
    # A line ends everything.
    "Велария подписала договор¶‖Министр прибыл в столицу.",
    # Inside quotation marks only parse units end.
    "«Мы готовы.| Мы придём», — заявил он.‖ Он ушёл.",
    "Он сказал: «Мы готовы.| Мы придём.| Ждите».‖ Он ушёл.",
    "«Мы готовы», — заявил он.‖ «Мы придём».",
    "«Мы готовы, — заявил он.| — Мы придём».‖ Он ушёл.",
    "«Вы готовы?» — спросил он.‖ «Да!» — Волдин кивнул.‖ «Нет.»‖ Он ушёл.",
    "«Мы готовы.¶|«Мы придём.| Ждите», — заявил он.‖ Он ушёл.",
    "«Мы готовы.‖ Мы придём, — заявил он.‖ Он ушёл.",
    "Он снялся в фильме «Один дома. Начало» и сказал: «Да.| Мне нравится».",
    "Он учился в Веларе (пров. Лимар) и Остмарке (ВШЭ! Факультет права).‖ (Об этом пишут.‖ Он молчит.)",
    # Speech after a dash.
    "— Вы готовы? — спросил он.‖ — Да.‖ — Тогда идём.",
    # Abbreviations, years, initials.
    "В 2021 г.‖ Министр подал в отставку.‖ В г. Веларе тихо.",
    "С 12 мая с. г. действует п. 4 ст. 12 договора.‖ Он подписан.",
    "Ему 5 млн. не нужны.‖ Нужны 5 млн.‖ Министр молчит.",
    "Прибыли А. С. Волдин, Ж.-К. Крон и Дж. Рид.‖ Это помогло им.‖ Министр рад.",
    "Он вышел из группы А.‖ Волдин доволен.‖ Правил Альберт II.‖ Потом Альберт I.‖ Он умер.",
    "Купили хлеб, соль и т. д.‖ Потом ушли, т. к. стемнело.",
    "Открыт МГТ им. Волдина и театр драмы им. А. Волдина.‖ Все рады.",
    "Калибр 9 мм.‖ 47-летний водитель ранен.‖ Начал в 1949-м.‖ Он снялся в 11 лентах.",
    "Среди них: Ида Крон; Арсен Волдин; Пауль Рид.‖ Все рады.",
    # Lists and datelines.
    "1. Министр обороны.¶‖2.1. Закон.¶‖а) Устав.‖ Он отменён.",
    "Велар. 5 мая. ВЕЛТА -‖ Министр прибыл.‖ Он рад.",
    "ВЕЛАР, 5 мая (Полюс) —‖ Министр прибыл.",
    "ВЕЛАР, 5 мая — ВЕЛТА Новости.‖ Министр прибыл.",
    "ВЕЛАР, 5 мая. /ВЕЛТА/.‖ Министр прибыл.",
]


def marked(text: str) -> tuple[str, list[int], list[int]]:
    """The text without its marks, where parse units end, and where sentences end."""
    plain, clauses, sentences = "", [], []
    for char in text.replace("¶‖", "‖\n").replace("¶|", "|\n"):
        if char in "|‖":
            clauses.append(len(plain))
            if char == "‖":
                sentences.append(len(plain))
        else:
            plain += char
    end = len(plain)
    return plain, [*clauses, end], [*sentences, end]


@pytest.mark.parametrize("case", CASES)
def test_boundaries(case: str) -> None:
    text, clauses, sentences = marked(case)
    paragraphs = paragraphs_of(text)
    marks = pair_marks(text, paragraphs)
    spans = split_clauses(text, paragraphs, marks)
    assert [span.end for span in spans] == clauses
    joined = join_quotations(spans, marks)
    assert [spans[last - 1].end for _, last in joined] == sentences


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_decides_in_its_example(rule: object) -> None:
    example = re.search("«(.*)»", rule.__doc__ or "")
    assert example, "an example between quotation marks"
    text = example.group(1)
    paragraphs = paragraphs_of(text)
    marks = pair_marks(text, paragraphs)
    decided = [name for paragraph in paragraphs for _, _, name in boundaries(text, paragraph, marks)]
    assert rule.__name__ in decided  # type: ignore[attr-defined]


@pytest.mark.parametrize("entry", load_abbreviations().abbreviation, ids=lambda entry: entry.form)
def test_every_abbreviation_keeps_its_example_whole(entry: Abbreviation) -> None:
    assert split_clauses(entry.example, paragraphs_of(entry.example)) == list(paragraphs_of(entry.example))
    words = re.sub(r"\s*\.\s*", " ", entry.example.lower())
    assert entry.form in words


@pytest.mark.parametrize("piece", [".", ". ", ".)", "а. ", "г. ", "А. ", "(. ", "«а. ", "1. ", "а.\n", ".[1]"])
def test_time_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        text = "А" + piece * count
        start = time.process_time()
        split_clauses(text, paragraphs_of(text))
        return time.process_time() - start

    seconds(100)
    assert seconds(20_000) < 20 * 6 * min(seconds(1_000) for _ in range(3)) + 0.2
