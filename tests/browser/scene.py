"""A small store of invented news for the browser, as a program of its own: ``scene.py PAYLOADS``.

``VERBALE_DATABASE`` names an empty database, ``SCENE_PASSWORD`` is that of all accounts. The reports are read as any are. ``PAYLOADS`` is a file with a JSON array
of strings, each of which is then put into a field of a further report. Prints in JSON what the addresses need.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from verbale.store.opening import open_store

if __name__ == "__main__":
    open_store(create=True)

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User

from verbale import intake, pipeline
from verbale.store.keeping.adding import Entry, add
from verbale.store.models import Actor, Citation, Meeting, Report, Statement
from verbale.store.reviewing import reviews
from verbale.types import Record
from verbale.web.models import Question, SavedSearch
from verbale.web.questions import Asked, Step, ask, take_step

ACCOUNTS = {
    "анна": ("reviewer", "editor"),
    "борис": ("reviewer",),
    "вера": ("moderator",),
    "глеб": ("reviewer", "editor", "moderator"),
}

TALKS = """Велария и Остмарк начнут переговоры 17 мая

Министр иностранных дел Веларии Арсен Волдин заявил, что Велария поддержит Остмарк. «Мы готовы к честному \
разговору 😀 и не отступим от Лимарского договора», — подчеркнул Волдин.

«Министр Волдин пообещал вывести войска до 1 июня», — сказала президент Остмарка Ида Крон. По словам Крон, Остмарк \
требует от Веларии немедленно открыть границу.

Переговоры Волдина и Крон пройдут 17 мая 2031 года в Лимаре. Заседание Совета Содружества, назначенное на 20 мая, \
отменено.

Велария не выполнила Лимарский договор 1994 года, считает премьер-министр Остмарка Лев Стоян. «Нам нечего скрывать. \
Пусть приезжают и смотрят», — отметил Стоян.

Читайте также: Погода на неделю

Поделиться в соцсетях
"""
CARRIED = """Крон потребовала открыть границу

«Министр Волдин пообещал вывести войска до 1 июня», — сказала президент Остмарка Ида Крон журналистам в Кальме.

Глава веларийского МИД Арсен Волдин потребовал от Остмарка отозвать ноту.
"""
CHANGED = """Волдин отказался от переговоров

Министр иностранных дел Веларии Арсен Волдин отказался поддержать Остмарк. Велария обвиняет Остмарк в нарушении \
Лимарского договора, заявил Волдин.

Президент Остмарка Ида Крон пригрозила Веларии разрывом отношений. Переговоры пройдут 3 июня 2031 года в Кальме.
"""
DAILY = """Стоян: пошлина на зерно составит {number} процентов

«Пошлина на зерно из Веларии составит {number} процентов», — заявил премьер-министр Остмарка Лев Стоян {day} мая.

Министр торговли Веларии Нора Тальм назвала пошлину в {number} процентов недопустимой. Велария обжалует решение \
номер {number}, сообщила Тальм.
"""
OUTLETS = ("Полюс", "Вести Лимары", "Дневник Кальмы")
FIELDS = (
    "title", "outlet", "author", "url", "doc", "speaker", "actor", "alias", "role", "instrument", "place", "party",
    "rule", "text",
)  # fmt: skip
DAYS = 24  # reports of the same matter, so that lists go over their page


def main() -> None:
    """Read, add, decide, ask; print the addresses' parts."""
    payloads: list[str] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    entries = [Entry(record=record, terms=terms) for record, terms in pipeline.read_with_terms(_news())]
    ordinary = [kept.report for kept in add(entries)]
    hostile = [kept.report for kept in add(_hostile(payloads))]
    password = make_password(os.environ["SCENE_PASSWORD"])  # slow on purpose, so once for all
    people = {name: _account(name, password, *groups) for name, groups in ACCOUNTS.items()}
    reviews.decide(
        "statement", _statements(ordinary[1])[0].key, "accept", reviewer=people["анна"], seen=0, reason="Так и стоит."
    )
    private = _asked(ordinary[0], "Когда начнутся переговоры?", people["вера"])
    found = _keys(ordinary[0])
    found |= {"private": private, "hostile": [_keys(key) for key in hostile], "reports": ordinary}
    found |= {"reviewed": ordinary[1], "carried": _statements(ordinary[1])[0].key}
    found["question"] = Question.objects.get(state="pending").key
    if payloads:
        _spread(payloads, hostile, people)
    for name, query in [("О Крон", "q=Крон"), *((payload[:100], "act=AGREE") for payload in payloads[:40])]:
        saved = SavedSearch.objects.create(user=people["глеб"], name=name, query=query, seen=0)
        found.setdefault("saved", saved.pk)
    json.dump(found, sys.stdout)


def _news() -> Iterator[tuple[str, Any]]:
    """The reports: one with something of everything, one that carries the same words, a change of mind, and many."""
    yield "talks.txt", _report(TALKS, "2031-05-12T10:30:00+03:00", "Полюс", "https://polyus.example/talks?a=1&b=2")
    yield "carried.txt", _report(CARRIED, "2031-05-13", "Вести Лимары", "https://vesti.example/13")
    yield "changed.txt", _report(CHANGED, "2031-05-28", "Дневник Кальмы", None)
    for number in range(DAYS):
        text = DAILY.format(number=number + 3, day=number + 1)
        yield f"{number}.txt", _report(text, f"2031-05-{number + 1:02}", OUTLETS[number % 3], None)


