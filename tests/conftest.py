"""What several tests share: records made by hand, about invented people and states; and a store for those that ask.

The store is a scratch SQLite, or a server where ``VERBALE_DATABASE`` names one (``scripts/postgres.py`` starts it).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from verbale.store.opening import start
from verbale.types import (
    Actor,
    Annotation,
    Exact,
    Instrument,
    Meeting,
    Mention,
    Position,
    Record,
    Report,
    Span,
    Statement,
    Terms,
    TimeExpression,
)

SCRATCH = Path(tempfile.mkdtemp(prefix="verbale-tests-"))
if not os.environ.get("VERBALE_DATABASE", "").startswith("postgresql://"):
    # Never the user's own store. Django's tests make theirs beside it, in memory; the file only has to be there.
    (SCRATCH / "store.sqlite3").touch(mode=0o600)
    os.environ["VERBALE_DATABASE"] = str(SCRATCH / "store.sqlite3")
# So that none is made in the user's folder.
os.environ["VERBALE_SECRET_KEY"] = "".join(map(chr, range(ord("0"), ord("z"))))
os.environ["DJANGO_SETTINGS_MODULE"] = "verbale.settings"
start()  # here and not in a hook: the conftests of folders, which come next, import models


def pytest_unconfigure() -> None:
    shutil.rmtree(SCRATCH, ignore_errors=True)


TALKS = """Велария и Остмарк начнут переговоры 17 мая

Министр иностранных дел Веларии Арсен Волдин заявил, что его страна «готова к честному разговору». По словам \
министра, президент Остмарка Ида Крон пообещала вывести войска до 1 июня.

«Мы не отступим от Лимарского договора. Это <b>наше</b> слово & закон», — подчеркнул Волдин.

Как передаёт агентство «Полюс», встреча пройдёт в Лимаре. Заседание Совета Содружества, назначенное на 20 мая, отменено.

Читайте также: Погода на неделю

