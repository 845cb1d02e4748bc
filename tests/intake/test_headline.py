from __future__ import annotations

import pytest

from verbale.intake.headline import headline

REST = "\n\nМинистр иностранных дел Арсен Волдин заявил, что переговоры продолжатся.\n"


@pytest.mark.parametrize(
    "line",
    [
        "Волдин: переговоры продолжатся",
        "Велария и Ордания возобновят переговоры 18 марта",
        "Кто остановит Волдина?",
        "Министр: «Мы не торгуемся»",
        "Стрельба в Кальме. Двое ранены",
    ],
)
def test_headlines(line):
    assert headline(line + REST) == line
    assert headline(f"\n\n  {line}  \r\n12.03.2024 14:30\r\n" + REST) == line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Волдин: переговоры продолжатся",
        "Министр сказал, что уйдёт." + REST,
        "— Вы уйдёте?" + REST,
        "Один. Два. Три" + REST,
        "33" + REST,
        "Очень длинный заголовок " * 10 + REST,
        "Строка\nстрока\nстрока",
    ],
)
def test_no_headline(text):
    assert headline(text) is None
