"""What the actors of a report carry: names, aliases, roles, states, codes, mentions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from verbale.extract import actors
from verbale.extract.actors import ActorIndex, Resolved, Said
from verbale.types import Actor, Report, Span

IndexOf = Callable[[str], ActorIndex]
ActorNamed = Callable[[str, str], Actor]

MEETING = (
    "Министр иностранных дел России Арсен Волдин встретился с генсеком НАТО Олегом Бреном.\n\n"
    "Волдин заявил, что МИД РФ готов к диалогу. По словам Брена, Альянс ждет предложений. "
    "Госдума ратифицирует договор, сообщил «Курьер»."
)


def test_people_have_roles_aliases_and_affiliations(actor_named: ActorNamed) -> None:
    voldin = actor_named(MEETING, "Арсен Волдин")
    assert voldin.roles == ("министр иностранных дел России",)
    assert voldin.aliases == ("Волдин",)
    assert (voldin.country, voldin.code) == ("RUS", "RUSGOV")
    bren = actor_named(MEETING, "Олег Брен")
    assert (bren.country, bren.code) == (None, "NATO")


def test_bodies_have_the_state_they_belong_to(actor_named: ActorNamed) -> None:
    assert actor_named(MEETING, "МИД РФ").country == "RUS"
    assert actor_named(MEETING, "МИД РФ").code == "RUSGOV"
    assert actor_named(MEETING, "Госдума").code == "RUSLEG"
    alliance = actor_named(MEETING, "НАТО")
    assert (alliance.type, alliance.code, alliance.aliases) == ("organisation", "NATO", ("Альянс",))


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Германия закрыла границу.", "Германия", "DEU"),
        ("ФРГ закрыла границу. В Германии этого ждали.", "Германия", "DEU"),
        ("Южная Корея закрыла границу.", "Южная Корея", "KOR"),
        ("Граница с Финляндией закрыта.", "Финляндия", "FIN"),
        ("Лондон заявил о закрытии границы.", "Лондон", "GBR"),
    ],
)
def test_states_have_their_codes(text: str, name: str, country: str, actor_named: ActorNamed) -> None:
    actor = actor_named(text, name)
    assert (actor.type, actor.country) == ("state", country)


def test_a_capital_that_does_nothing_is_a_place(actor_named: ActorNamed) -> None:
    actor = actor_named("Встреча прошла в Лондоне.", "Лондон")
    assert (actor.type, actor.country) == ("place", None)


def test_mentions_stand_in_text_order_and_say_their_form(index_of: IndexOf) -> None:
    for actor in index_of(MEETING).actors:
        assert actor.mentions
        assert all(a.span <= b.span for a, b in pairwise(actor.mentions))
    forms = {m.span.of(MEETING): m.form for a in index_of(MEETING).actors for m in a.mentions}
    assert forms["НАТО"] == "abbreviation"
    assert forms["Волдин"] == "name"


def test_actors_are_numbered_by_their_first_mention(index_of: IndexOf) -> None:
    found = index_of(MEETING).actors
    assert [actor.id for actor in found] == [f"a{number}" for number in range(1, len(found) + 1)]
    assert all(a.mentions[0].span <= b.mentions[0].span for a, b in pairwise(found))


def test_a_nominative_in_the_report_settles_a_foreign_name(index_of: IndexOf) -> None:
    text = "По словам Хорста Квандта, сделки не будет. Квандт добавил, что устал."
    assert [actor.name for actor in index_of(text).actors if actor.type == "person"] == ["Хорст Квандт"]


def test_namesakes_of_two_genders_are_two(index_of: IndexOf) -> None:
    text = "Арсен Волдин уехал в Лимар. Его жена Марта Волдина осталась. Волдина рассказала, что скучает."
    index = index_of(text)
    start = text.rindex("Волдина")
    assert index.speaker(Span(start, start + 7)).name == "Марта Волдина"


def test_furniture_is_not_read() -> None:
    from verbale import language

    text = "Арсен Волдин уехал в Лимар.\n\nЧитайте также: Ида Крон подала в отставку"
    start = text.index("Читайте")
    report = Report(text=text, sha256="", furniture=(Span(start, len(text)),))
    names = [actor.name for actor in actors.build(language.get("ru").annotate(text), report).actors]
    assert "Арсен Волдин" in names
    assert "Ида Крон" not in names


# --- statements without a source --------------------------------------------------

TALK = "Арсен Волдин сказал, что готов, и добавил, что ждет. Сообщается, что встреча близка.\n\n«Мы готовы».\n\nКонец."
VOLDIN = Resolved("Арсен Волдин", "a1", "name")


def _without_source(index: ActorIndex, cue: str | None, place: str, said: list[Said]) -> str | None:
    start = TALK.index(cue or place)
    span = Span(start, start + len(cue)) if cue else None
    return index.speaker_without_source(start, "direct" if cue is None else "indirect", span, said).name


def test_a_verb_without_subject_keeps_the_speaker(index_of: IndexOf) -> None:
    said = [Said(0, 30, VOLDIN)]
    assert _without_source(index_of(TALK), "добавил", "", said) == "Арсен Волдин"


def test_an_impersonal_verb_has_no_speaker(index_of: IndexOf) -> None:
    assert _without_source(index_of(TALK), "Сообщается", "", [Said(0, 30, VOLDIN)]) is None


def test_a_bare_quotation_goes_on_with_the_last_speaker(index_of: IndexOf) -> None:
    assert _without_source(index_of(TALK), None, "«Мы готовы»", [Said(0, 30, VOLDIN)]) == "Арсен Волдин"


def test_nobody_spoke_before(index_of: IndexOf) -> None:
    assert _without_source(index_of(TALK), None, "«Мы готовы»", []) is None
    assert _without_source(index_of(TALK), "добавил", "", [Said(0, 30, Resolved(None, None, ""))]) is None
