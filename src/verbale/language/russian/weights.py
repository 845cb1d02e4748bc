"""The published weights of natasha's models: Navec's word vectors and three Slovnet networks.

The files are read where the installed ``natasha`` package keeps them; none of its code is imported. Each is a tar of
raw arrays, gzipped vocabularies and a ``model.json`` that says which array is which (natasha/slovnet 0.6,
``slovnet/exec/pack.py``).
"""

from __future__ import annotations

import gzip
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verbale.errors import DataError

Floats = NDArray[np.float32]

MORPH = "model/slovnet_morph_news_v1.tar"
NAMES = "model/slovnet_ner_news_v1.tar"
SYNTAX = "model/slovnet_syntax_news_v1.tar"
VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"


@dataclass(frozen=True)
class Network:
    """One Slovnet network: its arrays by their dotted names, and its vocabularies."""

    arrays: dict[str, Floats]
    words: tuple[str, ...]
    shapes: tuple[str, ...]
    labels: tuple[str, ...]  # tags, or relations


@dataclass(frozen=True)
class Vectors:
    """Navec's word vectors, product-quantised: part ``q`` of word ``w`` is ``codes[q, indexes[w, q]]``."""

    words: dict[str, int]
    unknown: int  # id of the vector of unknown words
    indexes: NDArray[np.uint8]  # words x parts
    codes: Floats  # parts x centroids x values


def data_directory() -> Path:
    """Where the installed natasha package keeps its data; raises :class:`DataError` when it is not installed."""
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise DataError("the models of natasha are not installed; run: pip install natasha")
    return Path(spec.submodule_search_locations[0]) / "data"


def load_network(name: str) -> Network:
    """The network in the file ``name`` of the data directory."""
    with _open(name) as pack:
        model = json.loads(_read(pack, "model.json"))
        arrays = {key: _array(pack, entry) for key, entry in _entries(model) if "array" in entry}
        vocabularies = {key: _vocabulary(pack, key) for key in ("word", "shape")}
        labels = "tag" if "vocabs/tag.gz" in pack.getnames() else "rel"
        return Network(arrays, vocabularies["word"], vocabularies["shape"], _vocabulary(pack, labels))


def load_vectors() -> Vectors:
    """Navec's word vectors."""
    path = data_directory() / VECTORS
    with _open(VECTORS) as pack:
        vocabulary = gzip.decompress(_read(pack, "vocab.bin"))
        count = int(np.frombuffer(vocabulary, np.uint32, 1)[0])
        words = vocabulary[4 + 4 * count :].decode("utf-8").splitlines()
        member = pack.getmember("pq.bin")
        sizes = np.fromfile(path, np.uint32, 4, offset=member.offset_data).astype(int)
    vectors, parts, centroids = int(sizes[0]), int(sizes[2]), int(sizes[3])
    values = int(sizes[1]) // parts
    start = member.offset_data + 16
    # Mapped, not read: a run needs a few thousand of the 250,000 rows, and several processes share the pages.
    indexes = np.memmap(path, np.uint8, "r", start, (vectors, parts))
    codes = np.fromfile(path, np.float32, parts * centroids * values, offset=start + vectors * parts)
    index = {word: number for number, word in enumerate(words)}
    return Vectors(index, index["<unk>"], indexes, codes.reshape(parts, centroids, values))


def _open(name: str) -> tarfile.TarFile:
    path = data_directory() / name
    try:
        return tarfile.open(path)
    except (OSError, tarfile.TarError) as error:
        raise DataError(f"{path}: {error}; install natasha 1.6 again") from error


def _read(pack: tarfile.TarFile, name: str) -> bytes:
    file = pack.extractfile(name)
    if file is None:
        raise DataError(f"{pack.name!r}: {name} is missing; install natasha 1.6 again")
    return file.read()


def _entries(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Descriptions of arrays in the tree of ``model.json`` with their dotted names."""
    if isinstance(node, dict):
        if "shape" in node and "dtype" in node:
            yield path, node
            return
        items = list(node.items())
    elif isinstance(node, list):
        items = [(str(index), value) for index, value in enumerate(node)]
    else:
        return
    for key, value in items:
        yield from _entries(value, f"{path}.{key}" if path else key)


def _array(pack: tarfile.TarFile, entry: dict[str, Any]) -> Floats:
    raw = _read(pack, f"arrays/{entry['array']}.bin")
    return np.frombuffer(raw, np.float32).reshape(entry["shape"])


def _vocabulary(pack: tarfile.TarFile, name: str) -> tuple[str, ...]:
    return tuple(gzip.decompress(_read(pack, f"vocabs/{name}.gz")).decode("utf-8").splitlines())
