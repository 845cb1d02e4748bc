"""A user's own table of people, and the linking of a report's actors to it.

A table is a CSV file in UTF-8 with a header. ``name`` is needed; ``aliases`` (separated by ``|``), ``qid`` (Wikidata item),
``role``, ``country`` (ISO 3166 alpha-3), ``from`` and ``to`` (ISO 8601 dates, of whatever precision, first and last day in
the role) may be there or empty. The separator is a comma, a semicolon or a tab, whichever the header has most of.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path

import msgspec

from verbale.errors import DataError
from verbale.extract.actors.countries import countries
from verbale.extract.actors.words import fold
from verbale.language.inflection import Case, get_inflector
from verbale.types import Actor

COLUMNS = ("name", "aliases", "qid", "role", "country", "from", "to")
QID = re.compile(r"Q[1-9]\d*")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
CASES: tuple[Case, ...] = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
STEM = 3  # letters of a surname by which rows are looked up, before their forms are compared


class PersonRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a table."""

    name: str
    aliases: tuple[str, ...] = ()
    qid: str | None = None
    role: str | None = None
    country: str | None = None
    since: str | None = None  # ISO 8601 date, inclusive, of whatever precision
    until: str | None = None

    def holds(self, day: str | None) -> bool:
        """Whether the row holds on an ISO 8601 date; on an unknown one it may."""
        if day is None:
            return True
        return (self.since is None or self.since <= day[: len(self.since)]) and (
            self.until is None or day[: len(self.until)] <= self.until
        )


class PeopleTable:
    """People whom a user knows; links actors to them where exactly one fits."""

    def __init__(self, rows: Iterable[PersonRow], language: str = "ru") -> None:
        self.rows = tuple(rows)
        self._inflector = get_inflector(language)
        self._by_stem: dict[str, list[PersonRow]] = {}
        for row in self.rows:
            for name in (row.name, *row.aliases):
                stem = _stem(self._in_order(name)[-1:])
                if row not in self._by_stem.setdefault(stem, []):
                    self._by_stem[stem].append(row)

    def link(self, actors: Sequence[Actor], published: str | None = None) -> tuple[Actor, ...]:
        """The actors; those people of whom exactly one row holds on the publication date with ``qid``, role and country.

        The table's role comes after those that the report gives, its country where the report gives none.
        """
        return tuple(self._linked(actor, published) for actor in actors)

    def find(self, actor: Actor, published: str | None = None) -> PersonRow | None:
        """The one row that fits an actor on a date; None where no row or several people do."""
        if actor.type != "person":
            return None
        rows = [row for row in self._candidates(actor) if row.holds(published) and self._fits(row, actor)]
        people = {row.qid or row.name for row in rows}
        return rows[0] if len(people) == 1 else None

    def _linked(self, actor: Actor, published: str | None) -> Actor:
        row = self.find(actor, published)
        if row is None:
            return actor
        if published is None and (row.since is not None or row.until is not None):
            return msgspec.structs.replace(actor, qid=row.qid)  # the same person, whose office at the time is not known
        known = {fold(role) for role in actor.roles}
        roles = actor.roles if row.role is None or fold(row.role) in known else (*actor.roles, row.role)
        return msgspec.structs.replace(actor, qid=row.qid, roles=roles, country=actor.country or row.country)

    def _candidates(self, actor: Actor) -> Iterator[PersonRow]:
        seen: set[int] = set()
        for name in _telling(actor):
            for row in self._by_stem.get(_stem(fold(name).split()[-1:]), ()):
                if id(row) not in seen:
                    seen.add(id(row))
                    yield row

    def _fits(self, row: PersonRow, actor: Actor) -> bool:
        """Whether a name of the actor is one of the row's; a surname alone needs the same country or role beside."""
        for ours in _telling(actor):
            for theirs in (row.name, *row.aliases):
                shared = self._shared(self._in_order(theirs), fold(ours).split())
                if shared > 1 or (shared == 1 and " " not in theirs and " " not in ours):
                    return True
                if shared == 1 and " " not in ours and _supports(row, actor):
                    return True
        return False

    def _in_order(self, name: str) -> list[str]:
        """The folded words of a name; of one that stands as in a register («Волдин Арсен Петрович»), the surname last."""
        words = fold(name).split()
        if len(words) == 3 and self._inflector.name_part(words[-1]) == "patronymic":
            return [*words[1:], words[0]]
        return words

    def _shared(self, theirs: list[str], ours: list[str]) -> int:
        """How many words two names share; 0 where the surnames differ or a word of the shorter name is missing."""
        gender = next((shown for word in theirs if (shown := self._inflector.name_gender(word)) is not None), None)
        forms = [{fold(self._inflector.decline_name([word], gender, case)[0]) for case in CASES} for word in theirs]
        if not theirs or not ours or ours[-1] not in forms[-1]:
            return 0
        found = [any(_same(word, other, known) for other, known in zip(theirs, forms, strict=True)) for word in ours]
        missed = [
            not any(_same(word, other, known) for word in ours) for other, known in zip(theirs, forms, strict=True)
        ]
        whole = all(found) if len(ours) <= len(theirs) else not any(missed)
        return min(len(ours), len(theirs)) if whole else 0


