"""What looks like a time expression and is none: ages, jubilees, names, titles.

Each guard says why a piece is dropped; they stand in an ordered list, with examples that run as tests.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from verbale.extract.times.meaning import Length, Piece, Point
from verbale.extract.times.reading import Reading
from verbale.extract.times.values import duration
from verbale.types import Token

Guard = Callable[[Reading, Piece], bool]

_OPENING = ("«", '"', "“", "„")
_CLOSING = ("»", '"', "”", "“")
_TITLE = 4  # atoms of a title after the length that it begins with
_SUBJECT_REACH = 5  # atoms between the one whose age is told and the age


def is_kept(r: Reading, piece: Piece) -> bool:
    """Whether no guard objects."""
    return not any(guard(r, piece) for guard in GUARDS)


def in_person_name(r: Reading, piece: Piece) -> bool:
    """A word of somebody's name.

    «Министр Арсен Август уехал.» →
    """
    if piece.last != piece.first + 1 or not r.is_capitalised(piece.first):
        return False
    return _name_at(r, piece.first) == "PER"


def in_place_name(r: Reading, piece: Piece) -> bool:
    """A date that names a street or a square.

    «Посольство стоит на улице 8 Марта.» →
    """
    before = piece.first - 1 - (r.atoms[piece.first - 1] == ".")
    if not isinstance(piece.meaning, Point) or not r.has(before, "street"):
        return False
    return piece.meaning.month is None or r.is_capitalised(piece.last - 1)


def in_title(r: Reading, piece: Piece) -> bool:
    """A length in the short title of a work, or words of time that are a whole name.

    «Он спел песню «Три минуты тишины» на бис.» →
    «Об этом пишет газета "Сегодня" и сообщает канал «Пятница».» →
    """
    if not r.is_capitalised(piece.first) or r.atoms[piece.first - 1] not in _OPENING or r.figures(piece.first):
        return False
    if r.atoms[piece.last] in _CLOSING:
        return True
    is_length = isinstance(piece.meaning, Length)
    return is_length and any(r.atoms[at] in _CLOSING for at in range(piece.last, piece.last + _TITLE))


def _name_at(r: Reading, i: int) -> str | None:
    names = r.annotation.names
    found = bisect_right(r.name_starts, r.starts[i]) - 1
    return names[found].kind if found >= 0 and r.starts[i] < names[found].end else None


def is_age_of_somebody(r: Reading, piece: Piece) -> bool:
    """An age beside the one whose age it is.

    «Арсену Волдину было 35 лет.» →
    «Арсен Волдин, 49 лет, ушёл в отставку.» →
    «Ему 78 лет.» →
    """
    if not isinstance(piece.meaning, Length) or not _in_years(piece) or _is_plain_length(r, piece):
        return False
    before, after = r.atoms[piece.first - 1], r.atoms[piece.last]
    if before in (",", "(") and after in (",", ")", ".", "(", ";") and duration(piece.meaning) is not None:
        return True
    at = piece.first - 1
    while at > piece.first - _SUBJECT_REACH and r.has(at, "age_between"):
        at -= 1
    token = r.token(at)
    if token is None or token.feats.get("Case") != "Dat":
        return False
    return token.upos in ("PRON", "PROPN") or token.feats.get("Animacy") == "Anim"


def is_age_by_word(r: Reading, piece: Piece) -> bool:
    """An age that a word next to it says to be one; what turned so old since a day is a length.

    «Он умер в возрасте 98 лет.» →
    «Голосуют все старше 18 лет.» →
    «На 49-м году жизни он ушёл.» →
    «Исполнилось [85 лет] со дня основания порта.» → DURATION P85Y
    """
    if not _in_years(piece) or _is_plain_length(r, piece):
        return False
    before = piece.first - 1
    if r.has(before, "more") and r.has(before - 1, "age_noun"):
        return True
    if any(r.has(before, role) for role in ("age_noun", "age_than", "own")) or _in_range_of_ages(r, before):
        return True
    return r.has(before, "age_verb") or (
        piece.rule == "length" and r.has(before, "in") and r.has(piece.last - 1, "counted")
    )


def _in_range_of_ages(r: Reading, i: int) -> bool:
    """Whether the words before an age, of which ``i`` is the last, begin a range of ages: в возрасте от 6 до."""
    if not r.has(i, "age_limit"):
        return False
    if r.figures(i - 1) and r.has(i - 2, "age_limit"):
        i -= 2
    before = r.token(i - 1)
    return r.has(i - 1, "age_noun") or (before is not None and _is_living(before))


def is_age_of_noun(r: Reading, piece: Piece) -> bool:
    """A length in years beside a living being.

    «Женщины до 60 лет голосуют дома.» →
    «Суд приговорил министра к [40 годам] тюрьмы.» → DURATION P40Y
    «Задержан 26-летний мужчина.» →
    «Он отметил 75-летний юбилей.» →
    """
    if not isinstance(piece.meaning, Length) or _is_plain_length(r, piece):
        return False
    if piece.rule == "length_adjective":
        return _describes_somebody(r, piece)
    if not _in_years(piece):
        return False
    # After a preposition it is how long somebody does something.
    before = r.token(piece.first - 1)
    return before is not None and _is_living(before)


def _is_living(token: Token) -> bool:
    return token.upos in ("NOUN", "PROPN") and token.feats.get("Animacy") == "Anim"


def _is_plain_length(r: Reading, piece: Piece) -> bool:
    """Whether it is counted from a day, or is a penalty or a term: 85 лет со дня основания, 5 лет тюрьмы."""
    if r.has(piece.last, "from") and r.has(piece.last + 1, "day_word"):
        return True
    return r.has(piece.last, "penalty") or r.has(piece.first - 2, "term")


def _describes_somebody(r: Reading, piece: Piece) -> bool:
    """Whether an adjective of length tells the age of what follows it, or stands for somebody."""
    own = r.token_index(piece.last - 1)
    tokens = r.annotation.tokens
    in_years = _in_years(piece)
    if _name_at(r, piece.last) == "PER":
        return in_years
    for token in tokens[own + 1 : own + 5]:
        if token.upos == "PROPN" and token.feats.get("Animacy") != "Inan":
            return in_years
        if token.upos in ("NOUN", "PROPN"):
            if r.lexicon.has_role(token.text, "jubilee"):
                return True
            return token.feats.get("Animacy") == "Anim"
        if token.upos not in ("ADJ", "DET", "PUNCT", "CCONJ") and token.feats.get("VerbForm") != "Part":
            break
    return in_years


def _in_years(piece: Piece) -> bool:
    return isinstance(piece.meaning, Length) and piece.meaning.counts[0][1] in ("Y", "M")


GUARDS: tuple[Guard, ...] = (
    in_person_name,
    in_place_name,
    in_title,
    is_age_of_somebody,
    is_age_by_word,
    is_age_of_noun,
)
