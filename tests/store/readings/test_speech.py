from __future__ import annotations

import hashlib
from datetime import date

import pytest

from verbale.store.readings.speech import days_of_speech
from verbale.types import Instrument, Record, Report, Span, TimeExpression


def said(make_statement, text, content, cue, *days, published="2031-05-14", papers=(), others=()):
    """The day of the statement, where each of ``days`` is its characters and its value."""
    times = tuple(
        TimeExpression(
            id=f"t{number}",
            span=Span(text.index(words), text.index(words) + len(words)),
            type="DATE",
            value=value,
            exact=words,
        )
        for number, (words, value) in enumerate(days, 1)
    )
    instruments = tuple(
        Instrument(
            id="i1",
            mention=Span(text.index(paper), text.index(paper) + len(paper)),
            name=paper,
            kind="treaty",
            date=None,
        )
        for paper in papers
    )
    statements = (make_statement(text, 1, content, cue=cue), *(make_statement(text, 2, other) for other in others))
    record = Record(
        doc="a.txt",
        report=Report(text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), published=published),
        statements=statements,
        actors=(),
        times=times,
        instruments=instruments,
    )
    return days_of_speech(record)[0]


TUESDAY = ("во вторник", "2031-05-13")
DAY = date(2031, 5, 13)


@pytest.mark.parametrize(
    ("text", "days", "expected"),
    [
        ("Министр заявил во вторник, что мост открыт.", [TUESDAY], DAY),
        ("Во вторник министр заявил, что мост открыт.", [("Во вторник", "2031-05-13")], DAY),
        ("Об этом, во вторник, министр заявил: мост открыт.", [TUESDAY], DAY),
        ("Прошёл дождь во вторник. Министр заявил, что мост открыт.", [TUESDAY], None),
        ("Дождь прошёл во вторник\nМинистр заявил, что мост открыт.", [TUESDAY], None),
        ("После аварии, которая случилась во вторник, министр заявил, что мост открыт.", [TUESDAY], None),
        ("Во вторник ждали гостей, но министр заявил, что мост открыт.", [("Во вторник", "2031-05-13")], None),
        ("Министр заявил: мост открыт. Это было во вторник.", [TUESDAY], None),
        ("В мае министр заявил, что мост открыт.", [("В мае", "2031-05")], None),
        ("20 мая министр заявил, что мост открыт.", [("20 мая", "2031-05-20")], None),
        ("Министр заявил во вторник, что мост открыт.", [("во вторник", None)], None),
    ],
)
def test_the_day_named_beside_the_cue(make_statement, text, days, expected):
    assert said(make_statement, text, "мост открыт", "заявил", *days) == expected


def test_a_day_inside_what_is_said_is_not_when_it_was_said(make_statement):
    text = "Министр заявил, что мост открыли во вторник."
    assert said(make_statement, text, "мост открыли во вторник", "заявил", TUESDAY) is None


def test_a_day_inside_what_another_says_is_only_of_statements_told_there(make_statement):
    text = "Агентство пишет: министр заявил во вторник, что мост открыт."
    inner = "министр заявил во вторник, что мост открыт"
    assert said(make_statement, text, "мост открыт", "заявил", TUESDAY, others=[inner]) == DAY
    text = "Посол сказал «ждём во вторник» и заявил о победе."
    assert said(make_statement, text, "о победе", "заявил", TUESDAY, others=["ждём во вторник"]) is None


def test_the_date_of_a_paper_is_not_when_it_was_said(make_statement):
    text = "Министр упомянул Лимарский договор от 13 мая и заявил, что мост открыт."
    day = ("13 мая", "2031-05-13")
    assert said(make_statement, text, "мост открыт", "заявил", day) == DAY
    assert said(make_statement, text, "мост открыт", "заявил", day, papers=["Лимарский договор"]) is None


def test_of_several_days_the_nearest(make_statement):
    text = "Утром 12 мая приехавший министр заявил во вторник, что мост открыт."
    assert said(make_statement, text, "мост открыт", "заявил", ("12 мая", "2031-05-12"), TUESDAY) == DAY


def test_a_statement_without_cue_has_none(make_statement):
    text = "— Мост открыт. Это было во вторник."
    record = Record(
        doc="a.txt",
        report=Report(text=text, sha256=""),
        statements=(make_statement(text, 1, "Мост открыт"),),
        actors=(),
        times=(TimeExpression(id="t1", span=Span(24, 34), type="DATE", value="2031-05-13"),),
    )
    assert days_of_speech(record) == [None]
