"""Viterbi decoding of a linear-chain conditional random field over many sequences at once.

Most tokens of a text are certain: their best tag leads by more than any transition can make up. Such a token is on the best
path whatever stands around it, so it cuts its sequence into independent pieces. The short pieces between are decoded together,
one step for a position in all of them, so that no Python loop goes over tokens.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from verbale.language.russian.weights import Floats

Ints = NDArray[np.intp]
_GROUP = 8  # pieces whose lengths differ by less are decoded together


def lead_needed(transitions: Floats) -> Floats:
    """``[k, j]``: by how much tag k must lead tag j to be on the best path whatever its neighbours are.

    For a path with j, putting k in its place changes the transitions by at least ``min over p of A[p,k] - A[p,j]`` before and
    likewise after; at an end of a sequence one of the two falls away, so neither counts as a gain.
    """
    before = (transitions[:, None, :] - transitions[:, :, None]).max(0)  # [k, j] = max over p of A[p,j] - A[p,k]
    after = (transitions[None, :, :] - transitions[:, None, :]).max(2)  # [k, j] = max over n of A[j,n] - A[k,n]
    lead: Floats = np.maximum(before, 0) + np.maximum(after, 0)
    return lead


def decode(emissions: Floats, lengths: Ints, transitions: Floats) -> Ints:
    """The best tags of sequences that stand one after another in ``emissions`` (tokens x tags), of these lengths."""
    tags = emissions.argmax(1)
    if not len(tags):
        return tags
    top = np.take_along_axis(emissions, tags[:, None], 1)
    lead = lead_needed(transitions)[tags]
    lead[np.arange(len(tags)), tags] = -1  # a tag need not lead itself
    certain = (top - emissions > lead).all(1)
    first = np.zeros(len(tags), bool)
    first[np.cumsum(lengths) - lengths] = True
    starts, ends = _pieces(certain, first)
    for pick in _by_length(ends - starts):
        _decode_pieces(emissions, transitions, tags, certain, first, starts[pick], ends[pick])
    return tags


def _pieces(certain: NDArray[np.bool_], first: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Runs ``[start, end)`` of uncertain tokens within a sequence."""
    opens = ~certain & (first | np.concatenate(([True], certain[:-1])))
    closes = ~certain & np.concatenate((first[1:] | certain[1:], [True]))
    return np.flatnonzero(opens), np.flatnonzero(closes) + 1


def _by_length(lengths: Ints) -> list[Ints]:
    """Groups of pieces of about the same length."""
    order = np.argsort(lengths, kind="stable")
    if not len(order):
        return []
    groups = (lengths[order] - 1) // _GROUP
    return np.split(order, np.flatnonzero(np.diff(groups)) + 1)


def _decode_pieces(
    emissions: Floats,
    transitions: Floats,
    tags: Ints,
    certain: NDArray[np.bool_],
    first: NDArray[np.bool_],
    starts: Ints,
    ends: Ints,
) -> None:
    """Viterbi over some pieces, side by side; their tags are written into ``tags``."""
    lengths = ends - starts
    inside = ~first[starts]
    score = emissions[starts]
    score[inside] += transitions[tags[starts[inside] - 1]]
    last = len(tags) - 1
    follows = (ends <= last) & ~first[np.minimum(ends, last)]  # a certain token of the same sequence
    history: list[Ints] = []
    scores = [score]
    for step in range(1, int(lengths.max())):
        position = np.minimum(starts + step, ends - 1)
        paths = score[:, :, None] + transitions + emissions[position][:, None, :]
        best = paths.argmax(1)
        score = np.take_along_axis(paths, best[:, None, :], 1)[:, 0]
        history.append(best)
        scores.append(score)
    final = np.stack(scores)[lengths - 1, np.arange(len(starts))]
    final[follows] += transitions[:, tags[ends[follows]]].T
    best_tag = final.argmax(1)
    tags[ends - 1] = best_tag
    for step in range(len(history), 0, -1):
        active = np.flatnonzero(lengths > step)
        best_tag[active] = history[step - 1][active, best_tag[active]]
        tags[starts[active] + step - 1] = best_tag[active]
