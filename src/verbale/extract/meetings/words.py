"""The words for meetings of a language, from its ``meetings.toml``, checked on load."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from verbale.language.tables import load_table
from verbale.types import MeetingKind

VOWELS = frozenset("аеиоуыэюя")

NounNeed = Literal[
    "nothing",
    "event",
    "happening",
    "partner",
    "dialogue",
    "place",
    "official",
    "ordinal",
    "court",
    "trial",
    "told",
    "of_meeting",
]
VerbNeed = Literal["partner", "dated_partner", "recipient", "visited", "received", "court", "day", "body"]


class MeetingNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A noun that names meetings."""

    word: str  # lemma
    kind: MeetingKind
    needs: NounNeed  # what a mention must show
    example: str
    forms: dict[str, MeetingKind] = {}  # the kind that an attribute makes
    attribute: str | None = None  # attribute without which it names no meeting
    gathering: MeetingKind | None = None  # the kind where not just single parties meet


class MeetingVerb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb that tells a meeting."""

    word: str
    kind: MeetingKind
    needs: VerbNeed
    example: str
    gathering: MeetingKind | None = None
    each_other: bool = False  # its plural subject alone tells who met: «президенты встретились»


class Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A noun that makes the verb it stands with a call."""

    word: str
    online: bool
    example: str


class Around(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas of what stands around a meeting; the data file says what each list is for."""

    happen: frozenset[str]
    hold: frozenset[str]
    cancel: frozenset[str]
    postpone: frozenset[str]
    plan: frozenset[str]
    future_attribute: frozenset[str]
    past_attribute: frozenset[str]
    cancelled_attribute: frozenset[str]
    preparation: frozenset[str]
    wish: frozenset[str]
    within: frozenset[str]
    after: frozenset[str]
    within_preposition: frozenset[str]
    after_preposition: frozenset[str]
    before_preposition: frozenset[str]
    partner_preposition: frozenset[str]
    place_preposition: frozenset[str]
    tour_preposition: frozenset[str]
    topic_preposition: frozenset[str]
    court_preposition: frozenset[str]
    origin_preposition: frozenset[str]
    holding_noun: frozenset[str]
    relative: frozenset[str]
    numbering: frozenset[str]
    from_preposition: frozenset[str]
    to_preposition: frozenset[str]
    media: frozenset[str]
    speech_preposition: frozenset[str]
    sport: frozenset[str]
    sport_noun: frozenset[str]
    web: frozenset[str]
    web_noun: frozenset[str]
    single: frozenset[str]
    court: frozenset[str]
    court_person: frozenset[str]
    court_attribute: frozenset[str]
    body: frozenset[str]
    college: frozenset[str]
    official: frozenset[str]
    delegate: frozenset[str]
    collective: frozenset[str]
    participate: frozenset[str]
    gather: frozenset[str]
    floor: frozenset[str]
    floor_body: frozenset[str]
    offer: frozenset[str]
    go_on: frozenset[str]
    visited: frozenset[str]
    venue: frozenset[str]
    online: frozenset[str]
    first_person: frozenset[str]
    idiom: frozenset[tuple[str, str]]


class Declension(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How names of towns of one kind are declined."""

    nominative: str  # its ending, "" for none
    gender: str  # UD name
    behind: Literal["vowel", "consonant"]  # the stem's last letter
    endings: dict[str, tuple[str, ...]]  # by case (UD name)
    example: tuple[str, str]  # a form, its nominative
    attested: bool = False  # read only where the report has another form of it
    any_gender: bool = False  # whatever gender the tagger sees

    def stem(self, form: str, case: str) -> str | None:
        """The stem of a form in a case, both in lower case; None where the form is none of these names'."""
        for ending in self.endings.get(case, ()):
            stem = form.removesuffix(ending)
            if form.endswith(ending) and stem and (stem[-1] in VOWELS) == (self.behind == "vowel"):
                return stem
        return None


class MeetingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words for meetings of one language."""

    noun: tuple[MeetingNoun, ...]
    verb: tuple[MeetingVerb, ...]
    channel: tuple[Channel, ...]
    town: tuple[Declension, ...]
    words: Around


class Lexicon:
    """The words with look-ups by lemma."""

    def __init__(self, words: MeetingWords) -> None:
        self.around = words.words
        self.declensions = words.town
        self.nouns = {noun.word: noun for noun in words.noun}
        self.verbs = {verb.word: verb for verb in words.verb}
        self.channels = {channel.word: channel for channel in words.channel}
        self.triggers = frozenset(self.nouns) | frozenset(self.verbs) | frozenset(self.channels)


def load_words(language: str) -> MeetingWords:
    """The words of a language (ISO 639-1). Raises ``DataError`` where its file does not hold what it should."""
    return load_table(language, "meetings", MeetingWords)


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language, loaded once."""
    return Lexicon(load_words(language))
