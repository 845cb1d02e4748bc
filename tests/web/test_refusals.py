"""Every unsafe route × (no token, foreign Origin, anonymous, wrong role) is refused, and changes nothing.

The routes are not listed by hand: every address is tried with every unsafe method, and one that takes any has to be in
``ROUTES``, with an example that succeeds for who may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from verbale.store.models import Actor, Report, Statement
from verbale.web.forms import question as forms
from verbale.web.models import Question, SavedSearch
from verbale.web.questions import Asked, ask

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
ROLES = ("reviewer", "editor", "moderator")
HERE = "http://testserver"


class Scene(NamedTuple):
    """What the examples are about."""

    report: Report
    statement: Statement
    actors: list[Actor]
    question: Question
    search: SavedSearch  # of the account "owner"


class Route(NamedTuple):
    """An unsafe route: who may use it, and a request that succeeds."""

    who: tuple[str, ...]  # roles; "": everybody, also without an account; "owner": whose it is
    example: Callable[[Scene], tuple[tuple[Any, ...], str, dict[str, Any]]]  # arguments, query, form


SIGNED_IN = (*ROLES, "nobody", "none", "owner")
EVERYBODY = ("",)
# By name of the address. The password of each account is its name twice.
ROUTES: dict[str, Route] = {
    "ask": Route(
        EVERYBODY,
        lambda scene: (
            (),
            f"?noun=report&key={scene.report.key}",
            {"kind": "question", "text": "Кто?", "opened": forms.QuestionForm().stamp},
        ),
    ),
    "sign_in": Route(EVERYBODY, lambda _: ((), "", {"username": "owner", "password": "ownerowner"})),
    "sign_out": Route(EVERYBODY, lambda _: ((), "", {})),
    "question_step": Route(("moderator",), lambda scene: ((scene.question.key, "claim"), "", {"version": 0})),
    "decide": Route(
        ("reviewer", "editor"), lambda scene: (("statement", scene.statement.key, "accept"), "", {"version": 0})
    ),
    "change_actor": Route(
        ("editor",), lambda scene: ((scene.actors[0].key, "join"), "", {"last": 0, "into": scene.actors[1].key})
    ),
    "save_search": Route(SIGNED_IN, lambda _: ((), "?act=AGREE", {"name": "Согласие"})),
    "saved_seen": Route(("owner",), lambda scene: ((scene.search.pk,), "", {"newest": "1"})),
    "saved_remove": Route(("owner",), lambda scene: ((scene.search.pk,), "", {})),
}
# Of the API, which takes tokens and no sessions: test_api_writing.py has the same for them.
BY_TOKEN = {"reports", "add_report", "reviews", "review"}
GUARDED = [name for name, route in ROUTES.items() if route.who != EVERYBODY]


@pytest.fixture
def scene(stored, account, monkeypatch) -> Scene:
    monkeypatch.setattr(forms, "QUICKEST", 0)
    for role in ROLES:
        account(role, role)
    account("nobody")
    account("none", "readers")  # a group that may do nothing
    owner = account("owner")
    ask(Asked(noun="report", item=stored.key, kind="question", text="Где?", contact="", language="ru"), "203.0.113.5")
    return Scene(
        stored,
        Statement.objects.get(item="s1"),
        list(Actor.objects.filter(type="person").order_by("pk")),
        Question.objects.get(),
        SavedSearch.objects.create(user=owner, name="Всё", query="", seen=0),
    )


def browser(name: str, *, checked: bool = False) -> Client:
    """The browser of an account ("": of nobody); ``checked`` where tokens and origins are looked at, as outside tests."""
    client = Client(enforce_csrf_checks=checked)
    if name:
        client.force_login(User.objects.get(username=name))
    return client


def send(client: Client, scene: Scene, name: str, *, token: bool = False, **headers: str) -> int:
    """Send the route's example; the status."""
    arguments, query, form = ROUTES[name].example(scene)
    if token:
        client.get(reverse("sign_in"))
        form = form | {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    return client.post(reverse(name, args=arguments) + query, form, headers=headers).status_code


def kept() -> list[Any]:
    """All that the database holds but sessions."""
    models = [model for model in apps.get_models() if model._meta.label != "sessions.Session"]
    return [row for model in models for row in model.objects.order_by("pk").values_list()]


def addresses(patterns: list[URLPattern | URLResolver] | None = None, start: str = "") -> Iterator[tuple[str, str]]:
    """All addresses: name and route, with arguments that fit."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, start + route_of(pattern))
        else:
            yield pattern.name or str(pattern.callback), start + route_of(pattern)


def route_of(pattern: URLPattern | URLResolver) -> str:
    """The pattern with each argument filled in."""
    route = str(pattern.pattern)
    for name, converter in getattr(pattern.pattern, "converters", {}).items():
        example = "1" if type(converter).__name__ == "IntConverter" else "x"
        for written in (f"<{kind}:{name}>" for kind in ("slug", "str", "int", "path", "uuid")):
            route = route.replace(written, example)
        route = route.replace(f"<{name}>", example)
    return route


def test_every_route_that_takes_an_unsafe_method_is_in_the_matrix(account):
    client = Client(raise_request_exception=False)
    client.force_login(account("all", *ROLES))
    taking = {
        name
        for name, route in addresses()
        for method in UNSAFE
        if client.generic(method, f"/{route}").status_code != 405
    }
    assert taking == set(ROUTES) | BY_TOKEN


@pytest.mark.parametrize("name", ROUTES)
def test_who_may_succeeds_with_a_token_from_here(scene, name):
    for who in ROUTES[name].who[:1]:
        assert send(browser(who, checked=True), scene, name, token=True, origin=HERE) in {200, 302}


@pytest.mark.parametrize("name", ROUTES)
def test_without_a_token_it_is_refused(scene, name):
    clients = [browser(who, checked=True) for who in ROUTES[name].who]
    before = kept()
    for client in clients:
        assert send(client, scene, name, origin=HERE) == 403
    assert kept() == before


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example", "https://testserver"]
)
@pytest.mark.parametrize("name", ROUTES)
def test_from_a_foreign_origin_it_is_refused(scene, name, origin):
    clients = [browser(who, checked=True) for who in ROUTES[name].who]
    before = kept()
    for client in clients:
        assert send(client, scene, name, token=True, origin=origin) == 403
    assert kept() == before


@pytest.mark.parametrize("name", GUARDED)
def test_without_an_account_it_is_refused(scene, name):
    before = kept()
    client = browser("")
    arguments, query, form = ROUTES[name].example(scene)
    for headers in ({}, {"HX-Request": "true"}):
        response = client.post(reverse(name, args=arguments) + query, form, headers=headers)
        to_sign_in = response.status_code == 302 and response["Location"].startswith("/sign-in?")
        assert to_sign_in or response.status_code in {401, 403}
    assert kept() == before


@pytest.mark.parametrize("name", GUARDED)
def test_in_another_role_it_is_refused(scene, name):
    clients = [browser(who) for who in SIGNED_IN if who not in ROUTES[name].who]
    before = kept()
    for client in clients:
        assert send(client, scene, name) in {403, 404}  # 404: of what is another's nothing is said
    assert kept() == before


def test_an_account_without_its_group_loses_its_role_at_once(scene):
    client = browser("reviewer")
    assert client.get("/review/").status_code == 200
    User.objects.get(username="reviewer").groups.clear()
    before = kept()
    assert send(client, scene, "decide") == 403
    assert client.get("/review/").status_code == 403
    assert kept() == before


@pytest.mark.parametrize(
    ("address", "roles"),
    [
        ("/review/", {"reviewer", "editor"}),
        ("/questions/", {"moderator"}),
        ("/review/statement/{statement}", {"reviewer", "editor"}),
        ("/questions/{question}", {"moderator"}),
        ("/actors/{actor}/edit", {"editor"}),
    ],
)
def test_pages_of_a_role_are_for_that_role(scene, address, roles):
    address = address.format(statement=scene.statement.key, question=scene.question.key, actor=scene.actors[0].key)
    for who in SIGNED_IN:
        assert browser(who).get(address).status_code == (200 if who in roles else 403)
    assert browser("").get(address)["Location"].startswith("/sign-in?next=/")
    assert browser("").get(address, headers={"HX-Request": "true"}).status_code == 403
