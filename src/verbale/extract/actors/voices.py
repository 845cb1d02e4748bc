"""Whose voice a quotation is, read off its attribution: needed for «я» inside it, and for who «он» inside it is not."""

from __future__ import annotations

from bisect import bisect_right

from verbale.extract.actors.words import Words
from verbale.extract.view import View
from verbale.types import Quotation

DASHES = frozenset({"—", "–", "-", "--", "―"})
REACH = 30  # tokens before a colon in which its verb is looked for


class Voices:
    """The speakers of one text's quotations."""

    def __init__(self, view: View, words: Words) -> None:
        self.view = view
        self.tokens = view.tokens
        self.words = words
        self._blocks = [quotation for quotation in view.annotation.quotations if quotation.form == "block"]
        self._found: dict[int, int | None] = {}

    def subject(self, quotation: Quotation) -> int | None:
        """The token that heads the speaker's mention in a quotation's attribution: after it, inside it or before it."""
        if quotation.start not in self._found:
            first = self.view.token_at(quotation.start)
            last = self.view.token_at(quotation.end - 1)
            found = self._after(last + 1)
            if found is None:
                found = self._inside(first, last)
            self._found[quotation.start] = found if found is not None else self._before(first)
        return self._found[quotation.start]

    def of_token(self, index: int) -> int | None:
        """The token that heads the mention of whoever says what a token stands in; None outside quotations."""
        quotation = self.view.quotation_of[index]
        if quotation is not None:
            return self.subject(quotation)
        block = self._block(index)
        if block is not None:
            return self.subject(block)
        return self._parenthesis(index)

    def _block(self, index: int) -> Quotation | None:
        start = self.tokens[index].start
        place = bisect_right(self._blocks, start, key=lambda block: block.start) - 1
        return self._blocks[place] if place >= 0 and start < self._blocks[place].end else None

    def _subject_of(self, verb: int) -> int | None:
        subject = self.view.subject_of(verb)
        if subject is None:
            subject = self._nominative_after(verb)
        if subject is None:
            return None
        person = self.tokens[subject].feats.get("Person")
        return (
            subject if person in (None, "3") and self.tokens[subject].upos in ("NOUN", "PROPN", "PRON", "X") else None
        )

    def _nominative_after(self, verb: int) -> int | None:
        """The name or person behind a verb whose subject the parser did not see."""
        for index in range(verb + 1, min(verb + 8, self.view.clause(verb).last)):
            token = self.tokens[index]
            if token.upos == "PUNCT":
                return None
            if token.feats.get("Case") == "Nom" and token.feats.get("Animacy") == "Anim":
                return index
        return None

    def _after(self, index: int) -> int | None:
        """«…», — сказал министр."""
        end = min(index + 8, len(self.tokens))
        marks, dashed = 0, False
        while index < end and self.tokens[index].upos == "PUNCT":
            if self.tokens[index].text in {".", "!", "?", "…"} and marks:
                return None
            dashed = dashed or self.tokens[index].text in DASHES
            marks, index = marks + 1, index + 1
        if not marks:
            return None
        for place in range(index, end):
            verb = self.tokens[place]
            if verb.upos == "VERB" and (self.words.speaks(verb.lemma) or (place == index and dashed)):
                return self._subject_of(place)
            if self.tokens[place].upos == "PUNCT":
                return None
        return None

    def _inside(self, first: int, last: int) -> int | None:
        """«Мы, — сказал министр, — готовы»."""
        for place in range(first + 1, last - 1):
            if self.tokens[place].text in DASHES and self.tokens[place - 1].text in {",", ".", "!", "?", "…"}:
                verb = self.tokens[place + 1]
                if verb.upos == "VERB" and self.words.speaks(verb.lemma) and verb.feats.get("Person") in (None, "3"):
                    found = self._subject_of(place + 1)
                    if found is not None and place + 1 < found <= last:
                        return found
        return None

    def _before(self, index: int) -> int | None:
        """Министр сказал: «…»."""
        place = index - 1
        while place >= 0 and self.tokens[place].upos == "PUNCT" and self.tokens[place].text != ":":
            place -= 1
        if place < 0 or self.tokens[place].text != ":":
            return None
        for verb in range(place - 1, max(place - REACH, -1), -1):
            if self.tokens[verb].upos == "VERB" and self.words.speaks(self.tokens[verb].lemma):
                found = self._subject_of(verb)
                if found is not None:
                    return found
            if self.tokens[verb].lemma in self.words.pronouns.voice:
                owners = [c for c in self.view.children[verb] if self.tokens[c].deprel in ("nmod", "det")]
                if owners:
                    return owners[0]
        return None

    def _parenthesis(self, index: int) -> int | None:
        """Мы готовы, сказал министр: speech that no marks enclose, its verb before its subject."""
        clause = self.view.clause(index)
        for place in range(index + 1, clause.last - 1):
            token = self.tokens[place]
            if token.upos == "VERB" and self.words.speaks(token.lemma) and self.tokens[place - 1].upos == "PUNCT":
                found = self._subject_of(place)
                if found is not None and found > place and self.tokens[found].feats.get("Person") != "1":
                    return found
        return None
