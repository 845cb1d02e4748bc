from __future__ import annotations

import pytest

from verbale.store.answers import stances
from verbale.store.answers.rankings import most_cited, most_quoted, quoted_as
from verbale.store.models import Actor, Citation, Instrument, Statement
from verbale.types import Instrument as ReadInstrument
from verbale.types import Position, Span

PAPER = "Лимарский договор"


@pytest.fixture
def said(keep):
    """Reports in which Ида Крон speaks three times and Арсен Волдин twice, both towards Велария."""

    def call(speaker, number):
        text = f"{speaker} заявил о Веларии: {number}."
        paper = ReadInstrument(id="i1", mention=Span(0, 3), name=PAPER, kind="treaty", date=None, exact=text[:3])
        position = Position(
            speaker=speaker, act="REJECT", target="Велария", subject=None, condition=None, statement="s1"
        )
        return keep(
            f"{text} Велария.", (str(number), speaker, "REJECT", "Велария"),
            actors={"Велария": {"type_": "state"}}, instruments=(paper,) if number % 2 else (),
            positions=(position,),
        )  # fmt: skip

    for number, speaker in enumerate(["Ида Крон", "Ида Крон", "Ида Крон", "Арсен Волдин", "Арсен Волдин"]):
        call(speaker, number)


def named(ranking):
    names = dict(Actor.objects.values_list("pk", "name"))
    return [(names[pk], number) for pk, number in ranking]


def reject(speaker, count):
    chosen = Statement.objects.filter(speaker__name=speaker).order_by("pk").values_list("pk", flat=True)[:count]
    Statement.objects.filter(pk__in=list(chosen)).update(state="rejected")


def test_the_most_quoted_come_first(said):
    assert named(most_quoted()) == [("Ида Крон", 3), ("Арсен Волдин", 2)]
    assert named(most_quoted("person")) == named(most_quoted())
    assert most_quoted("state") == []


@pytest.mark.parametrize("most", [1, 2])
def test_what_was_rejected_does_not_count(said, most):
    reject("Ида Крон", 2)
    assert named(most_quoted(most=most)) == [("Арсен Волдин", 2), ("Ида Крон", 1)][:most]


def test_who_is_left_with_nothing_is_no_longer_named(said):
    reject("Ида Крон", 3)
    assert named(most_quoted()) == [("Арсен Волдин", 2)]


def test_who_is_looked_for_by_name_is_found_unquoted_too(said):
    reject("Арсен Волдин", 2)
    assert named(quoted_as("Велар")) == [("Велария", 0)]
    assert named(quoted_as("арсен")) == [("Арсен Волдин", 0)]
    assert named(quoted_as("арсен", "state")) == []


def test_papers_are_ranked_by_reports(said):
    paper = Instrument.objects.get(name=PAPER)
    assert most_cited() == most_cited("treaty") == most_cited(part="лимар") == [(paper.pk, 2)]
    assert most_cited("law") == most_cited(part="мирный") == []
    Citation.objects.filter(pk=Citation.objects.first().pk).update(state="rejected")
    assert most_cited() == [(paper.pk, 1)]


def test_pairs_without_what_was_rejected(said):
    reject("Ида Крон", 2)
    pairs = [(one.name, other.name, number) for one, other, number in stances.frequent_pairs(5)]
    assert pairs == [("Арсен Волдин", "Велария", 2), ("Ида Крон", "Велария", 1)]