def _report(text: str, published: str, outlet: str, url: str | None) -> Any:
    report = intake.from_text(text, published=published, language="ru")
    return msgspec.structs.replace(report, outlet=outlet, url=url, title=text.partition("\n")[0])


def _account(name: str, password: str, *groups: str) -> User:
    user = User.objects.create(username=name, password=password)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def _statements(report: str) -> list[Statement]:
    return list(Statement.objects.filter(report__key=report).order_by("pk"))


def _keys(report: str) -> dict[str, Any]:
    """What the addresses of a report's items are made of."""
    statements = _statements(report)
    stored = Report.objects.get(key=report)
    meeting = Meeting.objects.filter(report=stored).order_by("-date").first()
    citation = Citation.objects.filter(report=stored).select_related("instrument").first()
    speakers = Actor.objects.filter(statements__report=stored, type="person").order_by("pk").distinct()
    return {
        "report": report,
        "statements": [one.key for one in statements],
        "statement": statements[0].key,
        "actors": [one.key for one in speakers],
        "actor": speakers[0].key,
        "meeting": meeting.key if meeting else None,
        "citation": citation.key if citation else None,
        "instrument": citation.instrument.key if citation else None,
    }


def _asked(report: str, text: str, moderator: User) -> str:
    """An answered question at ``report`` and one that waits; the private part of the latter's address."""
    ask(_question(report, "Это Лимара на Волге?"), "203.0.113.1")
    take_step(Question.objects.get().key, Step.ANSWER, moderator, 0, "Нет, другая.")
    return ask(_question(report, text), "203.0.113.1")


def _question(report: str, text: str, contact: str = "") -> Asked:
    return Asked(noun="report", item=report, kind="question", text=text, contact=contact, language="ru")


# --- hostile fields ------------------------------------------------------------------


def _hostile(payloads: Sequence[str]) -> list[Entry]:
    """Reports that carry all ``payloads``, one in each of ``FIELDS``."""
    rest = iter(payloads)
    groups = iter(lambda: list(islice(rest, len(FIELDS))), [])
    named = [(f"hostile-{number}", dict(zip(FIELDS, group, strict=False))) for number, group in enumerate(groups)]
    reports = [(doc, _hostile_report(number, fields)) for number, (doc, fields) in enumerate(named)]
    return [
        Entry(record=_replaced(record, fields), terms=terms)
        for (record, terms), (_, fields) in zip(pipeline.read_with_terms(reports), named, strict=True)
    ]


def _hostile_report(number: int, fields: dict[str, str]) -> Any:
    """The talks, told with a payload inside of a quotation and outside of any."""
    text = TALKS.replace("Нам нечего скрывать.", f"Нам нечего скрывать {number}: {fields.get('text', '')} —")
    text = text.replace("Читайте также:", f"{fields.get('text', '')} {number}\n\nЧитайте также:")
    report = _report(text, f"2031-05-{number % 28 + 1:02}", "", None)
    given = {name: value for name, value in fields.items() if name in {"title", "outlet", "author", "url"}}
    return msgspec.structs.replace(report, **given)


def _replaced(record: Record, fields: dict[str, str]) -> Record:
    """``record`` with the payloads in place of what was read."""
    replace = msgspec.structs.replace
    get = fields.get
    statements = [
        replace(one, speaker=get("speaker", one.speaker), rule=get("rule", one.rule)) for one in record.statements
    ]
    actors = [
        replace(one, name=f"{get('actor', one.name)} {one.id}", aliases=(get("alias", ""),), roles=(get("role", ""),))
        for one in record.actors
    ]
    meetings = [
        replace(one, place=get("place", one.place), parties=(get("party", "Велария"), "Остмарк"))
        for one in record.meetings
    ]
    instruments = [replace(one, name=get("instrument", one.name)) for one in record.instruments]
    return replace(
        record,
        doc=get("doc", record.doc),
        statements=tuple(statements),
        actors=tuple(actors),
        meetings=tuple(meetings),
        instruments=tuple(instruments),
    )


def _spread(payloads: Sequence[str], hostile: Sequence[str], people: dict[str, User]) -> None:
    """The payloads in what people type: questions, contacts, answers, reasons."""
    for number, payload in enumerate(payloads):
        report = hostile[number % len(hostile)]
        ask(_question(report, payload, payload[:200]), f"198.51.{number // 250}.{number % 250}")
        question = Question.objects.latest("pk")
        if number % 2:
            take_step(question.key, Step.ANSWER, people["вера"], 0, payload)
    for payload, report in zip(payloads, hostile, strict=False):
        statement = _statements(report)[0]
        reason = "".join(filter(str.isprintable, payload))  # others are refused
        reviews.decide("statement", statement.key, "reject", reviewer=people["анна"], seen=0, reason=reason)


if __name__ == "__main__":
    main()
