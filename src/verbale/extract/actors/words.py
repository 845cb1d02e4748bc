"""The language's words about actors, read from ``language/data/<lang>/*.toml`` and checked on load."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from verbale.errors import DataError
from verbale.language import lexicon
from verbale.language.lexicon import Lexicon

T = TypeVar("T")

LOOK_ALIKES = str.maketrans("aceopxyi", "асеорхуі")  # Latin letters that pass for Cyrillic ones
_SECTOR_TYPES = {
    "GOV": frozenset({"ministry"}),
    "MIL": frozenset({"ministry"}),
    "COP": frozenset({"ministry"}),
    "SPY": frozenset({"ministry"}),
    "JUD": frozenset({"court", "ministry"}),
    "LEG": frozenset({"parliament"}),
    "PTY": frozenset({"party"}),
    "BUS": frozenset({"company"}),
}


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with two phrases of it, and whether they name the same actor."""

    text: str
    phrase: str
    name: str | None


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Titles that one and the same office has («премьер-министр», «глава правительства»)."""

    titles: tuple[str, ...]
    unique: bool = False  # one holder at a time: a name without any title soon after is the holder's
    example: Example | None = None


class PeopleClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that may stand for any person with one of the titles («политик» for a minister)."""

    generic: tuple[str, ...]
    titles: tuple[str, ...]
    example: Example | None = None


class Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """titles.toml."""

    sectors: dict[str, tuple[str, ...]]  # PLOVER sector code -> titles
    office: tuple[Office, ...]
    people: tuple[PeopleClass, ...]
    generic_male: tuple[str, ...]
    generic_female: tuple[str, ...]
    generic_any: tuple[str, ...]
    heads: tuple[str, ...]  # «глава», «лидер»: the office is in the dependent
    relational: tuple[str, ...]  # whose? «адвокат», «сын»: a name after it is its owner's
    retinue: tuple[str, ...]  # «штаб», «семья»: whose, too, but bodies
    anonymous: tuple[str, ...]  # people whom reports leave unnamed
    interlocutors: tuple[str, ...]  # «собеседник»: of whom a report has spoken
    one: tuple[str, ...]  # numerals that count a single one
    new_modifiers: tuple[str, ...]  # «другой», «некий»: somebody not mentioned before
    old_modifiers: tuple[str, ...]  # «этот», «сам»: somebody mentioned before
    inanimate_people: tuple[str, ...]  # «звезда», «легенда»
    couples: tuple[str, ...]  # «супруги», «пара»: people mentioned together before
    companions: tuple[str, ...]  # «женщина», «школьник»: in the plural, people named together before
    counts: dict[str, int]  # numerals that count people named together
    copulas: tuple[str, ...]  # «стать», «являться»: their instrumental is a title of the subject


class Pronouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """pronouns.toml."""

    he: tuple[str, ...]
    she: tuple[str, ...]
    it: tuple[str, ...]
    they: tuple[str, ...]
    his: tuple[str, ...]
    her: tuple[str, ...]
    their: tuple[str, ...]
    me: tuple[str, ...]
    us: tuple[str, ...]
    my: tuple[str, ...]
    our: tuple[str, ...]
    own: tuple[str, ...]
    which: tuple[str, ...]
    voice: tuple[str, ...]  # nouns whose genitive speaks: «по словам министра»


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An institution or international organisation under its names, fullest first."""

    names: tuple[str, ...]
    code: str | None = None  # PLOVER/CAMEO: an international organisation
    state: str | None = None  # ISO 3166 alpha-3 of the state that it belongs to
    sector: str | None = None  # PLOVER/CAMEO sector: GOV, LEG, MIL, COP, JUD, SPY …


class BodyType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Common nouns for one type of body, and what they may stand for."""

    name: str
    nouns: tuple[str, ...]
    bare: bool = False  # a name beside the noun stands without it: «газета «Курьер»» is «Курьер»
    example: Example | None = None


