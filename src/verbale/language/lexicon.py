"""The words of a language that attribute: cues, prepositional attributions and the nouns of sources.

They are data, ``data/<language>/cues/*.toml``. A file of cues names its ``kind``, its semantic ``[groups]`` with their
act and the role of their dependents, and holds one ``[[cue]]`` per word or aspect pair; ``attributions.toml`` holds
``[[attribution]]`` entries and ``sources.toml`` lists of nouns and names. Each entry carries an example in which the
content stands in ``[[ ]]``, the cue in ``{{ }}`` and the source in ``(( ))``: the examples run as a test.

The division into source, cue and content follows the attribution literature (PARC 3, PolNeAR); acts are PLOVER's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from verbale.errors import DataError
from verbale.types import Act, Token

CueKind = Literal["verb", "noun", "adjective", "expression"]
Government = Literal[
    "quote",  # direct quotation, in marks, after a dash or after a colon
    "что",  # finite clause with что, будто, как будто, «то/тем, что», or after a colon
    "как",  # finite clause with как: рассказал, как готовился
    "чтобы",  # clause with чтобы
    "indirect_question",  # спросил, когда …; не знает, кто …; неизвестно, будет ли …
    "inf",  # infinitive
    "main",  # the whole sentence that the cue follows or interrupts: «…, сообщает X»; also «как сообщает X, …»
    "pred",  # назвать X Y-ом: nominal or adjectival predicate in the instrumental
    "как+acc",  # расценить что-либо как провал
    "как+nom",  # представиться как врач
    "acc",
    "gen",
    "dat",
    "ins",
    "о+loc",
    "в+loc",
    "в+acc",
    "за+acc",
    "на+acc",
    "на+loc",
    "к+dat",
    "против+gen",
    "с+ins",
    "от+gen",
    "по+dat",
    "про+acc",
    "перед+ins",
    "из-за+gen",
]
ObjectRole = Literal["content", "addressee", "none"]
Case = Literal["nom", "gen", "dat", "acc", "ins", "loc"]
Dependent = Literal["", "acc", "dat", "gen"]

_Shape = TypeVar("_Shape")

_DATA = Path(__file__).parent / "data"
_NOT_CUES = frozenset({"attributions", "sources"})


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A semantic class of cues of one file and what its members share."""

    act: Act  # PLOVER event type by default
    addressee: Dependent = ""  # the case of the one spoken to: сообщил журналистам
    target: Dependent = ""  # the case of the one the act is towards: критикует министра


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """A word, or words together, that attribute content to a source.

    ``government`` lists in order of strength what can be its content. All lemmas are Universal Dependencies lemmas,
    lower case, ё folded to е.
    """

    lemma: str  # of an expression: its first word
    kind: CueKind
    government: tuple[Government, ...]
    group: str  # semantic class: say, accuse, promise …
    act: Act  # PLOVER event type by default
    example: str
    pair: str | None = None  # the verb of the other aspect, which shares the entry
    lemmas: tuple[str, ...] = ()  # further lemmas that an analyser gives to forms of the word
    words: tuple[tuple[str, ...], ...] = ()  # of an expression: slots in order, each with its possible lemmas
    object: ObjectRole = "content"  # what a direct object is, beside an infinitive or another complement
    source: Literal["nom", "gen", "ins", "dat", "none"] = "nom"  # the case of the source; "none": it has none
    addressee: Dependent = ""
    target: Dependent = ""
    relay_ok: bool = False  # an outlet that is its subject passes on news
    participle: bool = False  # its short passive participle attributes too: было предложено, объявлен
    impersonal: tuple[str, ...] = ()  # finite forms that attribute without a source: сообщается, отмечалось
    passive: tuple[str, ...] = ()  # reflexive passives: the subject is content, the source instrumental or none
    weak: bool = False  # attributes only where the government or the context leave no doubt

    def governs(self, complement: Government) -> bool:
        """Whether ``complement`` can be this cue's content."""
        return complement in self.government

    @property
    def names(self) -> tuple[str, ...]:
        """All lemmas under which the cue is found (of an expression: those of its first slot)."""
        own = self.words[0] if self.words else (self.lemma, *((self.pair,) if self.pair else ()))
        return (*own, *self.lemmas)


