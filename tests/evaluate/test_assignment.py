from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from verbale.evaluate.assignment import assign

SIDE = st.integers(0, 4)
WEIGHTS = st.dictionaries(st.tuples(SIDE, SIDE), st.integers(1, 20))


def best(weights: dict[tuple[int, int], int]) -> int:
    """The greatest total by trying every way to pair five rows with five columns."""
    return max(
        sum(weights.get((row, column), 0) for row, column in enumerate(order)) for order in permutations(range(5))
    )


@given(WEIGHTS)
def test_total_is_the_greatest(weights):
    pairs = assign(weights)
    assert sum(weights[pair] for pair in pairs) == best(weights)


@given(WEIGHTS)
def test_pairs_are_one_to_one_and_in_order(weights):
    pairs = assign(weights)
    assert pairs == sorted(pairs)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)


def test_a_greedy_choice_would_be_worse():
    assert assign({(0, 0): 10, (0, 1): 9, (1, 0): 9}) == [(0, 1), (1, 0)]


def test_a_long_chain_is_solved_in_one_component():
    chain = {(row, row + step): 3 - step for row in range(300) for step in (0, 1)}
    assert assign(chain) == [(row, row) for row in range(300)]
