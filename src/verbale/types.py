"""The nouns of Verbale: one noun, one type, one meaning.

All types are frozen; the small ones that every report has by the hundred can be in no cycle, and so are kept from the
garbage collector (``gc=False``). Offsets everywhere are Unicode code points into ``Report.text``, end exclusive.
Field names of the items are those of the gold standard, so a record can be scored as it is.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["direct", "indirect", "mixed"]
Act = Literal["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "COMMENT"]
ActorType = Literal["person", "organisation", "state", "place", "document", "group"]
NameKind = Literal["PER", "LOC", "ORG"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexMod = Literal["START", "MID", "END", "APPROX"]
MeetingKind = Literal["talks", "summit", "session", "visit", "call", "press_conference", "conference", "other"]
MeetingStatus = Literal["held", "planned", "cancelled", "postponed"]
InstrumentKind = Literal[
    "treaty", "act", "resolution", "law", "decree", "draft", "declaration", "report", "letter", "other"
]
Mode = Literal["future", "hypothetical", "negated"]


class Span(msgspec.Struct, frozen=True, array_like=True, order=True, gc=False):
    """``[start, end)`` in code points of the report's text; written as a two-element array."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of this span in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


# --- intake -----------------------------------------------------------------


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published text as fetched."""

    text: str  # what all spans point into; never changed after intake
    sha256: str  # of ``text`` in UTF-8, hexadecimal
    raw_sha256: str | None = None  # of the bytes as fetched
    language: str = "ru"  # ISO 639-1
    title: str | None = None
    outlet: str | None = None  # the publishing site or agency
    author: str | None = None
    url: str | None = None  # canonical address
    published: str | None = None  # ISO 8601 date, or date and time with its offset
    retrieved: str | None = None  # ISO 8601, UTC
    encoding: str | None = None  # how the bytes were decoded
    furniture: tuple[Span, ...] = ()  # page furniture in the text: kept, never read


# --- language ---------------------------------------------------------------


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word or mark, in Universal Dependencies terms."""

    start: int
    end: int
    text: str
    lemma: str  # lower case, ё folded to е
    upos: str
    feats: dict[str, str]  # UD features; shared between tokens, never changed
    head: int  # index of the head token in ``Annotation.tokens``; -1 for a root
    deprel: str

    @property
    def span(self) -> Span:
        """Where the token stands."""
        return Span(self.start, self.end)


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A run of tokens ``[first, last)``; never ends inside a pair of quotation marks."""

    start: int
    end: int
    first: int
    last: int


class Name(msgspec.Struct, frozen=True, gc=False):
    """A proper name found in the text; tokens ``[first, last)``."""

    start: int
    end: int
    kind: NameKind
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Where the name stands."""
        return Span(self.start, self.end)


class Quotation(msgspec.Struct, frozen=True, gc=False):
    """A stretch in quotation marks, after a speech dash or in a block after a colon.

    ``start``/``end`` include the marks, ``inner`` does not.
    """

    start: int
    end: int
    inner: Span
    form: Literal["marks", "dash", "block"]
    level: int  # 0 outermost
    closed: bool  # False: the closing mark is missing, ended at the paragraph's end

    @property
    def span(self) -> Span:
        """The quotation with its marks."""
        return Span(self.start, self.end)


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """What the language stage knows of a text. All sequences are in text order."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]  # as a reader sees them; never broken inside quotation marks
    clauses: tuple[Sentence, ...]  # parse units: as sentences, but also broken inside quotations
    paragraphs: tuple[Span, ...]  # runs between line breaks, without surrounding white space
    names: tuple[Name, ...]
    quotations: tuple[Quotation, ...]  # by start, outer before inner


class Terms(msgspec.Struct, frozen=True):
    """The words of a text as a search looks for them, in text order."""

    starts: tuple[int, ...]  # first character of each, in code points
    lemmas: tuple[str, ...]  # of the same words: lower case, ё folded to е


# --- extract ----------------------------------------------------------------


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A place where an actor is mentioned."""

    span: Span
    form: Literal["name", "nominal", "pronoun", "abbreviation"]


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A person, organisation, state, group or document behind mentions of one report."""

    id: str  # "a1", "a2" … in order of first mention
    name: str  # nominative, the fullest the report gives
    type: ActorType
    aliases: tuple[str, ...] = ()  # other nominative forms used in the report
    roles: tuple[str, ...] = ()  # as printed
    country: str | None = None  # ISO 3166 alpha-3
    code: str | None = None  # PLOVER/CAMEO code of an international organisation, or country + sector
    qid: str | None = None  # Wikidata item, from a table of the user's own
    mentions: tuple[Mention, ...] = ()


class Exact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The characters of a statement's spans, so that a reader can check them without the offsets."""

    content: tuple[str, ...]
    cue: str | None = None
    source: str | None = None
    addressee: str | None = None
    target: str | None = None
    condition: str | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What the report attributes to somebody other than its author."""

    content: tuple[Span, ...]  # without outer marks, conjunction and final full stop
    cue: Span | None  # the words that attribute
    source: Span | None  # the mention that the cue governs
    kind: Kind
    speaker: str | None  # nominative name of who said it; None: the report does not say
    relay: bool  # an outlet passes on a report
    act: Act  # PLOVER event type
    exact: Exact
    rule: str  # the rule that found it
    id: str = ""  # "s1", "s2" … in text order
    actor: str | None = None  # Actor.id of the speaker
    confidence: float = 1.0  # probability that the deciding model gives, 0 to 1
    modes: tuple[Mode, ...] = ()
    addressee: Span | None = None  # to whom it was said
    addressee_actor: str | None = None
    target: Span | None = None  # towards whom the act is
    target_actor: str | None = None
    condition: Span | None = None
    instruments: tuple[str, ...] = ()  # ids of instruments mentioned in the content


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True):
    """A TIMEX3 expression, without its preposition."""

    span: Span
    type: TimexType
    value: str | None  # ISO 8601 as TIMEX3 has it; None: not settled by the report
    mod: TimexMod | None = None
    exact: str = ""
    rule: str = ""
    id: str = ""  # "t1", …


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """An encounter of parties with a communicative purpose; one entry however often mentioned."""

    trigger: Span
    kind: MeetingKind
    parties: tuple[str, ...]
    place: str | None
    date: str | None  # TIMEX3 value
    status: MeetingStatus
    former_date: str | None = None  # of a postponed meeting
    mentions: tuple[Span, ...] = ()  # further triggers
    party_actors: tuple[str, ...] = ()
    exact: str = ""
    rule: str = ""
    id: str = ""  # "m1", …


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """A treaty, act, resolution, law, draft … that the report refers to as a document."""

    mention: Span  # fullest
    name: str  # nominative
    kind: InstrumentKind
    date: str | None
    parties: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()  # all others
    exact: str = ""
    rule: str = ""
    id: str = ""  # "i1", …


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker's act towards another actor on a subject, with its statement as proof."""

    speaker: str  # actor's name
    act: Act
    target: str | None
    subject: str | None  # instrument's name or noun phrase, as printed
    condition: str | None
    statement: str  # Statement.id
    modes: tuple[Mode, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A report and all that was read in it."""

    doc: str  # file name or address
    report: Report
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    times: tuple[TimeExpression, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    positions: tuple[Position, ...] = ()
    reader: str = ""  # version of Verbale that read it
