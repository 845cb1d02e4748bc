"""The API read: every address says what the pages show, in few queries, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from verbale.store.models import Actor, Citation, Meeting, Report, Statement
from verbale.store.reviewing import reviews
from verbale.types import Instrument, Position, Span
from verbale.web.models import Question
from verbale.web.questions import Asked, Step, ask, take_step

QUOTE = "мы будем строить новый большой мост через реку вместе"
MOST_QUERIES = 12


@pytest.fixture
def record(stored, keep) -> Report:
    """``stored`` beside reports of three outlets that carry one quote, in which a position changes."""
    for number, (outlet, act) in enumerate((("Полюс", "AGREE"), ("Курьер", "REJECT"), ("Вестник", "REJECT")), 1):
        text = f"{number}. Арсен Волдин заявил: «{QUOTE}». Ида Крон молчит. Лимарский договор."
        start = text.index("Лимарский")
        keep(
            text,
            (QUOTE, "Арсен Волдин", act, "Ида Крон"),
            outlet=outlet,
            published=f"2031-06-0{number}",
            url=f"https://{number}.example/a",
            title=f"Мост {number}",
            instruments=(
                Instrument(
                    id="i1", mention=Span(start, len(text) - 1), name="Лимарский договор", kind="treaty", date=None,
                    exact=text[start:-1],
                ),
            ),
            positions=(
                Position(
                    speaker="Арсен Волдин", act=act, target="Ида Крон", subject="мост", condition=None, statement="s1"
                ),
            ),
        )  # fmt: skip
    return stored


def get(path: str, **parameters: Any) -> Any:
    response = Client().get(f"/api/v1/{path}", parameters)
    assert response.status_code == 200, response.content
    return response.json()


def keys() -> dict[str, str]:
    """A key of each noun."""
    statement = Statement.objects.exclude(utterance=None).select_related("utterance").first()
    return {
        "report": Report.objects.order_by("pk")[0].key,
        "statement": statement.key,
        "utterance": statement.utterance.key,
        "actor": Actor.objects.get(name="Арсен Волдин").key,
        "meeting": Meeting.objects.order_by("pk")[0].key,
        "instrument": Citation.objects.all()[0].instrument.key,
    }


@pytest.mark.parametrize(
    "path",
    [
        "openapi.json",
        "reports",
        "reports?q=договор&sort=rank",
        "reports/{report}",
        "statements",
        "statements?q=мост&speaker=Арсен Волдин&act=AGREE",
        "statements/facets",
        "statements/facets?q=мост&speaker=Арсен Волдин",
        "statements/{statement}",
        "utterances",
        "utterances?speaker=Арсен Волдин",
        "utterances/{utterance}",
        "actors",
        "actors?name=Вол",
        "actors/{actor}",
        "positions",
        "positions?one=Арсен Волдин&other=Ида Крон",
        "positions/tally?one=Арсен Волдин&other=Ида Крон",
        "positions/pairs",
        "meetings",
        "meetings?direction=past&party=Велария",
        "calendar?since=2031-05-01&until=2031-05-31",
        "meetings/{meeting}",
        "instruments",
        "instruments?name=лим&kind=treaty",
        "instruments/{instrument}",
        "reviews?noun=statement&key={statement}",
        "reviews?noun=report&key={report}",
        "reviews/agreement",
        "questions?noun=report&key={report}",
        "stats",
    ],
)
def test_every_address_answers_in_few_queries(record, path, django_assert_max_num_queries):
    reviews.decide("statement", keys()["statement"], "accept", reviewer=None, seen=0)
    address = path.format(**keys())
    with django_assert_max_num_queries(MOST_QUERIES):
        get(address)


def test_a_report_has_its_record_its_keys_and_its_copies(record, keep):
    keep(Report.objects.get(key=record.key).text.read().decode(), outlet="Курьер", url="https://kurier.example/1")
    found = get(f"reports/{record.key}")
    assert found["record"] == Client().get(f"/reports/{record.key}.json").json()
    assert [copy["outlet"] for copy in found["copies"]] == ["Курьер"]
    assert [(one["key"], one["spans"]["content"]) for one in found["statements"]] == [
        (row.key, row.spans["content"]) for row in Statement.objects.filter(report=record).order_by("start", "pk")
    ]
    assert len(found["meetings"]) == len(found["citations"]) + 1 == 2
    assert found["sha256"] == found["record"]["report"]["sha256"]


def test_statements_are_found_as_in_the_search(record):
    found = get("statements", speaker="арсен волдин", act=["AGREE", "REJECT"], since="2031-06", q="мост")["items"]
    assert [one["report"]["outlet"] for one in found] == ["Вестник", "Курьер", "Полюс"]
    assert found[0]["speaker"]["name"] == "Арсен Волдин"
    assert found[0]["target"]["name"] == "Ида Крон"
    facets = get("statements/facets", q="мост")
    assert facets["count"] == {"number": 3, "exact": True}
    assert [(one["value"], one["count"]) for one in facets["act"]] == [("REJECT", 2), ("AGREE", 1)]


def test_a_statement_has_who_carries_it_its_history_and_what_readers_asked(record, account):
    row = Statement.objects.filter(act="AGREE", report__title="Мост 1").get()
    account("анна", "reviewer", "moderator")
    anna = User.objects.get()
    reviews.decide("statement", row.key, "reject", reviewer=anna, seen=0, reason="не так")
    for text in ("Когда?", "Где?"):
        ask(
            Asked(noun="statement", item=row.key, kind="question", text=text, contact="a@b.example", language="ru"), "x"
        )
    take_step(Question.objects.get(text="Когда?").key, Step.ANSWER, anna, 0, "Вчера")
    found = get(f"statements/{row.key}")
    assert (found["state"], found["version"]) == ("rejected", 1)
    assert [(one["decision"], one["reviewer"], one["reason"]) for one in found["history"]] == [
        ("reject", "анна", "не так")
    ]
    assert [(one["text"], one["answer"]) for one in found["questions"]] == [("Когда?", "Вчера")]
    assert "a@b.example" not in str(found)
    assert found["questions"] == get("questions", noun="statement", key=row.key)["items"]
    assert found["history"] == get("reviews", noun="statement", key=row.key)["items"]
    assert found["history"] == get("reviews", noun="report", key=row.report.key)["items"]
    assert [one["report"]["outlet"] for one in found["wordings"]] == ["Курьер", "Вестник"]
    assert row.key not in {one["key"] for one in get("statements")["items"]}
    assert row.key in {one["key"] for one in get("statements", state="rejected")["items"]}


def test_an_utterance_has_its_wordings(record):
    (found,) = get("utterances")["items"]
    assert (found["outlets"], found["reports"], found["content"]) == (3, 3, QUOTE)
    wordings = get(f"utterances/{found['key']}")["wordings"]
    assert [one["report"]["title"] for one in wordings] == ["Мост 1", "Мост 2", "Мост 3"]
    assert get("utterances", speaker="Ида Крон")["items"] == []


def test_a_dossier_tells_what_changed(record):
    found = get(f"actors/{keys()['actor']}")
    (change,) = found["changes"]
    assert (change["subject"], [one["act"] for one in change["positions"]]) == ("мост", ["AGREE", "REJECT"])
    assert found["total"] == sum(one["number"] for one in found["acts"])
    assert [one["actor"]["name"] for one in found["targets"]] == ["Ида Крон"]
    assert [one["outlets"] for one in found["corroborated"]] == [3]


def test_an_actor_that_was_joined_leads_on(record):
    one, other = Actor.objects.filter(type="person").order_by("pk")[:2]
    Actor.objects.filter(pk=one.pk).update(joined_into=other)
    response = Client().get(f"/api/v1/actors/{one.key}")
    assert (response.status_code, response["Location"]) == (302, f"/api/v1/actors/{other.key}")


def test_positions_of_two_sides_are_counted_and_listed(record):
    there, back = get("positions/tally", one="Арсен Волдин", other="Ида Крон")["items"]
    assert (there["total"], back["total"]) == (3, 0)
    assert there["pairs"][0]["acts"] == {"AGREE": 1, "REJECT": 2}
    assert [one["act"] for one in get("positions", one="Ида Крон", other="Арсен Волдин", act="AGREE")["items"]] == [
        "AGREE"
    ]
    assert [one["number"] for one in get("positions/pairs")["items"]] == [3]


def test_meetings_are_found_by_their_days(record):
    calendar = get("calendar", since="2031-05-17", until="2031-05-17")["items"]
    assert [(one["kind"], one["parties"]) for one in calendar] == [("talks", ["Велария", "Остмарк"])]
    assert get("meetings", day="2031-05-18", direction="past")["items"] == calendar
    assert get("meetings", day="2031-05-17", party="вел")["items"] == calendar
    found = get(f"meetings/{calendar[0]['key']}")
    assert [one["report"]["key"] for one in found["meetings"]] == [record.key]


def test_figures_tell_nothing_of_the_machine(record):
    found = get("stats")
    assert found["nouns"]["reports"] == 4
    assert not {"database", "size"} & found.keys()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("reports", lambda one: one["key"]),
        ("statements", lambda one: one["key"]),
        ("statements?q=мост&sort=rank", lambda one: one["key"]),
        ("actors", lambda one: one["actor"]["key"]),
        ("instruments", lambda one: one["instrument"]["key"]),
        ("positions", lambda one: one["statement"]),
        ("meetings?day=2031-01-01", lambda one: one["key"]),
        ("meetings?day=2032-01-01&direction=past", lambda one: one["key"]),
    ],
)
def test_pages_together_are_the_whole_list(record, path: str, name: Callable[[Any], str]):
    whole = get(path)
    assert whole["next"] is None
    found, after = [], ""
    while after is not None:
        page = get(f"{path}{'&' if '?' in path else '?'}limit=1&after={after}")
        assert len(page["items"]) == 1
        found += page["items"]
        after = page["next"]
    assert list(map(name, found)) == list(map(name, whole["items"]))


def test_utterances_come_page_by_page(record, keep):
    other = "никто не знает сколько стоит этот длинный забор у реки"
    for number in (1, 2):
        keep(f"{number}. Ида Крон сказала: «{other}».", (other, "Ида Крон", "COMMENT"), outlet=f"Газета {number}")
    first = get("utterances", limit=1)
    second = get("utterances", limit=1, after=first["next"])
    assert [one["content"] for one in (*first["items"], *second["items"])] == [QUOTE, other]
    assert second["next"] is None


def test_what_has_not_changed_is_not_sent_again(record):
    client, path = Client(), f"/api/v1/statements/{keys()['statement']}"
    tag = client.get(path)["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    reviews.decide("statement", keys()["statement"], "accept", reviewer=None, seen=0)
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_head_has_the_headers_alone(record):
    whole, head = Client().get("/api/v1/reports"), Client().head("/api/v1/reports")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == whole["ETag"]


def test_pages_of_any_origin_may_read_without_cookies(record):
    response = Client().get("/api/v1/reports", headers={"Origin": "https://other.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies
    asked = Client().options("/api/v1/reports", headers={"Access-Control-Request-Method": "POST"})
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")
