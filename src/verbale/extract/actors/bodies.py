"""Organisations of one text: names with their abbreviations, short forms and type nouns joined into bodies."""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale.extract.actors.naming import Namer
from verbale.extract.actors.people import fold
from verbale.extract.actors.phrases import Phrase, Phrases, is_word
from verbale.extract.actors.words import Words

FUNCTION = frozenset({"ADP", "CCONJ", "PART", "SCONJ", "PUNCT", "SYM"})


@dataclass(slots=True)
class Body:
    """One organisation of a report."""

    keys: set[tuple[str, ...]] = field(default_factory=set)
    names: list[str] = field(default_factory=list)  # nominative, as mentioned
    types: set[str] = field(default_factory=set)  # names of body types
    heads: set[str] = field(default_factory=set)  # lemmas of type nouns
    mentions: list[Phrase] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest name: not an abbreviation, then the longest in words."""
        return max(self.names, key=lambda name: (not is_abbreviation(name), len(name.split()), -self.names.index(name)))


class Bodies:
    """The organisations of one text, joined mention by mention in text order."""

    def __init__(self, phrases: Phrases, namer: Namer, words: Words) -> None:
        self.phrases = phrases
        self.tokens = phrases.tokens
        self.namer = namer
        self.words = words
        self.bodies: list[Body] = []
        self.at: dict[int, Body] = {}  # head token of a mention -> body
        self._by_key: dict[tuple[str, ...], Body] = {}
        self._by_initials: dict[str, Body] = {}
        self._by_first: dict[str, Body] = {}

    def join(self) -> None:
        """Finds all mentions that carry a name and joins them."""
        phrases = list(self._mentions())
        for phrase in sorted(phrases, key=lambda p: -len(self.key(p))):
            self._add(phrase)

    def _mentions(self) -> list[Phrase]:
        found: dict[int, Phrase] = {}
        for name in self.phrases.view.annotation.names:
            if name.kind != "ORG" or self.phrases.view.is_furniture(name.start):
                continue
            top = self.phrases.top(name)
            head = self._type_noun(top, name)
            phrase = self.phrases.of_head(head)
            found[head] = Phrase(head, max(phrase.first, self._start(head, name)), max(phrase.last, name.last), (name,))
        return list(found.values())

    def _start(self, head: int, name: object) -> int:
        first = getattr(name, "first", head)
        while head > first:
            return int(first)
        begin = head
        while begin > 0 and self.tokens[begin - 1].head == head and self.tokens[begin - 1].upos == "ADJ":
            begin -= 1
        return min(begin, int(first))

    def _type_noun(self, top: int, name: object) -> int:
        """The noun that says what a name names («газета» of «газета «Курьер»»), or the name's own head."""
        governor = self.tokens[top].head
        if governor >= 0 and governor < top and self.tokens[governor].lemma in self.words.body_types:
            if self.phrases.names_body(governor, name):  # type: ignore[arg-type]
                return governor
        return top

    def key(self, phrase: Phrase) -> tuple[str, ...]:
        """The folded lemmas of a phrase's content words; of a type noun with a name, the name's alone."""
        first = phrase.first
        name = phrase.name
        if name is not None and phrase.head < name.first:
            first = name.first
        return tuple(
            fold(token.lemma) for token in self.tokens[first : phrase.last] if token.upos not in FUNCTION and is_word(token)
        )

    def _add(self, phrase: Phrase) -> None:
        key = self.key(phrase)
        if not key:
            return
        body = self._known(phrase, key)
        if body is None:
            body = Body()
            self.bodies.append(body)
        body.keys.add(key)
        body.mentions.append(phrase)
        body.names.append(self.title(phrase))
        self._index(phrase, key, body)
        self.at[phrase.head] = body
        name = phrase.name
        if name is not None:
            for index in range(name.first, name.last):
                self.at.setdefault(index, body)
        lemma = self.tokens[phrase.head].lemma
        body.heads.add(lemma)
        if lemma in self.words.body_types:
            body.types.add(self.words.body_types[lemma].name)

    def _index(self, phrase: Phrase, key: tuple[str, ...], body: Body) -> None:
        self._by_key.setdefault(key, body)
        self._by_first.setdefault(key[0], body)
        if len(key) > 1:
            letters = "".join(word[0] for word in key)
            self._by_initials.setdefault(letters, body)
            words = [t.lemma[0] for t in self.tokens[phrase.first : phrase.last] if is_word(t)]
            self._by_initials.setdefault("".join(words), body)
        bracketed = self._bracketed(phrase)
        if bracketed:
            self._by_key.setdefault((fold(bracketed),), body)

    def _bracketed(self, phrase: Phrase) -> str | None:
        """The abbreviation in brackets right after a phrase."""
        if phrase.last + 1 < len(self.tokens) and self.tokens[phrase.last].text == "(":
            word = self.tokens[phrase.last + 1].text
            return word if is_abbreviation(word) else None
        return None

    def _known(self, phrase: Phrase, key: tuple[str, ...]) -> Body | None:
        if key in self._by_key:
            return self._by_key[key]
        if len(key) == 1:
            printed = self.tokens[phrase.head].text
            if is_abbreviation(printed) and fold(printed) in self._by_initials:
                return self._by_initials[fold(printed)]
            return self._by_first.get(key[0])
        return None

    def title(self, phrase: Phrase) -> str:
        """A body's name in the nominative; the name alone where its type noun goes without it."""
        name = phrase.name
        kind = self.words.body_types.get(self.tokens[phrase.head].lemma)
        if name is not None and phrase.head < name.first and kind is not None and kind.bare:
            inner = Phrase(self.phrases.top(name), name.first, name.last, (name,))
            return self.namer.nominative(inner).strip("«»\"“”„'")
        return self.namer.nominative(phrase)


def is_abbreviation(word: str) -> bool:
    """Whether a word is an abbreviation: short, and mostly capitals («МИД», «МИДа», «ЕСПЧ»).

    >>> is_abbreviation("ВАДА"), is_abbreviation("МИДа"), is_abbreviation("Совет")
    (True, True, False)
    """
    capitals = sum(letter.isupper() for letter in word)
    return " " not in word and 2 <= len(word) <= 8 and capitals >= 2 and capitals > len(word) / 2
