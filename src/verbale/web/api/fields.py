"""Parameters of requests: what they look like, and that there are no others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from typing import Annotated, Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from ninja.errors import ValidationError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from verbale.errors import NotStored, QueryError
from verbale.store.answers.query import LONGEST, MOST_ROWS, MOST_VALUES, PAGE

_NUMBER = re.compile("[0-9a-f]{1,16}")
_KEY = r"^[a-z2-7]{12}$"
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: object) -> date:
    """A day as ISO 8601 has it, and nothing else that could be taken for one."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return date.fromisoformat(value)
    raise ValueError("write a day like 2031-05-17")


Key = Annotated[str, Field(pattern=_KEY, description="Key of an item, as in its address.", examples=["c5xq2h7m4dka"])]
Text = Annotated[str, Field(max_length=LONGEST, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]
Texts = Annotated[list[Text], Field(max_length=MOST_VALUES)]
Day = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date", "examples": ["2031-05-17"]})
]
Cursor = Annotated[
    str,
    Field(pattern=r"^[0-9a-z-]{0,40}$", description="Where to go on: `next` of the page before. Opaque."),
]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="Rows of the page, at most.")]


class Parameters(BaseModel):
    """The parameters in the query of an address."""

    model_config = ConfigDict(extra="forbid")

    def given(self) -> dict[str, Any]:
        """Those that say something, as the store's ``Query`` takes them."""
        return self.model_dump(exclude_defaults=True)


class Paged(Parameters):
    """What all lists take."""

    after: Cursor = ""
    limit: Limit = PAGE


class Page(BaseModel):
    """Some of many: a page of a list."""

    next: str | None = Field(description="Cursor of the next page: give it as `after`. Null on the last one.")


def only_known(view: Callable[..., Any]) -> Callable[..., Any]:
    """Lets an operation take no parameters but those of its ``given``: a misspelt one would silently not limit."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        given = kwargs.get("given")
        in_query = given if isinstance(given, Parameters) else None
        faults = [*_faults("query", request.GET, in_query), *_faults("body", request.POST, given)]
        if faults:
            raise ValidationError(faults)
        return view(request, *args, **kwargs)

    return checked


def _faults(where: str, sent: QueryDict, given: BaseModel | None) -> Iterator[dict[str, Any]]:
    for name, values in sent.lists():
        if given is None or name not in type(given).model_fields:
            yield {"type": "unknown", "loc": (where, name), "msg": "there is no such parameter"}
        elif len(values) > 1 and not isinstance(getattr(given, name), list):
            yield {"type": "repeated", "loc": (where, name), "msg": "is given more than once"}


M = TypeVar("M", bound=Model)


def stored(rows: QuerySet[M], noun: str, key: str) -> M:
    """The one of ``rows`` under ``key``. Raises ``NotStored`` where there is none."""
    found = rows.filter(key=key).first()
    if found is None:
        raise NotStored(f"{key}: no such {noun}")
    return found


def cursor(*numbers: int) -> str:
    """The cursor that holds ``numbers``."""
    return "-".join(f"{number:x}" for number in numbers)


def numbers(text: str, count: int) -> tuple[int, ...]:
    """The numbers that a cursor holds. Raises ``QueryError`` where it is none of ``count`` numbers."""
    parts = text.split("-")
    if len(parts) != count or not all(_NUMBER.fullmatch(part) for part in parts):
        raise QueryError("after", f"{text!r} is no cursor", "take it from the page before, or leave it out")
    return tuple(int(part, 16) for part in parts)
