"""The three Slovnet networks run together over the sentences of many texts.

Answers equal Slovnet's own, up to the rounding of single-precision sums, but for the heads and relations of sentences
whose greedy heads are no tree; :meth:`Engine.run` can give those as Slovnet has them too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from verbale.language.russian import crf
from verbale.language.russian.embedding import RowCache
from verbale.language.russian.network import Encoder, Packing, projection, split_by_size
from verbale.language.russian.syntax import Arcs, Relations
from verbale.language.russian.weights import (
    MORPH,
    NAMES,
    SYNTAX,
    Floats,
    load_network,
    load_vectors,
)

Ints = NDArray[np.intp]

LOOK_UP = 6_000  # tokens of which the rows are looked up at a time: less than half the rows that are kept
CHUNK = 768  # tokens that go through the networks at a time: what they need stays in the cache of the processor
_REACH = 3  # tokens on either side that three convolutions of three places see


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
        self._morph = projection(morph, "head.proj", self._encoders[0])
        self._emission = projection(names, "head.proj", self._encoders[1])
        self._transitions = names.arrays["head.crf.transitions"]
        self._arcs = Arcs(syntax, self._encoders[2])
        self._labels = Relations(syntax, self._encoders[2])
        self._lock = threading.Lock()
        # The products are too small to share between threads: they would wait for each other longer than they work.
        self._blas = ThreadpoolController().select(user_api="blas")

    def run(self, words: list[str], sentences: Sequence[int], texts: Sequence[int], *, trees: bool = True) -> Answers:
        """Answers for the words of some texts, one after another.

        ``sentences`` and ``texts`` are their lengths in words; a text is a whole number of sentences, each of at most
        2,000 words. With ``trees`` the heads of a sentence are a tree with one root; without, they are Slovnet's.
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
        """The sentences of ``lengths``, from the word ``start`` on, a chunk at a time, with the rows of their words."""
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
        scores = values @ self._morph[0]
        scores += self._morph[1]
        answers.tags[here] = scores.argmax(1)
        values = syntax.run(self._cache.tables[2], rows, packing.separators)[packing.positions]
        heads = self._arcs.heads(values, stretch.lengths, trees)
        answers.heads[here] = heads
        answers.relations[here] = self._labels.label(values, stretch.lengths, heads, trees)
