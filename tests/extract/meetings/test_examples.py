"""The examples beside the words and in the rules' docstrings hold."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable

import pytest

from verbale.extract import meetings
from verbale.extract.meetings import joining, reading, refusals, status
from verbale.extract.meetings.words import load_words

Rule = Callable[..., object]
EXAMPLE = re.compile(r"^«(.*\[.*)»$", re.MULTILINE)
WORDS = load_words("ru")


def examples(rules: Iterable[Rule]) -> list[tuple[Rule, str]]:
    found = [(rule, example) for rule in rules for example in EXAMPLE.findall(inspect.getdoc(rule) or "")]
    assert {rule for rule, _ in found} == set(rules), "each rule has an example"
    return found


NEEDS = [*reading.NOUN_NEEDS.values(), *reading.VERB_NEEDS.values(), reading.call_by_channel]


@pytest.mark.parametrize("entry", [*WORDS.noun, *WORDS.verb, *WORDS.channel], ids=lambda entry: entry.word)
def test_each_word_names_a_meeting_in_its_example(find, entry):
    found = find(entry.example)
    kinds = {meeting.kind for meeting in found}
    wanted = {"call"} if entry in WORDS.channel else {entry.kind, *getattr(entry, "forms", {}).values()}
    if gathering := getattr(entry, "gathering", None):
        wanted.add(gathering)
    assert kinds & wanted
    rules = [meeting.rule for meeting in found]
    need = entry.needs if hasattr(entry, "needs") else "channel"
    table = reading.NOUN_NEEDS if entry in WORDS.noun else reading.VERB_NEEDS
    assert table.get(need, reading.call_by_channel).__name__ in rules


@pytest.mark.parametrize(("rule", "example"), examples(refusals.REFUSALS))
def test_a_refusal_refuses_its_example(frames, rule, example):
    (frame,) = frames(example)
    assert reading.verdict(frame) == (False, rule.__name__)


@pytest.mark.parametrize(("rule", "example"), examples(NEEDS))
def test_a_need_is_met_by_its_example(frames, rule, example):
    (frame,) = frames(example)
    assert reading.verdict(frame) == (True, rule.__name__)


@pytest.mark.parametrize(("rule", "example"), examples(status.STATUS_RULES))
def test_a_status_rule_is_the_first_to_answer_its_example(frames, rule, example):
    published = None if rule is status.dated_present else "2031-05-12"
    (frame,) = frames(example, published)
    meetings._draft(frame)  # settles the date
    assert next(r for r in status.STATUS_RULES if r(frame) is not None) is rule


@pytest.mark.parametrize(("rule", "example"), examples(joining.APART))
def test_a_rule_keeps_the_meetings_of_its_example_apart(frames, rule, example):
    first, second = (meetings._draft(frame) for frame in frames(example))
    assert rule(joining.Group(first), second)
    assert len(joining.join([first, second])) == 2
