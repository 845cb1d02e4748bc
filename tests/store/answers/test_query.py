from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import QueryError
from verbale.store.answers.query import Query

PARAMS = {
    "q": "договор -война",
    "speaker": "Арсен Волдин",
    "target": "NATO",
    "act": ["REJECT", "AGREE"],
    "kind": ["direct"],
    "outlet": ["Полюс"],
    "since": "2031-05-12",
    "until": "2031-05-13",
    "said_since": "2031-05-01",
    "said_until": "2031-05-02",
    "instrument": "Лимарский договор",
    "language": ["ru"],
    "state": ["accepted"],
    "sort": "rank",
    "after": "r20",
    "limit": "50",
}


def test_parameters_make_the_trip_there_and_back():
    assert Query.from_params(PARAMS).to_params() == PARAMS
    assert Query.from_params({}).to_params() == {}


def test_an_address_is_read_as_django_has_it():
    query = Query.from_params(QueryDict("q=мир&act=reject&act=agree&act=reject&page=7&since=&limit=5"))
    assert (query.words, query.act, query.since, query.limit) == ("мир", ("REJECT", "AGREE"), None, 5)


def test_a_month_or_a_year_stands_for_its_first_or_last_day():
    query = Query.from_params({"since": "2031-02", "until": "2031-02", "said_until": "2031"})
    assert (query.since, query.until) == (date(2031, 2, 1), date(2031, 2, 28))
    assert query.said_until == date(2031, 12, 31)


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"act": "SHOUT"}, "act: 'SHOUT' is not known; give one of AGREE"),
        ({"kind": ["direct", "x"]}, "kind: 'x' is not known; give one of direct, indirect, mixed"),
        ({"state": "lost"}, "state: 'lost' is not known"),
        ({"sort": "size"}, "sort: 'size' is not known; give one of date, rank"),
        ({"since": "вчера"}, "since: 'вчера' is no date; write it like"),
        ({"until": "2031-02-30"}, "until: '2031-02-30' is no date"),
        ({"since": "2031-05-02", "until": "2031-05-01"}, "until: 2031-05-01 is before since 2031-05-02; swap them"),
        ({"limit": "0"}, "limit: '0' is no number of rows; give 1 to 200"),
        ({"limit": "201"}, "limit: '201' is no number of rows"),
        ({"limit": "9" * 400}, "is no number of rows"),
        ({"limit": "²"}, "limit: '²' is no number of rows"),
        ({"speaker": "x" * 501}, "speaker: longer than 500 characters"),
        ({"q": "a\0b"}, "q: longer than 500 characters or not text"),
        ({"act": ["REJECT"] * 51}, "act: more than 50 values"),
    ],
)
def test_a_value_that_cannot_be_is_named_in_one_line(params, message):
    with pytest.raises(QueryError) as caught:
        Query.from_params(params)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.dictionaries(st.sampled_from([*PARAMS, "page"]), st.text(max_size=20) | st.lists(st.text(max_size=5))))
def test_hostile_parameters_are_refused_or_come_back(params):
    try:
        query = Query.from_params(params)
    except QueryError:
        return
    assert Query.from_params(query.to_params()) == query


def test_another_value_leads_to_the_first_page():
    query = Query(words="мир", after="r20")
    assert query.replace(act=("REJECT",)) == Query(words="мир", act=("REJECT",))
    assert query.replace(after="r40").after == "r40"
