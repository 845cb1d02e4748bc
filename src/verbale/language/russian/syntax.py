"""Heads and relations of tokens: the biaffine products on top of Slovnet's syntax encoder.

The method is that of T. Dozat and C. Manning, "Deep Biaffine Attention for Neural Dependency Parsing", 2017.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from verbale.language.russian import tree
from verbale.language.russian.network import Encoder, projection
from verbale.language.russian.weights import Floats, Network

Ints = NDArray[np.intp]

_BUCKET = 4  # sentences whose lengths differ by less are scored together


class Arcs:
    """Scores of heads: a biaffine product of each token as a dependent with each as a head."""

    def __init__(self, network: Network, encoder: Encoder) -> None:
        self._dependent = projection(network, "head.head.proj", encoder)
        self._head = projection(network, "head.tail.proj", encoder)
        self._kernel = network.arrays["head.kernel"]
        self._root = _root(network, "head.root", "head.tail.proj")

    def heads(self, values: Floats, lengths: Ints, trees: bool) -> Ints:
        """The head of each token of the sentences of ``lengths``."""
        dependents: Floats = _layer(values, self._dependent) @ self._kernel
        # Row 0 is the root's, row k + 1 the k-th token's.
        heads = np.concatenate((self._root, _layer(values, self._head)))
        answer = np.empty(len(values), np.intp)
        starts = np.cumsum(lengths) - lengths
        order = np.argsort(lengths, kind="stable")
        order = order[lengths[order] > 0]
        cuts = np.flatnonzero(np.diff((lengths[order] - 1) // _BUCKET)) + 1
        for group in np.split(order, cuts) if len(order) else ():
            self._bucket(dependents, heads, starts[group], lengths[group], answer)
        if trees:
            for sentence in tree.broken(answer, lengths):
                first, last = starts[sentence], starts[sentence] + lengths[sentence]
                scores: Floats = dependents[first:last] @ np.concatenate((self._root, heads[first + 1 : last + 1])).T
                answer[first:last] = tree.mend(answer[first:last], scores)
        return answer

    @staticmethod
    def _bucket(dependents: Floats, heads: Floats, starts: Ints, lengths: Ints, answer: Ints) -> None:
        """Heads of sentences of about the same length, scored side by side."""
        places = np.arange(int(lengths.max()))
        inside = places < lengths[:, None]
        tokens = np.where(inside, starts[:, None] + places, 0)
        candidates = np.concatenate((np.zeros((len(starts), 1), np.intp), tokens + 1), 1)
        scores = dependents[tokens] @ heads[candidates].transpose(0, 2, 1)
        if not inside.all():
            scores[:, :, 1:][np.broadcast_to(~inside[:, None, :], (*inside.shape, inside.shape[1]))] = -np.inf
        answer[tokens[inside]] = scores.argmax(2)[inside]


class Relations:
    """Scores of relations: a biaffine product of each token with its head, for each relation."""

    def __init__(self, network: Network, encoder: Encoder) -> None:
        self._head = projection(network, "rel.head.proj", encoder)
        self._dependent = projection(network, "rel.tail.proj", encoder)
        self._kernel = network.arrays["rel.kernel"]  # values of the head x (relations x values of the dependent)
        self._root = _root(network, "rel.root", "rel.head.proj")
        self._root_label = network.labels.index("root")

    def label(self, values: Floats, lengths: Ints, heads: Ints, trees: bool) -> Ints:
        """The relation of each token to its head. In trees the root, and no other token, has the relation ``root``."""
        governors = np.concatenate((self._root, _layer(values, self._head)))
        starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
        governor = governors[np.where(heads == 0, 0, heads + starts)]
        dependent = _layer(values, self._dependent)
        wanted: Floats = (governor @ self._kernel).reshape(len(values), -1, dependent.shape[1])
        scores: Floats = np.matmul(wanted, dependent[:, :, None])[:, :, 0]
        if trees:
            scores[:, (0, self._root_label)] = -np.inf  # 0 is padding
        labels: Ints = scores.argmax(1)
        if trees:
            labels[heads == 0] = self._root_label
        return labels


def _layer(values: Floats, projection: tuple[Floats, Floats]) -> Floats:
    """A projection with everything below zero cut off."""
    projected: Floats = values @ projection[0]
    projected += projection[1]
    return np.maximum(projected, 0, out=projected)


def _root(network: Network, root: str, projection: str) -> Floats:
    """The root's row of a projection; the root stands for an encoder's answer after normalisation."""
    weight, bias = network.arrays[f"{projection}.weight"], network.arrays[f"{projection}.bias"]
    return _layer(network.arrays[root], (weight, bias))[None]
