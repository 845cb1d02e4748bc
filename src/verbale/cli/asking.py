"""What the commands that ask the store have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from verbale.cli.streams import say, write_line

if TYPE_CHECKING:
    from verbale.store.answers.query import Query

T = TypeVar("T")

DATE_HELP = "2031-05-17, 2031-05 or 2031."


def query_of(**parameters: Any) -> Query:
    """The query of a command's options, those given. Raises ``QueryError`` for a value that cannot be."""
    from verbale.store.answers.query import Query

    return Query.from_params({name: value for name, value in parameters.items() if value})


def write_json(rows: Iterable[Any]) -> None:
    """Print each of ``rows`` as a line of JSON."""
    import msgspec

    for row in rows:
        write_line(msgspec.json.encode(row))


def write_rows(rows: Iterable[T], cells: Callable[[T], Iterable[str]], *, as_json: bool) -> None:
    """Print each of ``rows`` as a line: of JSON, or of its ``cells`` with tabs between them, for other programs."""
    if as_json:
        write_json(rows)
        return
    for row in rows:
        write_line("\t".join(cells(row)).encode())


def go_on(shown: int, cursor: str | None) -> None:
    """Say how to go on where there is more, or that there is nothing."""
    if cursor is not None:
        say(f"{shown} shown; more with --after {cursor}")
    elif not shown:
        say("nothing found")
