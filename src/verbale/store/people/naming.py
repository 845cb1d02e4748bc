"""What an actor's name tells across reports: nothing, that it may be somebody known, or who it is."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from verbale.errors import DataError
from verbale.store.folding import fold
from verbale.store.models import Told

if TYPE_CHECKING:
    from verbale.extract.actors.words import Organisations

# Letters of the Cyrillic alphabets in Latin; what the usual systems (ISO 9, BGN, passports, newspapers) write in
# different ways is made one by ``_VARIANTS`` below, also in names that are printed in Latin.
_LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщыэюяўјљњћђџѓќѕ"
_IN_LATIN = "a b v g g d e e zh z i i i i k l m n o p r s t u f h c ch sh sch i e iu ia u i l n c d dzh g k dz"
_LATIN = str.maketrans({**dict(zip(_LETTERS, _IN_LATIN.split(), strict=True)), "ъ": "", "ь": ""})
_VARIANTS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"shch", "sch"),
        (r"kh", "h"),
        (r"t[sz]", "c"),
        (r"ph", "f"),
        (r"ck", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"\b[jy]e|(?<=[aeiou])[jy]e", "e"),
        (r"[jy]", "i"),
        (r"ii+", "i"),
    )
)
_NUMERAL = re.compile(r"[ivxl]+")  # of a king, a pope
_PATRONYMIC = re.compile(r".{2,}(?:ich|[oe]vna|ichna)")
_ABBREVIATION = re.compile(r"[^\W\d_]{3,}")


class Name(msgspec.Struct, frozen=True):
    """A name for look-up."""

    folded: str  # lower case, in Latin letters; of a person without a patronymic and with the words in order
    told: Told
    middle: str = ""  # a person's patronymic
    initials: tuple[str, ...] = ()  # a person's, where no given name stands


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """``name`` for look-up in whatever alphabet: folded, in Latin letters; what is spelt in several ways in one of them."""
    return " ".join(_in_latin(word) for word in fold(name).split())


@lru_cache(maxsize=50_000)
def _in_latin(word: str) -> str:
    if _NUMERAL.fullmatch(word):
        return word
    word = word.translate(_LATIN)
    for pattern, plain in _VARIANTS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=50_000)
def name_of(name: str, type_: str, language: str) -> Name:
    """What ``name`` of an actor of a type (``types.ActorType``) tells, in a report in ``language``."""
    folded = fold_name(name)
    if type_ in {"group", "document"} or not folded:
        return Name(folded, Told.NOTHING)
    if type_ == "person":
        return _person(name)
    if type_ == "organisation":
        bodies = _bodies(language)
        if folded in bodies.generic or (name == name.lower() and not name.isascii()):
            return Name(folded, Told.NOTHING)
        return Name(bodies.main.get(folded, folded), Told.WHO)
    return Name(folded, Told.WHO)


def is_pair(name: str, abbreviation: str) -> bool:
    """Whether a report that gives both names uses the second as an abbreviation of the first.

    In capitals, three letters or more (two stand for too much), of a name of several words.
    """
    return " " in name and abbreviation == abbreviation.upper() and _ABBREVIATION.fullmatch(abbreviation) is not None


def _person(name: str) -> Name:
    printed = name.split()
    parts = [part for word in printed if (part := fold_name(word))]  # «Стросс-Кан» is one
    long = [part for part in parts if len(part) > 1]
    initials = tuple(part for part in parts if len(part) == 1)
    is_named = printed[0][:1].isupper() and printed[-1] != printed[-1].lower() and not any(map(str.isdigit, name))
    if not is_named or not 0 < len(long) <= 6:
        return Name(" ".join(parts), Told.NOTHING)
    middle = _patronymic(long)
    names = sorted(part for part in long if part != middle)
    if len(names) == 1:
        return Name(names[0], Told.PERHAPS, middle, initials)
    return Name(" ".join(names), Told.WHO, middle)


def _patronymic(words: list[str]) -> str:
    """The patronymic among three words: «Арсен Петрович Волдин», «Волдин Арсен Петрович»; else ""."""
    if len(words) != 3:
        return ""  # of two words, the one that looks like a patronymic is a surname: «Милан Волдович»
    return next((word for word in (words[1], words[2]) if _PATRONYMIC.fullmatch(word)), "")


class _Bodies(msgspec.Struct, frozen=True):
    """What a language's data know of organisations' names; all folded."""

    main: dict[str, str]  # the fullest name of one organisation for each of its names
    generic: frozenset[str]  # «СМИ», «власти»


@cache
def _known(language: str) -> Organisations | None:
    """A language's organisations; None where it has no data."""
    from verbale.extract.actors.words import words

    try:
        return words(language).organisations
    except DataError:
        return None


@cache
def _bodies(language: str) -> _Bodies:
    known = _known(language)
    if known is None:
        return _Bodies({}, frozenset())
    # A body that many states have («Верховный суд») is not one.
    one = [body for body in known.body if body.code is not None or body.state is not None]
    main = {fold_name(name): fold_name(body.names[0]) for body in one for name in body.names}
    return _Bodies(main, frozenset(fold_name(group) for group in known.groups))


@cache
def state_names(language: str) -> dict[str, str]:
    """The common name of each state in a language, by its ISO 3166 alpha-3 code."""
    from verbale.extract.actors.countries import countries

    return countries(language).common if _known(language) is not None else {}
