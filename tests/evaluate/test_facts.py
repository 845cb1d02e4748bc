from __future__ import annotations

import pytest

from verbale.evaluate import score_facts


def time(span, value="2031-05-17", **fields):
    return {"span": span, "type": "DATE", "value": value, "mod": None, **fields}


def meeting(trigger, **fields):
    return {
        "trigger": trigger, "kind": "talks", "parties": ["Велария", "Остмарк"], "place": "Лимара",
        "date": "2031-05-17", "status": "planned", **fields,
    }  # fmt: skip


def instrument(mention, **fields):
    return {"mention": mention, "name": "договор", "kind": "treaty", "date": None, "parties": [], **fields}


def score(noun, gold, found):
    return score_facts({"a": {noun: found}}, [{"doc": "a", noun: gold}])


def test_gold_against_itself_is_perfect():
    gold = {
        "times": [time([0, 5]), time([9, 12], None)],
        "meetings": [meeting([6, 9])],
        "instruments": [instrument([20, 30])],
    }
    assert set(score_facts({"a": gold}, [{"doc": "a", **gold}]).figures().values()) == {1.0}


def test_times_match_where_they_overlap():
    scores = score("times", [time([0, 6]), time([10, 16])], [time([4, 8]), time([16, 20])])
    assert scores.times.detection.f1 == 0.5


def test_one_time_stands_for_one():
    scores = score("times", [time([0, 6]), time([7, 12])], [time([0, 12])])
    assert (scores.times.detection.right, scores.times.detection.recall) == (1, 0.5)


def test_values_need_the_same_type_and_leave_unsettled_gold_out_of_both_sides():
    gold = [time([0, 2]), time([3, 5]), time([6, 8], None)]
    found = [time([0, 2]), time([3, 5], type="TIME"), time([6, 8], "2031")]
    values = score("times", gold, found).values
    assert (values.right, values.predicted, values.gold) == (1, 2, 2)
    missed = score("times", [time([0, 2], None)], []).values
    assert missed.gold == 0


def test_meetings_match_by_trigger_or_by_kind_date_and_a_party():
    gold = [meeting([0, 10])]
    for found in (
        meeting([5, 12], kind="summit", date=None, parties=[]),
        meeting([50, 60], parties=["Республика Остмарк"]),
    ):
        assert score("meetings", gold, [found]).meetings.detection.right == 1
    for found in (meeting([50, 60], kind="visit"), meeting([50, 60], date=None), meeting([50, 60], parties=["Сорн"])):
        assert score("meetings", gold, [found]).meetings.detection.right == 0


def test_an_overlapping_trigger_goes_before_shared_parties():
    gold = [meeting([0, 10]), meeting([20, 30])]
    found = [meeting([20, 30], place="Сорн"), meeting([0, 10])]
    assert [m.predicted.place for m in score("meetings", gold, found).meetings.matches] == ["Лимара", "Сорн"]


def test_labels_of_matched_meetings():
    found = meeting(
        [0, 10], date="2031-05-18", place="город Лимара", status="held", parties=["Остмарк", "Сорн", "Крон"]
    )
    figures = score("meetings", [meeting([0, 10])], [found]).figures()
    assert figures["meetings_date_accuracy"] == figures["meetings_status_accuracy"] == 0.0
    assert figures["meetings_place_accuracy"] == 1.0
    assert figures["meetings_party_f1"] == pytest.approx(2 * 1 / (2 + 3))


def test_instruments_match_where_mentions_overlap():
    figures = score(
        "instruments", [instrument([0, 10])], [instrument([9, 20], kind="law"), instrument([30, 40])]
    ).figures()
    assert (figures["instruments_precision"], figures["instruments_recall"]) == (0.5, 1.0)
    assert figures["instruments_kind_accuracy"] == 0.0


def test_optional_items_cost_and_earn_nothing():
    gold = [instrument([0, 10]), instrument([20, 30], optional=True)]
    for found in ([instrument([0, 10])], [instrument([0, 10]), instrument([20, 30])]):
        assert score("instruments", gold, found).instruments.detection.f1 == 1.0
