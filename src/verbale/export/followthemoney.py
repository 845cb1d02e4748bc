"""Records as FollowTheMoney entities, one JSON object a line, as Aleph and OpenSanctions load them.

An ``Article`` a report; a ``Person``, ``PublicBody``, ``Company``, ``Organization`` or ``Address`` an actor, with a
``Mention`` in the article; an ``Event`` a meeting; a ``Note`` a statement, and an ``UnknownLink`` from its speaker to
whom it is aimed at, with the act as its role. The model has no schema for a treaty or a law: the instruments of a
statement are keywords of its note. Ids are stable, so that loading a record again changes nothing; people linked to
Wikidata are one entity in all reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, BinaryIO
from uuid import uuid5

import msgspec

from verbale.export.result import Result
from verbale.export.text import address, line, meeting_title, passage, plain, wikidata
from verbale.identity import NAMESPACE, actor_id, digest, meeting_id, report_uri, statement_id
from verbale.periods import period
from verbale.types import Actor, Meeting, Record, Statement

Entity = dict[str, Any]

_PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})  # sectors of PLOVER
_BUSINESS = frozenset({"BUS", "MNC"})
_PARTIES = frozenset({"Person", "PublicBody", "Company", "Organization"})  # legal entities of the model
_LANGUAGES = {"ru": "rus"}  # ISO 639-3 by ISO 639-1, of the languages that Verbale reads
_PRIVATE = re.compile("AAA|Q[M-Z].|X..")  # alpha-3 codes that are no states
_PARTIAL = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
# The longest values of the model's types, in characters.
NAME, STRING, ADDRESS = 384, 1024, 250


def write(records: Iterable[Record], out: BinaryIO) -> Result:
    """Write the entities of all ``records`` to a binary stream, each once."""
    written: set[str] = set()
    for record in records:
        for entity in entities(record):
            # A person of several reports has more to say in the next: all versions are written, loaders merge them.
            out.write(msgspec.json.encode(entity) + b"\n")
            written.add(entity["id"])
    return Result(len(written), "entity")


def entities(record: Record) -> Iterator[Entity]:
    """The entities of one record, the article first."""
    article = digest(uuid5(NAMESPACE, report_uri(record.report)))
    yield _article(record, article)
    actors: dict[str, Entity] = {}
    for actor in record.actors:
        if (entity := _actor(record, actor, article)) is not None:
            actors[actor.id] = entity
            yield entity
            if entity["schema"] in _PARTIES:
                yield _mention(article, entity)
    for meeting in record.meetings:
        yield _event(record, meeting, article, actors)
    names = {instrument.id: instrument.name for instrument in record.instruments}
    for statement in record.statements:
        yield _note(record, statement, article, actors, [names[i] for i in statement.instruments if i in names])
        link = _link(record, statement, actors)
        if link is not None:
            yield link


def _article(record: Record, identity: str) -> Entity:
    report = record.report
    return _entity(
        identity,
        "Article",
        title=_short(report.title or record.doc, STRING),
        fileName=_short(record.doc, STRING),
        author=_short(report.author, STRING),
        publisher=_short(report.outlet, STRING),
        sourceUrl=address(report.url),
        language=_LANGUAGES.get(report.language),
        publishedAt=_moment(report.published),
        retrievedAt=_moment(report.retrieved),
        bodyText=plain(report.text).strip(),
    )


def _actor(record: Record, actor: Actor, article: str) -> Entity | None:
    """The entity of an actor; None of a document, which the model does not know as one who speaks."""
    if actor.type == "document" or not _telling(actor.name):
        return None
    schema = _schema(actor)
    country = _countries().get(actor.country or "")
    identity = digest(actor_id(record, actor))
    if schema == "Address":
        return _entity(identity, schema, full=_short(actor.name, ADDRESS), country=country, proof=article)
    return _entity(
        identity,
        schema,
        name=_short(actor.name, NAME),
        alias=[_short(alias, NAME) for alias in actor.aliases],
        country=country,
        wikidataId=wikidata(actor.qid),
        proof=article,
        **{"position" if schema == "Person" else "classification": [_short(role, STRING) for role in actor.roles]},
    )


def _schema(actor: Actor) -> str:
    if actor.type in ("person", "state", "place"):
        return {"person": "Person", "state": "PublicBody", "place": "Address"}[actor.type]
    sector = (actor.code or "")[3:] if actor.country and (actor.code or "").startswith(actor.country) else ""
    if sector in _PUBLIC:
        return "PublicBody"
    return "Company" if sector in _BUSINESS else "Organization"


def _mention(article: str, entity: Entity) -> Entity:
    properties = entity["properties"]
    return _entity(
        digest(uuid5(NAMESPACE, f"mention {article} {entity['id']}")),
        "Mention",
        document=article,
        resolved=entity["id"],
        name=[*properties["name"], *properties.get("alias", ())],
        detectedSchema=entity["schema"],
        contextCountry=properties.get("country"),
    )


def _event(record: Record, meeting: Meeting, article: str, actors: dict[str, Entity]) -> Entity:
    when = period(meeting.date)
    whole = when is not None and meeting.date is not None and _PARTIAL.fullmatch(meeting.date)
    involved = [
        actors[name]["id"] for name in meeting.party_actors if name in actors and actors[name]["schema"] in _PARTIES
    ]
    return _entity(
        digest(meeting_id(record, meeting)),
        "Event",
        name=_short(meeting_title(meeting), NAME),
        date=meeting.date if whole else None,
        startDate=when.first.isoformat() if when is not None else None,
        endDate=(when.after - timedelta(1)).isoformat() if when is not None else None,
        location=_short(meeting.place, ADDRESS) if _telling(meeting.place) else None,
        involved=involved,
        summary=f"{meeting.kind}, {meeting.status}",
        keywords=[meeting.kind, meeting.status],
        description=passage(record.report.text, meeting.trigger),
        recordId=meeting.id,
        sourceUrl=address(record.report.url),
        proof=article,
    )


def _note(
    record: Record, statement: Statement, article: str, actors: dict[str, Entity], instruments: list[str]
) -> Entity:
    speaker = actors.get(statement.actor or "")
    return _entity(
        digest(statement_id(record, statement)),
        "Note",
        name=_short(statement.speaker, NAME),
        entity=speaker["id"] if speaker is not None else None,
        description=_content(statement),
        summary=", ".join((statement.kind, statement.act, *statement.modes)),
        keywords=[statement.act, statement.kind, *statement.modes, *(_short(name, STRING) for name in instruments)],
        publisher=_short(record.report.outlet, STRING),
        sourceUrl=address(record.report.url),
        proof=article,
    )


def _link(record: Record, statement: Statement, actors: dict[str, Entity]) -> Entity | None:
    """From the speaker to whom the act is aimed at; None where either is not known."""
    speaker, target = actors.get(statement.actor or ""), actors.get(statement.target_actor or "")
    if speaker is None or target is None:
        return None
    identity = statement_id(record, statement)
    return _entity(
        digest(uuid5(NAMESPACE, f"link {identity}")),
        "UnknownLink",
        subject=speaker["id"],
        object=target["id"],
        role=statement.act,
        description=_content(statement),
        date=_moment(record.report.published),
        recordId=statement.id,
        sourceUrl=address(record.report.url),
    )


def _entity(identity: str, schema: str, **properties: str | list[str] | None) -> Entity:
    """An entity with those ``properties`` that have a value; each value once."""
    kept: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = [value] if isinstance(value, str) else value or []
        if known := [text for text in dict.fromkeys(values) if text.strip()]:
            kept[name] = known
    return {"id": identity, "schema": schema, "properties": kept}


def _short(text: str | None, most: int) -> str:
    return line(text or "")[:most].strip()


def _telling(text: str | None) -> bool:
    """Whether there is more than marks, of which the model takes no name and no address."""
    return any(character.isalnum() for character in (text or "")[:ADDRESS])


def _content(statement: Statement) -> str:
    return plain(" … ".join(statement.exact.content)).strip()


def _moment(told: str | None) -> str | None:
    """A date, or a moment in UTC, as the model writes them; None where it is none."""
    try:
        moment = datetime.fromisoformat(told or "")
        if len(told or "") <= 10:
            return moment.date().isoformat()
        return (moment.astimezone(UTC) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M:%S")
    except (ValueError, OverflowError):
        return None


@cache
def _countries() -> dict[str, str]:
    """ISO 3166 alpha-2 in lower case by alpha-3."""
    from babel.core import get_global

    found = {"XKX": "xk"}
    for alpha3, replacements in get_global("territory_aliases").items():
        if len(alpha3) == 3 and alpha3.isalpha() and len(replacements) == 1 and not _PRIVATE.fullmatch(alpha3):
            found[alpha3] = replacements[0].lower()
    return found
