"""What a language answers about the forms of its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, Protocol

Case = Literal["Nom", "Gen", "Dat", "Acc", "Ins", "Loc"]
Gender = Literal["Masc", "Fem"]
NamePart = Literal["given", "patronymic", "surname", "initial", "particle"]


class Inflector(Protocol):
    """Forms of words and names; safe to share between threads."""

    language: str
    infinitives: tuple[str, ...]  # endings of infinitives, in lower case
    one: frozenset[str]  # lemmas of numerals that agree with their noun
    few: frozenset[str]  # lemmas of numerals after which a noun stands in the genitive singular

    def inflect(self, word: str, upos: str, feats: Mapping[str, str], case: Case, number: str | None = None) -> str:
        """``word``, which stands in the form that ``feats`` say, in ``case``; as it is where no form is known."""
        ...

    def name_part(self, word: str) -> NamePart:
        """What ``word`` is within a person's name, judged on its own, in any case."""
        ...

    def is_common(self, word: str) -> bool:
        """Whether the dictionary knows a word, in any case, and knows it as no name."""
        ...

    def may_be_nominative(self, word: str, gender: str | None) -> bool:
        """Whether a word of a name of a gender (UD name) can stand in the nominative; True where nothing is known."""
        ...

    def name_gender(self, word: str, case: str = "") -> Gender | None:
        """The gender that a given name or a patronymic in a case (if known) shows; None where it shows none."""
        ...

    def name_nominatives(
        self, word: str, part: NamePart, feats: Mapping[str, str], gender: Gender | None
    ) -> tuple[str, ...]:
        """Possible nominatives of one word of a person's name, likeliest first; never empty."""
        ...

    def all_name_nominatives(self, word: str, part: NamePart, gender: Gender | None) -> tuple[str, ...]:
        """The nominatives that ``name_nominatives`` gives for each case in turn, for a word whose case is not sure."""
        ...

    def decline_name(self, words: Sequence[str], gender: Gender | None, case: Case) -> tuple[str, ...]:
        """The words of a person's name, given in the nominative, in ``case``."""
        ...


@cache
def get_inflector(language: str) -> Inflector:
    """The inflector of a language (ISO 639-1), loaded at first use; KeyError for one that has none."""
    if language == "ru":
        from verbale.language.russian.inflect import RussianInflector

        return RussianInflector()
    raise KeyError(language)
