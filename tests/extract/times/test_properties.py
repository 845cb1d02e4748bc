"""What holds for any text and any date."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale import language
from verbale.extract import times
from verbale.extract.times.words import lexicon
from verbale.types import Annotation, TimeExpression

Plain = Callable[[str], Annotation]

MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
WEEKDAYS = ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"]
DAYS = st.dates(dt.date(1901, 1, 1), dt.date(2099, 12, 31))

DATE = r"(?:BC)?\d{4}(?:-(?:\d\d(?:-\d\d)?|W\d\d(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI))?"
CLOCK = r"T(?:MO|MI|AF|EV|NI|(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?|24:00)"
LENGTH = r"P(?:\d+(?:\.\d+)?[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?"
VALUES = {
    "DATE": re.compile(rf"{DATE}|\d{{2,3}}|BC\d\d"),
    "TIME": re.compile(DATE + CLOCK),
    "DURATION": re.compile(LENGTH),
    "SET": re.compile(rf"{LENGTH}|XXXX-(?:WXX-(?:[1-7]|WE)|\d\d|SP|SU|FA|WI|XX-XXT(?:MO|AF|EV|NI))"),
}


def forms(day: dt.date) -> dict[str, str]:
    """A day as Russian news write it."""
    year, month, number = day.year, MONTHS[day.month - 1], day.day
    return {
        "words": f"{number} {month} {year} года",
        "short": f"{number} {month} {year} г.",
        "glued": f"{number} {month} {year}г.",
        "bare": f"{number} {month} {year}",
        "endings": f"{number}-го {month} {year}-го",
        "dots": f"{number:02d}.{day.month:02d}.{year}",
        "slashes": f"{number:02d}/{day.month:02d}/{year}",
        "iso": day.isoformat(),
        "weekday": f"{WEEKDAYS[day.weekday()]}, {number} {month} {year} года",
        "weekday without comma": f"{WEEKDAYS[day.weekday()]} {number} {month} {year} года",
        "capitals": f"{number} {month.upper()} {year} ГОДА",
    }


@pytest.mark.parametrize("name", list(forms(dt.date(2000, 1, 1))))
@given(day=DAYS)
def test_a_written_date_comes_back(plain: Plain, name: str, day: dt.date) -> None:
    expression = forms(day)[name]
    found = times.find(plain(f"Договор подписан в {expression} в Тарске."), None)
    assert [(one.exact, one.type, one.value) for one in found] == [(expression, "DATE", day.isoformat())]


@given(day=DAYS, published=DAYS)
def test_a_date_without_a_year_is_the_nearest(plain: Plain, day: dt.date, published: dt.date) -> None:
    found = times.find(plain(f"Встреча {day.day} {MONTHS[day.month - 1]} в Тарске."), published.isoformat())
    (one,) = found
    assert one.value is not None
    value = dt.date.fromisoformat(one.value)
    assert (value.month, value.day) == (day.month, day.day)
    assert abs((value - published).days) <= (184 if (day.month, day.day) != (2, 29) else 4 * 366)


@given(published=DAYS, weekday=st.integers(0, 6))
def test_a_weekday_is_within_the_week(plain: Plain, published: dt.date, weekday: int) -> None:
    (one,) = times.find(plain(f"Встреча в {WEEKDAYS[weekday]} в Тарске."), published.isoformat())
    assert one.value is not None
    value = dt.date.fromisoformat(one.value)
    assert value.weekday() == weekday
    assert abs((value - published).days) <= 3


@given(published=DAYS, days=st.integers(2, 400))
def test_days_ago_are_counted_back(plain: Plain, published: dt.date, days: int) -> None:
    (one,) = times.find(plain(f"Встреча прошла {days} дней назад в Тарске."), published.isoformat())
    assert one.value == (published - dt.timedelta(days=days)).isoformat()


@given(day=DAYS, hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_a_day_and_an_hour_are_one(plain: Plain, day: dt.date, hour: int, minute: int) -> None:
    expression = f"{day.day} {MONTHS[day.month - 1]} {day.year} года в {hour:02d}:{minute:02d}"
    (one,) = times.find(plain(f"Встреча {expression} в Тарске."), None)
    assert (one.exact, one.type, one.value) == (expression, "TIME", f"{day.isoformat()}T{hour:02d}:{minute:02d}")


def holds(found: tuple[TimeExpression, ...], text: str) -> None:
    position = 0
    for number, one in enumerate(found, start=1):
        assert position <= one.span.start < one.span.end <= len(text)
        assert one.exact == one.span.of(text)
        assert one.exact == one.exact.strip()
        assert "\n" not in one.exact
        assert one.id == f"t{number}"
        assert one.value is None or VALUES[one.type].fullmatch(one.value), (one.type, one.value, one.exact)
        position = one.span.end


@given(text=st.text(), published=st.none() | DAYS.map(dt.date.isoformat) | st.text(max_size=12))
def test_any_text_is_read(plain: Plain, text: str, published: str | None) -> None:
    holds(times.find(plain(text), published), text)


WORDS = sorted(form for form, word in lexicon("ru").words.items() if word.triggers and len(form) < 14)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.integers(0, 2200).map(str),
    st.sampled_from(
        ["в", "на", "с", "по", "до", "за", "через", "и", "года", "г.", "мая", "дня", "назад", "лет", "час"]
    ),
    st.sampled_from([",", ".", "-", "–", ":", "/", "(", ")", "«", "»", "\n", "-го", "-х", "%"]),
)


@settings(max_examples=300)
@given(pieces=st.lists(PIECES, max_size=40), glue=st.sampled_from([" ", "", " "]), published=DAYS)
def test_any_words_of_time_are_read(plain: Plain, pieces: list[str], glue: str, published: dt.date) -> None:
    text = glue.join(pieces)
    holds(times.find(plain(text), published.isoformat()), text)
    holds(times.find(plain(text), None), text)
    times.dateline(plain(text))


@pytest.mark.parametrize(
    "unit",
    [
        "Встреча прошла 5 мая 2019 года в 14:30, через два дня её повторили, а в понедельник, 10 июня, отменили.\n\n",
        "5, 6, 7, 8, 9, 10, ",
        "тысяча две тысячи ",
        "1-2-3-4-5-6-7-8-9-",
        "«сегодня» «вчера» ",
        "с 5 по 7 с 5 по 7 ",
        "в начале в начале около около ",
    ],
)
def test_time_grows_with_the_text(plain: Plain, unit: str) -> None:
    def seconds(size: int) -> float:
        annotation = plain(unit * (size // len(unit)))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            times.find(annotation, None)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(40_000) < 10 * seconds(10_000) + 0.05


def test_letters_that_grow_in_lower_case_move_no_offset():
    text = "İİİ İzmir: встреча пройдёт 10 января."
    (found,) = times.find(language.get("ru").annotate(text), "2022-01-07")
    assert (found.exact, found.value, found.span.of(text)) == ("10 января", "2022-01-10", "10 января")
