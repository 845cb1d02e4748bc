"""Organisations of one text: names with their abbreviations, short forms and type nouns joined into bodies."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from verbale.extract.actors.countries import Countries
from verbale.extract.actors.naming import Namer
from verbale.extract.actors.phrases import Phrase, Phrases, is_word
from verbale.extract.actors.words import Body as KnownBody
from verbale.extract.actors.words import Words, fold
from verbale.types import Name

QUOTATION_MARKS = "«»\"“”„‟'‹›"
NO_MARKS = str.maketrans("", "", QUOTATION_MARKS)


@dataclass(slots=True, eq=False)
class Body:
    """One organisation of a report."""

    names: list[str] = field(default_factory=list)  # nominative, as mentioned
    types: set[str] = field(default_factory=set)  # names of body types
    heads: set[str] = field(default_factory=set)  # lemmas of type nouns
    state: str | None = None  # ISO 3166 alpha-3
    known: KnownBody | None = None
    opaque: bool = False  # the name tells nothing of what it names: «Vortal», «Норма»
    firsts: list[int] = field(default_factory=list)  # where the mentions begin, in order
    gender: str | None = None
    plural: bool = False
    with_state: set[str] = field(default_factory=set)  # names that tell the state

    @property
    def name(self) -> str:
        """The fullest name: as the data order a known body's, else with most words that are no abbreviations.

        The state's name counts double.
        """
        return max(self.names, key=self._fullness)

    @property
    def known_words(self) -> set[str]:
        """The words of a known body's names, folded."""
        return {word for name in (self.known.names if self.known else ()) for word in fold(name).split()}

    def _fullness(self, name: str) -> tuple[int, int, int]:
        rank = 0
        if self.known is not None and (self.known.code or self.known.state):
            order = [fold(known) for known in self.known.names]
            rank = len(order) - order.index(fold(name)) if fold(name) in order else 0
        whole = sum(not is_abbreviation(word) for word in name.split())
        return rank, min(whole, 9) + (name in self.with_state), len(name)


@dataclass(slots=True, eq=False)
class BodyMention:
    """One mention: its phrase, its name without type noun and state, the state, and the nominative to show."""

    phrase: Phrase
    core: str
    state: str | None
    title: str
    body: Body | None = None


