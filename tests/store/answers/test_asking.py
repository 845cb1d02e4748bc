from __future__ import annotations

from datetime import date, timedelta

import pytest

from verbale.errors import NotStored, QueryError
from verbale.store.answers import asking
from verbale.store.answers.query import Query
from verbale.store.models import Report, State, Statement
from verbale.types import Instrument, Span

OUTLETS = ("Полюс", "Нормский курьер")


@pytest.fixture
def press(keep):
    """Nine reports, three a day; of each third statement a woman is the speaker."""
    for number in range(9):
        things = ["зерно", "лес", "уголь", "рыбу", "соль", "медь", "шерсть", "воск", "лён"]
        text = (
            f"Сегодня обсуждали {things[number]}, заявил спикер. Итоги дня номер {number}: погода {'хуже ' * number}."
        )
        speaker = "Ида Крон" if number % 3 == 2 else "Арсен Волдин"
        keep(
            text,
            (f"обсуждали {things[number]}", speaker, "REJECT" if number % 2 else "AGREE", "Остмарк"),
            outlet=OUTLETS[number % 2],
            published=(date(2031, 5, 1) + timedelta(number // 3)).isoformat(),
            actors={"Остмарк": {"type_": "state", "country": "XOM"}},
        )


def found(**fields) -> list[str]:
    query = Query(**fields)
    return [row.content.split()[1] for row in asking.page(asking.statements(query), query).rows]


def test_the_newest_reports_come_first(press):
    assert found() == ["лён", "воск", "шерсть", "медь", "соль", "рыбу", "уголь", "лес", "зерно"]


def test_each_field_limits(press):
    assert found(speaker="Ида Крон") == ["лён", "медь", "уголь"]
    assert found(target="Остмарк", outlet=("Полюс",)) == ["лён", "шерсть", "соль", "уголь", "зерно"]
    assert found(act=("REJECT",), speaker="Арсен Волдин") == ["воск", "рыбу", "лес"]
    assert found(act=("REJECT", "AGREE"), since=date(2031, 5, 3)) == ["лён", "воск", "шерсть"]
    assert found(until=date(2031, 5, 1), kind=("indirect",), language=("ru",)) == ["уголь", "лес", "зерно"]
    assert found(kind=("direct",)) == found(language=("uk",)) == []
    assert found(words="соль OR медь") == ["медь", "соль"]
    assert found(words="обсуждать", speaker="Ида Крон", since=date(2031, 5, 2)) == ["лён", "медь"]


@pytest.mark.parametrize("words", ["", "обсуждать"])
@pytest.mark.parametrize("limit", [1, 2, 4, 9])
def test_pages_follow_one_another_without_gap_or_repeat(press, words, limit):
    query, seen = Query(words=words, limit=limit), []
    while True:
        page = asking.page(asking.statements(query), query)
        assert len(page.rows) <= limit
        seen += [row.pk for row in page.rows]
        if page.next is None:
            break
        query = query.replace(after=page.next)
    assert seen == list(Statement.objects.order_by("-day", "-id").values_list("pk", flat=True))


def test_pages_by_rank(press):
    query, seen = Query(words="обсуждать", sort="rank", limit=4), []
    for _ in range(3):
        page = asking.page(asking.statements(query), query)
        seen += [row.pk for row in page.rows]
        query = query.replace(after=page.next or "")
    assert page.next is None
    assert sorted(seen) == sorted(Statement.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("cursor", ["x", "r20", "-1", "ffffffffffffffffffff", "ё", "1_0", "0"])
def test_a_bad_cursor_is_refused(press, cursor):
    query = Query(after=cursor)
    with pytest.raises(QueryError, match="is no cursor"):
        asking.page(asking.statements(query), query)


@pytest.mark.parametrize("cursor", ["x20", "r", "r99999", "r²", "b4a660000001018"])
def test_a_bad_cursor_by_rank_is_refused(press, cursor):
    query = Query(words="обсуждать", sort="rank", after=cursor)
    with pytest.raises(QueryError, match="is no cursor"):
        asking.page(asking.statements(query), query)


def test_what_was_rejected_is_hidden_unless_asked_for(press):
    Statement.objects.filter(content__contains="соль").update(state=State.REJECTED)
    assert "соль" not in found()
    assert found(words="соль") == []
    assert found(state=("rejected",)) == found(words="соль", state=("rejected", "read")) == ["соль"]


def test_rows_are_counted_up_to_a_bound(press):
    rows = asking.statements(Query())
    assert asking.count(rows) == asking.Count(9, exact=True)
    assert asking.count(rows, most=4) == asking.Count(4, exact=False)
    assert (str(asking.count(rows, most=4)), str(asking.count(rows))) == ("4+", "9")
    assert asking.count(asking.statements(Query(words="обсуждать"))).number == 9


def test_facets(press, django_assert_num_queries):
    with django_assert_num_queries(2):
        facets = asking.facets(asking.statements(Query(words="обсуждать")))
    assert [(facet.label, facet.count) for facet in facets.speaker] == [("Арсен Волдин", 6), ("Ида Крон", 3)]
    assert [(facet.label, facet.count) for facet in facets.target] == [("Остмарк", 9)]
    assert [(facet.value, facet.count) for facet in facets.act] == [("AGREE", 5), ("REJECT", 4)]
    assert [(facet.value, facet.count) for facet in facets.outlet] == [("Полюс", 5), ("Нормский курьер", 4)]
    assert [(facet.value, facet.count) for facet in facets.language] == [("ru", 9)]
    assert [(facet.value, facet.count) for facet in facets.month] == [("2031-05", 9)]
    assert facets.complete
    (key,) = (facet.value for facet in facets.speaker if facet.label == "Ида Крон")
    assert len(found(speaker=key)) == 3


def test_facets_of_nothing_and_of_a_part(press, monkeypatch):
    nothing = asking.facets(asking.statements(Query(words="небывальщина")))
    assert (nothing.speaker, nothing.month, nothing.complete) == ([], [], True)
    monkeypatch.setattr(asking, "LOOKED_AT", 3)
    part = asking.facets(asking.statements(Query()))
    assert sum(facet.count for facet in part.act) == 3
    assert not part.complete


def test_reports(press):
    query = Query(words="погода хуже", outlet=("Полюс",), since=date(2031, 5, 2), limit=2)
    page = asking.page(asking.reports(query), query)
    assert len(page.rows) == 2
    rest = query.replace(after=page.next)
    assert len(asking.page(asking.reports(rest), rest).rows) == 1
    assert asking.count(asking.reports(Query())).number == 9
    with pytest.raises(QueryError, match="speaker: goes with statements"):
        asking.reports(Query(speaker="Ида Крон"))


@pytest.mark.parametrize("few", [-1, 1_000])
def test_words_of_somebody_are_found_from_either_side(press, monkeypatch, few):
    monkeypatch.setattr(asking, "FEW", few)
    assert found(words="обсуждать", speaker="Ида Крон") == ["лён", "медь", "уголь"]
    assert found(words="медь -лён", speaker="Ида Крон", target="Остмарк") == ["медь"]
    assert found(words="обсуждать", speaker="Ида Крон", since=date(2031, 5, 2), until=date(2031, 5, 2)) == ["медь"]
    query = Query(words="обсуждать", speaker="Ида Крон", limit=2)
    page = asking.page(asking.statements(query), query)
    rest = query.replace(after=page.next or "")
    assert len(asking.page(asking.statements(rest), rest).rows) == 1
    assert asking.count(asking.statements(query)).number == 3
    assert asking.facets(asking.statements(query)).complete


def test_the_reports_behind_statements(press):
    assert len(asking.reports_with(Query(speaker="Ида Крон"))) == 3
    assert asking.reports_with(Query()) == sorted(Report.objects.values_list("pk", flat=True))


def test_statements_about_an_instrument(keep):
    text = "Лимарский договор закрыт, объявили стороны на встрече."
    paper = Instrument(
        id="i1", mention=Span(0, 17), name="Лимарский договор", kind="treaty", date=None, exact=text[:17]
    )
    keep(text, ("договор закрыт", None, "COMMENT", None, {"instruments": ("i1",)}), instruments=(paper,))
    keep("Погода сегодня хорошая, считают рыбаки.", ("Погода сегодня хорошая", None, "COMMENT"))
    query = Query(instrument="лимарский договор")
    assert [row.content for row in asking.statements(query)] == ["договор закрыт"]
    assert asking.statements(query.replace(words="погода")).count() == 0
    with pytest.raises(NotStored, match="Небывалый договор: no such instrument"):
        asking.statements(Query(instrument="Небывалый договор"))
