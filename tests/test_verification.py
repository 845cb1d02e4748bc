from __future__ import annotations

import msgspec
import pytest

from verbale.types import Record, Span
from verbale.verification import count_spans, verify

replace = msgspec.structs.replace


def first_statement(record, **fields):
    return replace(record, statements=(replace(record.statements[0], **fields), *record.statements[1:]))


def first(record, noun, **fields):
    items = getattr(record, noun)
    return replace(record, **{noun: (replace(items[0], **fields), *items[1:])})


def places(record: Record) -> list[str]:
    return [problem.where for problem in verify(record)]


def test_a_whole_record_has_no_problem(talks):
    assert verify(talks) == []


def test_all_spans_are_counted(talks):
    furniture, statements, mentions, times, meetings, instruments = 2, 5 * 3, 3, 3, 3, 1
    assert count_spans(talks) == furniture + statements + mentions + times + meetings + instruments


@pytest.mark.parametrize(
    ("where", "damage"),
    [
        ("report.sha256", lambda r: replace(r, report=replace(r.report, text=r.report.text + " "))),
        ("report.furniture[0]", lambda r: replace(r, report=replace(r.report, furniture=(Span(5, 10_000),)))),
        ("report.furniture[1]", lambda r: replace(r, report=replace(r.report, furniture=(Span(5, 9), Span(8, 12))))),
        ("statements[0].content", lambda r: first_statement(r, content=(), exact=replace(r.statements[0].exact, content=()))),
        ("statements[0].content[0]", lambda r: first_statement(r, content=(Span(0, 3),))),
        ("statements[0].content[0]", lambda r: first_statement(r, content=(Span(3, 3),))),
        ("statements[0].exact.content", lambda r: first_statement(r, exact=replace(r.statements[0].exact, content=()))),
        ("statements[0].cue", lambda r: first_statement(r, cue=None)),
        ("statements[0].cue", lambda r: first_statement(r, cue=Span(-5, 3))),
        ("statements[0].source", lambda r: first_statement(r, source=Span(0, 3))),
        ("statements[0].id", lambda r: first_statement(r, id="")),
        ("statements[1].id", lambda r: first_statement(r, id="s2")),
        ("statements[0].actor", lambda r: first_statement(r, actor="a9")),
        ("statements[0].instruments", lambda r: first_statement(r, instruments=("i9",))),
        ("actors[0].mentions[0].span", lambda r: first(r, "actors", mentions=(replace(r.actors[0].mentions[0], span=Span(9, 4)),))),
        ("times[0].span", lambda r: first(r, "times", exact="17 июня")),
        ("meetings[0].trigger", lambda r: first(r, "meetings", trigger=Span(0, 4))),
        ("meetings[0].mentions[0]", lambda r: first(r, "meetings", mentions=(Span(0, 99_999),))),
        ("meetings[0].party_actors", lambda r: first(r, "meetings", party_actors=("a9",))),
        ("instruments[0].mention", lambda r: first(r, "instruments", exact="Договора")),
        ("positions[0].statement", lambda r: first(r, "positions", statement="s9")),
    ],
)  # fmt: skip
def test_damage_is_named(talks, where, damage):
    assert where in places(damage(talks))


def test_a_span_from_the_end_of_the_text_is_not_taken_for_one(talks):
    # text[-4:-2] would be characters of the text: the right ones, at an offset that no reader understands.
    text = talks.report.text
    statement = talks.statements[0]
    damaged = first_statement(talks, cue=Span(-4, -2), exact=replace(statement.exact, cue=text[-4:-2]))
    assert "statements[0].cue" in places(damaged)


def test_a_problem_says_what_is_there(talks):
    (problem,) = verify(first(talks, "times", exact="17 июня"))
    assert str(problem) == "talks.txt: times[0].span: the text there is '17 мая', not '17 июня'"
