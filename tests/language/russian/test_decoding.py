"""Decoding: the best path of a conditional random field, and trees from scores of heads."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from verbale.language.russian import crf, tree


def viterbi(emissions: np.ndarray, transitions: np.ndarray) -> list[int]:
    """The textbook's algorithm, a token at a time."""
    score, history = emissions[0], []
    for emission in emissions[1:]:
        paths = score[:, None] + transitions + emission
        history.append(paths.argmax(0))
        score = paths.max(0)
    tags = [int(score.argmax())]
    for best in reversed(history):
        tags.append(int(best[tags[-1]]))
    return tags[::-1]


@given(st.lists(st.integers(1, 70), min_size=1, max_size=5), st.integers(2, 8), st.integers(0, 10_000))
def test_best_path(lengths: list[int], count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    emissions = random.normal(0, 3, (sum(lengths), count)).astype(np.float32)
    transitions = random.normal(0, 3, (count, count)).astype(np.float32)
    expected: list[int] = []
    for length in lengths:
        expected += viterbi(emissions[len(expected) : len(expected) + length], transitions)
    assert crf.decode(emissions, np.array(lengths, np.intp), transitions).tolist() == expected


def test_no_tokens() -> None:
    nothing = np.zeros((0, 3), np.float32)
    assert crf.decode(nothing, np.zeros(0, np.intp), np.zeros((3, 3), np.float32)).tolist() == []


def is_tree(heads: list[int]) -> bool:
    """Whether there is one root (0) and every token leads to it."""
    for token in range(1, len(heads) + 1):
        seen = set()
        while token:
            if token in seen:
                return False
            seen.add(token)
            token = heads[token - 1]  # noqa: PLW2901  # the walk
    return heads.count(0) == 1


HEADS = st.integers(1, 9).flatmap(lambda size: st.lists(st.integers(0, size), min_size=size, max_size=size))


@given(HEADS, st.integers(0, 10_000))
def test_any_heads_become_a_tree(heads: list[int], seed: int) -> None:
    given_heads = np.array(heads, np.intp)
    scores = np.random.default_rng(seed).normal(0, 1, (len(heads), len(heads) + 1)).astype(np.float32)
    scores[np.arange(len(heads)), given_heads] += 10  # the heads are the best of their rows
    mended = tree.mend(given_heads, scores)
    assert is_tree(mended.tolist())
    if is_tree(heads):
        assert mended.tolist() == heads
    assert (mended == given_heads).sum() >= len(heads) - sum(1 for _ in cycles_and_roots(heads))


def cycles_and_roots(heads: list[int]) -> set[int]:
    """One token of each cycle, and the roots: as many tokens as may have to move, and one."""
    ends = set()
    for token in range(1, len(heads) + 1):
        walked = [token]
        while heads[walked[-1] - 1] and heads[walked[-1] - 1] not in walked:
            walked.append(heads[walked[-1] - 1])
        head = heads[walked[-1] - 1]
        ends.add(min(walked[walked.index(head) :]) if head else -walked[-1])
    return ends


@given(st.lists(HEADS, max_size=5))
def test_broken_sentences_are_found(sentences: list[list[int]]) -> None:
    heads = np.array([head for sentence in sentences for head in sentence], np.intp)
    found = tree.broken(heads, np.array([len(sentence) for sentence in sentences], np.intp))
    assert found.tolist() == [number for number, sentence in enumerate(sentences) if not is_tree(sentence)]


def test_the_least_loss_is_chosen() -> None:
    # Tokens 1 and 2 hold each other; token 2 loses less by moving to the root's token 3 than token 1 does.
    heads = np.array([2, 1, 0], np.intp)
    scores = np.array([[0, 0, 9, 1], [0, 9, 0, 8], [9, 0, 0, 0]], np.float32)
    assert tree.mend(heads, scores).tolist() == [2, 3, 0]
