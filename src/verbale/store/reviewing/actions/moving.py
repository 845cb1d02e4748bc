"""Appearances moved from one actor to another, and all that follows: what joins, splits and their undoing share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef

from verbale.errors import NotStored
from verbale.store import bulk
from verbale.store.keeping import utterances
from verbale.store.keeping.rows import event_key
from verbale.store.models import (
    Actor,
    ActorName,
    Appearance,
    Meeting,
    MeetingParty,
    Position,
    Review,
    Statement,
    Told,
)
from verbale.store.people.actors import names_in
from verbale.store.readings.projection import Row
from verbale.store.reviewing.corrections import PARTIES, actor_of

CHUNK = 500  # appearances moved by one statement of SQL

V = TypeVar("V")

Places = list[list[str]]  # of appearances: [report's key, id in its record]


def places_of(actor: Actor) -> Places:
    """Where an actor appears, in order of the reports' arrival."""
    found = Appearance.objects.filter(actor=actor).order_by("pk").values_list("report__key", "item")
    return [[report, item] for report, item in found]


def places_in(key: str, reports: Iterable[str]) -> Places:
    """Where the actor under ``key`` appears in ``reports``, given by their keys, or with an id in the record: ``key:a3``.

    Raises ``NotStored`` where it does not appear in one of them.
    """
    actor = actor_of(key)
    places: Places = []
    for given in reports:
        report, _, item = given.partition(":")
        found = Appearance.objects.filter(actor=actor, report__key=report).order_by("pk").values_list("item", flat=True)
        items = [one for one in found if not item or one == item]
        if not items:
            raise NotStored("{place}: {actor} does not appear there", place=given, actor=actor.name)
        places += [[report, one] for one in items]
    return places


def appearances_at(places: Places, actor: Actor) -> list[int]:
    """The appearances (primary keys) at ``places`` that are the actor's now."""
    wanted = {(report, item) for report, item in places}
    found: list[int] = []
    for chunk in _chunks(sorted({report for report, _ in wanted})):
        rows = Appearance.objects.filter(actor=actor, report__key__in=chunk).values_list("pk", "report__key", "item")
        found += [pk for pk, report, item in rows if (report, item) in wanted]
    return found


def move(appearances: Sequence[int], source: Actor, target: Actor) -> None:
    """Make ``appearances`` (primary keys) of ``source`` those of ``target``; inside of ``writing()``.

    Statements, positions, meetings and utterances follow, and the names by which the two are known.
    """
    for chunk in _chunks(appearances):
        chosen = Appearance.objects.filter(pk__in=chunk)
        _move_names(chunk, source, target)
        reports = set(chosen.values_list("report_id", flat=True))
        chosen.update(actor=target)
        spoken: set[int] = set()
        for field in ("speaker", "addressee", "target"):
            here = chosen.filter(report=OuterRef("report"), item=OuterRef(f"{field}_item"))
            found = Statement.objects.filter(Exists(here), report_id__in=reports).values_list("pk", flat=True)
            numbers = list(found)
            Statement.objects.filter(pk__in=numbers).update(**{field: target})
            if field != "addressee":
                Position.objects.filter(statement_id__in=numbers).update(**{field: target})
            if field == "speaker":
                spoken.update(numbers)
        refresh_parties(Meeting.objects.filter(report_id__in=reports, meetingparty__actor=source).distinct())
        utterances.rejoin(spoken)


def move_chosen(source: Actor, target: Actor) -> None:
    """Give ``target`` the statements in which a reviewer chose ``source``, who does not appear in the report."""
    for field in ("speaker", "addressee", "target"):
        chosen = Statement.objects.filter(**{field: source, f"{field}_item": None})
        numbers = list(chosen.values_list("pk", flat=True))
        chosen.update(**{field: target})
        if field != "addressee":
            Position.objects.filter(statement_id__in=numbers).update(**{field: target})
    refresh_parties(Meeting.objects.filter(meetingparty__actor=source).distinct())


