"""The three Slovnet networks run together over the sentences of many texts.

Answers equal Slovnet's own, up to the rounding of single-precision sums, but for the heads and relations of sentences whose
greedy heads are no tree; :meth:`Engine.run` can give those as Slovnet has them too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from verbale.language.russian import crf, tree
from verbale.language.russian.embedding import RowCache
from verbale.language.russian.network import Encoder, Packing, split_by_size
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

LOOK_UP = 6_000  # tokens of which the rows are looked up at a time: less than half the rows that are kept
CHUNK = 768  # tokens that go through the networks at a time: what they need stays in the cache of the processor
_REACH = 3  # tokens on either side that three convolutions of three places see
_BUCKET = 4  # sentences whose lengths differ by less are scored together


class Answers(NamedTuple):
    """What the networks say of each token, as numbers of ``Engine.tags``, ``Engine.names`` and ``Engine.relations``."""

    tags: Ints
    names: Ints
    heads: Ints  # 0 is the root, k the k-th token of the same sentence
    relations: Ints


class _Stretch(NamedTuple):
    """Some sentences that go through the networks together."""

    start: int  # their first word
    end: int
    lengths: Ints  # of the sentences
    rows: Ints  # of the words, and of those around them that are of the same text
    around: int  # the word that the first of ``rows`` is of
    runs: Ints  # lengths of the texts that ``rows`` are of


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
        # The products are too small to share between threads: they would wait for each other longer than they work.
        self._blas = ThreadpoolController().select(user_api="blas")

    def run(self, words: list[str], sentences: Sequence[int], texts: Sequence[int], *, trees: bool = True) -> Answers:
        """Answers for the words of some texts, one after another.

        ``sentences`` and ``texts`` are their lengths in words; a text is a whole number of sentences, of at most 2,000 words. With ``trees`` the
        heads of a sentence are a tree with one root; without, they are Slovnet's.
        """
        lengths = np.array(sentences, np.intp)
        bounds = np.cumsum(np.array(texts, np.intp))
        answers = Answers(*(np.zeros(len(words), np.intp) for _ in range(4)))
        emissions = np.empty((len(words), len(self.names)), np.float32)
        end = 0
        with self._lock, self._blas.limit(limits=1):
            for first, last in split_by_size(lengths, LOOK_UP):
                start, end = end, end + int(lengths[first:last].sum())
                for stretch in self._stretches(words, start, lengths[first:last], bounds):
                    self._read(stretch, answers, emissions, trees)
        answers.names[:] = crf.decode(emissions, np.array([n for n in texts if n], np.intp), self._transitions)
        return answers

    def _stretches(self, words: list[str], start: int, lengths: Ints, bounds: Ints) -> Iterator[_Stretch]:
        """The sentences of ``lengths`` that start at word ``start``, a chunk at a time, with the rows of their words."""
        # Names are read over sentence ends, so the words around that are of the same text are seen too.
        low = max(start - _REACH, 0)
        rows = self._cache.rows(words[low : start + int(lengths.sum()) + _REACH])
        for first, last in split_by_size(lengths, CHUNK):
            end = start + int(lengths[first:last].sum())
            if end > start:
                text_start = int(bounds[np.searchsorted(bounds, start, side="right") - 1]) if start >= bounds[0] else 0
                text_end = int(bounds[np.searchsorted(bounds, end - 1, side="right")])
                around = max(start - _REACH, text_start), min(end + _REACH, text_end)
                ends = np.unique(np.clip(bounds, *around))
                runs = ends - np.append(around[0], ends[:-1])
                yield _Stretch(
                    start, end, lengths[first:last], rows[around[0] - low : around[1] - low], around[0], runs[runs > 0]
                )
            start = end

    def _read(self, stretch: _Stretch, answers: Answers, emissions: Floats, trees: bool) -> None:
        """Fill in the answers for the words of a stretch, and what the names are decoded from."""
        morph, names, syntax = self._encoders
        here = slice(stretch.start, stretch.end)
        inside = slice(stretch.start - stretch.around, stretch.end - stretch.around)
        wide, packing = Packing.of(stretch.runs), Packing.of(stretch.lengths)
        rows = packing.place(stretch.rows[inside])
        found = names.run(self._cache.tables[1], wide.place(stretch.rows), wide.separators)
        emissions[here] = found[wide.positions[inside]] @ self._emission[0] + self._emission[1]
        values = morph.run(self._cache.tables[0], rows, packing.separators)[packing.positions]
        answers.tags[here] = (values @ self._morph[0] + self._morph[1]).argmax(1)
        values = syntax.run(self._cache.tables[2], rows, packing.separators)[packing.positions]
        heads = self._arcs.heads(values, stretch.lengths, trees)
        answers.heads[here] = heads
        answers.relations[here] = self._labels.label(values, stretch.lengths, heads, trees)


class _Arcs:
    """Scores of heads: a biaffine product of each token as a dependent with each as a head."""

    def __init__(self, network: Network, encoder: Encoder) -> None:
        self._dependent = _projection(network, "head.head.proj", encoder)
        self._head = _projection(network, "head.tail.proj", encoder)
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


class _Relations:
    """Scores of relations: a biaffine product of each token with its head, for each relation."""

    def __init__(self, network: Network, encoder: Encoder) -> None:
        self._head = _projection(network, "rel.head.proj", encoder)
        self._dependent = _projection(network, "rel.tail.proj", encoder)
        self._kernel = network.arrays["rel.kernel"]  # values of the head x (relations x values of the dependent)
        self._root = _root(network, "rel.root", "rel.head.proj")
        self._root_label = network.labels.index("root")

    def label(self, values: Floats, lengths: Ints, heads: Ints, trees: bool) -> Ints:
        """The relation of each token to its head. In trees the root has the relation ``root`` and no other token has."""
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


def _projection(network: Network, name: str, encoder: Encoder) -> tuple[Floats, Floats]:
    return encoder.after(network.arrays[f"{name}.weight"], network.arrays[f"{name}.bias"])


def _layer(values: Floats, projection: tuple[Floats, Floats]) -> Floats:
    """A projection with everything below zero cut off."""
    projected: Floats = values @ projection[0] + projection[1]
    return np.maximum(projected, 0, out=projected)


def _root(network: Network, root: str, projection: str) -> Floats:
    """The root's row of a projection; the root stands for an encoder's answer after normalisation."""
    weight, bias = network.arrays[f"{projection}.weight"], network.arrays[f"{projection}.bias"]
    return _layer(network.arrays[root], (weight, bias))[None]
