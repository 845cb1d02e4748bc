"""Direct, indirect or mixed; names in quotation marks; who is an outlet and relays."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from verbale import language
from verbale.extract.statements.drafts import Draft
from verbale.extract.statements.kinds import is_name, kind_of
from verbale.extract.statements.propose import propose
from verbale.extract.statements.relays import is_outlet, is_relay
from verbale.extract.view import View
from verbale.language import lexicon
from verbale.types import Span

# Content in [ ]; ``quoted`` and the notes of its draft; its kind.
KINDS = [
    ("Министр сообщил, что [музей закроют].", False, (), "indirect"),
    ("Министр сообщил, что [музей «скоро закроют совсем»].", False, (), "mixed"),
    ("Министр назвал сделку [«пустой бумагой»].", False, (), "mixed"),
    ("Министр заявил, что [«мы скоро закроем этот музей»].", False, (), "mixed"),
    ("Министр посетил [завод «Заря»].", False, (), "indirect"),
    ("Министр похвалил [фильм «Белая река»].", False, (), "indirect"),
    ("Министр открыл [отряд «15»].", False, (), "indirect"),
    ("Министр сказал: «[Музей закроют]».", True, (), "direct"),
    ("— [Музей закроют], — сказал министр.", True, (), "direct"),
    ("«[Музей закроют]», — сказал он, — «[но нескоро]».", True, (), "direct"),
    ("«[Музей закроют]», — сказал он, что [нескоро].", True, (), "mixed"),
    ("Премьер назвал условия: [вывод войск].", True, (), "mixed"),
    ("Министр подчеркнул, что [музей закроют]: «[Так надо]».", False, ("joined",), "mixed"),
    ("«Мы знаем, что [музей закроют]», — сказал министр.", False, (), "indirect"),
]
# What stands in the marks, and whether it is a name.
NAMES = [
    ("Завод «Заря» закрыт.", True),
    ("Фильм «Белая река на рассвете» снят.", True),
    ("Отряд «15» ушёл.", True),
    ("Знак «—» стёрт.", True),
    ("Сделку назвали «пустой бумагой».", False),
    ("Он ответил: «Мы никогда не уйдём отсюда».", False),
    ("Он заявил, что «готов к миру».", False),
]


@pytest.mark.parametrize(("text", "quoted", "notes", "kind"), KINDS, ids=[item[0] for item in KINDS])
def test_kind(text, quoted, notes, kind):
    spans, plain = [], ""
    for piece in text.replace("]", "[").split("["):
        spans.append(Span(len(plain), len(plain) + len(piece)))
        plain += piece
    draft = Draft("by_hand", tuple(spans[1::2]), 0, quoted=quoted, notes=frozenset(notes))
    assert kind_of(View(language.get("ru").annotate(plain)), draft) == kind


@pytest.mark.parametrize(("text", "name"), NAMES, ids=[item[0] for item in NAMES])
def test_is_name(text, name):
    view = View(language.get("ru").annotate(text))
    (quotation,) = view.annotation.quotations
    assert is_name(view, quotation) is name


@pytest.fixture(scope="module")
def reading() -> Callable[[str], View]:
    """Makes the view of a text in which invented outlets are known."""
    words = msgspec.structs.replace(lexicon.load("ru"), outlets=frozenset({"веларион", "вестник велары"}))

    def read(text: str) -> View:
        view = View(language.get("ru").annotate(text))
        view.lexicon = words
        return view

    return read


@pytest.mark.parametrize(
    ("text", "head", "outlet"),
    [
        ("Агентство «Полюс» сообщило о пожаре.", "Агентство", True),
        ("Газета сообщила о пожаре.", "Газета", True),
        ("По данным телеканала, порт закрыт.", "телеканала", True),
        ("СМИ сообщили о пожаре.", "СМИ", True),
        ("Веларион сообщил о пожаре.", "Веларион", True),
        ("«Веларион» сообщил о пожаре.", "Веларион", True),
        ("По данным «Велариона», порт закрыт.", "Велариона", True),
        ("«Вестник Велары» сообщил о пожаре.", "Вестник", True),
        ("Министр сообщил о пожаре.", "Министр", False),
        ("Арсен Волдин сообщил о пожаре.", "Волдин", False),
        ("Министерство сообщило о пожаре.", "Министерство", False),
        ("Завод «Заря» сообщил о пожаре.", "Завод", False),
        ("Он сообщил о пожаре.", "Он", False),
    ],
)
def test_is_outlet(text, head, outlet, reading):
    view = reading(text)
    assert is_outlet(view, next(i for i, t in enumerate(view.tokens) if t.text == head)) is outlet


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("Агентство «Полюс» сообщило, что порт закрыт.", True),
        ("По данным агентства «Полюс», порт закрыт.", True),
        ("Агентство «Полюс» потребовало, чтобы порт закрыли.", False),  # speaks for itself
        ("По мнению газеты, порт закрыт.", False),  # its own opinion
        ("Министр сообщил, что порт закрыт.", False),
        ("Сообщается, что порт закрыт.", False),
    ],
)
def test_is_relay(text, relay, reading):
    view = reading(text)
    proposals = propose(view)
    assert proposals
    assert {is_relay(view, proposal) for proposal in proposals} == {relay}
