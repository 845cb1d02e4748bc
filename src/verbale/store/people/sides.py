"""Whom somebody means by a name, a key or a code."""

from __future__ import annotations

import re
from typing import Any, get_args

import msgspec
from django.db.models import QuerySet

from verbale.errors import NotStored
from verbale.store.models import Actor, ActorName
from verbale.store.people.naming import fold_name, name_of, state_names
from verbale.types import ActorType

LANGUAGE = "ru"  # of the names that are asked for: decides only which names of an organisation are one
MOST = 50  # actors of one name
NEAR = 5  # names that an error suggests
_KEY = re.compile(r"[a-z2-7]{12}")
_CODE = re.compile(r"[A-Za-z]{3,16}")


class Side(msgspec.Struct, frozen=True):
    """Who is meant: the actors of a name, or everybody under a code."""

    name: str  # for people: the code, or the first actor's name
    members: tuple[Any, ...]  # for ``by`` and ``towards``: instances, or one query set of a group

    @property
    def is_group(self) -> bool:
        """Whether everybody under a code is meant: ``members`` is one query set."""
        return len(self.members) == 1 and isinstance(self.members[0], QuerySet)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The members, of a group the first ``MOST``."""
        if self.is_group:
            return tuple(self.members[0].order_by("pk")[:MOST])
        return self.members


def named(text: str) -> Side:
    """The actors that ``text`` means: by their key, a name or alias in any alphabet, or a code.

    A code (a state's of ISO 3166 alpha-3, an organisation's of PLOVER) means all that stand under it: the state, its
    bodies and its people. Raises ``NotStored``, with names that are near, where nobody is meant.
    """
    asked = text.strip()
    if _KEY.fullmatch(asked) and (actor := Actor.objects.select_related("joined_into").filter(key=asked).first()):
        return _of([actor])
    group = _group(asked.upper()) if _CODE.fullmatch(asked) else None
    if group is not None and asked.isupper():  # RUS is a code, whoever may be called Русь
        return group
    actors = _called(asked)
    if actors:
        return _of(actors)
    if group is not None:
        return group
    if near := _near(asked):
        raise NotStored(
            "{asked}: nobody of that name is in the store; near are {near}", asked=asked, near=", ".join(near)
        )
    raise NotStored("{asked}: nobody of that name is in the store", asked=asked)


def side(text: str) -> Side:
    """As ``named``; a state stands for all under its code, and so does an organisation that has one."""
    found = named(text)
    codes = {actor.country for actor in found.actors if actor.type == "state"}
    codes |= {actor.code for actor in found.actors if actor.type == "organisation" and actor.code}
    if len(codes) != 1 or None in codes or found.is_group:
        return found
    group = _group(str(codes.pop()))
    return found if group is None else Side(found.name, group.members)


def _of(actors: list[Actor]) -> Side:
    """The actors, each as what it was joined into."""
    found = []
    for actor in actors:
        while actor.joined_into is not None:
            actor = actor.joined_into  # noqa: PLW2901, the chain is followed to its end
        found.append(actor)
    return Side(found[0].name, tuple(dict.fromkeys(found)))


def _called(name: str) -> list[Actor]:
    kinds = ("person", "organisation", "state")
    # Written in small letters a name of a person would not be told from other words.
    written = (name, name.title())
    folded = {name_of(one, kind, LANGUAGE).folded for one in written for kind in kinds} | {fold_name(name)}
    names = ActorName.objects.filter(folded__in=folded - {""}).order_by("-count", "pk")
    return [row.actor for row in names.select_related("actor__joined_into")[:MOST]]


def members_of(code: str) -> QuerySet[Actor]:
    """All under a state's code (ISO 3166 alpha-3) or an organisation's (PLOVER)."""
    if code in state_names(LANGUAGE):
        # All types are named, so that the index over type and country serves.
        return Actor.objects.filter(type__in=get_args(ActorType), country=code)
    return Actor.objects.filter(code=code)


def _group(code: str) -> Side | None:
    """All under a code, where the store has any."""
    members = members_of(code)
    return Side(code, (members,)) if members.exists() else None


def _near(name: str) -> list[str]:
    """Names in the store that begin like ``name``."""
    folded = fold_name(name)
    if not folded:
        return []
    names = ActorName.objects.filter(folded__gte=folded[:4], folded__lt=folded[:4] + "\U0010ffff")
    return list(dict.fromkeys(names.order_by("folded").values_list("name", flat=True)[:NEAR]))
