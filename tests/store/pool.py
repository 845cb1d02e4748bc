"""Reports made by rule, about invented people, for the tests that need many: what was read in them and their words."""

from __future__ import annotations

import hashlib

from verbale.language.terms import WORD
from verbale.store.keeping.adding import Entry
from verbale.types import Actor, Exact, Mention, Record, Report, Span, Statement, Terms

SPEAKERS = ("Арсен Волдин", "Ида Крон", "Милан Тарский", "Рута Вейс")
OUTLETS = ("Полюс", "Курьер", "Вестник Лимары")
SUBJECTS = ("границы", "торговли", "гаваней", "перемирия", "пошлин", "рыбной ловли", "мостов", "писем")
PLACES = ("Лимаре", "Остмарке", "Веларии", "Сольвии", "Тарнее")


def pool(count: int, reader: str = "0.0.1") -> list[Entry]:
    """``count`` entries; every tenth is a copy of the one before, every seventh has its first statement from another."""
    return [entry(number, reader) for number in range(count)]


def entry(number: int, reader: str = "0.0.1") -> Entry:
    """The entry of this number, as a ``reader`` reads it: a reader other than 0.0.1 finds one statement fewer."""
    copied = number % 10 == 9
    base = number - 1 if copied else number
    text = _text(base) + (" Редакция" if copied else "")
    said = _said(base)[: 3 if reader == "0.0.1" else 2]
    statements = tuple(_statement(text, place, content, speaker) for place, (speaker, content) in enumerate(said, 1))
    actors = tuple(
        Actor(
            id=f"a{place}",
            name=name,
            type="person",
            mentions=(Mention(span=Span(text.index(name), text.index(name) + len(name)), form="name"),),
        )
        for place, name in enumerate(SPEAKERS, 1)
        if name in text
    )
    raw = f"<p>{text}</p>".encode()
    report = Report(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        outlet=OUTLETS[number % len(OUTLETS)],
        url=f"https://news.example/{number}",
        published=f"2031-05-{base % 27 + 1:02}",
    )
    record = Record(doc=f"{number}.txt", report=report, statements=statements, actors=actors, reader=reader)
    words = [(match.start(), match[0].lower()) for match in WORD.finditer(text)]
    terms = Terms(tuple(start for start, _ in words), tuple(word for _, word in words))
    return Entry(record=record, raw=raw, terms=terms)


def _said(number: int) -> list[tuple[str, str]]:
    shared = number % 7  # reports of one rest quote the same sentence
    first = f"мы с соседями обсудим вопрос {SUBJECTS[shared]} и найдём честное решение до осени"
    own = (
        f"{SUBJECTS[number % 8]} касается постановление номер {number}, его подпишут в {PLACES[number % 5]} без спешки"
    )
    third = f"о деле {number * 31} говорить рано, комиссия {number * 17} ещё не собиралась"
    speaker = SPEAKERS[number % 4]
    return [(SPEAKERS[shared % 4], first), (speaker, own), (SPEAKERS[(number + 1) % 4], third)]


def _text(number: int) -> str:
    filler = " ".join(f"пункт{number}х{place} {SUBJECTS[(number + place) % 8]}" for place in range(20))
    return " ".join(f"{speaker} заявил: «{content}»." for speaker, content in _said(number)) + f" Далее {filler}."


def _statement(text: str, number: int, content: str, speaker: str) -> Statement:
    start = text.index(content)
    actor = SPEAKERS.index(speaker) + 1
    return Statement(
        id=f"s{number}", content=(Span(start, start + len(content)),), cue=None, source=None, kind="direct",
        speaker=speaker, relay=False, act="AGREE", exact=Exact(content=(content,)), rule="by_rule", actor=f"a{actor}",
    )  # fmt: skip