def _same(word: str, other: str, forms: set[str]) -> bool:
    """Whether two words of names are one: a form of it, or its initial."""
    short, long = sorted((word.rstrip("."), other.rstrip(".")), key=len)
    return long.startswith(short) if len(short) == 1 else word in forms


def load(path: Path | str, language: str = "ru") -> PeopleTable:
    """The table in a CSV file.

    Raises DataError naming the file, the line and the column where it is not as the module describes.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); name a CSV file") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 at byte {error.start}; save the table as UTF-8") from None
    return PeopleTable(_rows(text, path.name, language), language)


def _rows(text: str, file: str, language: str) -> Iterator[PersonRow]:
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = [column.strip().lower() for column in next(reader, [])]
        _check_header(columns, file)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _row(cells, columns, f"{file}, line {reader.line_num}", language)
    except csv.Error as error:
        raise DataError(f"{file}, line {reader.line_num}: {error}; check the quotation marks") from None


def _check_header(columns: list[str], file: str) -> None:
    if "name" not in columns:
        raise DataError(f"{file}, line 1: no column 'name'; the columns are {', '.join(COLUMNS)}")
    for column in columns:
        if column not in COLUMNS:
            raise DataError(f"{file}, line 1: unknown column {column!r}; the columns are {', '.join(COLUMNS)}")
        if columns.count(column) > 1:
            raise DataError(f"{file}, line 1: column {column!r} stands twice; remove one")


def _row(cells: list[str], columns: list[str], place: str, language: str) -> PersonRow:
    if len(cells) > len(columns):
        raise DataError(
            f"{place}: {len(cells)} cells under {len(columns)} columns; quote cells that hold the separator"
        )
    row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
    if not row.get("name"):
        raise DataError(f"{place}, column 'name': empty; give the person's name in the nominative")
    qid, country = row.get("qid") or None, (row.get("country") or "").upper() or None
    if qid is not None and not QID.fullmatch(qid):
        raise DataError(f"{place}, column 'qid': {qid!r} is no Wikidata item; write it like Q42")
    if country is not None and country not in countries(language).common:
        raise DataError(f"{place}, column 'country': {country!r} is no ISO 3166 alpha-3 code; write it like SWE")
    since, until = (_date(row.get(column, ""), place, column) for column in ("from", "to"))
    if since is not None and until is not None and since[: len(until)] > until[: len(since)]:
        raise DataError(f"{place}, column 'to': {until} is before {since}; swap the dates")
    aliases = tuple(alias.strip() for alias in row.get("aliases", "").split("|") if alias.strip())
    return PersonRow(
        name=row["name"],
        aliases=aliases,
        qid=qid,
        role=row.get("role") or None,
        country=country,
        since=since,
        until=until,
    )


def _date(cell: str, place: str, column: str) -> str | None:
    if cell and not DATE.fullmatch(cell):
        raise DataError(f"{place}, column {column!r}: {cell!r} is no date; write it like 2021, 2021-05 or 2021-05-17")
    return cell or None


def _telling(actor: Actor) -> list[str]:
    """The names that tell who an actor is: a surname alone only where the report gives no more."""
    names = [actor.name, *actor.aliases]
    return [name for name in names if " " in name] or names


def _supports(row: PersonRow, actor: Actor) -> bool:
    """Whether country or role say, beside a surname, that a row is an actor."""
    if row.country is not None and row.country == actor.country:
        return True
    words = set(fold(row.role or "").split())
    return any(words & set(fold(role).split()) for role in actor.roles)


def _stem(words: list[str]) -> str:
    return words[-1][:STEM] if words else ""
