"""Accounts of reviewers, editors and moderators; nobody else needs one."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

import msgspec
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from verbale.errors import StoreError
from verbale.store.transactions import writing
from verbale.web.models import Token
from verbale.web.permissions import GROUPS

PASSWORD_BYTES = 15  # of a generated one: 20 characters


class AccountError(StoreError):
    """An account cannot be made or changed as asked."""


class Account(msgspec.Struct, frozen=True):
    """Somebody who may sign in."""

    name: str
    groups: list[str]
    last_sign_in: str | None  # ISO 8601, UTC


def add(name: str, groups: Iterable[str], password: str | None = None) -> str | None:
    """Make the account ``name``, or give one that is there ``groups`` too; its password where one was generated.

    An account that was removed comes back, with a new password. Raises ``AccountError``.
    """
    wanted = _groups(groups)
    with writing():
        user = User.objects.filter(username=name).first() or User(username=name, is_active=False)
        generated = None
        if not user.is_active:
            generated = secrets.token_urlsafe(PASSWORD_BYTES) if password is None else None
            _revive(user, generated or password or "")
        elif password is not None:
            raise AccountError(f"{name}: has a password already; remove the account to give it another")
        user.groups.add(*wanted)
    return generated


def listed() -> list[Account]:
    """All accounts that may sign in, by name."""
    users = User.objects.filter(is_active=True).prefetch_related("groups").order_by("username")
    return [
        Account(
            user.username,
            sorted(group.name for group in user.groups.all()),
            user.last_login.isoformat(timespec="seconds") if user.last_login else None,
        )
        for user in users
    ]


def remove(name: str) -> None:
    """Let ``name`` sign in no more; also who is signed in. What was decided stays, under that name."""
    with writing():
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise AccountError(f"{name}: no such account; verbale reviewers list shows them")
        user.is_active = False
        user.set_unusable_password()
        user.save()
        user.groups.clear()
        Token.objects.filter(user=user).delete()


def _groups(names: Iterable[str]) -> list[Group]:
    found = []
    for name in names:
        if name not in GROUPS:
            raise AccountError(f"{name}: no such group; give one of {', '.join(GROUPS)}")
        found.append(Group.objects.get_or_create(name=name)[0])
    return found


def _revive(user: User, password: str) -> None:
    user.is_active = True
    user.set_password(password)
    try:
        user.full_clean()
        validate_password(password, user)
    except ValidationError as error:
        raise AccountError(f"{user.username}: {' '.join(error.messages)}") from error
    user.save()
