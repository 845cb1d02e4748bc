"""A mention of a document: its noun, its phrase with title and number, and what the phrase tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from verbale.extract.instruments.words import Around, InstrumentNoun, Lexicon
from verbale.extract.naming import NamingService
from verbale.extract.nominals import NOUNS, Nominals
from verbale.extract.view import View
from verbale.types import Quotation, Span, TimeExpression, Token

CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM", "VERB"})
_LONGEST = 120  # tokens that a mention may stretch over, title included
_NICKNAME = 6  # tokens of a nickname in quotation marks


@dataclass(slots=True)
class Text:
    """One report with all that the rules look things up in."""

    view: View
    nominals: Nominals
    words: Lexicon
    names: NamingService
    time_at: dict[int, TimeExpression] = field(default_factory=dict)  # by first token
    times_in: dict[int, list[TimeExpression]] = field(default_factory=dict)  # by parse unit


class Complement(msgspec.Struct, frozen=True):
    """A prepositional phrase of the mention: its preposition, the noun it governs, and where it ends."""

    preposition: str
    head: int
    last: int


class Mention:
    """One occurrence of a document noun."""

    def __init__(self, text: Text, index: int, entry: InstrumentNoun) -> None:
        self.text = text
        self.index = index
        self.entry = entry
        self.view: View = text.view
        self.tokens: tuple[Token, ...] = text.view.tokens
        self.around: Around = text.words.around
        self.complements: list[Complement] = []
        self.title: Quotation | None = None
        self.number: int | None = None  # token of the number
        self.dated: TimeExpression | None = None  # day or year inside the phrase
        self.last = self._read_phrase()

    # --- the phrase ------------------------------------------------------------

    @cached_property
    def first(self) -> int:
        """The first token: attributes, and the opening mark of a nickname."""
        if self.nickname is not None:
            return self.view.tokens_in(self.nickname.span).start
        first = self.index
        for index in self.text.nominals.attributes(self.index):
            if any(c.isdigit() for c in self.tokens[index].text):
                break
            first = index
        while first < self.index and self._says_nothing(self.tokens[first]):
            first += 1
        return first

    def _says_nothing(self, token: Token) -> bool:
        """«свой», «этот», «опубликованный»: no part of the name."""
        return (
            token.upos in ("DET", "ADV")
            or self.text.nominals.is_participle(token)
            or token.lemma in self.around.stripped
        )

    @cached_property
    def nickname(self) -> Quotation | None:
        """The quotation marks around «пакет Волдина»."""
        before = self.index - 1
        while before >= 0 and self.tokens[before].upos == "ADJ":
            before -= 1
        if before < 0:
            return None
        quotation = self.text.nominals.quotation_at.get(self.tokens[before].start)
        if quotation is None or not quotation.closed:
            return None
        inside = self.view.tokens_in(quotation.inner)
        return quotation if 1 < len(inside) <= _NICKNAME and inside.start <= self.index < inside.stop else None

    def _read_phrase(self) -> int:
        """The end of the phrase; notes the title, number, day and complements on the way."""
        if self.nickname is not None:
            return self.view.tokens_in(self.nickname.span).stop
        last, clause = self.index + 1, self.view.clause(self.index)
        limit = min(clause.last, self.index + _LONGEST)
        while last < limit:
            end = self._next_piece(last)
            if end is None or end <= last:
                break
            last = end
        return last

    def _next_piece(self, at: int) -> int | None:
        token = self.tokens[at]
        quotation = self.text.nominals.quotation_at.get(token.start)
        if quotation is not None:
            return self._title(quotation)
        if token.lemma in self.around.article:
            return None
        if token.text == "." and self.dated is not None and at + 1 < len(self.tokens):
            return at + 1 if self._goes_on(at + 1) else None
        if token.lemma in self.around.number or token.upos == "SYM" or _is_number(token):
            return self._numbered(at)
        if token.lemma in self.around.dated_by and at + 1 in self.text.time_at:
            return self._day(at + 1, own=True)
        if at in self.text.time_at:
            year_of_it = token.text.isdigit() and len(token.text) == 4
            return (
                self._day(at, own=not self.complements)
                if year_of_it or (at == self.index + 1 and self._is_capital())
                else None
            )
        if token.text.isdigit() and at == self.index + 1:
            self.number = at
            return at + 1
        if token.upos == "ADP":
            return self._complement(at)
        if token.feats.get("Case") == "Dat" and at == self.index + 1:
            run = self.text.nominals.noun_run(at, "Dat")
            if run is None or not self._letter():
                return None
            self.complements.append(Complement("", run.head, run.last))
            return run.last
        return self.text.nominals.step(self.index, at, frozenset())

    def _goes_on(self, at: int) -> bool:
        """Whether a number or title follows the full stop of «г.»."""
        token = self.tokens[at]
        return token.lemma in self.around.number or _is_number(token) or token.start in self.text.nominals.quotation_at

    def _letter(self) -> bool:
        return "addressee" in self.entry.by

    def _is_capital(self) -> bool:
        return self.tokens[self.index].text[:1].isupper()

    def _title(self, quotation: Quotation) -> int | None:
        if not quotation.closed:
            return None
        end = self.view.tokens_in(quotation.span).stop
        if end - self.index > _LONGEST:
            return None
        inner = quotation.inner.of(self.view.text).strip()
        if self.title is None and inner[:1].isupper():
            self.title = quotation
        return end

    def _numbered(self, at: int) -> int | None:
        if _is_number(self.tokens[at]):
            self.number = at
            return at + 1
        if at + 1 < len(self.tokens) and any(c.isdigit() for c in self.tokens[at + 1].text):
            self.number = at + 1
            return at + 2
        return None

    def _day(self, at: int, *, own: bool) -> int:
        """The end of a day or year; the document's ``own`` one is noted."""
        expression = self.text.time_at[at]
        if self.dated is None and own:
            self.dated = expression
        return self.view.tokens_in(expression.span).stop

    def _complement(self, at: int) -> int | None:
        preposition = self.tokens[at].text.lower()
        if at + 1 in self.text.time_at:
            return self._period(preposition, at + 1)
        run = self.text.nominals.noun_run(at + 1)
        if run is None or self.tokens[run.head].upos == "PRON" or not self._takes(preposition, run.head):
            return None
        last = self._coordinated(run.head, run.last)
        self.complements.append(Complement(preposition, run.head, last))
        return last

    def _period(self, preposition: str, at: int) -> int | None:
        """«бюджет на 2013 год», «программа развития до 2020 года»: the time that the document is for."""
        if preposition not in self.around.period or not (self.complements or self.genitives_until(at)):
            return None
        return self.view.tokens_in(self.text.time_at[at].span).stop

    def genitives_until(self, last: int) -> bool:
        """Whether a genitive stands right behind the noun."""
        return any(self.tokens[i].feats.get("Case") == "Gen" for i in range(self.index + 1, last - 1))

    def _takes(self, preposition: str, head: int) -> bool:
        """Whether the noun takes a complement by this preposition; deeper ones only where the parse hangs them inside."""
        around = self.around
        by = {evidence for entry in (self.entry, self._drafted()) if entry is not None for evidence in entry.by}
        open_to = frozenset[str]()
        for evidence, prepositions in (
            ("about", around.about),
            ("between", around.between),
            ("party", around.party),
            ("addressee", around.addressee),
            ("target", around.target),
            ("with", around.with_),
        ):
            if evidence in by:
                open_to |= prepositions
        if self.entry.kind == "letter":
            open_to |= around.addressee
        if "alone" in by and self.entry.kind != "law":
            open_to |= around.topic
        if preposition in open_to:
            return preposition in around.topic or self.tokens[head].lemma not in around.not_about or "with" in by
        inside = bool(self.complements) and self.index < self.tokens[head].head < head
        if preposition in around.topic:
            return inside
        return inside and preposition in around.deeper and self.tokens[head].feats.get("Case") != "Loc"

    def _drafted(self) -> InstrumentNoun | None:
        """The noun that a draft is of: «проект договора»."""
        if not self.entry.draft_of:
            return None
        inside = range(self.index + 1, min(self.index + 4, len(self.tokens)))
        return next(
            (
                self.text.words.nouns[self.tokens[i].lemma]
                for i in inside
                if self.tokens[i].lemma in self.text.words.nouns
            ),
            None,
        )

    def _coordinated(self, head: int, last: int) -> int:
        """The end of «, X и Y» behind a complement whose noun stands in the same case."""
        case, clause = self.tokens[head].feats.get("Case"), self.view.clause(self.index)
        heads = {head, self.tokens[head].head}
        while case is not None and last + 1 < clause.last and (self.tokens[last].text == "," or self._is_and(last)):
            run = self.text.nominals.noun_run(last + 1, case)
            if run is None or self.tokens[run.head].feats.get("Case") != case:
                break
            named = run.head in self.text.view.name_at and self._is_and(last)
            if not named and self.tokens[run.head].head not in heads:
                break
            heads.add(run.head)
            last = run.last
        return last

    def _is_and(self, index: int) -> bool:
        return self.tokens[index].upos == "CCONJ"

    # --- what it tells -----------------------------------------------------------

    @cached_property
    def attributes(self) -> frozenset[str]:
        """Lemmas of the adjectives, determiners and participles before the noun."""
        return frozenset(self.tokens[i].lemma for i in self.text.nominals.attributes(self.index))

    @cached_property
    def genitives(self) -> tuple[int, ...]:
        """The nouns right behind it in the genitive, before any complement."""
        found: list[int] = []
        for index in range(self.index + 1, self.last):
            token = self.tokens[index]
            if token.upos == "ADP" or (self.complements and index >= self.complements[0].head):
                break
            if token.upos in NOUNS and token.feats.get("Case") in ("Gen", None) and index not in self._times:
                found.append(index)
        return tuple(found)

    @cached_property
    def _times(self) -> frozenset[int]:
        inside: set[int] = set()
        if self.dated is not None:
            inside.update(self.view.tokens_in(self.dated.span))
        return frozenset(inside)

    @cached_property
    def content(self) -> frozenset[str]:
        """Lemmas that tell which document it is: of its title, topic, owner and telling attributes."""
        where = [*range(self.index + 1, self.last), *self.text.nominals.attributes(self.index)]
        lemmas = (
            self.tokens[i].lemma
            for i in where
            if self.tokens[i].upos in CONTENT and i not in self._times and i != self.number
        )
        return frozenset(lemma for lemma in lemmas if lemma not in self.around.colourless and len(lemma) > 1)

    @cached_property
    def title_lemmas(self) -> frozenset[str]:
        """The longer lemmas of the title."""
        if self.title is None:
            return frozenset()
        inside = self.view.tokens_in(self.title.inner)
        return frozenset(self.tokens[i].lemma for i in inside if len(self.tokens[i].lemma) > 2)

    @cached_property
    def family(self) -> str:
        """What it may be joined with; empty for a word that only points back."""
        for lemma in sorted(self.attributes | self.content):
            if lemma in self.entry.families:
                return self.entry.families[lemma]
        return self.entry.family

    @property
    def is_plural(self) -> bool:
        """Whether the noun stands in the plural or is counted."""
        counted = any(self.tokens[c].deprel.startswith("nummod") for c in self.text.nominals.attributes(self.index))
        return counted or self.tokens[self.index].feats.get("Number") == "Plur"

    @cached_property
    def preposition(self) -> str | None:
        """The preposition before the phrase, in lower case."""
        before = self.first - 1
        if before >= self.view.clause(self.index).first and self.tokens[before].upos == "ADP":
            return self.tokens[before].text.lower()
        return self.view.case_of(self.index)

    @property
    def is_target(self) -> bool:
        """Whether it is the text that something is put into or added to: «внести в закон», «поправки к закону»."""
        return self.preposition in self.around.target

    @cached_property
    def governor(self) -> int | None:
        """The verb or noun that the phrase hangs on; past coordination."""
        node = self.index
        for head in self.text.nominals.heads(self.index):
            if self.tokens[node].deprel not in ("conj", "appos") or self.tokens[head].upos not in NOUNS:
                return head
            node = head
        return None

    @property
    def span(self) -> Span:
        """Where the whole phrase stands."""
        return self.view.span(self.first, max(self.last, self.index + 1))


def _is_number(token: Token) -> bool:
    """«374-ФЗ», «№5», «214/12»."""
    return any(c.isdigit() for c in token.text) and (token.text[:1] == "№" or "-" in token.text or "/" in token.text)
