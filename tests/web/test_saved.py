from __future__ import annotations

import pytest

from verbale.web.models import SavedSearch

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def said(keep):
    """A report in which somebody says something."""
    count = iter(range(1000))

    def call(words="договор о мире", **fields):
        text = f"Сообщение {next(count)}. Ида Крон сказала: {words}."
        return keep(text, (words, "Ида Крон", "COMMENT"), **fields)

    return call


@pytest.fixture
def reader(signed_in):
    return signed_in(name="reader")


def saved(reader, query="?q=договор", name="Договоры") -> SavedSearch:
    assert reader.post(f"/saved/new{query}", {"name": name}).status_code == 302
    return SavedSearch.objects.latest("pk")


def test_a_search_is_kept_and_listed_with_its_address(reader, said):
    said()
    search = saved(reader, "?q=договор&after=abc&act=COMMENT")
    html = reader.get("/saved").content.decode()
    assert "Договоры" in html
    assert "/search?q=%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80&amp;act=COMMENT" in html
    assert "after" not in search.query


def test_only_what_came_later_is_new(reader, said):
    said()
    search = saved(reader)
    assert reader.get(f"/saved/{search.pk}/count").content == b"0"
    said()
    said("войска ушли")
    assert reader.get(f"/saved/{search.pk}/count").content == b"1"
    response = reader.get(f"/saved/{search.pk}")
    assert len(response.context["results"]) == 1
    assert '<span class="word">договор</span>' in response.content.decode()


def test_what_was_seen_is_no_longer_new_but_what_came_meanwhile_is(reader, said):
    search = saved(reader)
    said()
    newest = reader.get(f"/saved/{search.pk}").context["newest"]
    said()
    assert reader.post(f"/saved/{search.pk}/seen", {"newest": newest}).status_code == 302
    assert reader.get(f"/saved/{search.pk}/count").content == b"1"


@pytest.mark.parametrize("newest", ["", "-1", "x", "9" * 30, "٣"])
def test_what_is_no_report_changes_nothing(reader, said, newest):
    search = saved(reader)
    reader.post(f"/saved/{search.pk}/seen", {"newest": newest})
    search.refresh_from_db()
    assert search.seen == 0


def test_a_search_is_removed(reader, said):
    search = saved(reader)
    assert reader.post(f"/saved/{search.pk}/remove").status_code == 302
    assert not SavedSearch.objects.exists()


def test_nobody_sees_or_changes_the_searches_of_others(reader, signed_in, said):
    search = saved(reader)
    other = signed_in(name="other")
    assert "Договоры" not in other.get("/saved").content.decode()
    assert other.get(f"/saved/{search.pk}").status_code == 404
    assert other.get(f"/saved/{search.pk}/count").status_code == 404
    assert other.post(f"/saved/{search.pk}/seen", {"newest": "1"}).status_code == 404
    assert other.post(f"/saved/{search.pk}/remove").status_code == 404


def test_without_an_account_one_is_asked_to_sign_in(client, db):
    for url in ("/saved", "/saved/new?q=мир", "/saved/1", "/saved/1/count"):
        response = client.get(url)
        assert response.status_code == 302
        assert response.url.startswith("/sign-in?next=")
    for url in ("/saved/new", "/saved/1/seen", "/saved/1/remove"):
        assert client.post(url).status_code == 302


def test_forms_need_their_token(account):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account("reader"))
    for url in ("/saved/new?q=мир", "/saved/1/seen", "/saved/1/remove"):
        assert browser.post(url, {"name": "Мир"}).status_code == 403


def test_what_cannot_be_kept_is_refused(reader, said, monkeypatch):
    assert reader.post("/saved/new?since=soon", {"name": "a"}).status_code == 400
    assert reader.post("/saved/new?q=мир", {"name": ""}).status_code == 400
    assert reader.post("/saved/new?q=мир", {"name": "а" * 121}).status_code == 400
    monkeypatch.setattr("verbale.web.views.saved.MOST", 1)
    saved(reader)
    assert reader.post("/saved/new?q=мир", {"name": "Мир"}).status_code == 400


def test_a_search_that_names_nobody_any_more_is_still_there(reader, said):
    said()
    search = saved(reader, "?speaker=Ида+Крон")
    SavedSearch.objects.update(query="speaker=Никто&since=soon")
    assert reader.get("/saved").status_code == 200
    assert reader.get(f"/saved/{search.pk}").context["error"].startswith("From: ")
    assert reader.get(f"/saved/{search.pk}/count").content == b"0"


def test_hostile_names_are_escaped(reader, said):
    search = saved(reader, name=HOSTILE)
    for url in ("/saved", f"/saved/{search.pk}", f"/saved/new?q={HOSTILE}"):
        assert "<script>alert" not in reader.get(url).content.decode()


def test_queries_are_few(reader, said, django_assert_max_num_queries):
    said()
    for number in range(5):
        search = saved(reader, "?speaker=Ида+Крон&q=договор", f"Поиск {number}")
    said()
    for url in ("/saved", f"/saved/{search.pk}", f"/saved/{search.pk}/count", "/saved/new?q=мир"):
        with django_assert_max_num_queries(12):
            reader.get(url)