class Attribution(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A preposition group, adverb or particle that attributes its clause: «по словам», «согласно», «якобы»."""

    text: str
    words: tuple[tuple[str, ...], ...]  # lemmas in order; adjectives and possessives may stand between
    source: Literal["after", "optional", "none"]  # the source follows it, may follow it, is never there
    example: str
    source_case: Case | None = None
    form: str | None = None  # the only form of the first word that counts: ссылаясь
    act: Act = "COMMENT"
    relay_ok: bool = False
    weak: bool = False


class Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nouns and names that can be a source; lemmas in lower case, ё folded to е."""

    documents: frozenset[str]  # доклад, письмо, закон …
    outlet_nouns: frozenset[str]  # агентство, газета, корреспондент …
    outlets: frozenset[str]  # names of agencies and outlets
    bodies: frozenset[str]  # places and bodies that speak: Кремль, мэрия …
    informants: frozenset[str]  # источник, собеседник, очевидец …


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """All cues of a language, looked up by lemma in constant time."""

    language: str
    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]  # of short forms, participles included: готов, уверена, обеспокоены
    passives: dict[str, Cue]  # by reflexive passive lemma: обвиняться → обвинить
    impersonal: dict[str, Cue]  # by form: сообщается → сообщить
    expressions: dict[str, tuple[Cue, ...]]  # by each lemma of the first slot
    attributions: dict[str, tuple[Attribution, ...]]  # by each lemma of the first word; longest first
    documents: frozenset[str]
    outlet_nouns: frozenset[str]
    outlets: frozenset[str]
    bodies: frozenset[str]
    informants: frozenset[str]

    def single(self, token: Token) -> Cue | None:
        """The cue of one word that ``token`` is a form of: impersonal form, then by part of speech."""
        if token.upos in ("VERB", "AUX", "ADJ"):
            if (cue := self.impersonal.get(_fold(token.text))) is not None:
                return cue
            if token.upos == "ADJ" or token.feats.get("Variant") == "Short":
                return self.adjectives.get(token.lemma) or self.verbs.get(token.lemma)
            return self.verbs.get(token.lemma) or self.passives.get(token.lemma)
        return self.nouns.get(token.lemma) if token.upos == "NOUN" else None

    def cues(self) -> Iterator[Cue]:
        """Every cue once."""
        seen: set[int] = set()
        tables: list[Iterable[Cue]] = [self.verbs.values(), self.nouns.values(), self.adjectives.values()]
        tables += self.expressions.values()
        for cue in (cue for table in tables for cue in table):
            if id(cue) not in seen:
                seen.add(id(cue))
                yield cue


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A ``[[cue]]`` as it stands in a file, before its group's defaults."""

    government: tuple[Government, ...]
    group: str
    example: str
    lemma: str = ""
    pair: str | None = None
    lemmas: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    act: Act | None = None
    object: ObjectRole = "content"
    source: Literal["nom", "gen", "ins", "dat", "none"] | None = None
    addressee: Dependent | None = None
    target: Dependent | None = None
    relay_ok: bool = False
    participle: bool = False
    impersonal: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    weak: bool = False

    @property
    def title(self) -> str:
        """How errors name the entry."""
        return self.lemma or " ".join(slot[0] if slot else "?" for slot in self.words)


class _CueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: CueKind
    groups: dict[str, Group]
    cue: tuple[_Entry, ...]


class _AttributionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    attribution: tuple[Attribution, ...]


@cache
def load(language: str) -> Lexicon:
    """The lexicon of ``language`` (ISO 639-1), read once.

    Raises :class:`~verbale.errors.DataError` naming file and entry where the data is wrong or missing.
    """
    return read(_DATA / language / "cues", language)


def read(folder: Path, language: str) -> Lexicon:
    """The lexicon in the files of ``folder``; errors as in :func:`load`."""
    if not folder.is_dir():
        raise DataError(f"no cue lexicon for language {language!r} in {folder.name}/; languages have a folder each")
    tables = _Tables()
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in _NOT_CUES:
            for cue in _cues(path):
                tables.add(cue, path.name)
    attributions = _parse(folder / "attributions.toml", _AttributionFile).attribution
    sources = _parse(folder / "sources.toml", Sources)
    return Lexicon(
        language=language,
        verbs=tables.verb,
        nouns=tables.noun,
        adjectives=tables.adjective,
        passives=tables.passive,
        impersonal=tables.impersonal,
        expressions={lemma: tuple(cues) for lemma, cues in tables.expression.items()},
        attributions=_by_first_word(attributions, "attributions.toml"),
        documents=sources.documents,
        outlet_nouns=sources.outlet_nouns,
        outlets=sources.outlets,
        bodies=sources.bodies,
        informants=sources.informants,
    )


