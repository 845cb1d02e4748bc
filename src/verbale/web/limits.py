"""Limits against floods: how often one address, or one name, may try something.

What is counted is kept as a keyed hash, apart from everything else, and deleted when it no longer counts.
"""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

import msgspec
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from verbale.store.transactions import writing
from verbale.web.models import Attempt

IPV6_PREFIX = 64  # bits: what one household or machine is given


class Limit(msgspec.Struct, frozen=True):
    """At most ``most`` attempts of one somebody ``within`` a stretch of time that slides."""

    purpose: str
    most: int
    within: timedelta


def take(*claims: tuple[Limit, str]) -> bool:
    """Count an attempt against each of ``claims`` (a limit and who tries); where one is reached, none, and False.

    Exact also when many try at once: attempts are counted one after the other.
    """
    with writing():
        now = timezone.now()
        Attempt.objects.filter(expires__lte=now).delete()
        attempts = [
            Attempt(purpose=limit.purpose, who=_hidden(limit, who), expires=now + limit.within) for limit, who in claims
        ]
        for attempt, (limit, _) in zip(attempts, claims, strict=True):
            if Attempt.objects.filter(purpose=attempt.purpose, who=attempt.who).count() >= limit.most:
                return False
        Attempt.objects.bulk_create(attempts)
    return True


def give_back(limit: Limit, who: str) -> None:
    """Forget what ``who`` has tried: it turned out to be right."""
    Attempt.objects.filter(purpose=limit.purpose, who=_hidden(limit, who)).delete()


def caller(request: HttpRequest) -> str:
    """The address that ``request`` came from, or the network that one caller has to choose addresses in.

    Behind trusted proxies (``VERBALE_PROXIES``) it is the address that the outermost of them saw; what stands further
    left in X-Forwarded-For could be written by anybody.
    """
    addresses = [request.META.get("REMOTE_ADDR", "")]
    if settings.TRUSTED_PROXIES:
        seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        addresses = seen[-settings.TRUSTED_PROXIES :] or addresses
    return _network(addresses[0])


def _network(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return text  # a Unix socket, or a proxy that hides its readers: all of them are one
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), IPV6_PREFIX), strict=False))


def _hidden(limit: Limit, who: str) -> str:
    return salted_hmac(f"verbale.limits {limit.purpose}", who, algorithm="sha256").hexdigest()
