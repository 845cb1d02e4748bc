"""Viterbi decoding of a linear-chain conditional random field over many sequences at once.

No Python loop goes over tokens. Sequences are cut into blocks of ``BLOCK`` tokens. What a block makes of each tag
before it is a matrix in max-plus algebra (S. Särkkä and Á. García-Fernández, "Temporal Parallelization of Bayesian
Smoothers", 2021, for the same with sums), so all blocks go side by side, one step for a position in every block; only
the blocks of a sequence follow one another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.language.russian.weights import Floats

Ints = NDArray[np.intp]

BLOCK = 16  # tokens


@dataclass(frozen=True)
class _Blocks:
    """Blocks of the sequences, in order."""

    positions: Ints  # step x block: the token at a step, the block's last token after its end
    active: NDArray[np.bool_]  # step x block: whether the block reaches that step
    opens: NDArray[np.bool_]  # whether the block is the first of its sequence
    rank: Ints  # number of the block in its sequence

    @classmethod
    def of(cls, lengths: Ints) -> _Blocks:
        counts = -(-lengths // BLOCK)
        starts = np.repeat(np.cumsum(lengths) - lengths, counts)
        rank = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        sizes = np.minimum(np.repeat(lengths, counts) - rank * BLOCK, BLOCK)
        steps = np.arange(int(sizes.max(initial=0)))[:, None]
        return cls(starts + rank * BLOCK + np.minimum(steps, sizes - 1), steps < sizes, rank == 0, rank)


def decode(emissions: Floats, lengths: Ints, transitions: Floats) -> Ints:
    """The best tags of sequences that stand one after another in ``emissions`` (tokens x tags), of these lengths."""
    tags = np.zeros(len(emissions), np.intp)
    if not len(tags):
        return tags
    blocks = _Blocks.of(lengths)
    # Blocks go last in all arrays, so that numpy's inner loops are long.
    scores = np.ascontiguousarray(emissions[blocks.positions].transpose(0, 2, 1))
    before = _scores_before(blocks, _matrices(blocks, scores, transitions))
    final, pointers = _forward(blocks, scores, transitions, before)
    traces, previous = _traces(blocks, pointers)
    ends = _end_tags(blocks, final, previous)
    chosen = np.take_along_axis(traces, ends[None, None], 1)[:, 0]
    tags[blocks.positions[blocks.active]] = chosen[blocks.active]
    return tags


def _best(scores: Floats, transitions: Floats, out: Floats, path: Floats) -> None:
    """``out[…, k, block]``: the best of ``scores[…, j, block]`` plus the transition j to k; ``path`` is scratch."""
    np.add(scores[..., :1, :], transitions[0][:, None], out=out)
    for tag in range(1, len(transitions)):
        np.add(scores[..., tag : tag + 1, :], transitions[tag][:, None], out=path)
        np.maximum(out, path, out=out)


def _matrices(blocks: _Blocks, scores: Floats, transitions: Floats) -> Floats:
    """Tag before the block x tag at its end x block: the best path's score. The tag before a sequence costs nothing."""
    matrices: Floats = scores[0] + transitions[:, :, None] * ~blocks.opens
    step, path = np.empty_like(matrices), np.empty_like(matrices)
    for number in range(1, len(scores)):
        _best(matrices, transitions, step, path)
        step += scores[number]
        np.copyto(matrices, step, where=blocks.active[number])
    return matrices


def _scores_before(blocks: _Blocks, matrices: Floats) -> Floats:
    """Tag x block: the score of the best path to the tag before the block, but for a number common to all tags."""
    before = np.zeros(matrices.shape[1:], np.float32)
    order = np.argsort(blocks.rank, kind="stable")
    for turn in np.split(order, np.flatnonzero(np.diff(blocks.rank[order])) + 1)[1:]:
        score = (before[:, None, turn - 1] + matrices[:, :, turn - 1]).max(0)
        before[:, turn] = score - score.max(0)
    return before


def _forward(blocks: _Blocks, scores: Floats, transitions: Floats, before: Floats) -> tuple[Floats, Ints]:
    """Tag x block: scores at the end of each block; step x tag x block: the best tag before that tag."""
    pointers = np.zeros(scores.shape, np.intp)
    paths = before[:, None] + transitions[:, :, None] * ~blocks.opens
    score = before
    for number, reaches in enumerate(blocks.active):
        if number:
            paths = score[:, None] + transitions[:, :, None]
        pointers[number] = paths.argmax(0)
        score = np.where(reaches, paths.max(0) + scores[number], score)
    return score, pointers


def _traces(blocks: _Blocks, pointers: Ints) -> tuple[Ints, Ints]:
    """The tags on the best path to each tag at a block's end (step x end tag x block), and the tag before the block."""
    traces = np.empty_like(pointers)
    current = np.repeat(np.arange(pointers.shape[1])[:, None], pointers.shape[2], 1)
    for number in range(len(pointers) - 1, -1, -1):
        traces[number] = current
        current = np.where(blocks.active[number], np.take_along_axis(pointers[number], current, 0), current)
    return traces, current


def _end_tags(blocks: _Blocks, final: Floats, previous: Ints) -> Ints:
    """The best tag at the end of each block, from the last block of each sequence back to its first."""
    ends = final.argmax(0).tolist()
    before = previous.T.tolist()
    for block, opens in zip(range(len(ends) - 1, 0, -1), blocks.opens[:0:-1].tolist(), strict=True):
        if not opens:
            ends[block - 1] = before[block][ends[block]]
    return np.array(ends, np.intp)
