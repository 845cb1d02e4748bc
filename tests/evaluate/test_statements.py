from __future__ import annotations

import pytest

from verbale.errors import DataError, MissingInput
from verbale.evaluate import load_gold, parse_gold, score_statements
from verbale.evaluate.measures import Tokens, same_name
from verbale.types import Span

#       0         1         2         3         4
TEXT = "один два три четыре пять шесть семь восемь девять десять"
ONE_TO_FOUR, FIVE_TO_TEN = [0, 19], [20, 56]


def statement(*content: list[int], **labels):
    return {
        "content": list(content), "cue": None, "source": None, "kind": "indirect", "speaker": None, "relay": False,
        "act": "COMMENT", **labels,
    }  # fmt: skip


def score(gold, predicted):
    return score_statements({"a": predicted}, [{"doc": "a", "statements": gold}], {"a": TEXT})


def test_gold_against_itself_is_perfect():
    items = [statement(ONE_TO_FOUR, speaker="Арсен Волдин"), statement([20, 24], [31, 35])]
    assert set(score(items, items).figures().values()) == {1.0}


def test_overlap_is_counted_over_all_spans_of_a_content():
    # Gold: «один два» and «семь восемь»; found: «один два три» and «восемь». Three tokens shared of four and four.
    (match,) = score([statement([0, 8], [31, 42])], [statement([0, 12], [36, 42])]).matches
    assert match.overlap == pytest.approx(0.75)


def test_a_token_in_two_spans_counts_once():
    (match,) = score([statement([0, 8])], [statement([0, 8], [0, 4])]).matches
    assert match.overlap == 1.0


@pytest.mark.parametrize(("found", "matches"), [([0, 8], 1), ([0, 4], 0), ([5, 56], 0), ([5, 42], 1)])
def test_a_match_needs_half_the_overlap(found, matches):
    # The gold has four tokens: two of two are F1 2/3, one of one 2/5, three of nine 6/13, three of seven 6/11.
    scores = score([statement(ONE_TO_FOUR)], [statement(found)])
    assert len(scores.matches) == matches
    assert len(scores.misses) == len(scores.extras) == 1 - matches


def test_matching_maximises_the_total_overlap_not_each_pair():
    # Nested: the outer gold overlaps both predictions; each must get its own.
    outer, inner = statement([0, 56]), statement([36, 56])
    scores = score([outer, inner], [inner, outer])
    assert [(m.gold_index, m.predicted_index, m.overlap) for m in scores.matches] == [(0, 1, 1.0), (1, 0, 1.0)]


def test_of_equal_overlaps_cue_and_source_decide():
    relay = statement(ONE_TO_FOUR, cue=[25, 30], source=[31, 35], speaker="Полюс", relay=True)
    minister = statement(ONE_TO_FOUR, cue=[36, 42], source=[43, 49], speaker="Волдин")
    assert score([relay, minister], [minister, relay]).speaker == 1.0


def test_end_to_end_counts_only_pairs_with_the_right_speaker():
    gold = [statement(ONE_TO_FOUR, speaker="Ида Крон"), statement(FIVE_TO_TEN, speaker="Арсен Волдин")]
    found = [statement(ONE_TO_FOUR, speaker="Крон"), statement(FIVE_TO_TEN, speaker="Крон")]
    scores = score(gold, found)
    assert scores.statements.f1 == 1.0
    assert scores.speaker == scores.end_to_end.precision == scores.end_to_end.recall == scores.end_to_end.f1 == 0.5


def test_optional_statements_cost_and_earn_nothing():
    gold = [statement(ONE_TO_FOUR), statement(FIVE_TO_TEN, optional=True)]
    for found in ([statement(ONE_TO_FOUR)], [statement(ONE_TO_FOUR), statement(FIVE_TO_TEN, kind="direct")]):
        scores = score(gold, found)
        assert (scores.statements.predicted, scores.statements.gold, scores.kind) == (1, 1, 1.0)


def test_the_other_annotators_labels_are_right_too():
    gold = [statement(ONE_TO_FOUR, speaker="Ида Крон", speaker_also=None, act="AGREE", act_also="CONSULT")]
    for speaker, act in (("Ида Крон", "AGREE"), (None, "CONSULT")):
        scores = score(gold, [statement(ONE_TO_FOUR, speaker=speaker, act=act)])
        assert scores.speaker == scores.act == 1.0
    assert score(gold, [statement(ONE_TO_FOUR, speaker="Волдин", act="REJECT")]).figures()["act_accuracy"] == 0.0


def test_absent_speaker_is_wrong_where_gold_names_one_and_right_where_it_does_not():
    assert score([statement(ONE_TO_FOUR, speaker="Крон")], [statement(ONE_TO_FOUR)]).speaker == 0.0
    assert score([statement(ONE_TO_FOUR)], [statement(ONE_TO_FOUR, speaker="Крон")]).speaker == 0.0
    assert score([statement(ONE_TO_FOUR)], [statement(ONE_TO_FOUR)]).speaker == 1.0


def test_sources_overlap_or_are_both_absent():
    gold = statement(ONE_TO_FOUR, source=[20, 30])
    assert score([gold], [statement(ONE_TO_FOUR, source=[25, 35])]).source == 1.0
    assert score([gold], [statement(ONE_TO_FOUR, source=[30, 35])]).source == 0.0
    assert score([gold], [statement(ONE_TO_FOUR)]).source == 0.0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Арсен Волдин", "Волдин", True),
        ("АРСЕН ВОЛДИН", "арсен волдин", True),
        ("Фёдор Пчёлкин", "Пчелкин", True),
        ("министерство обороны Веларии", "Велария", False),
        ("страны-члены НАТО", "НАТО", True),
        ("Арсен Волдин", "Арсен Крон", False),
        ("Волд", "Волдин", False),
        (None, None, True),
        (None, "Волдин", False),
    ],
)
def test_same_name(left, right, same):
    assert same_name(left, right) is same
    assert same_name(right, left) is same


def test_tokens_are_runs_of_letters_or_digits():
    text = "«Д-р 12,5%_x»"
    tokens = Tokens(text)
    assert tokens.within([Span(0, len(text))]) == {0, 1, 2, 3, 4}
    assert tokens.within([Span(0, 1), Span(2, 3)]) == frozenset()
    assert tokens.within([Span(3, 4)]) == {1}


def test_documents_without_prediction_are_missed_and_strange_ones_left_out():
    gold = [{"doc": "a", "statements": [statement(ONE_TO_FOUR)]}]
    scores = score_statements({"b": [statement(ONE_TO_FOUR)]}, gold, {"a": TEXT})
    assert (scores.statements.recall, scores.statements.predicted) == (0.0, 0)


def test_gold_without_its_text_is_an_error():
    with pytest.raises(DataError, match="there is no such text"):
        score_statements({}, [{"doc": "a"}], {})


def test_wrong_gold_names_its_line(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"doc": "a", "statements": []}\n\n{"doc": "b", "statements": [{}]}\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"line 3: .*content"):
        load_gold(path)
    with pytest.raises(MissingInput, match="No such file"):
        load_gold(tmp_path / "none.jsonl")


def test_wrong_item_is_an_error():
    with pytest.raises(DataError, match="REFUSE"):
        parse_gold([{"doc": "a", "statements": [statement(ONE_TO_FOUR, act="REFUSE")]}])
