"""The nouns of the record as the API answers with them; ``plain.py`` of the store makes most of them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from verbale import types

Span = Annotated[tuple[int, int], Field(description="Start and end (exclusive) in code points of the report's text.")]
State = Annotated[
    str, Field(description="What reviewers have said of it: read (nothing yet), accepted, corrected, rejected.")
]
Version = Annotated[int, Field(description="Grows with each decision; a review says which one it saw.")]
Timex = Annotated[str | None, Field(description="TIMEX3 value.", examples=["2031-05-17"])]


class Noun(BaseModel):
    """Made from a dictionary, or from what has attributes of the same names."""

    model_config = ConfigDict(from_attributes=True)


class Name(Noun):
    """An actor under the name that a report gives; without a key where the record does not know who is meant."""

    key: str | None
    name: str


class Actor(Noun):
    """A person, organisation, state or group, whichever reports name it."""

    key: str
    name: str
    type: types.ActorType
    country: str | None = Field(description="ISO 3166 alpha-3.")
    code: str | None = Field(description="PLOVER/CAMEO code.")
    qid: str | None = Field(description="Wikidata item.")


class Publication(Noun):
    """Where and when a text was published."""

    title: str | None
    outlet: str | None
    url: str | None = Field(description="As the report gives it: check it before you link it.")
    published: str | None = Field(description="ISO 8601 date, or date and time, as printed.")


class ReportReference(Publication):
    """The report that something stands in."""

    key: str
    language: str = Field(description="ISO 639-1.")


class Copy(Publication):
    """The same text, or nearly, printed elsewhere."""

    author: str | None
    day: dt.date
    similarity: float = Field(description="Share of common shingles, 0 to 1.")


class Report(ReportReference):
    """A published text, without it."""

    doc: str = Field(description="File name or address that it was added under.")
    author: str | None
    retrieved: str | None
    day: dt.date = Field(description="Published, else retrieved, else added: what lists are sorted by.")


class Spans(Noun):
    """Where the parts of a statement stand."""

    content: list[Span]
    cue: Span | None = None
    source: Span | None = None
    addressee: Span | None = None
    target: Span | None = None
    condition: Span | None = None


class Statement(Noun):
    """What a report attributes to somebody other than its author."""

    key: str
    day: dt.date = Field(description="The report's.")
    said: dt.date | None = Field(description="When it was said, where the report tells.")
    kind: types.Kind
    act: types.Act = Field(description="PLOVER event type.")
    modes: list[types.Mode]
    relay: bool = Field(description="Whether an outlet passes on a report.")
    confidence: float = Field(description="Probability that the deciding model gives.")
    state: State
    version: Version
    rule: str = Field(description="The rule that found it.")
    content: str = Field(description="The characters of its spans, a part a line.")
    cue: str | None
    source: str | None
    spans: Spans
    speaker: Name | None
    target: Name | None = Field(description="Towards whom the act is.")
    report: ReportReference


class Meeting(Noun):
    """What one report says of an encounter."""

    key: str
    kind: types.MeetingKind
    status: types.MeetingStatus
    parties: list[str]
    place: str | None
    date: Timex
    former_date: Timex
    state: State
    version: Version
    exact: str = Field(description="The words by which the report tells of it.")
    report: ReportReference


class Telling(Noun):
    """A report that tells of an event."""

    meeting: str = Field(description="Key of what it says of it.")
    said: str = Field(description="The words by which it tells.")
    key: str = Field(description="Key of the report.")
    title: str | None
    outlet: str | None
    day: dt.date


class Event(Noun):
    """An encounter, with all reports that tell of it; values are the newest report's."""

    key: str
    kind: types.MeetingKind
    status: types.MeetingStatus
    parties: list[str]
    place: str | None
    date: Timex
    former_date: Timex
    begins: dt.date | None
    ends: dt.date | None
    reports: list[Telling]


class Instrument(Noun):
    """A treaty, act, resolution, law, draft …, whichever reports cite it."""

    key: str
    name: str
    kind: types.InstrumentKind
    date: Timex


class Citation(Noun):
    """An instrument as one report refers to it."""

    key: str
    name: str
    kind: types.InstrumentKind
    date: Timex
    state: State
    version: Version
    exact: str = Field(description="The characters of its fullest mention.")
    day: dt.date
    report: ReportReference


class Position(Noun):
    """A speaker's act towards another actor on a subject."""

    act: types.Act
    subject: str | None
    condition: str | None
    modes: list[types.Mode]
    day: dt.date
    speaker: Name | None
    target: Name | None
    statement: str = Field(description="Key of the statement that proves it.")
    content: str = Field(description="Its words.")


class Utterance(Noun):
    """What was said once and stands in several outlets."""

    key: str
    day: dt.date = Field(description="Of the first report.")
    outlets: int
    reports: int
    speaker: str | None
    statement: str = Field(description="Key of the statement that was reported first.")
    content: str = Field(description="Its words.")
    report: ReportReference


class Review(Noun):
    """A reviewer's decision, in the chain of all decisions."""

    number: int
    noun: str
    item: str = Field(description="Key of the item.")
    decision: str = Field(description="accept, correct or reject; of actors join, split or undo.")
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str
    reviewer: str = Field(validation_alias="reviewer_name")
    made: dt.datetime
    previous: str = Field(description="Hash of the decision before.")
    hash: str = Field(description="SHA-256 of this one.")


class Question(Noun):
    """A reader's question or correction that a moderator has published."""

    key: str
    noun: str
    item: str
    kind: str = Field(description="question or correction.")
    text: str
    language: str = Field(description="Of the reader's interface.")
    state: str = Field(description="published or answered.")
    answer: str
    made: dt.datetime
    shown: dt.datetime = Field(description="Since when it, or its answer, has stood at the item.")


class Number(Noun):
    """How many there are of something by its name."""

    name: str
    number: int


class DayCount(Noun):
    """How many of an act on a day."""

    day: dt.date
    act: types.Act
    number: int
