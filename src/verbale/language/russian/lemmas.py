"""Lemmas by pymorphy's dictionary, chosen by the tag that the network gave.

The choice is natasha's (``natasha/morph/lemma.py``): the first analysis with the same grammar, else the one most like
it; among equals pymorphy's order, which is by probability. The order is asked for only where it decides.
"""

from __future__ import annotations

import re
import threading
from functools import cache
from itertools import islice
from typing import Any

from verbale.language.russian.dictionary import get_dictionary
from verbale.language.russian.grammar import Grammar, likeness, parse_opencorpora

_BOUND = 100_000  # lemmas, and pairs of tags compared, that are remembered
_UNLIKE = (False, 0)  # the grade of an analysis that has nothing in common with the tag
_CYRILLIC = re.compile("[а-яё]")

Key = tuple[str, int]  # a word as printed and the number of its tag


class Lemmatizer:
    """Lemmas of words with their tags. Safe to share between threads."""

    def __init__(self, tags: tuple[Grammar, ...]) -> None:
        self._analyzer: Any = get_dictionary().analyzer
        self._tags = tags
        self._lemmas: dict[Key, str] = {}
        self._grades: dict[tuple[str, int], tuple[bool, int]] = {}
        self._lock = threading.Lock()

    def lemmas(self, words: list[str], tags: list[int]) -> list[str]:
        """The lemma of each word: lower case, ё folded to е."""
        keys = list(zip(words, tags, strict=True))
        known = self._lemmas
        found = [known.get(key) for key in keys]
        if None not in found:
            return found  # type: ignore[return-value]  # mypy does not narrow the items of a list
        with self._lock:
            return [self._remembered(key) if lemma is None else lemma for key, lemma in zip(keys, found, strict=True)]

    def _remembered(self, key: Key) -> str:
        lemma = self._lemmas.get(key)
        if lemma is None:
            if len(self._lemmas) >= _BOUND:
                # A new dictionary, so that threads that read the old one are not disturbed.
                self._lemmas = dict(islice(self._lemmas.items(), _BOUND // 2, None))
            lemma = self._lemmas[key] = self._lemma(key[0].lower().replace("ё", "е"), key[1])
        return lemma

    def _lemma(self, word: str, tag: int) -> str:
        if not _CYRILLIC.search(word):
            return word
        dictionary = self._analyzer.dictionary
        known = dictionary.words.similar_items(word, self._analyzer.char_substitutes)
        if not known:
            return self._guess(word, tag)
        best: list[tuple[str, str, int, int]] = []
        top = _UNLIKE
        for form, places in known:
            for paradigm, index in places:
                name = str(dictionary.build_tag_info(paradigm, index))
                grade = self._grade(name, tag)
                if grade > top:
                    best, top = [(name, form, paradigm, index)], grade
                elif grade == top:
                    best.append((name, form, paradigm, index))
        if top == _UNLIKE:
            return word
        if (
            len(best) > 1
            and len({dictionary.build_normal_form(paradigm, index, form) for _, form, paradigm, index in best}) > 1
        ):
            probability = self._analyzer.prob_estimator.p_t_given_w.prob
            best = [max(best, key=lambda analysis: probability(word, analysis[0]))]
        _, form, paradigm, index = best[0]
        return str(dictionary.build_normal_form(paradigm, index, form)).replace("ё", "е")

    def _guess(self, word: str, tag: int) -> str:
        """The lemma of a word that the dictionary does not hold."""
        analyses = [(self._grade(str(form.tag), tag), form.normal_form) for form in self._analyzer.parse(word)]
        top = max((grade for grade, _ in analyses), default=_UNLIKE)
        if top == _UNLIKE:
            return word
        return next(str(lemma) for grade, lemma in analyses if grade == top).replace("ё", "е")

    def _grade(self, opencorpora: str, tag: int) -> tuple[bool, int]:
        """Whether an analysis has the grammar of the tag, and else how like it is."""
        key = (opencorpora, tag)
        grade = self._grades.get(key)
        if grade is None:
            form, token = _grammar(opencorpora), self._tags[tag]
            grade = (True, 0) if form == token else (False, likeness(form, token))
            if len(self._grades) >= _BOUND:
                self._grades.clear()
            self._grades[key] = grade
        return grade


@cache  # a few thousand tags exist
def _grammar(opencorpora: str) -> Grammar:
    return parse_opencorpora(opencorpora)
