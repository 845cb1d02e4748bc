from __future__ import annotations

import re
from html import unescape

import pytest

from verbale.store.models import Actor

HOSTILE = '<script>alert("x")</script>'
WAR, PEACE = "войска", "договор о мире"


@pytest.fixture
def record(keep):
    """Three reports of two outlets; one has markup in every place that a report fills."""
    keep(
        "Арсен Волдин заявил: договор о мире готов. Потом был обед.",
        ("договор о мире готов", "Арсен Волдин", "AGREE", "Остмарк"),
        outlet="Полюс", title="Мир близок", published="2031-05-12",
    )  # fmt: skip
    keep(
        "Ида Крон потребовала: войска должны уйти. Договоры она чтит.",
        ("войска должны уйти", "Ида Крон", "REQUEST", "Велария"),
        ("Договоры она чтит", "Ида Крон", "COMMENT"),
        outlet="Голос Остмарка", title="Крон требует", published="2031-06-01",
    )  # fmt: skip
    text = f"{HOSTILE} сказал: {HOSTILE} договор."
    keep(text, (f"{HOSTILE} договор", HOSTILE, "COMMENT"), outlet=HOSTILE, title=HOSTILE, published="2031-06-02")


def text_of(response) -> str:
    return unescape(re.sub(r"<[^>]+>", "", response.content.decode()))


def test_all_statements_come_newest_first(client, record):
    response = client.get("/search")
    assert response.status_code == 200
    assert [result.statement.day.day for result in response.context["results"]] == [2, 1, 1, 12]
    assert "Statements: 4" in text_of(response)


def test_all_forms_of_a_word_are_found_and_marked_in_their_sentence(client, record):
    response = client.get("/search", {"q": "договоры мир"})
    html = response.content.decode()
    assert len(response.context["results"]) == 1
    assert '<span class="said"><span class="word">договор</span> о <span class="word">мире</span> готов</span>' in html
    assert "Потом был обед." in html


def test_words_that_are_excluded_are_not_marked(client, record):
    response = client.get("/search", {"q": "договор -мир"})
    assert len(response.context["results"]) == 2
    assert '<span class="word">Договоры</span>' in response.content.decode()


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"speaker": "Ида Крон"}, 2),
        ({"speaker": "Ида Крон", "act": "REQUEST"}, 1),
        ({"target": "Остмарк"}, 1),
        ({"outlet": "Полюс"}, 1),
        ({"since": "2031-06"}, 3),
        ({"until": "2031-05-12"}, 1),
        ({"language": "uk"}, 0),
        ({"kind": "direct"}, 0),
    ],
)
def test_limits(client, record, parameters, count):
    response = client.get("/search", parameters)
    assert response.status_code == 200
    assert len(response.context["results"]) == count
    assert bool(response.context["taken"])
    if not count:
        assert "Nothing was found" in text_of(response)


def test_facets_lead_to_narrower_searches_that_have_what_they_say(client, record):
    response = client.get("/search", {"since": "2031-05"})
    facets = {facet.name: facet.choices for facet in response.context["facets"]}
    assert {"speaker", "act", "outlet", "month"} <= set(facets)
    for choice in facets["speaker"] + facets["act"] + facets["month"]:
        narrowed = client.get(choice.url)
        assert narrowed.status_code == 200
        assert narrowed.context["count"].number == choice.number


def test_a_limit_is_taken_away_by_its_link(client, record):
    response = client.get("/search", {"q": "войска", "act": "REQUEST"})
    (limit,) = response.context["taken"]
    assert limit.url == "/search?q=%D0%B2%D0%BE%D0%B9%D1%81%D0%BA%D0%B0"


def test_the_form_keeps_limits_that_it_has_no_field_for(client, record):
    html = client.get("/search", {"q": "мир", "language": ["ru", "uk"], "kind": "indirect"}).content.decode()
    for name, value in (("language", "ru"), ("language", "uk"), ("kind", "indirect")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html
    assert 'name="q" value="мир"' in html


@pytest.mark.parametrize("sort", ["date", "rank"])
def test_pages_go_on_and_never_show_a_statement_twice(client, record, sort):
    seen, url = [], f"/search?limit=1&q=договор&sort={sort}"
    while url:
        response = client.get(url)
        seen += [result.statement.key for result in response.context["results"]]
        url = response.context["next"]
    assert len(seen) == len(set(seen)) == 3


@pytest.mark.parametrize(
    "parameters",
    [
        {"since": "2031-13"},
        {"act": "SHOUT"},
        {"after": "../../etc"},
        {"q": "***"},
        {"q": "а" * 501},
        {"limit": "100000"},
        {"sort": "random"},
        {"since": "2031-06", "until": "2031-05"},
        {"q": "мир\0"},
    ],
)
def test_what_cannot_be_asked_gets_a_clear_refusal(client, record, parameters):
    response = client.get("/search", parameters)
    assert response.status_code == 400
    assert response.context["error"] in text_of(response)


def test_somebody_unknown_is_said_to_be_unknown(client, record):
    response = client.get("/search", {"speaker": f"Никто{HOSTILE}"})
    assert response.status_code == 404
    assert "nobody of that name" in text_of(response)
    assert HOSTILE not in response.content.decode()


@pytest.mark.parametrize(
    "query", ["", "?q=договор", f"?q=договор&outlet={HOSTILE}", f"?speaker={HOSTILE}", f"?q={HOSTILE}"]
)
def test_what_reports_and_readers_write_is_escaped(client, record, query):
    assert HOSTILE not in client.get(f"/search{query}").content.decode()


def test_rejected_statements_are_not_shown(client, record):
    from verbale.store.models import Statement

    Statement.objects.filter(content__contains="войска").update(state="rejected")
    assert len(client.get("/search").context["results"]) == 3


@pytest.mark.parametrize(
    "query", ["", "?q=договор", "?q=договор&sort=rank&speaker=Ида+Крон&target=Велария&act=REQUEST"]
)
def test_queries_are_few(client, record, query, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(f"/search{query}")


def test_the_page_needs_no_session(client, record):
    response = client.get("/search")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_it_is_read_only(client, db):
    assert client.post("/search").status_code == 405


def test_many_months_are_given_by_years(client, keep):
    for number in range(30):
        keep(
            f"Волдин заявил: мир {number}.",
            ("мир", "Арсен Волдин", "AGREE"),
            published=f"{2029 + number // 12}-{number % 12 + 1:02}-03",
        )
    page = client.get("/search")
    months = next(facet for facet in page.context["facets"] if facet.name == "month")
    assert [(choice.label, choice.number) for choice in months.choices] == [("2029", 12), ("2030", 12), ("2031", 6)]
    year = client.get(months.choices[2].url)
    assert year.context["count"].number == 6
    months = next(facet for facet in year.context["facets"] if facet.name == "month")
    assert months.choices[0].label == "January 2031"


def test_the_form_has_names_where_the_address_has_keys(client, record):
    key = Actor.objects.get(name="Ида Крон").key
    html = client.get("/search", {"speaker": key}).text
    assert f'<input type="hidden" name="speaker" value="{key}">' in html
    assert 'placeholder="Ида Крон"' in html
    found = client.get(f"/search?speaker={key}&speaker=Арсен+Волдин")  # what is typed counts
    assert {result.statement.speaker_name for result in found.context["results"]} == {"Арсен Волдин"}