class Organisations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """organisations.toml."""

    body: tuple[Body, ...]
    type: tuple[BodyType, ...]
    issuing: tuple[str, ...]  # verbs whose subject speaks in what they bring out: «опубликовал заявление»
    any_document: tuple[str, ...]  # «документ»: refers back to any document
    groups: tuple[str, ...]  # collective nouns that speak without a name: «власти», «следствие»


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What CLDR does not know of a state."""

    aliases: tuple[str, ...] = ()
    capital: str | None = None
    metonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class States(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """states.toml: by ISO 3166 alpha-3 code."""

    state: dict[str, State]


class Words:
    """All of a language's words about actors, in the shape that look-ups need. Lemmas are lower case with е for ё."""

    def __init__(self, titles: Titles, pronouns: Pronouns, organisations: Organisations, lexicon: Lexicon) -> None:
        self.titles = titles
        self.pronouns = pronouns
        self.organisations = organisations
        self.lexicon = lexicon

    @cached_property
    def offices(self) -> dict[str, frozenset[int]]:
        """For each title the numbers of its offices."""
        return _index(office.titles for office in self.titles.office)

    @cached_property
    def sectors(self) -> dict[str, str]:
        """For each title its PLOVER sector."""
        return {title: sector for sector, titles in self.titles.sectors.items() for title in titles}

    @cached_property
    def unique(self) -> frozenset[str]:
        """Titles of offices that have one holder at a time."""
        return frozenset(title for office in self.titles.office if office.unique for title in office.titles)

    @cached_property
    def classes(self) -> dict[str, frozenset[int]]:
        """For each title the numbers of the classes of people that it belongs to."""
        return _index(group.titles + group.generic for group in self.titles.people)

    @cached_property
    def generics(self) -> dict[str, frozenset[int]]:
        """For each generic noun the numbers of the classes that it covers."""
        return _index(group.generic for group in self.titles.people)

    @cached_property
    def body_nouns(self) -> dict[str, frozenset[str]]:
        """For each common noun of a body the types it may mean («агентство» an outlet or a ministry)."""
        table: dict[str, set[str]] = {}
        for kind in self.organisations.type:
            for noun in kind.nouns:
                table.setdefault(noun, set()).add(kind.name)
        return {noun: frozenset(kinds) for noun, kinds in table.items()}

    def types_of(self, lemma: str) -> frozenset[str]:
        """The types that a common noun of a body may mean; empty for any other word."""
        return self.body_nouns.get(lemma, frozenset())

    @cached_property
    def _bare(self) -> frozenset[str]:
        return frozenset(noun for kind in self.organisations.type if kind.bare for noun in kind.nouns)

    def is_bare(self, lemma: str) -> bool:
        """Whether a name beside the noun stands without it: «газета «Курьер»» is «Курьер»."""
        return lemma in self._bare

    @cached_property
    def known_bodies(self) -> dict[str, Body]:
        """For each name of a known body, folded, the body."""
        return {fold(name): body for body in self.organisations.body for name in body.names}

    @cached_property
    def _body_letters(self) -> frozenset[str]:
        return frozenset(name[:3] for name in self.known_bodies)

    def may_be_body(self, word: str) -> bool:
        """Whether a known body's name may begin with a word, in whatever case: a quick look before a sure one."""
        return fold(word)[:3] in self._body_letters

    @property
    def outlets(self) -> frozenset[str]:
        """Names of outlets, folded."""
        return self.lexicon.outlets

    @property
    def documents(self) -> frozenset[str]:
        """Lemmas of documents."""
        return self.lexicon.documents

    def speaks(self, lemma: str) -> bool:
        """Whether a verb attributes words or thoughts to its subject."""
        return lemma in self.lexicon.verbs

    def speaks_of_itself(self, lemma: str) -> bool:
        """Whether a verb attributes, also reflexively: «говорится», «сообщается»."""
        return lemma in self.lexicon.verbs or lemma in self.lexicon.passives

    def is_utterance(self, lemma: str) -> bool:
        """Whether a noun is something said or written, whose author speaks: «письмо», «слова», «речь»."""
        return lemma in self.lexicon.documents or lemma in self.pronouns.voice or lemma in self.lexicon.nouns

    @property
    def informants(self) -> frozenset[str]:
        """Lemmas of people whom reports leave unnamed: «источник», «собеседник»."""
        return self.lexicon.informants

    @staticmethod
    def sector_types(sector: str) -> frozenset[str]:
        """The body types that a PLOVER sector implies."""
        return _SECTOR_TYPES.get(sector, frozenset())

    @cached_property
    def _people(self) -> frozenset[str]:
        t = self.titles
        return frozenset(
            [*self.offices, *self.classes, *t.generic_male, *t.generic_female, *t.generic_any, *t.heads, *t.relational,
             *t.anonymous, *t.inanimate_people]
        )  # fmt: skip

    def is_person(self, lemma: str) -> bool:
        """Whether a noun is known to stand for a person, of a compound its last part: «экс-премьер»."""
        return lemma in self._people or ("-" in lemma and lemma.rpartition("-")[2] in self._people)

    @cached_property
    def _relational(self) -> frozenset[str]:
        return frozenset(self.titles.relational + self.titles.retinue)

    def is_relational(self, lemma: str) -> bool:
        """Whether a noun asks "whose?": «адвокат», «сын», «пресс-секретарь»."""
        return lemma in self._relational


def _index(groups: object) -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for number, words in enumerate(groups):  # type: ignore[arg-type,var-annotated]
        for word in words:
            table.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in table.items()}


@cache
def words(language: str) -> Words:
    """The words of a language (ISO 639-1).

    Raises DataError, naming the file and the field, where a file does not hold what it should.
    """
    return Words(
        load(language, "titles", Titles),
        load(language, "pronouns", Pronouns),
        load(language, "organisations", Organisations),
        lexicon.load(language),
    )


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Lower case, е for ё, plain hyphens and apostrophes, no Latin look-alikes in Cyrillic: how names are compared."""
    word = word.lower().replace("ё", "е").replace("’", "'").replace("‑", "-").strip()
    return word.translate(LOOK_ALIKES) if not word.isascii() else word


def load(language: str, name: str, kind: type[T]) -> T:
    """One data file of a language as ``kind``; DataError where it is missing or wrong."""
    path = files("verbale.language") / "data" / language / f"{name}.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        raise DataError(
            f"language/data/{language}/{name}.toml is missing: no words for language {language!r}"
        ) from None
    except msgspec.DecodeError as error:
        raise DataError(f"language/data/{language}/{name}.toml: {error}; correct the file") from None