class _Tables:
    """The look-up tables while they are filled; says which file and entry stand twice."""

    def __init__(self) -> None:
        self.verb: dict[str, Cue] = {}
        self.noun: dict[str, Cue] = {}
        self.adjective: dict[str, Cue] = {}
        self.passive: dict[str, Cue] = {}
        self.impersonal: dict[str, Cue] = {}
        self.expression: dict[str, list[Cue]] = {}
        self._combinations: set[tuple[str, ...]] = set()

    def add(self, cue: Cue, file: str) -> None:
        """Files the cue under all its keys."""
        if cue.kind == "expression":
            self._add_expression(cue, file)
            return
        table = {"verb": self.verb, "noun": self.noun, "adjective": self.adjective}[cue.kind]
        for key in cue.names:
            _put(table, key, cue, file)
        for key in cue.passive:
            _put(self.passive, key, cue, file)
        for key in cue.impersonal:
            _put(self.impersonal, key, cue, file)

    def _add_expression(self, cue: Cue, file: str) -> None:
        for combination in _combinations(cue.words):
            if combination in self._combinations:
                raise DataError(f"{file}: expression {' '.join(combination)!r} stands twice; remove one")
            self._combinations.add(combination)
        for key in cue.words[0]:
            self.expression.setdefault(key, []).append(cue)


def _put(table: dict[str, Cue], key: str, cue: Cue, file: str) -> None:
    if key in table:
        raise DataError(f"{file}: entry {cue.lemma!r}: {key!r} stands already in entry {table[key].lemma!r}; remove one")
    table[key] = cue


def _combinations(words: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, ...]]:
    if not words:
        yield ()
        return
    for first in words[0]:
        for rest in _combinations(words[1:]):
            yield (first, *rest)


def _cues(path: Path) -> Iterator[Cue]:
    file = _parse(path, _CueFile)
    for entry in file.cue:
        yield _cue(entry, file, path.name)


def _cue(entry: _Entry, file: _CueFile, name: str) -> Cue:
    _check(entry, file, name)
    group = file.groups[entry.group]
    return Cue(
        lemma=entry.lemma or entry.words[0][0],
        kind=file.kind,
        government=entry.government,
        group=entry.group,
        act=entry.act or group.act,
        example=entry.example,
        pair=entry.pair,
        lemmas=entry.lemmas,
        words=entry.words,
        object=entry.object,
        source=entry.source or ("gen" if file.kind == "noun" else "nom"),
        addressee=group.addressee if entry.addressee is None else entry.addressee,
        target=group.target if entry.target is None else entry.target,
        relay_ok=entry.relay_ok,
        participle=entry.participle,
        impersonal=entry.impersonal,
        passive=entry.passive,
        weak=entry.weak,
    )


def _check(entry: _Entry, file: _CueFile, name: str) -> None:
    problem = None
    if entry.group not in file.groups:
        problem = f"group {entry.group!r} is not in [groups]"
    elif (file.kind == "expression") != bool(entry.words) or bool(entry.words) == bool(entry.lemma):
        problem = "an expression has words, every other kind a lemma"
    elif not all(entry.words) or not entry.government:
        problem = "words and government must not be empty"
    elif len(set(entry.government)) < len(entry.government):
        problem = "a complement stands twice in government"
    elif any(word != _fold(word) for word in _words(entry)):
        problem = "lemmas are lower case, with е for ё"
    if problem:
        raise DataError(f"{name}: entry {entry.title!r}: {problem}")


def _words(entry: _Entry) -> Iterator[str]:
    yield from (entry.lemma, entry.pair or "", *entry.lemmas, *entry.impersonal, *entry.passive)
    for slot in entry.words:
        yield from slot


def _fold(word: str) -> str:
    return word.lower().replace("ё", "е")


def _by_first_word(attributions: Iterable[Attribution], file: str) -> dict[str, tuple[Attribution, ...]]:
    table: dict[str, list[Attribution]] = {}
    seen: set[tuple[str, ...]] = set()
    for attribution in attributions:
        for combination in _combinations(attribution.words):
            key = (*combination, attribution.form or "")
            if key in seen:
                raise DataError(f"{file}: entry {attribution.text!r}: {' '.join(combination)!r} stands twice; remove one")
            seen.add(key)
        for lemma in attribution.words[0]:
            table.setdefault(lemma, []).append(attribution)
    return {lemma: tuple(sorted(found, key=lambda a: -len(a.words))) for lemma, found in table.items()}


def _parse(path: Path, shape: type[_Shape]) -> _Shape:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), shape)
    except FileNotFoundError:
        raise DataError(f"{path.name}: the file is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name}: not TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise DataError(f"{path.name}: {_place(path, str(error))}") from error


def _place(path: Path, message: str) -> str:
    """msgspec's message with the entry's own words for its number: ``$.cue[12]``."""
    head, found, rest = message.partition("$.cue[")
    table, key = "cue", "lemma"
    if not found:
        head, found, rest = message.partition("$.attribution[")
        table, key = "attribution", "text"
    number, _, _ = rest.partition("]")
    if not number.isdigit():
        return message
    entry = tomllib.loads(path.read_text(encoding="utf-8"))[table][int(number)]
    return f"entry {entry.get(key) or entry.get('words')!r}: {message}"
