"""Headwords of Russian words.

They are the lemmas, except for surnames. The dictionary puts a woman's surname under the man's («Лавровой»: лавров);
somebody who looks for one does not look for the other, so here each has its own nominative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from verbale.language.headwords import fold
from verbale.language.inflection import Gender, Inflector, get_inflector
from verbale.language.russian.dictionary import Analysis, Known, get_dictionary
from verbale.language.russian.surnames import surname_nominatives
from verbale.types import Token

_REMEMBERED = 100_000  # words
_GUESSES = 4  # headwords of a word that the dictionary does not hold
_CYRILLIC = re.compile("[а-яё]")
_NOMINATIVE = frozenset({"nomn", "sing"})
_NAMES = frozenset({"Surn", "Name", "Patr"})
_TELLING = frozenset({"Surn", "Geox", "Orgn"})  # given names are left out: «9 Мая» is no Maya's
_CASES = ("Gen", "Dat", "Acc", "Ins", "Loc")
# Endings that hardly a surname has in the nominative; one in -а may be a woman's.
_OBLIQUE = ("у", "ю", "е", "ой", "ей", "ым", "им", "ом", "ем", "ого", "его", "ому", "ему", "ы")


class RussianHeadwords:
    """Headwords by pymorphy's dictionary; answers are cached."""

    def __init__(self) -> None:
        self._dictionary = get_dictionary()
        self._inflector: Inflector = get_inflector("ru")

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019 - one a process
    def typed(self, word: str) -> tuple[str, ...]:
        """The headwords that a typed ``word`` may stand under, likeliest first.

        A capital asks for a name where the word can be one, and a name that can stand in the nominative does.

        >>> find = RussianHeadwords().typed
        >>> find("Лавров"), find("Лаврова"), find("Лавровой"), find("лавров")
        (('лавров',), ('лаврова',), ('лаврова',), ('лавров', 'лавр'))
        >>> find("Путин"), find("пути"), find("стали"), find("НАТО"), find("Ёлкой")
        (('путин',), ('путь',), ('стать', 'сталь'), ('нато',), ('елка',))
        """
        low = word.lower()
        if not _CYRILLIC.search(low):
            return (fold(word),)
        known = self._dictionary.known(low)
        if not known:
            return self._guessed(word, low)
        names = [analysis for analysis in known if _TELLING & analysis.grammemes]
        others = [analysis for analysis in known if not _TELLING & analysis.grammemes]
        names = [analysis for analysis in names if "nomn" in analysis.grammemes] or names
        if names and word[:1].isupper():
            others = []
        chosen = [analysis for analysis in known if analysis in names or analysis in others]
        return _unique(self._headword(analysis) for analysis in chosen)

    def printed(self, token: Token, *, in_person: bool) -> str:
        """The headword of a ``token``: of a surname its nominative, of other words the lemma."""
        return self._printed(
            token.text, token.lemma, token.feats.get("Case", ""), token.feats.get("Gender", ""), in_person
        )

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019
    def _printed(self, text: str, lemma: str, case: str, gender: str, in_person: bool) -> str:
        low = text.lower()
        if not _CYRILLIC.search(low):
            return lemma
        known = self._dictionary.known(low)
        surname = any("Surn" in analysis.grammemes for analysis in known)
        if text[:1].isupper():
            if (in_person and self._inflector.name_part(text) == "surname") or (surname and gender == "Fem"):
                return self._surname(text, low, case, gender)
            return lemma
        if surname:  # in small letters it is none, whatever the network has seen in it
            common = _unique(self._normal(a) for a in known if _NAMES.isdisjoint(a.grammemes))
            return lemma if lemma in common or not common else common[0]
        return lemma

    def _surname(self, text: str, low: str, case: str, gender: str) -> str:
        sex: Gender | None = "Masc" if gender == "Masc" else "Fem" if gender == "Fem" else None
        found = fold(self._inflector.name_nominatives(text, "surname", {"Case": case}, sex)[0])
        if found != fold(low) or case in {"", "Nom"}:
            return found
        # The network's gender leaves it as it is: without one an ending may still tell.
        return fold(surname_nominatives(low, case, None)[0])

    def _headword(self, analysis: Known) -> str:
        form = analysis.inflect(_NOMINATIVE) if "Surn" in analysis.grammemes else None
        return fold(form) if form is not None else self._normal(analysis)

    def _normal(self, analysis: Known) -> str:
        dictionary = self._dictionary.analyzer.dictionary
        return fold(str(dictionary.build_normal_form(analysis.paradigm, analysis.index, analysis.form)))

    def _guessed(self, word: str, low: str) -> tuple[str, ...]:
        """Of a word that the dictionary does not hold: itself, and what it may be a form of."""
        if not word[:1].isupper():
            return _unique((fold(low), *self._guesses(self._dictionary.analyses(low))))[:_GUESSES]
        if not low.endswith(_OBLIQUE):
            return (fold(low),)
        nominatives = (form for case in _CASES for form in surname_nominatives(low, case, None))
        return _unique((fold(low), *map(fold, nominatives), *self._guesses(self._dictionary.analyses(low))))

    @staticmethod
    def _guesses(analyses: Iterable[Analysis]) -> Iterable[str]:
        return (fold(a.form if isinstance(a, Known) else a.parse.normal_form) for a in analyses)


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
