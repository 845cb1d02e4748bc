from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.errors import QueryError
from verbale.store.keeping import index
from verbale.store.models import Report, Statement, Terms
from verbale.store.search.tables import ID_MASK, REPORTS, STATEMENTS, number, parts
from verbale.store.search.vectors import tsvector
from verbale.types import Annotation, Name, Span, Token

pytestmark = pytest.mark.django_db


def contents(query: str, **days) -> list[str]:
    return [statement.content for statement in Statement.objects.words(query, **days).newest()]


def titles(query: str) -> list[str | None]:
    return [report.title for report in Report.objects.words(query).newest()]


@pytest.fixture
def press(keep):
    """Four reports of one week."""
    keep(
        "Велария готова к переговорам\n\nМинистр Арсен Волдин заявил, что договоры о мире подпишут в мае.",
        ("договоры о мире подпишут в мае", "Арсен Волдин", "AGREE", "Остмарк"),
        title="Велария готова к переговорам",
        outlet="Полюс",
        published="2031-05-12",
    )
    keep(
        "Остмарк отвергает условия. «Путь к договору закрыт», — сказала Ида Крон. Пресс-служба молчит о ёлках.",
        ("Путь к договору закрыт", "Ида Крон", "REJECT", "Велария"),
        title="Ответ Остмарка",
        outlet="Нормский курьер",
        published="2031-05-13",
    )
    keep(
        "По словам Волдина, войны не будет. Стали известны подробности о поставках стали в Лимару.",
        ("войны не будет", "Арсен Волдин", "COMMENT"),
        outlet="Полюс",
        published="2031-05-14",
    )
    text = "Эксперты спорят о ценах на зерно и погоде.\n\nЧитайте также: Рецепты супа"
    keep(text, ("О ценах".lower(), None, "COMMENT"), published="2031-05-15",
         furniture=(Span(text.index("Читайте"), len(text)),))  # fmt: skip


def test_all_forms_of_a_word_are_found(press):
    assert contents("договор") == ["Путь к договору закрыт", "договоры о мире подпишут в мае"]
    assert contents("договоров") == contents("договор")
    assert contents("МИР") == ["договоры о мире подпишут в мае"]


def test_all_words_have_to_be_there_whatever_their_order(press):
    assert contents("мир договор") == ["договоры о мире подпишут в мае"]
    assert contents("мир война") == []


def test_a_phrase_stands_side_by_side_with_its_little_words(press):
    assert contents('"договор о мире"') == ["договоры о мире подпишут в мае"]
    assert contents('"договор мире"') == []
    assert contents('"к договору"') == ["Путь к договору закрыт"]


def test_what_is_excluded_is_not_there(press):
    assert contents("договор -мир") == ["Путь к договору закрыт"]
    assert contents('договор -"путь к договору"') == ["договоры о мире подпишут в мае"]


def test_one_of_several_is_enough(press):
    assert contents("мир OR война") == ["войны не будет", "договоры о мире подпишут в мае"]


def test_the_speakers_name_is_searched_too_but_no_phrase_reaches_into_it(press):
    assert contents("Волдин договор") == ["договоры о мире подпишут в мае"]
    assert contents('"Арсен Волдин"') == ["войны не будет", "договоры о мире подпишут в мае"]
    assert contents('"Волдин войны"') == []


def test_reports_by_title_and_text_without_furniture(press):
    assert titles("переговоры Велария") == ["Велария готова к переговорам"]
    assert titles("ответ") == ["Ответ Остмарка"]  # the title does not stand in the text
    assert titles("ёлка") == titles("елки") == ["Ответ Остмарка"]
    assert titles('"пресс-служба"') == titles("пресс-служб") == ["Ответ Остмарка"]
    assert titles("рецепт") == []


def test_words_of_several_readings_are_found_by_each(press):
    assert titles("стать известно") == titles("стали известны") == [None]


def test_days_limit_a_search(press):
    day = date(2031, 5, 12)
    assert contents("договор", until=day) == ["договоры о мире подпишут в мае"]
    assert contents("договор", since=date(2031, 5, 13)) == ["Путь к договору закрыт"]
    assert contents("договор", since=day, until=date(2031, 5, 13)) == contents("договор")


def test_a_search_can_be_filtered_counted_and_ranked(press):
    rows = Statement.objects.visible().words("договор OR война")
    assert rows.count() == 3
    assert rows.acts("REJECT").count() == 1
    assert [row.act for row in rows.outlets("Полюс").newest()[:1]] == ["COMMENT"]
    ranked = list(Report.objects.words("остмарк условие").ranked("остмарк условие"))
    assert [report.title for report in ranked] == ["Ответ Остмарка"]


