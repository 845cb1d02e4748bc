"""natasha's own pipeline, stage by stage, as the benchmarks compare with it."""

from __future__ import annotations

import collections
import importlib.metadata
import importlib.util
import inspect
import sys
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any


def let_pymorphy2_run() -> None:
    """Natasha imports pymorphy2, whose last release needs two things that Python and pip no longer have."""
    if not hasattr(inspect, "getargspec"):
        spec = collections.namedtuple("spec", "args varargs keywords defaults")

        def getargspec(function: Callable[..., Any]) -> Any:
            full = inspect.getfullargspec(function)
            return spec(full.args, full.varargs, full.varkw, full.defaults)

        inspect.getargspec = getargspec  # type: ignore[attr-defined]
    if importlib.util.find_spec("pkg_resources") is None:

        class WorkingSet:
            def iter_entry_points(self, group: str, name: str | None = None) -> Iterator[Any]:
                return (e for e in importlib.metadata.entry_points(group=group) if name in {None, e.name})

        module = types.ModuleType("pkg_resources")
        module.WorkingSet = WorkingSet  # type: ignore[attr-defined]
        sys.modules["pkg_resources"] = module


class Pipeline:
    """Segmentation, morphology, syntax, names and lemmas of natasha."""

    def __init__(self) -> None:
        warnings.simplefilter("ignore")
        let_pymorphy2_run()
        import natasha

        self._document = natasha.Doc
        self._segmenter = natasha.Segmenter()
        embedding = natasha.NewsEmbedding()
        self._morph = natasha.NewsMorphTagger(embedding)
        self._syntax = natasha.NewsSyntaxParser(embedding)
        self._names = natasha.NewsNERTagger(embedding)
        self._vocabulary = natasha.MorphVocab()

    def stages(self, text: str) -> Iterator[tuple[str, Callable[[], object], Any]]:
        """Names of the stages, what runs each, and the document that they fill."""
        document = self._document(text)
        yield "segmentation", lambda: document.segment(self._segmenter), document
        yield "morphology", lambda: document.tag_morph(self._morph), document
        yield "syntax", lambda: document.parse_syntax(self._syntax), document
        yield "names", lambda: document.tag_ner(self._names), document
        yield "lemmas", lambda: [token.lemmatize(self._vocabulary) for token in document.tokens], document

    def read(self, text: str) -> Any:
        """The document with everything filled in."""
        document = None
        for _, run, document in self.stages(text):  # noqa: B007  # the same document each time
            run()
        return document
