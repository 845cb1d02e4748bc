"""Pairing of quotation marks, written as texts with the quotations that they hold."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.language.quotes import pair_marks, paragraphs_of

# Text (¶ is a line break), then its quotations in order, outer before inner; "+" before one that is not closed.
CASES = [
    ("Он сказал: «Да».", ["«Да»"]),
    ("«Мы готовы», — заявил он. «Всегда готовы».", ["«Мы готовы»", "«Всегда готовы»"]),
    ("ЗАО «ПКФ „Свой дом“» закрыто.", ["«ПКФ „Свой дом“»", "„Свой дом“"]),
    ("Клуб «„Север“» и „Юг”.", ["«„Север“»", "„Север“", "„Юг”"]),
    ("Роман “North” и ‘South’ вышли.", ["“North”", "‘South’"]),
    # Straight marks: by the white space around them, then by parity.
    (
        '"В ходе операции "Рассвет" задержаны двое", - сообщил он.',
        ['"В ходе операции "Рассвет" задержаны двое"', '"Рассвет"'],
    ),
    ('Матч экс-"Севера" и "Юга" ("Лимара") отменён.', ['"Севера"', '"Юга"', '"Лимара"']),
    ('" Мы готовы ", - сказал он.', ['" Мы готовы "']),
    ('"...и тогда мы ушли", - сказал он.', ['"...и тогда мы ушли"']),
    ("Газета ''Вестник'' закрыта.", ["''Вестник''"]),
    ("Он назвал это ,,ошибкой'' и ушёл.", [",,ошибкой''"]),
    ("Он сказал <<нет>>. Читать далее >>", ["<<нет>>"]),
    # Signs that are no quotation marks.
    ('Экран 27" стоит дорого, а "Лимар" - нет.', ['"Лимар"']),
    ('"Экран 27" показал", - сказал он.', ['"Экран 27" показал"']),
    ("Широта 41°38'12\" к северу.", []),
    ("Жан д'Арлен и О'Мэлли молчат.", []),
    ("Читать далее >>", []),
    ("''«Это наш дом»'', — сказал он.", ["«Это наш дом»"]),
    # A mark of another shape closes; one mark closes two.
    ('«Мы готовы", — сказал он.', ['«Мы готовы"']),
    ('Он назвал это „ошибкой" и ушёл.', ['„ошибкой"']),
    ("«Мы из компании «Рога», — сказал он. Все ушли.", ["«Мы из компании «Рога»", "«Рога»"]),
    ("«Мы из „Рогов», — сказал он.", ["«Мы из „Рогов»", "„Рогов»"]),
    ("ООО «Компания «Рога» сообщило о прибыли, «Копыта» нет.", ["«Компания «Рога»", "«Рога»", "«Копыта»"]),
    # A missing mark spoils its own paragraph only.
    ("«Мы готовы, сказал он.¶Потом он ушёл в «Рога».", ["+«Мы готовы, сказал он.", "«Рога»"]),
    ("Мы готовы», сказал он.¶Потом он ушёл в «Рога».", ["«Рога»"]),
    ("«Он из „Рогов» ушёл вчера.", ["«Он из „Рогов»", "+„Рогов"]),
    # Carried over paragraphs: the mark repeated in each, or only at both ends.
    ("«Мы готовы.¶«Мы придём.¶«Ждите», — сказал он.", ["«Мы готовы.¶«Мы придём.¶«Ждите»"]),
    ("Он сказал: «Мы готовы.¶Мы придём.¶Ждите».¶Все ушли.", ["«Мы готовы.¶Мы придём.¶Ждите»"]),
    ('"Мы готовы.¶"Мы придём", - сказал он.', ['"Мы готовы.¶"Мы придём"']),
    ("«Мы готовы.¶«Мы придём.¶Все ушли.", ["+«Мы готовы.¶«Мы придём."]),
    ("Музей «Север закрыт.¶Он сказал «да».¶И ушёл».", ["+«Север закрыт.", "«да»"]),
    ("«»", ["«»"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_pairs(text: str, expected: list[str]) -> None:
    text = text.replace("¶", "\n")
    quotations = pair_marks(text, paragraphs_of(text))
    found = [("" if q.closed else "+") + q.span.of(text).replace("\n", "¶") for q in quotations]
    assert found == expected


def test_levels_and_inner() -> None:
    text = "ЗАО «ПКФ „Свой дом“» и ''Рога''."
    quotations = pair_marks(text, paragraphs_of(text))
    assert [(q.level, q.inner.of(text)) for q in quotations] == [(0, "ПКФ „Свой дом“"), (1, "Свой дом"), (0, "Рога")]


def test_paragraphs() -> None:
    text = "  Один \r\n\n\tдва три\u2028четыре\n "
    assert [p.of(text) for p in paragraphs_of(text)] == ["Один", "два три", "четыре"]


MARKED = st.text(alphabet=st.sampled_from([*"«»„“”\"'‘’,<> \n.—-аБ7!"]), max_size=60)


@given(MARKED)
def test_any_marks(text: str) -> None:
    quotations = pair_marks(text, paragraphs_of(text))
    assert list(quotations) == sorted(quotations, key=lambda q: (q.start, -q.end))
    for q in quotations:
        assert 0 <= q.start <= q.inner.start <= q.inner.end <= q.end <= len(text)
        around = [o for o in quotations if o.start <= q.start and q.end <= o.end and o is not q]
        assert q.level == len(around)
        crossing = [o for o in quotations if o.start < q.start < o.end < q.end]
        assert not crossing


@pytest.mark.parametrize("piece", ["«", "»", '"', "«а» ", "„а «б ", "'а ", 'а" ', '27" ', "«а\n", "» — а", "<< ", "''"])
def test_time_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        start = time.process_time()
        pair_marks(text, paragraphs_of(text))
        return time.process_time() - start

    seconds(100)
    short = min(seconds(2_000) for _ in range(3))
    assert seconds(40_000) < 20 * 6 * short + 0.2
