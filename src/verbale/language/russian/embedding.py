"""Words as rows of the first convolution, computed once for each form and kept.

The first layer of a network is linear in the vectors of three neighbouring words, so the contribution of a word to
each of the three places is the same wherever it stands. A row holds these contributions for the three networks; the
layer itself is then three additions. Two thirds of all multiplications of the networks fall away for words seen
before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from verbale.language.russian.shapes import word_shape
from verbale.language.russian.weights import Floats, Network, Vectors

CAPACITY = 20_480  # rows; each takes 9 KB
_FORMS = 4 * CAPACITY  # forms of which the row is remembered; unknown words of one shape share a row


class RowCache:
    """Rows of words for several networks. Row 0 is zero: what the first layer sees beside a sentence.

    Not safe for threads: the engine locks it.
    """

    def __init__(self, vectors: Vectors, networks: Sequence[Network], capacity: int = CAPACITY) -> None:
        self._vectors = vectors
        self._shapes = {shape: number for number, shape in enumerate(networks[0].shapes)}
        self._word_taps, self._shape_rows = zip(*(_first_layer(network) for network in networks), strict=True)
        self._forms: dict[str, int] = {}
        self._keys: dict[int, int] = {}  # word id and shape id in one number
        self._uses = np.zeros(capacity, np.int64)
        self._size = 1
        # Network by network: place (left, middle, right) x row x filter.
        self.tables = [np.empty((3, capacity, rows.shape[2]), np.float32) for rows in self._shape_rows]
        for table in self.tables:
            table[:, 0] = 0

    def rows(self, words: list[str]) -> NDArray[np.intp]:
        """The row of each word; at most half the capacity may be different words. Valid until the next call."""
        found = list(map(self._forms.get, words))
        if None in found:
            self._add({word for word, row in zip(words, found, strict=True) if row is None}, words)
            found = list(map(self._forms.get, words))
        rows = np.array(found, np.intp)
        self._uses += np.bincount(rows, minlength=len(self._uses))
        return rows

    def _add(self, unknown: set[str], words: list[str]) -> None:
        """Give the unknown of ``words`` a row, after making room where there is none."""
        if self._size + len(unknown) > len(self._uses):
            self._shrink({self._key(word) for word in words})
        if not self._forms or len(self._forms) + len(unknown) > _FORMS:
            self._forms.clear()
            unknown = set(words)
        keys = {word: self._key(word) for word in sorted(unknown)}
        new = sorted(set(keys.values()) - self._keys.keys())
        if new:
            self._compute(np.array(new, np.intp))
        for word, key in keys.items():
            self._forms[word] = self._keys[key]

    def _key(self, word: str) -> int:
        number = self._vectors.words.get(word.lower(), self._vectors.unknown)
        return number * len(self._shapes) + self._shapes[word_shape(word)]

    def _compute(self, keys: NDArray[np.intp]) -> None:
        """Fill new rows: the word's vector times the weights of the three places, and what its shape adds."""
        words, shapes = np.divmod(keys, len(self._shapes))
        indexes = self._vectors.indexes[words]
        vectors = self._vectors.codes[np.arange(indexes.shape[1]), indexes].reshape(len(keys), -1)
        end = self._size + len(keys)
        for table, taps, shape_rows in zip(self.tables, self._word_taps, self._shape_rows, strict=True):
            rows = table[:, self._size : end]
            np.matmul(vectors, taps, out=rows)
            rows += shape_rows[:, shapes]
        self._keys.update(zip(keys.tolist(), range(self._size, end), strict=True))
        self._size = end

    def _shrink(self, needed: set[int]) -> None:
        """Keep the half of the rows that are used most, and those of ``needed``; halve the counts, so that they age."""
        rows = np.fromiter(self._keys.values(), np.intp, len(self._keys))
        keys = np.fromiter(self._keys.keys(), np.int64, len(self._keys))
        order = np.argsort(-self._uses[rows], kind="stable")[: len(self._uses) // 2]
        kept = np.union1d(order, np.flatnonzero(np.isin(keys, list(needed))))
        old, self._size = rows[kept], 1 + len(kept)
        for table in self.tables:
            for rows_of_place in table:
                rows_of_place[1 : self._size] = rows_of_place[old]
        self._uses[1 : self._size] = self._uses[old] // 2
        self._uses[self._size :] = 0
        self._keys = dict(zip(keys[kept].tolist(), range(1, self._size), strict=True))
        self._forms.clear()


def _first_layer(network: Network) -> tuple[Floats, Floats]:
    """The first convolution's weights for word vectors, and the rows that shapes add, which hold its bias too.

    The former are place x value x filter, the latter place x shape x filter.
    """
    weight = network.arrays["encoder.layers.0.conv.weight"]  # filters x values of word and shape x places
    shapes = network.arrays["emb.shape.weight"]
    taps = np.ascontiguousarray(weight.transpose(2, 1, 0))
    values = weight.shape[1] - shapes.shape[1]
    shape_rows: Floats = shapes @ taps[:, values:]
    shape_rows[1] += network.arrays["encoder.layers.0.conv.bias"]
    return np.ascontiguousarray(taps[:, :values]), shape_rows
