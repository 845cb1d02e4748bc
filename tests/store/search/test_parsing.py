from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import QueryError
from verbale.store.search.matching import fts5, tsquery
from verbale.store.search.parsing import LONGEST, MOST_READINGS, MOST_WORDS, Phrase, Search, parse, terms_text


def word(*headwords: str) -> Phrase:
    return Phrase(tuple((headword,) for headword in headwords))


def side_by_side(*terms: str) -> Phrase:
    return Phrase((terms,))


@pytest.mark.parametrize(
    ("query", "search"),
    [
        ("договоры мира", Search(((word("договор"),), (word("мир", "миро"),)))),
        ("стали", Search(((word("стать", "сталь"),),))),
        ('"договора о мире"', Search(((Phrase((("договор", "о", "мир"), ("договор", "о", "миро"))),),))),
        ("«Лимарский договор»", Search(((side_by_side("лимарский", "договор"),),))),
        ("договор -война", Search(((word("договор"),),), (word("война"),))),
        ('договор -"министр обороны"', Search(((word("договор"),),), (side_by_side("министр", "оборона"),))),
        ("договор OR соглашение встреча", Search(((word("договор"), word("соглашение")), (word("встреча"),)))),
        ('"OR"', Search(((word("or"),),))),
        ('"-война"', Search(((word("война"),),))),
        ("пресс-службой", Search(((side_by_side("пресс", "служба"),),))),
        ("С-300, (договор)", Search(((side_by_side("с", "300"),), (word("договор"),)))),
        ('"незакрытый договор', Search(((Phrase((("незакрытый", "договор"),)),),))),
        ("договор - встреча", Search(((word("договор"),), (word("встреча"),)))),
        ("OR договор", Search(((word("договор"),),))),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_a_tree(query, search):
    assert parse(query) == search


@pytest.mark.parametrize("query", ["", "  ", "!!! ***", "-война", '""', "OR", "-", "\0"])
def test_a_query_without_a_word_to_look_for_is_refused(query):
    with pytest.raises(QueryError, match="holds no word"):
        parse(query)


def test_a_query_has_bounds():
    with pytest.raises(QueryError, match="longer than"):
        parse("а" * (LONGEST + 1))
    with pytest.raises(QueryError, match="more than"):
        parse("мир " * (MOST_WORDS + 1))
    (clause,) = parse(f'"{"стали " * 20}"').wanted
    assert len(clause[0].readings) == MOST_READINGS


@given(st.text(max_size=80) | st.text(alphabet="\"'«»-+*():^{}|&!<>\\OR NEARANDNOT aб1", max_size=80))
def test_nothing_that_is_typed_becomes_an_operator(query):
    try:
        search = parse(query)
    except QueryError:
        return
    phrases = [phrase for clause in (*search.wanted, search.unwanted) for phrase in clause]
    assert all(term.isalnum() and term == term.lower() for p in phrases for terms in p.readings for term in terms)


def test_terms_in_the_databases_own_language():
    search = parse('"лимарский договор" OR встреча -стали')
    assert fts5(search) == '(("лимарский договор" OR "встреча")) NOT ("стать" OR "сталь")'
    assert tsquery(search) == "(('лимарский' <-> 'договор') | ('встреча')) & !(('стать') | ('сталь'))"


def test_terms_are_runs_of_letters_and_digits():
    assert terms_text(["пресс-служба", "5,6", "c_d", "мир", "—"]).split() == [
        "пресс",
        "служба",
        "5",
        "6",
        "c",
        "d",
        "мир",
    ]
    assert terms_text(["а" * 100]) == "а" * 64
