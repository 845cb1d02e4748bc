"""Slovnet's encoder, three convolutions over the words of a sentence, run over many sentences at once.

Sentences stand in one long sequence with a separator between neighbours, so nothing is padded. A convolution is one
matrix product of the whole sequence with the weights of its three places side by side, and two shifted additions.
Batch normalisation is folded into the next layer's weights; a separator then holds, in place of Slovnet's zero, the
value that normalisation would turn into zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.language.russian.weights import Floats, Network

Ints = NDArray[np.intp]


@dataclass(frozen=True)
class Packing:
    """Where the tokens of some sentences stand in the packed sequence, which starts and ends with a separator."""

    positions: Ints  # of each token
    separators: Ints
    size: int

    @classmethod
    def of(cls, lengths: Ints) -> Packing:
        """Packs sentences of these lengths."""
        count = len(lengths)
        ends = np.cumsum(lengths) + np.arange(1, count + 1)
        positions = np.arange(int(lengths.sum())) + np.repeat(np.arange(1, count + 1), lengths)
        return cls(positions, np.concatenate((np.zeros(1, np.intp), ends)), int(lengths.sum()) + count + 1)

    def place(self, rows: Ints) -> Ints:
        """The rows of the tokens, in the packed sequence; 0 at separators."""
        placed = np.zeros(self.size, np.intp)
        placed[self.positions] = rows
        return placed


@dataclass(frozen=True)
class _Layer:
    """A convolution after the first."""

    weight: Floats  # values x (filters of the left, middle and right place)
    bias: Floats
    filters: int


class Encoder:
    """The convolutions of one network, but for the last normalisation, which :meth:`after` folds into a projection."""

    def __init__(self, network: Network) -> None:
        arrays = network.arrays
        norms = [_norm(arrays, layer) for layer in range(3)]
        self._layers: list[_Layer] = []
        for number in (1, 2):
            scale, shift = norms[number - 1]
            weight = arrays[f"encoder.layers.{number}.conv.weight"].astype(np.float64)  # filters x values x places
            bias = arrays[f"encoder.layers.{number}.conv.bias"] + np.einsum("fvp,v->f", weight, shift)
            folded = (weight * scale[None, :, None]).transpose(1, 2, 0).reshape(weight.shape[1], -1)
            self._layers.append(
                _Layer(np.ascontiguousarray(folded, np.float32), bias.astype(np.float32), weight.shape[0])
            )
        self._silences = [(-shift / scale).astype(np.float32) for scale, shift in norms[:2]]
        self._scale, self._shift = norms[2]

    def after(self, weight: Floats, bias: Floats) -> tuple[Floats, Floats]:
        """A projection of the encoder's answer with the last normalisation folded in."""
        folded = self._scale[:, None] * weight
        return folded.astype(np.float32), (bias + self._shift @ weight).astype(np.float32)

    def run(self, table: Floats, rows: Ints, separators: Ints) -> Floats:
        """The encoder's answer (tokens and separators x 64) for a packed sequence of rows of ``table``."""
        values = _first(table, rows)
        for layer, silence in zip(self._layers, self._silences, strict=True):
            np.maximum(values, 0, out=values)
            values[separators] = silence
            values = _shifted(values @ layer.weight, layer.filters)
            values += layer.bias
        return np.maximum(values, 0, out=values)


def _first(table: Floats, rows: Ints) -> Floats:
    """The first convolution: the sum of what a word, the one before it and the one after it contribute."""
    left, middle, right = table
    values = np.empty((len(rows), table.shape[2]), np.float32)
    np.take(middle, rows[1:-1], axis=0, out=values[1:-1], mode="clip")
    values[1:-1] += np.take(left, rows[:-2], axis=0)
    values[1:-1] += np.take(right, rows[2:], axis=0)
    values[0] = values[-1] = 0
    return values


def _shifted(taps: Floats, filters: int) -> Floats:
    """Sum of the left place's value of the word before, the middle's of the word, and the right's of the word after."""
    values = np.empty((len(taps), filters), np.float32)
    np.add(taps[:-2, :filters], taps[1:-1, filters : 2 * filters], out=values[1:-1])
    values[1:-1] += taps[2:, 2 * filters :]
    values[0] = values[-1] = 0
    return values


def _norm(arrays: dict[str, Floats], layer: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Scale and shift of a layer's batch normalisation."""
    weight, bias, mean, std = (
        arrays[f"encoder.layers.{layer}.norm.{name}"].astype(np.float64) for name in ("weight", "bias", "mean", "std")
    )
    scale = weight / std
    return scale, bias - mean * scale


def split_by_size(lengths: Sequence[int] | Ints, size: int) -> list[tuple[int, int]]:
    """Runs ``[first, last)`` of sentences whose lengths add up to about ``size``, at least one sentence each."""
    ends = np.cumsum(np.asarray(lengths, np.intp))
    runs: list[tuple[int, int]] = []
    first = 0
    while first < len(ends):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + size, side="right")))
        runs.append((first, last))
        first = last
    return runs


def projection(network: Network, name: str, encoder: Encoder) -> tuple[Floats, Floats]:
    """Weight and bias of a projection of the encoder's answer."""
    return encoder.after(network.arrays[f"{name}.weight"], network.arrays[f"{name}.bias"])