def test_a_match_in_the_title_ranks_first(keep):
    keep("Утром обсуждали зерно и погоду. Встреча с министром будет вечером.", title="О зерне и погоде")
    keep("Сегодня в столице идёт снег и дует ветер, дороги закрыты до утра.", title="Встреча министров")
    ranked = [report.title for report in Report.objects.words("встреча").ranked("встреча")]
    assert ranked == ["Встреча министров", "О зерне и погоде"]


@pytest.fixture
def orlovs(keep):
    """Speeches of a man and a woman of one family, as the networks tag them."""

    def told(text: str, form: str, case: str, gender: str) -> None:
        start = text.index(form)
        token = Token(start, start + len(form), form, "орлов", "PROPN", {"Case": case, "Gender": gender}, -1, "root")
        name = Name(start, start + len(form), "PER", 0, 1)
        annotation = Annotation(
            text=text, language="ru", tokens=(token,), sentences=(), clauses=(), paragraphs=(), names=(name,),
            quotations=(),
        )  # fmt: skip
        keep(text, (text.rstrip("."), None, "COMMENT"), annotation=annotation)

    told("Утром встретили Орлова у самого моря.", "Орлова", "Acc", "Masc")
    told("Сегодня Орлова выступит перед судом в столице.", "Орлова", "Nom", "Fem")
    told("Подробности расскажут Орловой завтра за завтраком.", "Орловой", "Dat", "Fem")
    told("Над горами видели орлов и коршунов, пишут туристы.", "орлов", "Acc", "Masc")


def test_a_mans_surname_never_finds_a_woman_nor_a_bird(orlovs):
    assert contents("Орлов") == ["Утром встретили Орлова у самого моря"]
    assert contents("Орлова") == [
        "Подробности расскажут Орловой завтра за завтраком",
        "Сегодня Орлова выступит перед судом в столице",
    ]
    assert contents("орёл") == ["Над горами видели орлов и коршунов, пишут туристы"]


def test_what_is_removed_is_found_no_more(press):
    report = Report.objects.get(title="Ответ Остмарка")
    index.remove(report)
    assert contents("договор") == ["договоры о мире подпишут в мае"]
    assert titles("остмарк") == []
    assert not Terms.objects.filter(report=report).exists()
    index.remove(report)  # again: nothing is there
    for table in (STATEMENTS, REPORTS):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {table.name}")  # noqa: S608, our own names
            assert cursor.fetchone() == (3,)


def test_a_corrected_statement_is_indexed_anew(press):
    statement = Statement.objects.get(content="Путь к договору закрыт")
    first, last = statement.spans["content"][0]
    statement.spans["content"] = [[first, last - len(" закрыт")]]
    statement.speaker_name = "Милан Гросс"
    statement.save()
    index.replace(statement)
    assert Statement.objects.words("Гросс").count() == 1
    assert Statement.objects.words("закрыт").count() == Statement.objects.words("Крон").count() == 0


def test_terms_come_back_as_they_were(press):
    kept = Terms.objects.get(report__title="Ответ Остмарка").load()
    text = "Остмарк отвергает условия. «Путь"
    assert kept.lemmas[:3] == ("остмарк", "отвергать", "условие")
    assert kept.starts[3] == text.index("Путь")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text(alphabet="\"'«»-+*():^{}|&!<>\\%_;OR NEAR AND NOT ab1", max_size=60))
def test_hostile_queries_find_nothing_or_are_refused(press, query):
    try:
        found = Report.objects.words(query)
    except QueryError:
        return
    assert found.count() <= 4
    assert Statement.objects.words(query).count() <= 4


def test_hostile_texts_are_indexed(keep):
    odd = "Полёт " + "а" * 3000 + " 'кавычки'\\ :1A " + "слово " * 400 + " x̂ ß 𝔘"
    report = keep(odd, ("Полёт", None, "COMMENT"))
    assert Report.objects.words("кавычки").get() == report
    assert Report.objects.words("а" * 64).count() == 1
    index.remove(report)
    assert not Report.objects.words("кавычки").exists()


def test_a_number_is_a_day_and_an_id():
    day = date(2031, 5, 12)
    assert parts(number(day, 7)) == (day, 7)
    assert number(day, ID_MASK) < number(date(2031, 5, 13), 0)
    with pytest.raises(ValueError, match="ordinal"):
        parts(-1)


def test_a_tsvector_is_cut_before_postgresql_refuses_it():
    words = " ".join(f"слово{number}" for number in range(100_000))
    assert len(tsvector(("", words)).encode()) < 2**20 * 2
    assert tsvector(("мир", "мир " * 300)).count(",") == 254
