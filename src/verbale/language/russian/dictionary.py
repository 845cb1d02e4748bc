"""The dictionary of Russian word forms: pymorphy3's, read without building what nobody asks for.

pymorphy3 answers a question for one form of a word by building and comparing all of them. The comparison looks at nothing
but the tags, so its outcome is the same for all words of a paradigm; here it is made once for each paradigm.
"""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from typing import Any

import msgspec

_WORDS = 50_000  # words whose analyses are remembered; a paper of a year has some 200,000
_CHOICES = 50_000  # (paradigm, form, grammemes) whose outcome is remembered

Grammemes = frozenset[str]  # OpenCorpora's names: NOUN, anim, masc, sing, gent …


class Known(msgspec.Struct, frozen=True):
    """An analysis of a form that stands in the dictionary."""

    form: str  # with the ё that the text may have left out
    grammemes: Grammemes
    score: float  # probability among the analyses of the form
    paradigm: int
    index: int  # of the form in its paradigm

    def inflect(self, wanted: Grammemes) -> str | None:
        """The word's form that has the grammemes ``wanted`` and differs least from this one; None: it has none."""
        dictionary = get_dictionary()
        index = dictionary.choose(self.paradigm, self.index, wanted)
        return None if index is None else dictionary.build(self, index)


class Guessed(msgspec.Struct, frozen=True):
    """pymorphy's guess at a form that the dictionary does not hold, by words that look like it."""

    grammemes: Grammemes
    score: float
    parse: Any

    def inflect(self, wanted: Grammemes) -> str | None:
        """As :meth:`Known.inflect`."""
        form = self.parse.inflect(set(wanted))
        return None if form is None else str(form.word)


Analysis = Known | Guessed


class Dictionary:
    """pymorphy3's dictionary. Safe to share between threads."""

    @cached_property
    def analyzer(self) -> Any:
        """pymorphy3's own analyser."""
        import pymorphy3  # a tenth of a second that only those who read a text pay

        return pymorphy3.MorphAnalyzer()

    @lru_cache(maxsize=_WORDS)  # noqa: B019 - one dictionary a process
    def known(self, word: str) -> tuple[Known, ...]:
        """The analyses of a lower-case form, likeliest first; none where the dictionary does not hold it."""
        dictionary = self.analyzer.dictionary
        found = [
            (form, dictionary.build_tag_info(paradigm, index), paradigm, index)
            for form, places in dictionary.words.similar_items(word, self.analyzer.char_substitutes)
            for paradigm, index in places
        ]
        if not found:
            return ()
        probability = self.analyzer.prob_estimator.p_t_given_w.prob
        scores = [probability(word, tag) for _, tag, _, _ in found]
        if not any(scores):
            scores = [1 / len(found)] * len(found)
        analyses = [
            Known(form, tag.grammemes, score, paradigm, index)
            for (form, tag, paradigm, index), score in zip(found, scores, strict=True)
        ]
        return tuple(sorted(analyses, key=lambda analysis: analysis.score, reverse=True))

    def analyses(self, word: str) -> tuple[Analysis, ...]:
        """The analyses of a lower-case form, likeliest first; guesses where the dictionary does not hold it."""
        return self.known(word) or tuple(
            Guessed(parse.tag.grammemes, parse.score, parse) for parse in self.analyzer.parse(word)
        )

    @lru_cache(maxsize=_CHOICES)  # noqa: B019
    def choose(self, paradigm: int, index: int, wanted: Grammemes) -> int | None:
        """Which form of a paradigm has the grammemes ``wanted`` and differs least from the form ``index``, if any."""
        dictionary = self.analyzer.dictionary
        tags = [tag for _, tag, _ in dictionary.build_paradigm_info(paradigm)]
        places = [place for place, tag in enumerate(tags) if wanted <= tag.grammemes]
        if not places:
            wanted = tags[index].fix_rare_cases(wanted)
            places = [place for place, tag in enumerate(tags) if wanted <= tag.grammemes]
        ideal = tags[index].updated_grammemes(wanted)

        def likeness(place: int) -> float:
            grammemes = tags[place].grammemes
            return len(ideal & grammemes) - 0.1 * len(ideal ^ grammemes)

        return max(places, key=likeness, default=None)

    def build(self, analysis: Known, index: int) -> str:
        """The form ``index`` of an analysed word's paradigm."""
        dictionary = self.analyzer.dictionary
        paradigm = dictionary.paradigms[analysis.paradigm]
        stem = dictionary.build_stem(paradigm, analysis.index, analysis.form)
        count = len(paradigm) // 3  # the suffixes of all forms, then their tags, then their prefixes
        return str(
            dictionary.paradigm_prefixes[paradigm[2 * count + index]] + stem + dictionary.suffixes[paradigm[index]]
        )


@cache
def get_dictionary() -> Dictionary:
    """The one dictionary of the process."""
    return Dictionary()