class Bodies:
    """The organisations of one text."""

    def __init__(self, phrases: Phrases, namer: Namer, words: Words, states: Countries) -> None:
        self.phrases = phrases
        self.tokens = phrases.tokens
        self.namer = namer
        self.words = words
        self.states = states
        self.bodies: list[Body] = []
        self.at: dict[int, BodyMention] = {}  # token -> mention
        self._by_known: dict[int, list[Body]] = {}
        self._coded: list[Body] = []  # international organisations
        self._by_core: dict[str, list[Body]] = {}
        self._by_first: dict[str, list[Body]] = {}
        self._by_initials: dict[str, list[Body]] = {}

    def join(self) -> None:
        """Finds all mentions that carry a name and joins them: full names first, in text order."""
        mentions = [mention for mention in map(self._read, self._mentions()) if mention.core and self._is_noun(mention)]
        for full in (True, False):
            for mention in mentions:
                if (" " in mention.core) == full:
                    self._add(mention, self._known(mention))

    def _is_noun(self, mention: BodyMention) -> bool:
        """Whether a mention is no lone adjective («Ленинградский») and no person's title, which name finders may mark."""
        head = self.tokens[mention.phrase.head]
        if self.words.is_person(head.lemma) and " " in mention.core:
            return False
        return head.upos != "ADJ" or " " in mention.core

    # --- mentions --------------------------------------------------------------

    def _mentions(self) -> Iterator[Phrase]:
        taken: set[int] = set()
        for name in self.phrases.names:
            if self._is_body(name) and not self.phrases.view.is_furniture(name.start):
                phrase = self._phrase(name)
                if phrase.head not in taken:
                    taken.add(phrase.head)
                    yield phrase

    def _is_body(self, name: Name) -> bool:
        """Whether a name names a body: a place's name may («Белый дом», «Кремль»)."""
        if name.kind != "LOC":
            return name.kind == "ORG"
        words = [token.text for token in self.tokens[name.first : name.last] if token.text not in QUOTATION_MARKS]
        if not self.words.may_be_body(words[0] if words else ""):
            return False
        printed = self.namer.nominative(Phrase(self.phrases.top(name), name.first, name.last, (name,)))
        return fold(printed).strip(QUOTATION_MARKS) in self.words.known_bodies

    def _phrase(self, name: Name) -> Phrase:
        """The phrase that a name stands in: from its type noun or first adjective to its last dependent."""
        top = self.phrases.top(name)
        head = self._type_noun(top, name)
        phrase = self.phrases.of_head(head)
        first, last = min(head, name.first), max(self._unbroken(name.last, phrase.last), name.last)
        while first > 0 and self.tokens[first - 1].upos == "ADJ" and self.tokens[first - 1].head in (head, top):
            first -= 1
        return Phrase(head, first, last, (name,))

    def _unbroken(self, first: int, last: int) -> int:
        """Where the first mark at or after ``first`` stands, or ``last``: a body's name ends there."""
        return next((i for i in range(first, last) if self.tokens[i].upos == "PUNCT"), last)

    def _type_noun(self, top: int, name: Name) -> int:
        """The noun that says what a name names («газета» of «газета «Курьер»»), or the name's own head."""
        governor = self.tokens[top].head
        for candidate in (governor, name.first - 1, name.first - 2):
            if not 0 <= candidate < name.first or not self.words.types_of(self.tokens[candidate].lemma):
                continue
            if self.phrases.names_body(candidate, name):
                return candidate
        return top

    def _read(self, phrase: Phrase) -> BodyMention:
        """A mention's name without the words that tell its state, and the state."""
        name = phrase.name
        if name is not None and phrase.head < name.first:
            printed = self.phrases.view.span(name.first, name.last).of(self.phrases.view.text)
            return BodyMention(phrase, _plain(printed), self._state_of(phrase), self.title(phrase))
        states = {i: state for i in range(phrase.first, phrase.last) if (state := self._state_at(i))}
        state = next(iter(states.values()), None)
        title = core = self.title(phrase)
        gone = {i: "" for i in states if i != phrase.head}
        if gone:
            core = self.namer.nominative(Phrase(phrase.head, phrase.first, self._bracket(phrase), phrase.names), gone)
        return BodyMention(phrase, _plain(core), state, title)

    def _state_of(self, phrase: Phrase) -> str | None:
        states = (self._state_at(i) for i in range(phrase.first, phrase.last))
        return next((state for state in states if state), None)

    def _state_at(self, index: int) -> str | None:
        token = self.tokens[index]
        if token.upos == "ADJ":
            return self.states.of_adjective(token.lemma)
        if token.upos not in ("PROPN", "NOUN"):
            return None
        return self.states.code(token.lemma) or self.states.code(token.text)

    # --- joining ----------------------------------------------------------------

    def _known(self, mention: BodyMention) -> Body | None:
        known = self._known_body(mention)
        fits = list(self._by_core.get(mention.core, ()))
        if known is not None:
            fits += self._by_known.get(id(known), ())
        if not fits and " " not in mention.core:
            printed = self.tokens[mention.phrase.head].text
            if is_abbreviation(printed):
                fits = self._by_initials.get(fold(printed), [])
            elif mention.core in self.words.body_nouns:
                fits = [body for body in self._coded if mention.core in body.known_words]
                fits += self._by_first.get(mention.core, [])
            else:
                fits = self._by_first.get(mention.core, [])
        own = mention.state or (known.state if known else None)
        fits = [body for body in fits if body.state == own or body.state is None or own is None]
        return min(fits, key=lambda body: _distance(body, mention.phrase.first)) if fits else None

    def _is_quoted(self, phrase: Phrase) -> bool:
        name = phrase.name
        before = self.tokens[name.first - 1].text if name is not None and name.first > 0 else ""
        return bool(before) and before in QUOTATION_MARKS

    def _known_body(self, mention: BodyMention) -> KnownBody | None:
        """The body of the data with a mention's name; not by a common word that names something else («группа «Альянс»»)."""
        name = mention.phrase.name
        if name is not None and mention.phrase.head < name.first and self.namer.inflector.is_common(mention.core):
            return None
        return self.words.known_bodies.get(mention.core)

    def _add(self, mention: BodyMention, body: Body | None) -> None:
        phrase = mention.phrase
        if body is None:
            body = Body()
            self.bodies.append(body)
        head = self.tokens[phrase.head]
        body.names.append(mention.title)
        if mention.state is not None:
            body.with_state.add(mention.title)
        insort(body.firsts, phrase.first)
        if body.known is None:
            self._recognise(body, self._known_body(mention))
        body.state = body.state or mention.state or (body.known.state if body.known else None)
        body.opaque = body.opaque or head.upos in ("PROPN", "X") or self._is_quoted(phrase)
        body.gender = body.gender or head.feats.get("Gender")
        body.plural = body.plural or head.feats.get("Number") == "Plur"
        self._type(body, head.lemma, mention.core)
        self._index(mention, body)
        mention.body = body
        name = phrase.name
        for index in [phrase.head, *(range(name.first, name.last) if name is not None else ())]:
            self.at[index] = mention

    def _recognise(self, body: Body, known: KnownBody | None) -> None:
        """Notes which body of the data one is."""
        body.known = known
        if known is not None:
            self._by_known.setdefault(id(known), []).append(body)
            if known.code is not None:
                self._coded.append(body)

    def _type(self, body: Body, lemma: str, core: str) -> None:
        body.heads.add(lemma)
        body.types |= self.words.types_of(lemma)
        if core in self.words.outlets:
            body.types.add("outlet")
        if body.known is not None and body.known.sector is not None:
            body.types |= self.words.sector_types(body.known.sector)
        if body.known is not None and body.known.code is not None:
            body.types |= {"association"}.union(*(self.words.types_of(word) for word in body.known_words))

    def _index(self, mention: BodyMention, body: Body) -> None:
        _put(self._by_core, mention.core, body)
        words = [word.strip(QUOTATION_MARKS + "().,") for word in mention.core.split()]
        words = [word for word in words if word]
        if len(words) > 1:
            _put(self._by_first, words[0], body)
            _put(self._by_initials, "".join(word[0] for word in words), body)
            _put(self._by_initials, "".join(word[0] for word in words if len(word) > 2), body)
            _put(
                self._by_initials,
                "".join(part[0] for word in words if len(word) > 2 for part in word.split("-") if part),
                body,
            )
        bracketed = self._bracketed(mention.phrase)
        if bracketed:
            _put(self._by_core, fold(bracketed), body)

    def _bracketed(self, phrase: Phrase) -> str | None:
        """The abbreviation in brackets right after a phrase, or in it."""
        for index in range(phrase.first, min(phrase.last + 1, len(self.tokens) - 1)):
            if self.tokens[index].text == "(" and is_abbreviation(self.tokens[index + 1].text):
                return self.tokens[index + 1].text
        return None

    # --- naming -----------------------------------------------------------------

    def is_bare(self, phrase: Phrase) -> bool:
        """Whether the name in a phrase goes without its type noun: «Курьер» for «газета «Курьер»»."""
        name = phrase.name
        return name is not None and phrase.head < name.first and self.words.is_bare(self.tokens[phrase.head].lemma)

    def title(self, phrase: Phrase) -> str:
        """A body's name in the nominative; the name alone where its type noun goes without it."""
        name = phrase.name
        if name is None or not self.is_bare(phrase):
            last = self._bracket(phrase)
            return self.namer.nominative(Phrase(phrase.head, phrase.first, last, phrase.names))
        return self.phrases.view.span(name.first, name.last).of(self.phrases.view.text).strip(QUOTATION_MARKS)

    def _bracket(self, phrase: Phrase) -> int:
        """Where a bracket after the head begins, or the phrase's end."""
        return next((i for i in range(phrase.head + 1, phrase.last) if self.tokens[i].text == "("), phrase.last)

    def words_of(self, phrase: Phrase) -> int:
        """How many words a phrase has."""
        return sum(1 for i in range(phrase.first, phrase.last) if is_word(self.tokens[i]))


def _plain(name: str) -> str:
    """A name to compare: folded, without marks and article."""
    return " ".join(fold(name).translate(NO_MARKS).removeprefix("the ").split())


def _put(table: dict[str, list[Body]], key: str, body: Body) -> None:
    if body not in table.setdefault(key, []):
        table[key].append(body)


def _distance(body: Body, first: int) -> tuple[bool, int]:
    """How far a body's nearest mention is; those before count first."""
    place = bisect_right(body.firsts, first)
    return (False, first - body.firsts[place - 1]) if place else (True, body.firsts[0] - first)


def is_abbreviation(word: str) -> bool:
    """Whether a word is an abbreviation: short, and mostly capitals («МИД», «МИДа», «ЕСПЧ»).

    >>> is_abbreviation("ВАДА"), is_abbreviation("МИДа"), is_abbreviation("Совет")
    (True, True, False)
    """
    capitals = sum(letter.isupper() for letter in word)
    return " " not in word and 2 <= len(word) <= 8 and capitals >= 2 and capitals > len(word) / 2
