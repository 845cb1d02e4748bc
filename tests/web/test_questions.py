"""Readers' questions: the form, what holds floods and programs off, the private page, what stands at the item."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.utils import timezone

from verbale.store.models import Meeting, Statement
from verbale.web.forms import question as forms
from verbale.web.limits import caller
from verbale.web.models import Attempt, Question
from verbale.web.questions import LIMIT, Step, published_for, take_step

WORDS = "В отчёте сказано «до 1 июня», а не «1 июля». <script>alert(1)</script>"


@pytest.fixture
def opened(monkeypatch) -> str:
    """The stamp of a form that has been open long enough."""
    monkeypatch.setattr(forms, "QUICKEST", 0)
    return forms.QuestionForm().stamp


@pytest.fixture
def send(stored, opened):
    """Send the form about the report; what came back."""

    def post(client: Client | None = None, address: str = "203.0.113.5", **fields: str):
        data = {"kind": "correction", "text": WORDS, "contact": "", "website": "", "opened": opened} | fields
        return (client or Client()).post(
            f"/questions/new?noun=report&key={stored.key}", data, REMOTE_ADDR=address, follow=False
        )

    return post


def test_every_report_statement_and_meeting_has_a_form(client, stored):
    named = [("report", stored.key)]
    named += [("statement", key) for key in Statement.objects.values_list("key", flat=True)]
    named += [("meeting", key) for key in Meeting.objects.values_list("key", flat=True)]
    for noun, key in named:
        assert client.get("/questions/new", {"noun": noun, "key": key}).status_code == 200


@pytest.mark.parametrize(("noun", "key"), [("report", "nothere"), ("actor", "x"), ("", ""), ("user", "1")])
def test_a_form_about_nothing_is_not_found(client, stored, noun, key):
    assert client.get("/questions/new", {"noun": noun, "key": key}).status_code == 404
    assert client.post(f"/questions/new?noun={noun}&key={key}", {"text": WORDS}).status_code == 404


def test_a_question_is_acknowledged_at_a_private_address(client, send):
    response = send()
    assert response.status_code == 302
    token = urlsplit(response["Location"]).path.rsplit("/", 1)[1]
    assert len(token) >= 32
    assert not Question.objects.filter(token=token).exists()  # only its hash is kept
    page = client.get(response["Location"], headers={"accept-language": "en"})
    assert "it has arrived" in page.content.decode()
    assert "&lt;script&gt;" in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    assert client.get(f"/questions/follow/{token[:-1]}A{token[-1]}").status_code == 404


def test_the_private_page_follows_the_state(client, send, account):
    address = send()["Location"]
    anna = account("анна", "moderator")
    question = Question.objects.get()
    take_step(question.key, Step.ANSWER, anna, 0, "Верно, исправлено.")
    assert "Верно, исправлено." in client.get(address).content.decode()


def test_no_cookie_but_the_forms_own(stored, send):
    client = Client()
    client.get("/questions/new", {"noun": "report", "key": stored.key})
    client.get(send(client)["Location"])
    assert set(client.cookies) == {"csrftoken"}


def test_one_address_floods_in_vain(send):
    statuses = [send().status_code for _ in range(20)]
    assert statuses == [302] * 5 + [429] * 15
    assert Question.objects.count() == 5
    assert send(address="203.0.113.6").status_code == 302  # others are unaffected


def test_a_flood_keeps_what_was_typed_and_says_when_to_return(send):
    for _ in range(5):
        send()
    refused = send()
    assert int(refused["Retry-After"]) == 3600
    assert "до 1 июня" in refused.content.decode()


def test_the_limit_slides_and_what_was_counted_is_deleted(send):
    for _ in range(5):
        send()
    assert send().status_code == 429
    Attempt.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert send().status_code == 302
    assert Attempt.objects.count() == 1


def test_addresses_are_kept_as_keyed_hashes_apart_from_questions(send, settings):
    send(address="203.0.113.77")
    first = Attempt.objects.get()
    assert len(first.who) == 64
    assert "203" not in f"{Question.objects.values().get()} {Attempt.objects.values('purpose').get()}"
    settings.SECRET_KEY = "another key of the tests " * 3
    send(address="203.0.113.77")
    assert Attempt.objects.exclude(who=first.who).count() == 1


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "expected"),
    [
        (0, "203.0.113.5", "198.51.100.1", "203.0.113.5"),
        (1, "10.0.0.1", "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        (2, "10.0.0.1", "192.0.2.9, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        (2, "10.0.0.1", "203.0.113.5", "203.0.113.5"),
        (1, "203.0.113.5", "", "203.0.113.5"),
        (0, "2001:db8:1:2:3::9", "", "2001:db8:1:2::/64"),
        (0, "2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
        (0, "::ffff:203.0.113.5", "", "203.0.113.5"),
        (1, "10.0.0.1", "unknown", "unknown"),
        (0, "", "", ""),
    ],
)
def test_whose_address_counts(rf, settings, proxies, peer, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert caller(rf.get("/", REMOTE_ADDR=peer, headers=headers)) == expected


def test_a_forged_header_gets_nobody_around_the_limit(send):
    client = Client()
    statuses = []
    for number in range(8):
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{number}"
        statuses.append(send(client).status_code)
    assert statuses.count(302) == LIMIT.most


def test_what_fills_the_trap_is_set_aside_and_not_lost(send, client):
    response = send(website="http://spam.example")
    assert Question.objects.get().state == "spam"
    assert "spam" in client.get(response["Location"], headers={"accept-language": "en"}).content.decode()


def test_a_form_sent_at_once_comes_back_with_its_words(stored, client):
    stamp = forms.QuestionForm().stamp
    data = {"kind": "question", "text": WORDS, "opened": stamp}
    refused = client.post(f"/questions/new?noun=report&key={stored.key}", data)
    assert refused.status_code == 400
    assert "до 1 июня" in refused.content.decode()
    assert stamp in refused.content.decode()  # so that the same form can be sent a moment later
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "stamp",
    ["", "form:1:forged", TimestampSigner(salt="another").sign("form")],
    ids=["none", "forged", "of another form"],
)
def test_a_form_that_was_not_given_out_here_comes_back_with_a_stamp(send, stamp):
    refused = send(opened=stamp)
    assert refused.status_code == 400
    assert 'name="opened" value="form:' in refused.content.decode()
    assert not Question.objects.exists()


def test_a_form_open_for_days_comes_back(send, monkeypatch, opened):
    monkeypatch.setattr(forms, "LONGEST_OPEN", -1)
    assert send(opened=opened).status_code == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"text": "я" * (forms.LONGEST_TEXT + 1)},
        {"contact": "я" * (forms.LONGEST_CONTACT + 1)},
        {"kind": "praise"},
        {"text": "a\x00b"},
    ],
)
def test_what_does_not_fit_is_refused(send, fields):
    assert send(**fields).status_code == 400
    assert not Question.objects.exists()


def test_an_oversize_form_is_refused(send):
    assert send(text="я" * 2_000_000).status_code == 400


def test_only_what_is_published_stands_at_the_item(send, stored, account, django_assert_num_queries):
    anna = account("анна", "moderator")
    for _ in range(4):
        send()
    steps = (Step.PUBLISH, Step.ANSWER, Step.DECLINE)
    for question, step in zip(Question.objects.order_by("id"), steps, strict=False):
        take_step(question.key, step, anna, 0, "Ответ.")
    with django_assert_num_queries(1):
        found = list(published_for("report", stored.key))
    assert [question.state for question in found] == ["published", "answered"]
    assert all(question.shown for question in found)
    assert not published_for("statement", stored.key)


def test_pages_cost_few_queries(client, stored, send, django_assert_max_num_queries):
    address = send()["Location"]
    for page in (f"/questions/new?noun=report&key={stored.key}", address):
        with django_assert_max_num_queries(4):
            assert client.get(page).status_code == 200


def test_what_is_published_stands_on_the_page_of_its_item(send, stored, client, account):
    anna = account("анна", "moderator")
    statement, meeting = Statement.objects.first(), Meeting.objects.first()
    for noun, item in (("report", stored), ("statement", statement), ("meeting", meeting)):
        send()
        question = Question.objects.latest("id")
        Question.objects.filter(pk=question.pk).update(noun=noun, item=item.key)
        take_step(question.key, Step.ANSWER, anna, 0, f"Ответ о {noun}.")
        page = client.get(f"/{noun}s/{item.key}").content.decode()
        assert f"Ответ о {noun}." in page
        assert f'id="question-{question.key}"' in page
        assert f"{question.shown or Question.objects.get(pk=question.pk).shown:%Y-%m-%d}" in page
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
