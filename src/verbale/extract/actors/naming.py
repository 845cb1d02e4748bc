"""The nominative of a noun phrase: its head and what agrees with it change, dependents stay."""

from __future__ import annotations

from collections.abc import Mapping

from verbale.extract.actors.phrases import QUOTES, Phrase, agree
from verbale.extract.view import View
from verbale.language.inflection import Case, Inflector
from verbale.types import Token

AGREEING = frozenset({"amod", "det", "nummod", "acl", "flat", "flat:name", "appos", "compound"})
COUNTING = frozenset({"nummod", "nummod:gov", "nummod:entity"})
OPENING = {"«": "»", "„": "“", "“": "”", "‹": "›"}
MARKS = frozenset("«»„“”‹›\"'")


class Namer:
    """Names phrases of one text in the nominative."""

    def __init__(self, view: View, inflector: Inflector) -> None:
        self.view = view
        self.tokens = view.tokens
        self.inflector = inflector
        self.case: Case = "Nom"

    def nominative(self, phrase: Phrase, replace: Mapping[int, str] | None = None, number: str | None = None) -> str:
        """The phrase in the nominative, as printed but for the forms.

        ``replace`` gives words to put in place of tokens (an empty string drops the token); ``number`` (UD name) is
        asked of the head where it has another.
        """
        replace = replace or {}
        heads = self._coordinated(phrase)
        counted = {head: self._count(head, phrase) for head in heads}
        parts: list[tuple[str, Token]] = []
        for index in range(phrase.first, phrase.last):
            token = self.tokens[index]
            word = replace[index] if index in replace else self._form(index, heads, counted)
            if number is not None and index == phrase.head and token.feats.get("Number", number) != number:
                word = self.inflector.inflect(token.text, token.upos, token.feats, "Nom", number)
            if word:
                parts.append((word, token))
        return self._decapitalised(phrase, self._join(parts), replace)

    def word(self, phrase: Phrase, index: int) -> str:
        """One word of a phrase as it stands in the phrase's nominative."""
        heads = self._coordinated(phrase)
        word = self._form(index, heads, {head: self._count(head, phrase) for head in heads})
        return word[:1].lower() + word[1:] if index == phrase.first and self._loses_capital(phrase, index) else word

    def in_case(self, phrase: Phrase, case: Case) -> str:
        """The phrase in a case."""
        self.case = case
        try:
            return self.nominative(phrase)
        finally:
            self.case = "Nom"

    def _coordinated(self, phrase: Phrase) -> dict[int, str]:
        """The head and its conjuncts in the same case, each with its case."""
        case = self.tokens[phrase.head].feats.get("Case", "")
        heads = {phrase.head: case}
        for index in range(phrase.first, phrase.last):
            token = self.tokens[index]
            if token.deprel == "conj" and token.head in heads and token.feats.get("Case", case) == case:
                heads[index] = case
        return heads

    def _count(self, head: int, phrase: Phrase) -> int | None:
        """The numeral that counts a head, or None."""
        counts = (c for c in self.view.children[head] if self.tokens[c].deprel in COUNTING)
        one = self.inflector.one  # «один» agrees with its noun as an adjective does
        return next((c for c in counts if phrase.first <= c < phrase.last and self.tokens[c].lemma not in one), None)

    def _form(self, index: int, heads: Mapping[int, str], counted: Mapping[int, int | None]) -> str:
        token = self.tokens[index]
        if index in heads:
            if self._behind_preposition(index):
                return token.text
            numeral = counted[index]
            if numeral is not None and self.tokens[numeral].upos == "NUM":
                return self._counted(token, self.tokens[numeral])
            return self._nominative(token, token.feats)
        governor = self._agreement(index, heads)
        if governor is None:
            return token.text
        if self._behind_preposition(governor):
            return (
                token.text
                if token.deprel not in COUNTING
                else self._nominative(token, {**token.feats, "Number": "Sing"})
            )
        numeral = counted.get(governor)
        if numeral is not None and index != numeral and self.tokens[numeral].upos == "NUM":
            if self._is_few(self.tokens[numeral]) and self.tokens[governor].feats.get("Gender") == "Fem":
                return self.inflector.inflect(token.text, token.upos, {**token.feats, "Number": "Plur"}, "Nom", "Plur")
            return self.inflector.inflect(token.text, token.upos, {**token.feats, "Number": "Plur"}, "Gen", "Plur")
        return self._nominative(token, self._agreed(token, self.tokens[governor]))

    def _behind_preposition(self, head: int) -> bool:
        """Whether the head stands as in «один из жителей», where the parser hangs the numeral on the noun."""
        return any(
            self.tokens[c].deprel == "case"
            and any(self.tokens[d].deprel in COUNTING and d < c for d in self.view.children[head])
            for c in self.view.children[head]
        )

    def _agreement(self, index: int, heads: Mapping[int, str]) -> int | None:
        """The head that a token agrees with, or None for one that stays as it is."""
        token = self.tokens[index]
        seen = 0
        while token.deprel in AGREEING | COUNTING and seen < 6:
            if token.deprel == "appos" and token.feats.get("Case") != heads.get(token.head, "-"):
                break
            if token.deprel == "acl" and (token.feats.get("VerbForm") != "Part" or index > token.head):
                break
            if token.head in heads:
                return token.head
            if token.head < 0 or token.upos not in ("ADJ", "DET", "VERB", "NUM", "PROPN", "NOUN"):
                break
            token, seen = self.tokens[token.head], seen + 1
        return next((head for head in heads if self._precedes(index, head)), None)

    def _precedes(self, index: int, head: int) -> bool:
        """Whether an adjective before a head agrees with it, whatever the parser made of it."""
        token = self.tokens[index]
        if index > head or token.upos not in ("ADJ", "DET", "VERB") or token.feats.get("Variant") == "Short":
            return False
        return "Case" in token.feats and agree(token, self.tokens[head])

    @staticmethod
    def _agreed(token: Token, head: Token) -> dict[str, str]:
        """An agreeing word's features, case and number taken from its head where the tagger differs."""
        feats = dict(token.feats)
        if token.upos in ("ADJ", "DET", "VERB") or token.deprel == "amod":
            feats |= {key: head.feats[key] for key in ("Case", "Number", "Gender") if key in head.feats}
        return feats

    def _nominative(self, token: Token, feats: Mapping[str, str]) -> str:
        if token.upos == "PRON" or (token.upos == "VERB" and token.feats.get("VerbForm") != "Part"):
            return token.text
        upos = "ADJ" if token.upos == "PROPN" and token.deprel == "amod" else token.upos
        return self.inflector.inflect(token.text, upos, feats, self.case)

    def _counted(self, noun: Token, numeral: Token) -> str:
        """The form of a counted noun in the nominative: genitive singular after 2 to 4, else genitive plural."""
        return self.inflector.inflect(
            noun.text, noun.upos, noun.feats, "Gen", "Sing" if self._is_few(numeral) else "Plur"
        )

    def _is_few(self, numeral: Token) -> bool:
        """Whether a noun after a numeral stands in the genitive singular."""
        return numeral.lemma in self.inflector.few or numeral.text[-1:] in "234"

    def _join(self, parts: list[tuple[str, Token]]) -> str:
        """Words with the spaces that the text has between them, and marks closed."""
        text = ""
        last = -1
        for word, token in parts:
            text += (" " if text and last < token.start else "") + word
            last = token.end
        return close_quotes(" ".join(text.split()))

    def _decapitalised(self, phrase: Phrase, name: str, replace: Mapping[int, str]) -> str:
        """A common noun's capital goes where only the sentence's beginning gave it."""
        index = next((i for i in range(phrase.first, phrase.last) if self.tokens[i].upos != "PUNCT"), phrase.first)
        if replace.get(index) or not self._loses_capital(phrase, index):
            return name
        return name[:1].lower() + name[1:]

    def _loses_capital(self, phrase: Phrase, index: int) -> bool:
        token = self.tokens[index]
        proper = token.upos in ("PROPN", "X") and token.deprel != "amod"
        if not self._begins_sentence(index) or proper or self._capital_inside(token):
            return False
        return not any(own.first <= index < own.last for own in phrase.names)

    def _begins_sentence(self, index: int) -> bool:
        if index == self.view.clause(index).first:
            return True
        before = self.tokens[index - 1]
        return before.upos == "PUNCT" and (before.text in QUOTES or before.text[-1] in ".!?:—–-(")

    @staticmethod
    def _capital_inside(token: Token) -> bool:
        return any(letter.isupper() for letter in token.text[1:])


def close_quotes(text: str) -> str:
    """``text`` with a closing mark for one that was left open, and without a stray one at its end.

    >>> close_quotes("тюрьма «Норма"), close_quotes("Курьер»"), close_quotes('газета "Норма')
    ('тюрьма «Норма»', 'Курьер', 'газета "Норма"')
    """
    if MARKS.isdisjoint(text):
        return text
    for opening, closing in OPENING.items():
        if text.count(opening) > text.count(closing) and opening != closing:
            return text + closing
    if text.count("''") % 2:
        return text + "''" if not text.endswith("''") else text[:-2]
    if text.count('"') % 2:
        return text + '"' if not text.endswith('"') else text[:-1]
    if text.endswith("»") and text.count("»") > text.count("«"):
        return text[:-1]
    return text
