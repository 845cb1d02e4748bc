"""Dependency trees from the scores of heads.

Slovnet takes for each token the head of the highest score, on its own. Mostly that is a tree; else it holds cycles,
or several roots or none. Such heads are mended with the least loss of score, token by token in a fixed order, so that
every sentence has one root and every token leads to it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from verbale.language.russian.weights import Floats

Ints = NDArray[np.intp]


def broken(heads: Ints, lengths: Ints) -> Ints:
    """Indexes of the sentences whose heads are no tree with one root.

    ``heads``: of all tokens of the sentences one after another; 0 is the root, k the k-th token of the same sentence.
    """
    total = len(heads)
    starts = np.cumsum(lengths) - lengths
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    parents = np.append(np.where(heads == 0, total, heads - 1 + starts[sentence]), total)
    for _ in range(int(lengths.max(initial=1)).bit_length()):
        parents = parents[parents]  # doubles the distance walked
    lost = np.bincount(sentence[parents[:-1] != total], minlength=len(lengths))
    roots = np.bincount(sentence[heads == 0], minlength=len(lengths))
    return np.flatnonzero((lost > 0) | ((roots != 1) & (lengths > 0)))


def mend(heads: Ints, scores: Floats) -> Ints:
    """Heads that are a tree with one root, from those of one sentence and the scores (tokens x heads, 0 the root)."""
    heads = heads.copy()
    loss = scores[np.arange(len(heads)), heads][:, None] - scores  # of moving each token to each head
    components, cycles = _components(heads)
    if not (heads == 0).any():
        loose = np.concatenate(cycles)
        root = loose[loss[loose, 0].argmin()]
        heads[root] = 0
        components, cycles = _components(heads)
    roots = np.flatnonzero(heads == 0)
    second = loss[roots, 1:].copy()
    second[np.arange(len(roots)), roots] = np.inf
    kept = roots[second.min(1, initial=np.inf).argmax()]
    for loose in (*(np.array([r]) for r in roots if r != kept), *cycles):
        _attach(heads, loss, components, loose)
    return heads


def _attach(heads: Ints, loss: Floats, components: Ints, loose: Ints) -> None:
    """Move one token of a cycle, or an extra root, under a token outside its own component: the one of least loss."""
    own = components[loose[0]]
    allowed = np.where(components == own, np.inf, loss[loose, 1:])
    mover, target = np.divmod(int(allowed.argmin()), allowed.shape[1])
    heads[loose[mover]] = target + 1
    components[components == own] = components[target]


def _components(heads: Ints) -> tuple[Ints, list[Ints]]:
    """For each token the number of the root or cycle it leads to, and the cycles in the order of their first token."""
    parents = (heads - 1).tolist()
    component = [-1] * len(parents)
    cycles: list[Ints] = []
    count = 0
    for start in range(len(parents)):
        path: list[int] = []
        token = start
        while token >= 0 and component[token] == -1:
            component[token] = -2  # on this path
            path.append(token)
            token = parents[token]
        if token < 0:
            number, count = count, count + 1
        elif component[token] == -2:
            cycles.append(np.array(sorted(path[path.index(token) :]), np.intp))
            number, count = count, count + 1
        else:
            number = component[token]
        for member in path:
            component[member] = number
    return np.array(component, np.intp), cycles