def chosen_again(actor: Actor) -> None:
    """Where reviewers chose an actor who does not appear in the report, look again whom; after a join was undone."""
    for field in ("speaker", "addressee", "target"):
        for statement in Statement.objects.filter(**{field: actor, f"{field}_item": None}):
            key = last_value("statement", statement.key, field)
            if key is not None and (meant := actor_of(key)) != actor:
                Statement.objects.filter(pk=statement.pk).update(**{field: meant})
                if field != "addressee":
                    Position.objects.filter(statement=statement).update(**{field: meant})
    refresh_parties(Meeting.objects.filter(meetingparty__actor=actor).distinct())


def last_value(noun: str, key: str, column: str) -> Any:
    """What the newest decision on an item that changed ``column`` made of it; None where there was none."""
    reviews = Review.objects.filter(noun=noun, item=key).order_by("-number").values_list("after", flat=True)
    return next((after[column] for after in reviews if column in after), None)


def refresh_parties(meetings: Iterable[Meeting]) -> None:
    """Work out anew who meets: whom a reviewer named, else the record; and which event that makes it."""
    for meeting in list(meetings):
        set_parties(meeting, parties_of(meeting))


def parties_of(meeting: Meeting) -> dict[int, str]:
    """The actors (primary keys) that meet, each with its id in the record, or "" where it does not appear there."""
    seen = dict(Appearance.objects.filter(report_id=meeting.report_id).order_by("-pk").values_list("item", "actor_id"))
    named = last_value("meeting", meeting.key, PARTIES)
    if isinstance(named, list):
        items = {actor: item for item, actor in seen.items()}
        return {(actor := actor_of(key).pk): items.get(actor, "") for key in named}
    record = meeting.reading.load()
    (read,) = (one for one in record.meetings if one.id == meeting.item)
    return {seen[item]: item for item in read.party_actors if item in seen}


def set_parties(meeting: Meeting, parties: dict[int, str]) -> None:
    """Store who meets, and which event that makes it."""
    MeetingParty.objects.filter(meeting=meeting).delete()
    bulk.insert(
        MeetingParty,
        [{"meeting_id": meeting.pk, "actor_id": actor, "item": item} for actor, item in parties.items()],
    )
    event = event_key({"key": meeting.key, "kind": meeting.kind, "date": meeting.date}, sorted(parties))
    Meeting.objects.filter(pk=meeting.pk).update(event=event)


def settle_name(actor: Actor) -> None:
    """Call an actor by the full name that most reports use, of several the one met first."""
    if actor.type == "state":
        return  # called as its language calls it
    name = ActorName.objects.filter(actor=actor, told=Told.WHO, count__gt=0).order_by("-count", "pk").first()
    if name is not None and name.name != actor.name:
        actor.name = name.name
        actor.save(update_fields=["name"])


def _move_names(appearances: Sequence[int], source: Actor, target: Actor) -> None:
    rows = Appearance.objects.filter(pk__in=appearances).values("name", "aliases", "type", "report__language")
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(names_in({**row}, row["report__language"]).keys())
    there = {name.folded: name for name in ActorName.objects.filter(actor=target)}
    for name in ActorName.objects.filter(actor=source, folded__in=counts):
        if (other := there.get(name.folded)) is not None:
            ActorName.objects.filter(pk=other.pk).update(count=F("count") + counts[name.folded])
        else:
            same: Row = {field: getattr(name, field) for field in ("folded", "name", "told", "middle")}
            ActorName.objects.create(actor=target, count=counts[name.folded], **same)
        name.count = max(name.count - counts[name.folded], 0)
        name.save(update_fields=["count"])
    ActorName.objects.filter(actor=source, count=0).delete()


def _chunks(values: Iterable[V]) -> Iterator[list[V]]:
    iterator = iter(values)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