Поделиться в соцсетях
"""


def spans_in(text: str, *parts: str) -> tuple[Span, ...]:
    """Where ``parts`` stand in ``text``, one after the other."""
    spans, position = [], 0
    for part in parts:
        start = text.index(part, position)
        position = start + len(part)
        spans.append(Span(start, position))
    return tuple(spans)


def statement_in(text: str, number: int, *content: str, **fields: Any) -> Statement:
    """A statement whose spans are given by their characters."""
    spans = spans_in(text, *content)
    singles = {
        name: spans_in(text, fields.pop(name))[0] if name in fields else None
        for name in ("cue", "source", "addressee", "target", "condition")
    }
    exact = Exact(content=content, **{name: span.of(text) for name, span in singles.items() if span is not None})
    defaults: dict[str, Any] = {
        "kind": "indirect",
        "speaker": None,
        "relay": False,
        "act": "COMMENT",
        "rule": "by_hand",
    }
    return Statement(id=f"s{number}", content=spans, exact=exact, **singles, **{**defaults, **fields})


@pytest.fixture
def talks() -> Record:
    """A record with something of everything: nested statements, furniture, all nouns, characters to escape."""
    text = TALKS
    furniture = spans_in(text, "Читайте также: Погода на неделю", "Поделиться в соцсетях")
    volda, krona, paper = "Арсен Волдин", "Ида Крон", "Лимарского договора"
    return Record(
        doc="talks.txt",
        report=Report(
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            title="Велария и Остмарк начнут переговоры 17 мая",
            outlet="Полюс",
            url="https://polyus.example/2031/05/12?a=1&b=2",
            published="2031-05-12T10:30:00+03:00",
            furniture=furniture,
        ),
        statements=(
            statement_in(
                text, 1, "его страна «готова к честному разговору»", cue="заявил",
                source="Министр иностранных дел Веларии Арсен Волдин", kind="mixed", speaker=volda, act="AGREE", actor="a1",
            ),
            statement_in(
                text, 2, "президент Остмарка Ида Крон пообещала вывести войска до 1 июня", cue="По словам",
                source="министра", speaker=volda, actor="a1",
            ),
            statement_in(
                text, 3, "вывести войска до 1 июня", cue="пообещала", source="президент Остмарка Ида Крон",
                speaker=krona, act="AGREE", actor="a2", confidence=0.87,
            ),
            statement_in(
                text, 4, "Мы не отступим от Лимарского договора. Это <b>наше</b> слово & закон", cue="подчеркнул",
                source="Волдин", kind="direct", speaker=volda, act="REJECT", actor="a1", instruments=("i1",),
            ),
            statement_in(
                text, 5, "встреча пройдёт в Лимаре", cue="передаёт", source="агентство «Полюс»", speaker="Полюс",
                relay=True, act="CONSULT",
            ),
        ),
        actors=(
            Actor(
                id="a1", name=volda, type="person", roles=("Министр иностранных дел Веларии",),
                mentions=tuple(Mention(span=span, form="name") for span in spans_in(text, volda, "Волдин")),
            ),
            Actor(
                id="a2", name=krona, type="person", roles=("президент Остмарка",),
                mentions=(Mention(span=spans_in(text, krona)[0], form="name"),),
            ),
        ),
        times=(
            TimeExpression(id="t1", span=spans_in(text, "17 мая")[0], type="DATE", value="2031-05-17", exact="17 мая"),
            TimeExpression(id="t2", span=spans_in(text, "1 июня")[0], type="DATE", value=None, exact="1 июня"),
            TimeExpression(id="t3", span=spans_in(text, "20 мая")[0], type="DATE", value="2031-05-20", exact="20 мая"),
        ),
        meetings=(
            Meeting(
                id="m1", trigger=spans_in(text, "переговоры")[0], kind="talks", parties=("Велария", "Остмарк"),
                place="Лимара", date="2031-05-17", status="planned", exact="переговоры",
                mentions=spans_in(text, "встреча"),
            ),
            Meeting(
                id="m2", trigger=spans_in(text, "Заседание")[0], kind="session", parties=("Совет Содружества",),
                place=None, date="2031-05-20", status="cancelled", exact="Заседание",
            ),
        ),
        instruments=(
            Instrument(
                id="i1", mention=spans_in(text, paper)[0], name="Лимарский договор", kind="treaty", date=None, exact=paper
            ),
        ),
        positions=(
            Position(
                speaker=volda, act="REJECT", target=None, subject="Лимарский договор", condition=None, statement="s4"
            ),
            Position(
                speaker=krona, act="AGREE", target=None, subject="вывести войска", condition="до 1 июня", statement="s3",
                modes=("future",),
            ),
        ),
        reader="0.1.0",
    )  # fmt: skip


@pytest.fixture
def make_statement() -> Callable[..., Statement]:
    """``statement_in``: a statement whose spans are given by their characters."""
    return statement_in


def actor_in(text: str, number: int, name: str, type_: str = "person", **fields: Any) -> Actor:
    """An actor who is mentioned by the first word of the name that stands in the text, or at its start."""
    place = max(text.find(name), 0)
    mention = Mention(span=Span(place, place + max(len(name), 1)), form="name")
    return Actor(id=f"a{number}", name=name, type=type_, mentions=(mention,), **fields)


@pytest.fixture
def keep(db, make_statement) -> Callable[..., Any]:
    """Keep a report: ``keep("Волдин заявил: мир.", ("мир", "Арсен Волдин", "AGREE", "Велария"), outlet="Полюс")``.

    Each statement is given as its content, speaker, act and target; other fields are the report's, or ``actors`` with
    what is to be known of them and ``annotation`` for its terms.
    """

    from verbale.language import terms
    from verbale.store.keeping.adding import Entry, add
    from verbale.store.models import Report as StoredReport

    def call(text: str, *said: tuple[Any, ...], **fields: Any) -> StoredReport:
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
        report = Report(text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **fields)
        record = Record(
            doc=fields.get("title") or "report.txt", report=report, statements=statements,
            actors=tuple(actors.values()), reader="0.1.0", **extra,
        )  # fmt: skip
        found: Terms | None = terms.terms_of(annotation) if annotation is not None else None
        (kept,) = add([Entry(record=record, terms=found)])
        return StoredReport.objects.get(key=kept.report)

    return call
