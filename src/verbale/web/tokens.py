"""Tokens by which programs write through the API: made, listed and revoked at the command line."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec
from django.contrib.auth.models import User
from django.utils import timezone

from verbale.errors import StoreError
from verbale.store.transactions import writing
from verbale.web.limits import Limit, take
from verbale.web.models import Token
from verbale.web.permissions import GROUPS, Task, tasks_of

PREFIX = "verbale_"  # so that programs that look for lost secrets know it
SECRET_BYTES = 32
LONGEST_NAME = 80
DAYS = 365  # that a token is good for, where nothing else is said
LIMIT = Limit("api writing", 120, timedelta(minutes=1))  # of one token
_MINUTE = timedelta(minutes=1)


class Scope(StrEnum):
    """What a token may be used for."""

    REVIEWS = "reviews:write"
    REPORTS = "reports:write"


TASKS = {Scope.REVIEWS: Task.REVIEW, Scope.REPORTS: Task.ADD}  # what its user has to be allowed to do, too


class TokenError(StoreError):
    """A token cannot be made or revoked as asked."""


class Listed(msgspec.Struct, frozen=True):
    """A token without its secret."""

    name: str
    user: str
    scopes: list[str]
    made: datetime
    expires: datetime
    used: datetime | None


def add(name: str, user: str, scopes: Iterable[str], days: int = DAYS) -> str:
    """Make a token called ``name`` for the account ``user``; its secret, which is not kept. Raises ``TokenError``."""
    wanted = _scopes(scopes)
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable() or name != name.strip():
        raise TokenError(f"{name!r}: no name for a token; give 1 to {LONGEST_NAME} characters that can be printed")
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    with writing():
        account = User.objects.filter(username=user, is_active=True).first()
        if account is None:
            raise TokenError(f"{user}: no such account; verbale reviewers list shows them")
        missing = {TASKS[scope] for scope in wanted} - tasks_of(account)
        if missing:
            groups = [group for group, tasks in GROUPS.items() if missing <= tasks]
            raise TokenError(f"{user}: may not do that; verbale reviewers add {user} --group {' or '.join(groups)}")
        if Token.objects.filter(name=name).exists():
            raise TokenError(f"{name}: there is a token of that name; revoke it or give another name")
        now = timezone.now()
        Token.objects.create(
            name=name, user=account, hash=_hashed(secret), scopes=wanted, made=now, expires=now + timedelta(days=days)
        )
    return secret


def listed() -> list[Listed]:
    """All tokens by name, also those that have expired."""
    found = Token.objects.select_related("user").order_by("name")
    return [Listed(one.name, one.user.get_username(), one.scopes, one.made, one.expires, one.used) for one in found]


def revoke(name: str) -> None:
    """Make a token good for nothing from now on. Raises ``TokenError`` where there is none of that name."""
    with writing():
        if not Token.objects.filter(name=name).delete()[0]:
            raise TokenError(f"{name}: no such token; verbale tokens list shows them")


def of_secret(secret: str) -> Token | None:
    """The token that ``secret`` is of, with its user, where both are still good."""
    found = Token.objects.filter(hash=_hashed(secret), expires__gt=timezone.now(), user__is_active=True)
    return found.select_related("user").first()


def allows(token: Token, scope: Scope) -> bool:
    """Whether ``token`` has ``scope``, and its user still the role that goes with it."""
    return scope in token.scopes and TASKS[scope] in tasks_of(token.user)


def use(token: Token) -> bool:
    """Note that ``token`` is used; False, and nothing noted, where it has been used too often of late."""
    with writing():
        if not take((LIMIT, str(token.pk))):
            return False
        now = timezone.now()
        if token.used is None or now - token.used > _MINUTE:
            Token.objects.filter(pk=token.pk).update(used=now)
    return True


def _scopes(names: Iterable[str]) -> list[Scope]:
    found = list(dict.fromkeys(names))
    for name in found:
        if name not in set(Scope):
            raise TokenError(f"{name}: no such scope; give one of {', '.join(Scope)}")
    if not found:
        raise TokenError(f"a token without a scope is good for nothing; give one of {', '.join(Scope)}")
    return [Scope(name) for name in found]


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
