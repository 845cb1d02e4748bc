"""The three Slovnet networks run together over the sentences of many texts.

Answers equal Slovnet's own, up to the rounding of single-precision sums, but for the heads and relations of sentences whose
greedy heads are no tree; :meth:`Engine.run` can give those as Slovnet has them too.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from verbale.language.russian import crf, tree
from verbale.language.russian.embedding import RowCache
from verbale.language.russian.network import Encoder, Packing, relu, split_by_size
from verbale.language.russian.weights import (
    MORPH,
    NAMES,
    SYNTAX,
    Floats,
    Network,
    load_network,
    load_vectors,
)

Ints = NDArray[np.intp]

CHUNK = 768
_REACH = 3  # tokens on either side that three convolutions of three places see
_BUCKET = 4  # sentences whose lengths differ by less are scored together


class Answers(NamedTuple):
    """What the networks say of each token, as numbers of ``Engine.tags``, ``Engine.names`` and ``Engine.relations``."""

    tags: Ints
    names: Ints
    heads: Ints  # 0 is the root, k the k-th token of the same sentence
    relations: Ints


class Engine:
    """Morphology, names and syntax. Safe to share between threads: one runs at a time."""

    def __init__(self) -> None:
        morph, names, syntax = (load_network(name) for name in (MORPH, NAMES, SYNTAX))
        self.tags, self.names, self.relations = morph.labels, names.labels, syntax.labels
        self._cache = RowCache(load_vectors(), (morph, names, syntax))
        self._encoders = [Encoder(network) for network in (morph, names, syntax)]
        self._morph = _projection(morph, "head.proj", self._encoders[0])
        self._emission = _projection(names, "head.proj", self._encoders[1])
        self._transitions = names.arrays["head.crf.transitions"]
        self._arcs = _Arcs(syntax, self._encoders[2])
        self._labels = _Relations(syntax, self._encoders[2])
        self._lock = threading.Lock()

    def run(self, words: list[str], sentences: Sequence[int], texts: Sequence[int], *, trees: bool = True) -> Answers:
        """Answers for the words of some texts, one after another.

        ``sentences`` and ``texts`` are their lengths in words; a text is a whole number of sentences. With ``trees`` the
        heads of a sentence are a tree with one root; without, they are Slovnet's.
        """
        lengths = np.array(sentences, np.intp)
        bounds = np.cumsum(np.array(texts, np.intp))
        answers = Answers(*(np.zeros(len(words), np.intp) for _ in range(4)))
        emissions = np.empty((len(words), len(self.names)), np.float32)
        start = 0
        for first, last in split_by_size(lengths, CHUNK):
            end = start + int(lengths[first:last].sum())
            if end > start:
                self._chunk(words, start, end, lengths[first:last], bounds, answers, emissions, trees)
            start = end
        answers.names[:] = crf.decode(emissions, np.array([n for n in texts if n], np.intp), self._transitions)
        return answers

    def _chunk(
        self,
        words: list[str],
        start: int,
        end: int,
        lengths: Ints,
        bounds: Ints,
        answers: Answers,
        emissions: Floats,
        trees: bool,
    ) -> None:
        """Fill in the answers for the words ``[start, end)``, which are the sentences of ``lengths``."""
        # Names are read over sentence ends, so the words around the chunk that are of the same text are seen too.
        around_start = max(start - _REACH, _text_start(bounds, start))
        around_end = min(end + _REACH, int(bounds[np.searchsorted(bounds, end - 1, side="right")]))
        runs = np.diff(np.unique(np.clip(bounds, around_start, around_end)), prepend=around_start)
        wide, packing = Packing.of(runs[runs > 0]), Packing.of(lengths)
        with self._lock:
            rows = self._cache.rows(words[around_start:around_end])
            inner = packing.place(rows[start - around_start : end - around_start])
            found = self._encoders[1].run(self._cache.tables[1], wide.place(rows), wide.separators)
            morph = self._encoders[0].run(self._cache.tables[0], inner, packing.separators)
            syntax = self._encoders[2].run(self._cache.tables[2], inner, packing.separators)
        shown = wide.positions[start - around_start : end - around_start]
        emissions[start:end] = found[shown] @ self._emission[0] + self._emission[1]
        weight, bias = self._morph
        answers.tags[start:end] = (morph[packing.positions] @ weight + bias).argmax(1)
        values = syntax[packing.positions]
        heads = self._arcs.heads(values, lengths, trees)
        answers.heads[start:end] = heads
        answers.relations[start:end] = self._labels.label(values, lengths, heads, trees)


class _Arcs:
    """Scores of heads: a biaffine product of each token as a dependent with each as a head."""

    def __init__(self, network: Network, encoder: Encoder) -> None:
        self._dependent = _projection(network, "head.head.proj", encoder)
        self._head = _projection(network, "head.tail.proj", encoder)
        self._kernel = network.arrays["head.kernel"]
        self._root = _root(network, "head.root", "head.tail.proj")

    def heads(self, values: Floats, lengths: Ints, trees: bool) -> Ints:
        """The head of each token of the sentences of ``lengths``."""
        dependents = relu(values @ self._dependent[0] + self._dependent[1]) @ self._kernel
        # Row 0 is the root's, row k + 1 the k-th token's.
        heads = np.concatenate((self._root, relu(values @ self._head[0] + self._head[1])))
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
                scores = dependents[first:last] @ np.concatenate((self._root, heads[first + 1 : last + 1])).T
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


class _Relations:
    """Scores of relations: a biaffine product of each token with its head, for each relation."""

    def __init__(self, network: Network, encoder: Encoder) -> None:
        self._head = _projection(network, "rel.head.proj", encoder)
        self._dependent = _projection(network, "rel.tail.proj", encoder)
        kernel = network.arrays["rel.kernel"]  # values of the head x (relations x values of the dependent)
        size = len(kernel)
        by_relation = kernel.reshape(size, -1, size).transpose(0, 2, 1)
        self._kernel = np.ascontiguousarray(by_relation.reshape(size * size, -1))
        self._root = _root(network, "rel.root", "rel.head.proj")
        self._root_label = network.labels.index("root")

    def label(self, values: Floats, lengths: Ints, heads: Ints, trees: bool) -> Ints:
        """The relation of each token to its head. In trees the root has the relation ``root`` and no other token has."""
        governors = np.concatenate((self._root, relu(values @ self._head[0] + self._head[1])))
        starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
        governor = governors[np.where(heads == 0, 0, heads + starts)]
        dependent = relu(values @ self._dependent[0] + self._dependent[1])
        products = (governor[:, :, None] * dependent[:, None, :]).reshape(len(values), -1)
        scores = products @ self._kernel
        if not trees:
            return scores.argmax(1)
        scores[:, (0, self._root_label)] = -np.inf  # 0 is padding
        return np.where(heads == 0, self._root_label, scores.argmax(1))


def _projection(network: Network, name: str, encoder: Encoder) -> tuple[Floats, Floats]:
    return encoder.after(network.arrays[f"{name}.weight"], network.arrays[f"{name}.bias"])


def _root(network: Network, root: str, projection: str) -> Floats:
    """The root's row of a projection; the root stands for an encoder's answer after normalisation."""
    weight, bias = network.arrays[f"{projection}.weight"], network.arrays[f"{projection}.bias"]
    return relu(network.arrays[root] @ weight + bias)[None]


def _text_start(bounds: Ints, token: int) -> int:
    """Where the text of a token starts."""
    text = int(np.searchsorted(bounds, token, side="right"))
    return int(bounds[text - 1]) if text else 0


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return Engine()


_loading = threading.Lock()


def get_engine() -> Engine:
    """The engine of this process, loaded at first use."""
    with _loading:
        return _engine()
