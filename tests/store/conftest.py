"""Reports put into a store, about invented people and states."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from verbale.language import terms
from verbale.store.adding import Entry, add
from verbale.store.models import Report
from verbale.types import Actor, Annotation, Mention, Record, Span, Terms
from verbale.types import Report as TextReport

Keep = Callable[..., Report]


def actor_in(text: str, number: int, name: str, type_: str = "person", **fields: Any) -> Actor:
    """An actor who is mentioned by the first word of the name that stands in the text, or at its start."""
    place = max(text.find(name), 0)
    mention = Mention(span=Span(place, place + max(len(name), 1)), form="name")
    return Actor(id=f"a{number}", name=name, type=type_, mentions=(mention,), **fields)


@pytest.fixture
def keep(db, make_statement) -> Keep:
    """Keep a report: ``keep("Волдин заявил: мир.", ("мир", "Арсен Волдин", "AGREE", "Велария"), outlet="Полюс")``.

    Each statement is given as its content, speaker, act and target; other fields are the report's, or ``actors`` with
    what is to be known of them and ``annotation`` for its terms.
    """

    def call(text: str, *said: tuple[Any, ...], **fields: Any) -> Report:
        known: dict[str, dict[str, Any]] = fields.pop("actors", {})
        annotation: Annotation | None = fields.pop("annotation", None)
        extra: dict[str, Any] = {
            name: fields.pop(name) for name in ("meetings", "instruments", "positions") if name in fields
        }
        names = list(dict.fromkeys([name for row in said for name in (row[1], *row[3:4]) if name] + list(known)))
        actors = {name: actor_in(text, i, name, **known.get(name, {})) for i, name in enumerate(names, 1)}
        statements = tuple(
            make_statement(
                text, number, row[0], speaker=row[1], actor=actors[row[1]].id if row[1] else None, act=row[2],
                target_actor=actors[row[3]].id if row[3:4] and row[3] else None, **(row[4] if row[4:] else {}),
            )
            for number, row in enumerate(said, 1)
        )  # fmt: skip
        report = TextReport(text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **fields)
        record = Record(
            doc=fields.get("title") or "report.txt", report=report, statements=statements,
            actors=tuple(actors.values()), reader="0.1.0", **extra,
        )  # fmt: skip
        found: Terms | None = terms.terms_of(annotation) if annotation is not None else None
        (kept,) = add([Entry(record=record, terms=found)])
        return Report.objects.get(key=kept.report)

    return call
