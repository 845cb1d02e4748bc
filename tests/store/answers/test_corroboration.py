from __future__ import annotations

import pytest

from verbale.store.answers import corroboration
from verbale.store.models import Statement
from verbale.store.people.sides import named
from verbale.store.reviewing import reviews

QUOTES = {
    "мы будем строить новый большой мост через реку вместе": ("Арсен Волдин", 3),
    "никто не знает сколько стоит этот длинный забор у реки": ("Ида Крон", 2),
    "осенью откроется старая гавань для всех рыбаков побережья": ("Ида Крон", 2),
    "цены на хлеб этой весной больше подниматься не будут": ("Арсен Волдин", 1),
}


@pytest.fixture
def utterances(keep) -> None:
    for place, (quote, (speaker, outlets)) in enumerate(QUOTES.items()):
        for number in range(outlets):
            keep(
                f"{place}{number}. {speaker} говорит: «{quote}».",
                (quote, speaker, "COMMENT"),
                outlet=f"Газета {number}",
                published=f"2031-05-0{place + 1}",
            )


def contents(page: corroboration.Page) -> list[str]:
    return [row.first.content for row in page.utterances]


def test_what_most_outlets_carry_comes_first_then_what_is_newest(utterances):
    first, second, third, _ = QUOTES
    assert contents(corroboration.page(None, None, 10)) == [first, third, second]
    assert contents(corroboration.page(named("Ида Крон"), None, 10)) == [third, second]


def test_pages_follow_each_other(utterances, django_assert_num_queries):
    found, after = [], None
    while not found or after is not None:
        with django_assert_num_queries(1):
            page = corroboration.page(None, after, 1)
        found += contents(page)
        after = page.next
    assert found == contents(corroboration.page(None, None, 10))


def test_what_was_rejected_is_not_told(utterances):
    quote = next(iter(QUOTES))
    for row in Statement.objects.filter(content=quote):
        reviews.decide("statement", row.key, "reject", reviewer=None, seen=0)
    assert quote not in contents(corroboration.page(None, None, 10))
