"""The judge of proposals: its probabilities, its file, its choice among siblings, what counts as said twice."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale import language
from verbale.errors import DataError
from verbale.extract.statements import decide as deciding
from verbale.extract.statements import model
from verbale.extract.statements.decide import Decision, choose, decide, overlap, without_repeats
from verbale.extract.statements.features import features
from verbale.extract.statements.model import Facts, Model
from verbale.extract.statements.propose import Proposal, propose
from verbale.extract.statements.source import Source
from verbale.extract.view import View
from verbale.types import Span

TEXT = "Министр Волдин сообщил, что музей закроют. Мост откроют весной, заявил Волдин."
FACTS = ["bias", "rule=postposed", "form=finite", "known=yes"]
JUDGE = Model(
    threshold=0.5,
    intercept=-1.0,
    weights={"rule=postposed": 2.0, "form=finite": -0.5, "known=yes": 0.5, "unseen": 9.0},
    choices={"known=yes": 0.25},
)
NUMBERS = st.floats(-1e6, 1e6)
MODELS = st.builds(
    Model,
    threshold=st.floats(0, 1),
    intercept=NUMBERS,
    weights=st.dictionaries(st.sampled_from(FACTS), NUMBERS),
    choices=st.dictionaries(st.sampled_from(FACTS), NUMBERS),
)


def told(*facts: str, rule: str = "postposed") -> Facts:
    return Facts(rule, facts)


@pytest.fixture(scope="module")
def view() -> View:
    return View(language.get("ru").annotate(TEXT))


@pytest.fixture(scope="module")
def proposals(view) -> list[Proposal]:
    return propose(view)


# --- the model ------------------------------------------------------------------


def test_probability_is_the_logistic_function_of_the_weights():
    assert JUDGE.probability(told()) == pytest.approx(1 / (1 + 2.718281828**1))
    assert JUDGE.probability(told("rule=postposed", "form=finite", "known=yes")) == pytest.approx(0.731058578)
    assert JUDGE.probability(told("never heard of")) == JUDGE.probability(told())


@given(MODELS, st.lists(st.sampled_from(FACTS), unique=True))
def test_probability_stays_between_0_and_1(judge, facts):
    assert 0 < judge.probability(told(*facts)) <= 1


@given(MODELS, st.lists(st.sampled_from(FACTS), unique=True), st.lists(st.sampled_from(FACTS), unique=True))
def test_probability_follows_preference_where_there_are_no_choices(judge, one, other):
    plain = Model(threshold=judge.threshold, intercept=judge.intercept, weights=judge.weights, choices={})
    if plain.preference(told(*one)) <= plain.preference(told(*other)):
        assert plain.probability(told(*one)) <= plain.probability(told(*other))


def test_preference_adds_what_tells_siblings_apart():
    assert JUDGE.preference(told("rule=postposed")) == 1.0
    assert JUDGE.preference(told("rule=postposed", "known=yes")) == pytest.approx(1.75)


def test_facts_are_weighed_alone_and_crossed_with_their_rule():
    weights = {"form=finite": 1.0, "postposed&form=finite": 2.0, "infinitive&form=finite": 4.0, "postposed&size=3": 8.0}
    judge = Model(threshold=0.5, intercept=0.0, weights=weights, choices=weights)
    facts = told("form=finite", "size=2")
    assert facts.names == ("form=finite", "size=2", "postposed&form=finite")
    assert judge.preference(facts) == 2 * (1.0 + 2.0)
    assert judge.reasons(facts) == [("postposed&form=finite", 2.0), ("form=finite", 1.0)]
    assert judge.preference(told("form=finite", rule="unheard of")) == 2 * 1.0


def test_reasons_are_the_heaviest_facts_that_hold():
    assert JUDGE.reasons(told(*FACTS)) == [("rule=postposed", 2.0), ("form=finite", -0.5), ("known=yes", 0.5)]
    assert JUDGE.reasons(told(*FACTS), most=1) == [("rule=postposed", 2.0)]
    assert JUDGE.reasons(told("bias")) == []


def test_the_bundled_model_is_read_once_and_is_sane():
    judge = model.load()
    assert judge is model.load()
    assert 0 < judge.threshold < 1
    assert len(judge.weights) > 100
    assert judge.choices


def test_a_missing_or_wrong_model_says_so(tmp_path):
    path = tmp_path / "model.json"
    with pytest.raises(DataError, match=r"model\.json is missing; make it with python -m verbale\.train statements"):
        model.read(path)
    for wrong in (b"", b"{", b"[]", b'{"threshold": 0.5}', b'{"threshold": "high", "intercept": 0}'):
        path.write_bytes(wrong)
        with pytest.raises(DataError, match=r"^model\.json: "):
            model.read(path)
    path.write_text(
        json.dumps({"threshold": 0.5, "intercept": 0, "weights": {"a": 1}, "choices": {}}), encoding="utf-8"
    )
    assert model.read(path).weights == {"a": 1.0}


# --- choosing -------------------------------------------------------------------


def test_the_best_sibling_is_chosen_by_preference_and_judged_by_probability(proposals):
    one, other = proposals[:2]
    pairs = [(one, told("known=yes")), (other, told("form=finite"))]
    chosen = choose(pairs, JUDGE)
    assert (chosen.proposal, chosen.facts) == pairs[0]
    assert chosen.probability == JUDGE.probability(told("known=yes"))
    choosy = Model(threshold=0, intercept=0, weights={"known=yes": 1}, choices={"form=finite": 2})
    assert choose(pairs, choosy).proposal is other


def test_at_most_one_proposal_of_a_cue_is_taken_and_none_below_the_threshold(view, proposals):
    taken = decide(view, proposals, model.load())
    groups = [decision.proposal.group for decision in taken]
    assert len(groups) == len(set(groups)) == 2
    never = Model(threshold=1.1, intercept=0, weights={}, choices={})
    assert decide(view, proposals, never) == []
    assert decide(view, [], model.load()) == []


def test_decisions_do_not_depend_on_the_order_of_cues(view, proposals):
    forward = decide(view, proposals, model.load())
    backward = decide(view, sorted(proposals, key=lambda proposal: -proposal.group), model.load())
    assert {id(decision.proposal) for decision in forward} == {id(decision.proposal) for decision in backward}


def test_facts_are_named_and_of_this_proposal(view, proposals):
    for proposal in proposals:
        siblings = [other for other in proposals if other.group == proposal.group]
        facts = features(view, proposal, siblings)
        assert facts.plain[:2] == ("bias", "rule=" + facts.rule)
        assert facts.rule == proposal.draft.rule
        assert all(fact and fact == fact.strip() for fact in facts.names)
        assert facts == features(view, proposal, siblings)


# --- what is said twice ---------------------------------------------------------


def decision(proposal: Proposal, probability: float, **changed: object) -> Decision:
    return Decision(msgspec.structs.replace(proposal, **changed), probability, told())


def test_of_two_that_say_the_same_the_likelier_stays(view, proposals):
    weak, strong = decision(proposals[0], 0.6), decision(proposals[0], 0.9)
    assert without_repeats(view, [weak, strong]) == [strong]
    assert without_repeats(view, [strong, weak]) == [strong]


def test_two_sources_two_statements(view, proposals):
    draft = proposals[0]
    assert draft.source is not None
    elsewhere = Source(0, Span(len(TEXT) - 7, len(TEXT) - 1), "by_hand")
    both = [decision(draft, 0.9), decision(draft, 0.6, source=elsewhere)]
    assert without_repeats(view, both) == both
    nobody = [decision(draft, 0.9), decision(draft, 0.6, source=None)]
    assert without_repeats(view, nobody) == nobody[:1]


def test_cues_far_apart_and_headlines_without_a_cue_repeat_nothing(view, proposals):
    draft = proposals[0]
    assert draft.cue is not None
    far = Span(draft.cue.start + deciding.NEAR, draft.cue.end + deciding.NEAR)
    near = Span(far.start - 1, far.end - 1)
    assert len(without_repeats(view, [decision(draft, 0.9), decision(draft, 0.6, cue=far)])) == 2
    assert len(without_repeats(view, [decision(draft, 0.9), decision(draft, 0.6, cue=near)])) == 1
    assert len(without_repeats(view, [decision(draft, 0.9), decision(draft, 0.6, cue=None)])) == 2


def test_other_content_is_no_repeat(view, proposals):
    first = next(p for p in proposals if p.draft.rule == "conjunction_clause")
    last = next(p for p in proposals if p.draft.rule == "postposed")
    assert overlap(view, first, first) == 1.0
    assert overlap(view, first, last) == overlap(view, last, first) == 0.0
    assert len(without_repeats(view, [decision(first, 0.9), decision(last, 0.6, cue=first.cue)])) == 2


@given(st.lists(st.tuples(st.integers(0, 20), st.floats(0, 1)), max_size=8))
def test_without_repeats_takes_some_of_what_it_is_given(view, proposals, picks):
    decisions = [decision(proposals[index % len(proposals)], probability) for index, probability in picks]
    kept = without_repeats(view, decisions)
    assert all(any(one is other for other in decisions) for one in kept)
    assert bool(kept) == bool(decisions)
    assert [one.probability for one in kept] == sorted((one.probability for one in kept), reverse=True)
    assert without_repeats(view, kept) == kept
