"""What each side demands, refuses and offers."""

from __future__ import annotations

import re

import pytest

from verbale import language
from verbale.extract import positions
from verbale.extract.acts import Passages, classify, condition, target
from verbale.types import Actor, ActorType, Annotation, Exact, Instrument, Kind, Mention, Position, Span, Statement

REPORT = """Генеральный секретарь Союза южных портов Арсен Волдин отмечает, что Союз не пойдет на уступки Остмарку по \
Лимарскому договору.

«Мы готовы помогать Веларии с ремонтом причалов. Но это должно происходить на равных. Помощь должна быть взаимной», — \
заявил Волдин.

Велария предлагает Остмарку отвести корабли от мыса Лим и не закрывать пролив. По словам Волдина, поезд прибыл. \
Агентство «Полюс» сообщает, что Остмарк нарушил договор. Рыбак Тим Норд сказал, что мы никогда не уедем."""


@pytest.fixture(scope="module")
def annotation() -> Annotation:
    return language.get("ru", name="test").annotate(REPORT)


def span(part: str, text: str = REPORT) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def actor(number: int, name: str, kind: ActorType, *mentions: str, roles: tuple[str, ...] = ()) -> Actor:
    found = [Span(m.start(), m.end()) for part in mentions for m in re.finditer(part, REPORT)]
    return Actor(
        id=f"a{number}",
        name=name,
        type=kind,
        roles=roles,
        mentions=tuple(Mention(span=place, form="name") for place in sorted(found)),
    )


ACTORS = (
    actor(1, "Союз южных портов", "organisation", "Союза южных портов", "Союз(?= не)"),
    actor(2, "Арсен Волдин", "person", "Арсен Волдин", roles=("генеральный секретарь Союза южных портов",)),
    actor(3, "Остмарк", "state", "Остмарку", "Остмарк(?= )"),
    actor(4, "Велария", "state", "Веларии", "Велария"),
    actor(5, "Тим Норд", "person", "Тим Норд", roles=("рыбак",)),
)
TREATY = Instrument(id="i1", mention=span("Лимарскому договору"), name="Лимарский договор", kind="treaty", date=None)


@pytest.fixture
def state(annotation):
    def run(number: int, cue: str, content: str, speaker: str, kind: Kind = "indirect", **fields: object) -> Statement:
        said = (span(content),)
        reading = classify(annotation, span(cue), said, None, kind)
        return Statement(
            id=f"s{number}",
            content=said,
            cue=span(cue),
            source=None,
            kind=kind,
            speaker=speaker,
            relay=bool(fields.get("relay")),
            act=reading.act,
            modes=reading.modes,
            rule="test",
            exact=Exact(content=(content,), cue=cue),
            target=target(annotation, span(cue), None, said, reading.act),
            condition=condition(annotation, said),
            instruments=tuple(fields.get("instruments", ())),  # type: ignore[call-overload]
        )

    return run


@pytest.fixture
def build(annotation):
    return lambda *statements: positions.build(statements, ACTORS, (TREATY,), Passages(annotation))


def test_a_spokesman_tells_what_his_body_refuses(state, build):
    content = "Союз не пойдет на уступки Остмарку по Лимарскому договору"
    (position,) = build(state(1, "отмечает", content, "Арсен Волдин", instruments=["i1"]))
    assert (position.speaker, position.act) == ("Союз южных портов", "REJECT")
    assert position.subject == "уступки Остмарку по Лимарскому договору"
    assert position.statement == "s1"
    assert "negated" in position.modes


def test_a_spokesman_who_says_we_offers_for_his_body_on_its_terms(state, build):
    content = "Мы готовы помогать Веларии с ремонтом причалов. Но это должно происходить на равных. Помощь должна быть взаимной"
    (position,) = build(state(1, "заявил", content, "Арсен Волдин", "direct"))
    assert (position.speaker, position.act) == ("Союз южных портов", "AGREE")
    assert position.subject == "помогать Веларии с ремонтом причалов"
    assert position.condition == "это должно происходить на равных. Помощь должна быть взаимной"


def test_a_state_asks_another(state, build):
    content = "Остмарку отвести корабли от мыса Лим и не закрывать пролив"
    (position,) = build(state(1, "предлагает", content, "Велария"))
    assert position == Position(
        speaker="Велария",
        act="REQUEST",
        target="Остмарк",
        subject="отвести корабли от мыса Лим и не закрывать пролив",
        condition=None,
        statement="s1",
    )


def test_who_speaks_for_nobody_speaks_for_himself(state, build):
    (position,) = build(state(1, "сказал", "мы никогда не уедем", "Тим Норд"))
    assert (position.speaker, position.act) == ("Тим Норд", "REJECT")


@pytest.mark.parametrize(
    ("cue", "content", "speaker", "fields"),
    [
        ("По словам", "поезд прибыл", "Арсен Волдин", {}),
        ("сообщает", "Остмарк нарушил договор", "Полюс", {"relay": True}),
        ("предлагает", "Остмарку отвести корабли от мыса Лим и не закрывать пролив", None, {}),
    ],
)
def test_what_takes_no_position(cue, content, speaker, fields, state, build):
    assert build(state(1, cue, content, speaker, **fields)) == ()


def test_a_document_is_the_subject_by_its_name(state, build, annotation):
    said = state(1, "отмечает", "Лимарскому договору", "Арсен Волдин", instruments=["i1"])
    import msgspec

    (position,) = build(msgspec.structs.replace(said, act="SUPPORT", target=None))
    assert position.subject == "Лимарский договор"


def test_the_same_position_stands_once(state, build):
    content = "Остмарку отвести корабли от мыса Лим и не закрывать пролив"
    found = build(state(1, "предлагает", content, "Велария"), state(2, "предлагает", content, "Велария"))
    assert [position.statement for position in found] == ["s1"]


def test_positions_stand_on_statements_of_no_known_actor(state, annotation):
    content = "Остмарку отвести корабли от мыса Лим и не закрывать пролив"
    (position,) = positions.build((state(1, "предлагает", content, "Велария"),), (), (), Passages(annotation))
    assert (position.speaker, position.target) == ("Велария", "Остмарку")
