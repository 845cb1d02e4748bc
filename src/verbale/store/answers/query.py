"""A question to the store as data: from the command line or an address, and back to one.

>>> query = Query.from_params({"q": "договор", "act": ["reject", "AGREE"], "since": "2031-05", "page": "ignored"})
>>> query.act, str(query.since)
(('REJECT', 'AGREE'), '2031-05-01')
>>> query.to_params()
{'q': 'договор', 'act': ['REJECT', 'AGREE'], 'since': '2031-05-01'}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal, get_args

import msgspec

from verbale.errors import QueryError
from verbale.periods import period
from verbale.types import Act, Kind

Sort = Literal["date", "rank"]
StateName = Literal["read", "accepted", "corrected", "rejected"]

LONGEST = 500  # characters of a value
MOST_VALUES = 50  # of one parameter
MOST_ROWS = 200  # of a page
PAGE = 20

_TEXTS = ("speaker", "target", "instrument", "after")
_LISTS: dict[str, Any] = {"act": Act, "kind": Kind, "outlet": None, "language": None, "state": StateName}
_FIRST_DAYS = ("since", "said_since")
_LAST_DAYS = ("until", "said_until")


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of statements or reports; a field that is empty does not limit."""

    words: str = ""  # in the search's language; parameter ``q``
    speaker: str | None = None  # name, key or code
    target: str | None = None  # name, key or code
    act: tuple[Act, ...] = ()
    kind: tuple[Kind, ...] = ()
    outlet: tuple[str, ...] = ()
    since: date | None = None  # day of the report, inclusive
    until: date | None = None  # day of the report, inclusive
    said_since: date | None = None
    said_until: date | None = None
    instrument: str | None = None  # name or key
    language: tuple[str, ...] = ()  # ISO 639-1
    state: tuple[StateName, ...] = ()  # none: all but the rejected
    sort: Sort = "date"  # by rank only where there are words
    after: str = ""  # cursor of the page before
    limit: int = PAGE  # rows of a page

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> Query:
        """The query that ``params`` say: texts, or lists of texts, by name; unknown names are passed over.

        Django's ``QueryDict`` is such a mapping. A day may also be a month or a year, which stands for its first or last
        day. Raises ``QueryError`` for a value that cannot be.
        """
        given = {name: _values(params, name) for name in ("q", "sort", "limit", *_DAYS, *_TEXTS, *_LISTS)}
        fields: dict[str, Any] = {"words": " ".join(given["q"])}
        fields |= {name: given[name][-1] for name in _TEXTS if given[name]}
        fields |= {name: _one_of(name, given[name], kind) for name, kind in _LISTS.items()}
        fields |= {name: _day(name, given[name][-1]) for name in _DAYS if given[name]}
        if given["sort"]:
            (fields["sort"],) = _one_of("sort", given["sort"][-1:], Sort)
        if given["limit"]:
            fields["limit"] = _count("limit", given["limit"][-1])
        query = cls(**fields)
        for first, last in (("since", "until"), ("said_since", "said_until")):
            since, until = getattr(query, first), getattr(query, last)
            if since is not None and until is not None and since > until:
                raise QueryError(
                    last, "{until} is before {first} {since}", "swap them", first=first, since=since, until=until
                )
        return query

    def to_params(self) -> dict[str, str | list[str]]:
        """The parameters of this query, only those that limit it; ``urlencode(…, doseq=True)`` writes them."""
        params: dict[str, str | list[str]] = {}
        for field, default in zip(self.__struct_fields__, self.__struct_defaults__, strict=True):
            value = getattr(self, field)
            if value != default:
                name = "q" if field == "words" else field
                params[name] = list(value) if isinstance(value, tuple) else str(value)
        return params

    def replace(self, **changes: Any) -> Query:
        """This query with other values for some fields, on its first page unless ``after`` is given."""
        return msgspec.structs.replace(self, **{"after": "", **changes})


_DAYS = (*_FIRST_DAYS, *_LAST_DAYS)


def _values(params: Mapping[str, Any], name: str) -> list[str]:
    """The values of a parameter without blank ones."""
    listed = getattr(params, "getlist", None)
    value = listed(name) if listed is not None else params.get(name)
    many: Sequence[Any] = [value] if isinstance(value, str | int | date) else value or ()
    found = [str(item).strip() for item in many]
    if len(found) > MOST_VALUES:
        raise QueryError(name, "more than {most} values", "give fewer", most=MOST_VALUES)
    for text in found:
        if len(text) > LONGEST or "\0" in text:
            raise QueryError(name, "longer than {most} characters or not text", "give a shorter one", most=LONGEST)
    return [text for text in found if text]


def _one_of(name: str, values: Sequence[str], kind: Any) -> tuple[str, ...]:
    if kind is None:
        return tuple(dict.fromkeys(values))
    known = {choice.casefold(): choice for choice in get_args(kind)}
    for value in values:
        if value.casefold() not in known:
            raise QueryError(
                name, "{value!r} is not known", "give one of {known}", value=value, known=", ".join(known.values())
            )
    return tuple(dict.fromkeys(known[value.casefold()] for value in values))


def _day(name: str, value: str) -> date:
    found = period(value)
    if found is None:
        raise QueryError(name, "{value!r} is no date", "write it like 2031-05-17, 2031-05 or 2031", value=value)
    return found.first if name in _FIRST_DAYS else found.after - timedelta(days=1)


def _count(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= MOST_ROWS):
        raise QueryError(name, "{value!r} is no number of rows", "give 1 to {most}", value=value, most=MOST_ROWS)
    return int(value)
