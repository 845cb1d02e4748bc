from __future__ import annotations

from msgspec.structs import replace

from verbale.store.readings.comparison import changes
from verbale.types import Span


def told(old, new):
    return [(change.what, change.noun, change.text, change.fields) for change in changes(old, new)]


def test_a_record_and_itself(talks):
    assert told(talks, talks) == []


def test_ids_alone_are_no_change(talks):
    renamed = tuple(replace(one, id=f"x{one.id}", mentions=one.mentions) for one in talks.actors)
    assert told(talks, replace(talks, actors=renamed)) == []


def test_every_noun(talks):
    new = replace(
        talks,
        statements=(replace(talks.statements[0], speaker=None, act="REJECT"), *talks.statements[1:]),
        actors=talks.actors[:1],
        times=(replace(talks.times[1], value="2031-06-01"), talks.times[0], talks.times[2]),
        meetings=(replace(talks.meetings[0], place=None), talks.meetings[1]),
        instruments=(),
    )
    assert told(talks, new) == [
        ("changed", "statement", "его страна «готова к честному разговору»", ("speaker", "act")),
        ("changed", "meeting", "переговоры", ("place",)),
        ("removed", "instrument", "Лимарского договора", ()),
        ("removed", "actor", "Ида Крон", ()),
        ("changed", "time", "1 июня", ("value",)),
    ]


def test_other_bounds_are_another_statement(talks):
    first = talks.statements[0]
    cut = replace(
        first,
        content=(Span(first.content[0].start + 4, first.content[0].end),),
        exact=replace(first.exact, content=(first.exact.content[0][4:],)),
    )
    found = list(changes(talks, replace(talks, statements=(cut, *talks.statements[1:]))))
    assert [change.what for change in found] == ["removed", "added"]
    assert found[0].key != found[1].key
