"""Annotation of Russian texts: tokens, sentences, morphology, syntax, names and quotations."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.language.quotes import pair_marks, paragraphs_of
from verbale.language.russian.engine import Answers, Engine
from verbale.language.russian.grammar import Grammar, parse_tag
from verbale.language.russian.lemmas import Lemmatizer
from verbale.language.russian.names import find_names
from verbale.language.russian.sentences import join_quotations, split_clauses
from verbale.language.russian.tokens import Words, tokenize
from verbale.language.speech import find_quotations
from verbale.types import Annotation, Quotation, Sentence, Span, Token

LONGEST = 256  # tokens of a parse unit: scores of heads take the square of it
_BATCH = 60_000  # characters of texts that are annotated together


@dataclass(frozen=True)
class _Draft:
    """A text cut up, before the networks have seen it."""

    text: str
    words: Words
    paragraphs: tuple[Span, ...]
    marks: tuple[Quotation, ...]
    clauses: list[int]  # where each parse unit ends, in tokens
    sentences: list[int]  # where each sentence ends, in tokens


class RussianAnnotator:
    """Annotates Russian texts. Models load at the first text; one instance may serve several threads."""

    language = "ru"

    def annotate(self, text: str) -> Annotation:
        """The annotation of one text."""
        return next(self._batch([text]))

    def annotate_many(self, texts: Iterable[str]) -> Iterator[Annotation]:
        """Annotations in the order of ``texts``; a few are read ahead, so that the networks run over them together."""
        batch: list[str] = []
        size = 0
        for text in texts:
            batch.append(text)
            size += len(text)
            if size >= _BATCH:
                yield from self._batch(batch)
                batch, size = [], 0
        yield from self._batch(batch)

    @staticmethod
    def _batch(texts: Sequence[str]) -> Iterator[Annotation]:
        models = _models()
        drafts = [_draft(text) for text in texts]
        words = [word for draft in drafts for word in draft.words.texts]
        lengths = [end - start for draft in drafts for start, end in _runs(draft.clauses)]
        answers = models.engine.run(words, lengths, [len(draft.words.texts) for draft in drafts])
        start = 0
        for draft in drafts:
            end = start + len(draft.words.texts)
            yield models.annotation(draft, Answers(*(answer[start:end] for answer in answers)))
            start = end


def _draft(text: str) -> _Draft:
    paragraphs = paragraphs_of(text)
    marks = pair_marks(text, paragraphs)
    words = tokenize(text)
    spans = split_clauses(text, paragraphs, marks)
    ends = [bisect_left(words.starts, span.end) for span in spans]
    clauses: list[int] = []
    for start, end in _runs(ends):
        clauses += _cut(words.texts, start, end)
    return _Draft(
        text, words, paragraphs, marks, clauses, [ends[last - 1] for _, last in join_quotations(spans, marks)]
    )


def _runs(ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs ``[start, end)`` that follow one another from 0."""
    start = 0
    for end in ends:
        yield start, end
        start = end


def _cut(words: list[str], start: int, end: int) -> Iterator[int]:
    """Ends of the parse units of a clause: itself, or pieces of an overlong one, cut after a semicolon or comma."""
    while end - start > LONGEST:
        places = range(start + LONGEST, start + LONGEST // 2, -1)
        cuts = (next((place for place in places if words[place - 1] == mark), None) for mark in ";,")
        start = next((place for place in cuts if place is not None), start + LONGEST)
        yield start
    yield end


class _Models:
    """What is loaded once: the engine and the dictionary, with the grammar behind each number of a tag."""

    def __init__(self) -> None:
        self.engine = Engine()
        self._grammars: tuple[Grammar, ...] = tuple(parse_tag(tag) for tag in self.engine.tags)
        self._finite = frozenset(
            number for number, (upos, feats) in enumerate(self._grammars) if upos == "VERB" and "Tense" in feats
        )
        self._lemmatizer = Lemmatizer(self._grammars)

    def annotation(self, draft: _Draft, answers: Answers) -> Annotation:
        """The annotation of a text from the answers for its tokens."""
        starts, ends, texts = draft.words
        tags: list[int] = answers.tags.tolist()
        verbs = [start for start, tag in zip(starts, tags, strict=True) if tag in self._finite]
        grammars = [self._grammars[tag] for tag in tags]
        parts = [grammar.upos for grammar in grammars]
        tokens = map(
            Token,
            starts,
            ends,
            texts,
            self._lemmatizer.lemmas(texts, tags),
            parts,
            [grammar.feats for grammar in grammars],
            _document_heads(answers.heads.tolist(), draft.clauses),
            map(self.engine.relations.__getitem__, answers.relations.tolist()),
        )
        return Annotation(
            text=draft.text,
            language="ru",
            tokens=tuple(tokens),
            sentences=_sentences(draft.words, draft.sentences),
            clauses=_sentences(draft.words, draft.clauses),
            paragraphs=draft.paragraphs,
            names=tuple(
                find_names(draft.text, draft.words, [self.engine.names[n] for n in answers.names.tolist()], parts)
            ),
            quotations=find_quotations(draft.text, draft.paragraphs, draft.marks, verbs),
        )


def _document_heads(heads: list[int], clauses: list[int]) -> list[int]:
    """Indexes of heads in the document, -1 for a root, from numbers of heads in their parse unit, 0 for a root."""
    found: list[int] = []
    for start, end in _runs(clauses):
        found += [head + start - 1 if head else -1 for head in heads[start:end]]
    return found


def _sentences(words: Words, ends: list[int]) -> tuple[Sentence, ...]:
    starts, stops, _ = words
    return tuple(Sentence(starts[first], stops[last - 1], first, last) for first, last in _runs(ends))


@lru_cache(maxsize=1)
def _loaded() -> _Models:
    return _Models()


_loading = threading.Lock()


def _models() -> _Models:
    """The models of this process, loaded at first use."""
    with _loading:
        return _loaded()
