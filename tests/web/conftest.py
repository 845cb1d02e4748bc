"""Pages over a small store about invented people and states; accounts of each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from verbale.store.keeping.adding import Entry, add
from verbale.store.models import Report


@pytest.fixture
def stored(db, talks) -> Report:
    """``talks`` in the store."""
    (kept,) = add([Entry(record=talks)])
    return Report.objects.get(key=kept.report)


@pytest.fixture
def account(db) -> Callable[..., User]:
    """Make an account: ``account("анна", "reviewer")``; its password is its name twice."""

    def make(name: str, *groups: str) -> User:
        user = User.objects.create(username=name)
        user.set_password(name * 2)
        user.save()
        user.groups.set(Group.objects.get_or_create(name=group)[0] for group in groups)
        return user

    return make


@pytest.fixture
def signed_in(account) -> Callable[..., Client]:
    """A browser of somebody with a role: ``signed_in("reviewer")``; a name of their own by ``name``."""

    def client(*groups: str, name: str = "") -> Client:
        browser = Client()
        browser.force_login(account(name or "-".join(groups) or "nobody", *groups))
        return browser

    return client


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """Passwords are hashed slowly on purpose; tests make many."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The interface's language; a request in another one leaves that behind in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """No figures of another test's store, whose rows may have had the same numbers."""
    cache.clear()
