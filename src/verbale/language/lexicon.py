"""The words of a language that attribute, read from ``data/<language>/cues/*.toml`` and looked up by lemma.

A file of cues names its ``kind``, its semantic ``[groups]`` with what their members share, and holds one ``[[cue]]``
for a word, an aspect pair or a row of like expressions. ``attributions.toml`` holds ``[[attribution]]`` entries,
``sources.toml`` lists of words. Each entry carries an example in which the content stands in
``[[ ]]``, the cue in ``{{ }}`` and the source in ``(( ))``: the examples run as a test. The fields are those of
:mod:`verbale.language.cues`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import TypeVar

import msgspec

from verbale.errors import DataError
from verbale.language.cues import (
    Attribution,
    AttributionFile,
    Cue,
    CueEntry,
    CueFile,
    Government,
    Sources,
)
from verbale.language.tables import DATA
from verbale.types import Token

__all__ = ["Attribution", "Cue", "Government", "Lexicon", "load", "read"]

_Shape = TypeVar("_Shape")

_NOT_CUES = frozenset({"attributions", "sources"})


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """All cues of a language, looked up by lemma in constant time."""

    language: str
    verbs: dict[str, Cue]  # reflexive passives included: обвиняться → обвинить
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]  # of short forms, participles included: готов, уверена, обеспокоены
    passives: dict[str, Cue]  # the reflexive passives alone
    impersonal: dict[str, Cue]  # by form: сообщается → сообщить; attribute where they have no subject
    expressions: dict[str, tuple[Cue, ...]]  # by each lemma of their first word; longest first
    attributions: dict[str, tuple[Attribution, ...]]  # by each lemma of their first word; longest first
    documents: frozenset[str]
    outlet_nouns: frozenset[str]
    outlets: frozenset[str]
    quoted_outlets: frozenset[str]
    bodies: frozenset[str]
    informants: frozenset[str]

    def single(self, token: Token) -> Cue | None:
        """The cue of one word that ``token`` is a form of, by its part of speech; ``None`` where it is none."""
        if token.upos == "ADJ" or token.feats.get("Variant") == "Short":
            return self.adjectives.get(token.lemma) or self.verbs.get(token.lemma)
        cue = self.verbs.get(token.lemma) if token.upos in ("VERB", "AUX") else None
        if cue is None and token.upos in ("NOUN", "PROPN"):
            cue = self.nouns.get(token.lemma)
        # An impersonal form is plain whatever a tagger makes of it («явствует» is often taken for a noun).
        return cue or self.impersonal.get(_fold(token.text))

    def cues(self) -> Iterator[Cue]:
        """Every cue once."""
        seen: set[int] = set()
        tables: list[Iterable[Cue]] = [self.verbs.values(), self.nouns.values(), self.adjectives.values()]
        for cue in (cue for table in (*tables, *self.expressions.values()) for cue in table):
            if id(cue) not in seen:
                seen.add(id(cue))
                yield cue


@cache
def load(language: str) -> Lexicon:
    """The lexicon of ``language`` (ISO 639-1), read once.

    Raises :class:`~verbale.errors.DataError` naming file and entry where the data is wrong or missing.
    """
    return read(DATA / language / "cues", language)


def read(folder: Path, language: str) -> Lexicon:
    """The lexicon in the files of ``folder``; errors as in :func:`load`."""
    if not folder.is_dir():
        raise DataError(f"no cue lexicon for language {language!r}: there is no folder {language}/cues of its words")
    tables = _Tables()
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in _NOT_CUES:
            file = _parse(path, CueFile)
            for entry in file.cue:
                tables.add(entry, file, path.name)
    sources = _parse(folder / "sources.toml", Sources)
    return Lexicon(
        language=language,
        verbs=tables.verbs,
        nouns=tables.nouns,
        adjectives=tables.adjectives,
        passives=tables.passives,
        impersonal=tables.impersonal,
        expressions=_by_first_word(tables.expressions),
        attributions=_by_first_word(_attributions(folder / "attributions.toml")),
        documents=sources.documents,
        outlet_nouns=sources.outlet_nouns,
        outlets=sources.outlets,
        quoted_outlets=sources.quoted_outlets,
        bodies=sources.bodies,
        informants=sources.informants,
    )


class _Tables:
    """The look-up tables while they are filled; says which file and entry stand twice."""

    def __init__(self) -> None:
        self.verbs: dict[str, Cue] = {}
        self.nouns: dict[str, Cue] = {}
        self.adjectives: dict[str, Cue] = {}
        self.passives: dict[str, Cue] = {}
        self.impersonal: dict[str, Cue] = {}
        self.expressions: list[Cue] = []
        self._rows: set[tuple[str, ...]] = set()

    def add(self, entry: CueEntry, file: CueFile, name: str) -> None:
        """Files an entry under all its keys."""
        _check(entry, file, name)
        cue = _cue(entry, file)
        if file.kind == "expression":
            _check_rows(entry.words, self._rows, name, entry.title)
            self.expressions.append(cue)
            return
        table = {"verb": self.verbs, "noun": self.nouns, "adjective": self.adjectives}[file.kind]
        for key in cue.names:
            _put(table, key, cue, name)
        for key in cue.passive:
            _put(self.verbs, key, cue, name)
            _put(self.passives, key, cue, name)
        for key in cue.impersonal:
            _put(self.impersonal, key, cue, name)


def _put(table: dict[str, Cue], key: str, cue: Cue, name: str) -> None:
    if key in table:
        other = table[key].lemma
        raise DataError(f"{name}: entry {cue.lemma!r}: {key!r} stands already in entry {other!r}; remove one")
    table[key] = cue


def _cue(entry: CueEntry, file: CueFile) -> Cue:
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
        object=entry.object or group.object,
        inner=entry.inner,
        only=entry.only,
        excluded=entry.excluded,
        source=entry.source or ("gen" if file.kind == "noun" else "nom"),
        addressee=group.addressee if entry.addressee is None else entry.addressee,
        target=group.target if entry.target is None else entry.target,
        relay_ok=entry.relay_ok,
        participle=entry.participle,
        impersonal=entry.impersonal,
        passive=entry.passive,
        weak=entry.weak,
    )


def _check(entry: CueEntry, file: CueFile, name: str) -> None:
    problem = None
    if entry.group not in file.groups:
        problem = f"group {entry.group!r} is not in [groups]"
    elif bool(entry.words) != (file.kind == "expression") or bool(entry.words) == bool(entry.lemma):
        problem = "an expression has words, every other kind a lemma"
    elif not all(entry.words) or not entry.government:
        problem = "words and government must not be empty"
    elif len(set(entry.government)) < len(entry.government):
        problem = "a complement stands twice in government"
    elif any(word != _fold(word) for word in _words(entry)):
        problem = "words are lower case, with е for ё"
    if problem:
        raise DataError(f"{name}: entry {entry.title!r}: {problem}")


def _words(entry: CueEntry) -> Iterator[str]:
    yield from (entry.lemma, entry.pair or "", *entry.lemmas, *entry.impersonal, *entry.passive)
    yield from (*entry.only, *entry.excluded)
    for alternatives in entry.words:
        yield from alternatives


def _fold(word: str) -> str:
    return word.lower().replace("ё", "е")


def _attributions(path: Path) -> tuple[Attribution, ...]:
    attributions = _parse(path, AttributionFile).attribution
    rows: set[tuple[str, ...]] = set()
    for attribution in attributions:
        if not attribution.words or not all(attribution.words):
            raise DataError(f"{path.name}: entry {attribution.text!r}: words must not be empty")
        _check_rows((*attribution.words, (attribution.form or "",)), rows, path.name, attribution.text)
    return attributions


def _check_rows(words: tuple[tuple[str, ...], ...], rows: set[tuple[str, ...]], name: str, title: str) -> None:
    for row in product(*words):
        if row in rows:
            raise DataError(f"{name}: entry {title!r}: {' '.join(row)!r} stands twice; remove one")
        rows.add(row)


_Rowed = TypeVar("_Rowed", Cue, Attribution)


def _by_first_word(items: Iterable[_Rowed]) -> dict[str, tuple[_Rowed, ...]]:
    table: dict[str, list[_Rowed]] = {}
    for item in items:
        for word in item.words[0]:
            table.setdefault(word, []).append(item)
    return {word: tuple(sorted(found, key=lambda item: -len(item.words))) for word, found in table.items()}


def _parse(path: Path, shape: type[_Shape]) -> _Shape:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(f"{path.name}: the file is missing") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name}: not TOML: {error}") from error
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        raise DataError(f"{path.name}: {_placed(data, str(error))}") from error


def _placed(data: dict[str, list[dict[str, object]]], message: str) -> str:
    """The message of msgspec with the entry's words beside its number (``$.cue[12]``)."""
    for table in ("cue", "attribution"):
        _, found, rest = message.partition(f"$.{table}[")
        if found:
            entry = data[table][int(rest.partition("]")[0])]
            return f"entry {entry.get('lemma') or entry.get('text') or entry.get('words')!r}: {message}"
    return message
