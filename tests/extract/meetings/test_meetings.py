"""What is told of a meeting, and how mentions of one are joined."""

from __future__ import annotations

from time import perf_counter

import msgspec
import pytest

from verbale.extract import actors, instruments, meetings
from verbale.extract.naming import ActorNames
from verbale.types import Span

REPORT = """Арсен Волдин начал переговоры в Женеве

Министр иностранных дел Арсен Волдин заявил об этом на пресс-конференции в Брюсселе после внеочередной виртуальной \
встречи Северного совета.

"Мы не уступим, и это было сегодня ясно сказано", - подчеркнул Волдин.

20 мая дипломаты Республики Велария и Республики Остмарк проведут в Женеве переговоры о рыболовстве.

22 мая в Брюсселе состоится заседание Северного совета и 23 мая – заседание Постоянного комитета, где обсудят рыболовство.
"""


def one(found):
    (meeting,) = found
    return meeting


def test_a_report_of_several_meetings(find):
    found = find(REPORT)
    facts = [(m.exact, m.kind, m.status, m.date, m.place) for m in found]
    assert facts[1:] == [
        ("пресс-конференции", "press_conference", "held", "2031-05-12", "Брюссель"),
        ("встречи", "session", "held", "2031-05-12", "online"),
        ("переговоры", "talks", "planned", "2031-05-20", "Женева"),
        ("заседание", "session", "planned", "2031-05-22", "Брюссель"),
        ("заседание", "session", "planned", "2031-05-23", None),
    ]
    assert [m.id for m in found] == [f"m{number}" for number in range(1, len(found) + 1)]
    assert all(m.trigger.of(REPORT) == m.exact for m in found)
    assert found[3].parties == ("Республика Велария", "Республика Остмарк")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("В Женеве состоялись переговоры министров.", "held"),
        ("В Женеве идут переговоры министров.", "held"),
        ("В Женеве состоятся переговоры министров.", "planned"),
        ("Министры намерены провести переговоры в Женеве.", "planned"),
        ("Предстоящий саммит в Женеве обсудили послы.", "planned"),
        ("Переговоры министров в Женеве отменены.", "cancelled"),
        ("Переговоры министров в Женеве не состоялись.", "cancelled"),
        ("Переговоры министров в Женеве отложены.", "postponed"),
    ],
)
def test_status(find, text, status):
    assert one(find(text)).status == status


def test_the_day_decides_where_the_tense_does_not(find):
    text = "Заседание парламента 20 мая открывает спикер."
    assert one(find(text, "2031-05-12")).status == "planned"
    assert one(find(text, "2031-05-25")).status == "held"


@pytest.mark.parametrize(
    ("text", "date", "former"),
    [
        ("Переговоры перенесли с 15 на 20 мая.", "2031-05-20", "2031-05-15"),
        ("Саммит, запланированный на 15 мая, перенесен на июнь.", "2031-06", "2031-05-15"),
        ("Визит президента Иды Кранц в Остмарк отложен.", None, None),
    ],
)
def test_a_postponed_meeting_keeps_its_former_day(find, text, date, former):
    meeting = one(find(text))
    assert (meeting.status, meeting.date, meeting.former_date) == ("postponed", date, former)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("На заседании парламента 5 мая выступил Арсен Волдин.", "2031-05-05"),
        ("5 мая Арсен Волдин выступил на заседании парламента.", "2031-05-05"),
        ("На состоявшемся 5 мая заседании парламента выступил Арсен Волдин.", "2031-05-05"),
        ("После заседания парламента выборы назначили на 15 мая.", None),
        ("На заседании парламента обсудили выборы 2030 года.", None),
        ("Заседание парламента начнется 15 мая в 10:30.", "2031-05-15T10:30"),
    ],
)
def test_only_the_day_of_the_meeting_dates_it(find, text, date):
    assert one(find(text)).date == date


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("В Женеве прошли переговоры министров.", "Женева"),
        ("Переговоры министров прошли по видеосвязи.", "online"),
        ("Состоялась виртуальная встреча министров Республики Велария и Республики Остмарк.", "online"),
        ("Министры, жившие в Женеве, начали переговоры.", None),
    ],
)
def test_place(find, text, place):
    assert one(find(text)).place == place


def test_who_meets(find):
    talks = one(find("Министр Арсен Волдин встретился с президентом Идой Кранц."))
    assert set(talks.parties) == {"Арсен Волдин", "Ида Кранц"}
    assert len(talks.party_actors) == 2
    crowd = one(find("Состоялась встреча Арсена Волдина с избирателями."))
    assert crowd.kind == "other"


def test_mentions_of_one_meeting_are_joined(find):
    text = (
        "Министр Арсен Волдин 5 мая провел в Женеве переговоры с президентом Идой Кранц. "
        "После переговоров министр уехал. Встреча Волдина и Кранц длилась час."
    )
    meeting = one(find(text))
    assert meeting.exact == "переговоры"
    assert [span.of(text) for span in meeting.mentions] == ["переговоров", "Встреча"]
    assert (meeting.date, meeting.place) == ("2031-05-05", "Женева")


def test_a_later_mention_adds_what_the_first_lacks(find):
    text = "Министр Арсен Волдин встретился с президентом Идой Кранц. Встреча прошла 5 мая в Женеве."
    meeting = one(find(text))
    assert (meeting.date, meeting.place) == ("2031-05-05", "Женева")


def test_spans_are_of_the_triggers(find):
    text = "Министр Арсен Волдин дал брифинг."
    assert one(find(text)).trigger == Span(text.index("брифинг"), text.index("брифинг") + 7)


def test_a_text_without_words_has_no_meetings(find):
    assert find("…") == ()


def test_time_is_linear_in_the_text(find):
    def seconds(times: int) -> float:
        text = "\n".join(f"{day % 27 + 1} мая прошло заседание парламента." for day in range(times))
        find(text)  # annotates
        start = perf_counter()
        found = find(text)
        assert found
        return perf_counter() - start

    assert seconds(400) < 16 * seconds(100)


def test_a_parse_that_runs_in_a_circle_comes_to_an_end(annotate):
    annotation = annotate("После переговоров министры Веларии и Остмарка встретились на форуме.")
    count = len(annotation.tokens)
    for deprel in ("nmod", "conj", "flat:name", "acl"):
        tokens = tuple(
            msgspec.structs.replace(token, head=(index + 1) % count, deprel=deprel)
            for index, token in enumerate(annotation.tokens)
        )
        circular = msgspec.structs.replace(annotation, tokens=tokens)
        meetings.find(circular, (), ActorNames(actors.build(annotation)), None)
        instruments.find(circular, (), ActorNames(actors.build(annotation)))


def test_page_furniture_is_not_read(annotate):
    text = "Прошло заседание парламента.\n\nЧитайте также: Саммит в Лимаре утвердил устав союза"
    annotation, names = annotate(text), ActorNames(actors.build(annotate(text)))
    furniture = (Span(text.index("Читайте"), len(text)),)
    assert [m.exact for m in meetings.find(annotation, (), names, None)] == ["заседание", "Саммит"]
    assert [m.exact for m in meetings.find(annotation, (), names, None, furniture)] == ["заседание"]
    assert [i.exact for i in instruments.find(annotation, (), names)] == ["устав союза"]
    assert instruments.find(annotation, (), names, furniture) == ()
