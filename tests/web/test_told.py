"""Errors of the store, said in the reader's language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import translation

import verbale.store
from verbale.errors import NotStored, QueryError, ReviewError, StoreUnavailable
from verbale.store.models import Appearance
from verbale.web.told import told

STORE = Path(verbale.store.__file__).parent
SHOWN = {"NotStored", "ReviewError", "StaleDecision", "QueryError"}
RUSSIAN = {"accept-language": "ru"}


def test_every_error_of_the_store_can_be_translated():
    """Their words are written out, with what they name beside them, so that the catalogues have them."""
    calls = [
        (path.name, node)
        for path in STORE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SHOWN
    ]
    assert len(calls) > 30
    for name, call in calls:
        words = call.args[1:] if call.func.id == "QueryError" else call.args
        assert all(isinstance(one, ast.Constant) for one in words), f"{name}:{call.lineno}"


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_words_are_in_the_language_and_names_as_they_are(language):
    error = NotStored("{asked}: nobody of that name is in the store; near are {near}", asked="{Кро}", near="Ида Крон")
    with translation.override(language):
        said = told(error)
        assert said.startswith("{Кро}: ")
        assert said.endswith(" Ида Крон")
        assert "nobody" not in said
    assert str(error) == "{Кро}: nobody of that name is in the store; near are Ида Крон"


def test_codes_and_parameters_are_called_as_on_the_pages():
    types = {"one": "Велария", "one_type": "state", "other": "Крон", "other_type": "person"}
    with translation.override("ru"):
        said = told(ReviewError("{one} is a {one_type}, {other} a {other_type}; they cannot be one actor", **types))
        assert "Велария — государство, Крон — человек" in said
        swapped = QueryError("until", "{until} is before {first} {since}", "swap them", first="since", since=2, until=1)
        assert told(swapped) == "По: 1 раньше, чем «С» 2; поменяйте их местами"
        assert told(QueryError("unheard", "holds no word to look for", "look for fewer")).startswith("unheard: ")
    assert str(swapped) == "until: 1 is before since 2; swap them"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/search?since=x", 400, "С: «x» — не дата"),
        ("/search?q=-а", 400, "Слова: здесь нет слова"),
        ("/search?speaker=Небывалый", 404, "Небывалый: никого с таким именем"),
        ("/search.csv?act=x", 400, "Действие: значение «x» неизвестно"),
        ("/positions?one=Небывалый", 404, "Небывалый: никого с таким именем"),
        ("/positions?one=Ида Крон&after=ffffffffffffffff", 400, "«ffffffffffffffff» не указывает места"),
    ],
)
def test_pages_say_it_in_russian(client, stored, address, status, words):
    response = client.get(address, headers=RUSSIAN)
    assert response.status_code == status
    assert words in response.text.replace("&#x27;", "'")


def test_the_api_says_it_in_english(client, stored):
    response = client.get("/api/v1/statements?speaker=Небывалый", headers=RUSSIAN)
    assert response.json()["detail"] == "Небывалый: nobody of that name is in the store"


def test_editors_are_told_in_their_language(stored, signed_in):
    editor = signed_in("editor")
    appearance = Appearance.objects.all()[0]
    place = f"{appearance.report.key} {appearance.item}"
    address = f"/actors/{appearance.actor.key}/split"
    response = editor.post(address, {"last": 0, "places": [place], "reason": ""}, headers=RUSSIAN)
    assert response.status_code == 400
    assert f"Отделить можно часть упоминаний ({appearance.actor.name})" in response.text


@pytest.mark.parametrize("error", [StoreUnavailable("/home/somebody/x.sqlite3: no room"), OperationalError("gone")])
def test_a_database_out_of_reach_is_no_defect(db, monkeypatch, error):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr("verbale.web.views.search.asking.statements", fail)
    response = Client(raise_request_exception=False).get("/search", headers=RUSSIAN)
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "Сейчас недоступно" in response.text
    assert "somebody" not in response.text
