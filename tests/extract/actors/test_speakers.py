"""Who speaks: the source mention in [brackets], and the nominative name that the report gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.extract.actors import ActorIndex, Resolved
from verbale.types import Span

SpeakerOf = Callable[[str], Resolved]
IndexOf = Callable[[str], ActorIndex]
Marked = Callable[[str], tuple[str, Span]]

LEAD = "Министр иностранных дел Веларии Арсен Волдин прибыл в Лимар. "
BOTH = "Арсен Волдин встретился в Лимаре с президентом Остмарка Идой Крон. "

CASES = {
    "full name": ("По словам министра [Арсена Волдина], переговоры начнутся в мае.", "Арсен Волдин"),
    "surname": (LEAD + "[Волдин] заявил, что переговоры начнутся.", "Арсен Волдин"),
    "surname, oblique": (LEAD + "По словам [Волдина], переговоры начнутся.", "Арсен Волдин"),
    "surname, another's": (BOTH + "По словам [Крон], войска уйдут.", "Ида Крон"),
    "given name": (LEAD + "[Арсен] рассказал, что устал.", "Арсен Волдин"),
    "initial": (LEAD + "[А. Волдин] заявил, что переговоры начнутся.", "Арсен Волдин"),
    "title and name": ("[Генеральный секретарь союза Олег Брен] заявил, что союз готов.", "Олег Брен"),
    "title and name, oblique": ("По словам [генерального секретаря союза Олега Брена], союз готов.", "Олег Брен"),
    "misspelling": (LEAD + "По словам [Волндина], переговоры начнутся.", "Арсен Волдин"),
    "pronoun": (LEAD + "[Он] заявил, что переговоры начнутся.", "Арсен Волдин"),
    "pronoun, she": (BOTH + "[Она] заявила, что войска уйдут.", "Ида Крон"),
    "possessive": (LEAD + "По [его] словам, переговоры начнутся.", "Арсен Волдин"),
    "title again": (LEAD + "[Министр] заявил, что переговоры начнутся.", "Арсен Волдин"),
    "another title": (LEAD + "[Глава внешнеполитического ведомства] заявил, что готов.", "Арсен Волдин"),
    "class": (LEAD + "[Дипломат] заявил, что переговоры начнутся.", "Арсен Волдин"),
    "gender of the verb": (BOTH + "[Политик] заявила, что войска уйдут.", "Ида Крон"),
    "somebody's, not him": (LEAD + "[Адвокат Волдина] заявил, что тот невиновен.", "адвокат Волдина"),
    "his, not him": (LEAD + "[Его пресс-секретарь] заявил, что визит удался.", "пресс-секретарь Арсена Волдина"),
    "somebody new": (LEAD + "[Другой министр] заявил, что переговоров не будет.", "другой министр"),
    "unnamed": ("[Представитель ведомства] сообщил, что закон готов.", "представитель ведомства"),
    "unnamed, oblique": ("По словам [представителя ведомства], закон готов.", "представитель ведомства"),
    "unnamed, then he": ("Закон готов, сообщил представитель ведомства. [Он] добавил, что срок не назван.",
                         "представитель ведомства"),
    "interlocutor": ("Закон готов, сообщил представитель ведомства. По словам [собеседника агентства], срок не назван.",
                     "представитель ведомства"),
    "plural": ("[Политологи] считают, что коалиция распадется.", "политологи"),
    "plural again": ("Веларские политологи не верят в союз. [Политологи] считают, что он распадется.",
                     "веларские политологи"),
    "two people": ("Арсен Волдин и Ида Крон подписали договор. [Они] заявили, что довольны.",
                   "Арсен Волдин и Ида Крон"),
    "plural title": ("[Министры Арсен Волдин и Ида Крон] заявили, что довольны.", "Арсен Волдин и Ида Крон"),
    "body": ("[МИД Веларии] заявил, что переговоры начнутся.", "МИД Веларии"),
    "body, oblique": ("По данным [пресс-службы мэрии Лимара], погибших нет.", "пресс-служба мэрии Лимара"),
    "outlet": ("Как пишет [газета «Нормский курьер»], закон готов.", "Нормский курьер"),
    "outlet, oblique": ("По данным [журнала Vortal], закон готов.", "Vortal"),
    "outlet again": ("Об этом пишет газета «Нормский курьер». По данным [издания], закон готов.", "Нормский курьер"),
    "abbreviation": ("Союз веларских юристов (СВЮ) провел съезд. В [СВЮ] заявили, что закон плох.",
                     "Союз веларских юристов"),
    "initials": ("Союз веларских юристов провел съезд. В [СВЮ] заявили, что закон плох.", "Союз веларских юристов"),
    "known alias": ("Организация Североатлантического договора проведет учения. [Альянс] заявил, что готов.",
                    "Организация Североатлантического договора"),
    "ministry again": ("Министерство финансов Веларии повысило налог. [Ведомство] отмечает, что он временный.",
                       "Министерство финансов Веларии"),
    "state": ("[Россия] предложила провести встречу.", "Россия"),
    "state, two names": ("Российская Федерация готова. По мнению [России], встреча нужна.", "Россия"),
    "state, abbreviation": ("Соединенные Штаты готовы. [США] заявили, что встреча нужна.", "Соединенные Штаты"),
    "capital": ("[Москва] отвергла обвинения.", "Москва"),
    "document": ("Как говорится в [докладе комиссии], закон плох.", "доклад комиссии"),
    "its author": ("Арсен Волдин написал статью. Как говорится в [статье Волдина], закон плох.", "Арсен Волдин"),
    "first person": ("«[Я] обещал помочь», — заявил Арсен Волдин.", "Арсен Волдин"),
    "first person, before": ("Арсен Волдин заявил: «[Я] обещал помочь».", "Арсен Волдин"),
    "relative": ("Арсен Волдин, [который] обещал помочь, прибыл в Лимар.", "Арсен Волдин"),
    "headline": ("[Глава Веларии] пообещал помочь\n\nГлава Веларии Арсен Волдин пообещал помочь.", "Арсен Волдин"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_the_speaker_of_a_mention(case: str, speaker_of: SpeakerOf) -> None:
    text, expected = CASES[case]
    assert speaker_of(text).name == expected


def test_every_speaker_found_says_by_which_rule(speaker_of: SpeakerOf) -> None:
    for text, _ in CASES.values():
        assert speaker_of(text).rule


def test_the_speaker_is_among_the_actors(index_of: IndexOf, marked: Marked) -> None:
    text, span = marked(LEAD + "[Министр] заявил, что переговоры начнутся.")
    index = index_of(text)
    found = index.speaker(span)
    actor = next(actor for actor in index.actors if actor.id == found.actor_id)
    assert actor.name == "Арсен Волдин"
    assert any(mention.span == span and mention.form == "nominal" for mention in actor.mentions)
    assert index.actor_at(span) == actor


def test_a_span_without_a_word_has_no_speaker(index_of: IndexOf, marked: Marked) -> None:
    text, span = marked("Волдин заявил[,] что готов.")
    assert index_of(text).speaker(span).name is None


@pytest.mark.parametrize("text", ["", "   ", "—", "«", "1234", "a b c", "Он сказал.", "\n\n\n", "🙂🙂"])
def test_odd_texts_are_read(text: str, index_of: IndexOf) -> None:
    assert isinstance(index_of(text).actors, tuple)
