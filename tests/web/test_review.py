"""Reviewers at work: the queue, decisions, corrections by quoting, two reviewers on one item, histories."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from verbale.store.models import Citation, Meeting, Review, Statement
from verbale.types import Span
from verbale.web.review.quoting import located, quoted

TEXT = "Мир — это мир,\nсказал 😀 он. Мир!"


@pytest.fixture
def anna(signed_in):
    return signed_in("reviewer", name="анна")


@pytest.fixture
def boris(signed_in):
    return signed_in("editor", name="борис")


@pytest.fixture
def statement(stored) -> Statement:
    return Statement.objects.get(report=stored, item="s3")  # the least certain


def decide(client, item, decision, version=0, **fields):
    noun = type(item).__name__.lower()
    return client.post(f"/review/{noun}/{item.key}/{decision}", {"version": version, **fields})


def correction(client, item, **changes):
    """Send the form of ``item`` as the page gives it, with ``changes``."""
    page = client.get(f"/review/{type(item).__name__.lower()}/{item.key}")
    form = page.context["form"]
    fields = {name: value for name, value in form.initial.items() if value is not None}
    return decide(client, item, "correct", **(fields | changes))


# --- the queue -----------------------------------------------------------------------


def test_the_least_certain_comes_first_and_decided_ones_leave(anna, statement, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = anna.get("/review/")
    assert page.context["items"][0] == statement
    decide(anna, statement, "accept")
    assert statement not in anna.get("/review/").context["items"]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 5),
        ("noun=meeting", 2),
        ("noun=citation", 1),
        ("act=AGREE", 2),
        ("outlet=Полюс", 5),
        ("outlet=Иной", 0),
        ("rule=by_hand", 5),
    ],
)
def test_the_queue_can_be_limited(anna, stored, query, number):
    assert anna.get(f"/review/?{query}").context["number"] == number


def test_the_queue_goes_on_page_by_page(anna, stored, monkeypatch):
    monkeypatch.setattr("verbale.web.views.review.PAGE", 2)
    seen, address = [], "/review/"
    while address:
        page = anna.get(address)
        seen += page.context["items"]
        address = f"/review/?after={page.context['last'].key}" if page.context["last"] else None
    assert len(seen) == len(set(seen)) == 5


def test_skipping_walks_the_queue_and_ends_at_its_list(anna, stored):
    keys, response = [], anna.get("/review/")
    address = f"/review/statement/{response.context['items'][0].key}"
    for _ in range(5):
        keys.append(address.rsplit("/", 1)[1])
        address = anna.get(f"/review/next?after={keys[-1]}")["Location"]
    assert address == "/review/"
    assert len(set(keys)) == 5


def test_a_decision_leads_to_the_next_within_the_limits(anna, stored):
    first, second = anna.get("/review/?act=AGREE").context["items"]
    response = anna.post(f"/review/statement/{first.key}/accept?act=AGREE", {"version": 0})
    assert response["Location"] == f"/review/statement/{second.key}?act=AGREE"


# --- decisions -----------------------------------------------------------------------


@pytest.mark.parametrize(("decision", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_decision_is_kept_with_its_reviewer_and_reason(anna, statement, decision, state):
    assert decide(anna, statement, decision, reason="Сказано иначе.").status_code == 302
    statement.refresh_from_db()
    assert (statement.state, statement.version) == (state, 1)
    review = Review.objects.get()
    assert (review.reviewer_name, review.reason, review.decision) == ("анна", "Сказано иначе.", decision)


def test_two_reviewers_on_one_item(anna, boris, statement):
    assert decide(anna, statement, "reject", reason="Это слова другого.").status_code == 302
    second = decide(boris, statement, "accept", reason="Всё верно.")
    assert second.status_code == 409
    page = second.content.decode()
    assert "анна" in page
    assert "Это слова другого." in page
    assert "Всё верно." in page
    assert 'name="version" value="1"' in page
    assert Review.objects.count() == 1
    assert decide(boris, statement, "accept", version=1).status_code == 302  # having seen it, on purpose


def test_a_correction_that_came_second_keeps_what_was_typed(anna, boris, statement):
    decide(anna, statement, "accept")
    second = decide(boris, statement, "correct", content="вывести войска", act="REJECT", kind="indirect")
    assert second.status_code == 409
    assert second.context["form"]["content"].value() == "вывести войска"
    assert Review.objects.count() == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "1e9"])
def test_a_malformed_version_is_refused(anna, statement, version):
    assert decide(anna, statement, "accept", version=version).status_code == 400
    assert not Review.objects.exists()


def test_a_reason_over_the_limit_is_refused(anna, statement):
    assert decide(anna, statement, "accept", reason="я" * 2001).status_code == 400
    assert not Review.objects.exists()


@pytest.mark.parametrize("address", ["report/x", "actor/x", "statement/nosuchkey"])
def test_what_is_not_there_is_not_found(anna, stored, address):
    assert anna.get(f"/review/{address}").status_code == 404
    assert anna.post(f"/review/{address}/accept", {"version": 0}).status_code == 404


def test_an_unknown_decision_is_not_found(anna, statement):
    assert decide(anna, statement, "join").status_code == 404


# --- corrections ---------------------------------------------------------------------


def test_speaker_act_and_kind_are_corrected(anna, statement):
    known = Statement.objects.get(item="s1").speaker
    response = correction(anna, statement, speaker=known.key, act="REQUEST", kind="direct", reason="Обещал министр.")
    assert response.status_code == 302
    statement.refresh_from_db()
    assert (statement.speaker, statement.act, statement.kind, statement.state) == (
        known,
        "REQUEST",
        "direct",
        "corrected",
    )
    review = Review.objects.get()
    assert review.before["act"] == "AGREE"
    assert review.after["act"] == "REQUEST"


def test_words_are_corrected_by_quoting(anna, statement):
    assert correction(anna, statement, content="Ида Крон пообещала […] до 1 июня").status_code == 302
    statement.refresh_from_db()
    assert statement.content == "Ида Крон пообещала\nдо 1 июня"


def test_words_are_corrected_by_selecting(anna, statement):
    text = statement.report.text.read().decode()
    start = text.index("Ида Крон")  # the name alone; the field's words decide
    response = correction(anna, statement, source="Ида Крон", source_at=f"{start}-{start + 9}")  # and a space
    assert response.status_code == 302
    statement.refresh_from_db()
    assert statement.spans["source"] == [start, start + 8]


def test_a_part_can_be_taken_away(anna, statement):
    assert correction(anna, statement, cue="").status_code == 302
    statement.refresh_from_db()
    assert statement.cue is None
    assert statement.spans["cue"] is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"content": "чего здесь нет"}, "content"),
        ({"content": ""}, "content"),
        ({"source": "и"}, "source"),
        ({"cue": "Ида […] Крон"}, "cue"),
        ({"speaker": "aaaaaaaaaaaa"}, "speaker"),
        ({"other": "Никто Нигдев"}, "other"),
        ({"act": "DANCE"}, "act"),
        ({"act": "AGREE"}, "__all__"),  # as it was
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(anna, statement, fields, field):
    refused = correction(anna, statement, **fields)
    assert refused.status_code == 400
    assert "Not kept: something in the form is not right." in refused.text  # first of all, far above the field
    assert field in refused.context["form"].errors
    assert not Review.objects.exists()


def test_a_speaker_from_elsewhere_is_found_by_name(anna, statement):
    assert correction(anna, statement, other="Арсен Волдин").status_code == 302
    statement.refresh_from_db()
    assert statement.speaker_name == "Арсен Волдин"


def test_a_meeting_is_corrected(anna, stored):
    meeting = Meeting.objects.get(item="m2")
    response = correction(anna, meeting, status="postponed", date="2031-06", parties="Совет Содружества\nВелария\n")
    assert response.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.status, meeting.date) == ("postponed", "2031-06")
    assert meeting.party_names == ["Совет Содружества", "Велария"]
    assert correction(anna, meeting, date="в июне").status_code == 400


def test_a_document_is_corrected(anna, stored):
    citation = Citation.objects.get()
    assert correction(anna, citation, name="Лимарский мирный договор").status_code == 302
    citation.refresh_from_db()
    assert citation.instrument.name == "Лимарский мирный договор"


def test_an_item_page_costs_few_queries(anna, stored, django_assert_max_num_queries):
    for item in (*Statement.objects.all(), *Meeting.objects.all(), *Citation.objects.all()):
        with django_assert_max_num_queries(12):
            assert anna.get(f"/review/{type(item).__name__.lower()}/{item.key}").status_code == 200


def test_the_passage_has_the_code_points_of_each_paragraph(anna, statement):
    text = statement.report.text.read().decode()
    html = anna.get(f"/review/statement/{statement.key}").context["passage"].html
    for start, end, inner in re.findall(r'<p data-start="(\d+)" data-end="(\d+)">(.*?)</p>', html):
        shown = re.sub(r"<[^>]+>", "", inner).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        assert shown == text[int(start) : int(end)]
    assert "<b>" not in html


# --- quoting ---------------------------------------------------------------------------


def test_quotes_are_found_whatever_the_white_space():
    whole = Span(0, len(TEXT))
    assert located(TEXT, whole, "это мир, сказал", "") == [Span(6, 21)]
    assert quoted(TEXT, [Span(6, 21)]) == "это мир, сказал"
    assert located(TEXT, whole, "Мир — это […] 😀 он", "") == [Span(0, 9), Span(22, 26)]


def test_a_quote_has_to_stand_once():
    whole = Span(0, len(TEXT))
    with pytest.raises(ValidationError, match="2 times"):
        located(TEXT, whole, "Мир", "")
    assert located(TEXT, whole, "Мир", "28-31") == [Span(28, 31)]  # selected
    assert located(TEXT, Span(20, len(TEXT)), "Мир", "") == [Span(28, 31)]  # once in the passage
    with pytest.raises(ValidationError, match="does not stand"):
        located(TEXT, whole, "война", "0-3")


@pytest.mark.parametrize("places", ["9-3", "0-999", "x", "1-2-3", "-1-3", "0-3,", "٠-٣", "0-3;4-5", "30-40"])
def test_places_that_cannot_be_are_passed_over(places):
    assert located(TEXT, Span(0, len(TEXT)), "это", places) == [Span(6, 9)]


# --- what all see ------------------------------------------------------------------------


def test_the_history_is_open_to_everybody(anna, client, statement, stored, django_assert_max_num_queries):
    correction(anna, statement, act="REQUEST", content="вывести войска", reason="<script>alert(1)</script>")
    decide(anna, Statement.objects.get(item="s1"), "accept")
    for address, times in ((f"/history/statement/{statement.key}", 1), (f"/history/report/{stored.key}", 2)):
        with django_assert_max_num_queries(12):
            page = client.get(address, headers={"accept-language": "en"})
        assert len(page.context["entries"]) == times
        assert "анна" in page.content.decode()
        assert "asks or demands" in page.content.decode()
        assert "<script>alert" not in page.content.decode()
    assert client.get("/history/statement/nosuchkey").status_code == 404
    assert client.get(f"/history/user/{statement.key}").status_code == 404


def test_agreement_is_counted(anna, boris, client, stored, django_assert_max_num_queries):
    for number, decision in (("s1", "accept"), ("s2", "reject"), ("s3", "accept")):
        decide(anna, Statement.objects.get(item=number), decision)
    decide(boris, Statement.objects.get(item="s1"), "accept", version=1)
    decide(boris, Statement.objects.get(item="s2"), "accept", version=1)
    with django_assert_max_num_queries(12):
        page = client.get("/review/agreement")
    (figures,) = [row for row in page.context["agreement"] if row.noun == "statement"]
    assert (figures.decided, figures.accepted, figures.rejected, figures.twice, figures.agreed) == (3, 2, 1, 2, 1)
    (rule,) = page.context["rules"]
    assert (rule.rule, rule.accepted, rule.corrected, rule.rejected) == ("by_hand", 3, 0, 0)  # as it stands now
