"""Records as linked data: JSON-LD 1.1 with schema.org, the Web Annotation Data Model and PROV.

One document with a graph: a ``NewsArticle`` for each report, with its ``Quotation``s, ``Event``s and instruments. Each
leads back to its characters by a ``TextPositionSelector``, whose offsets are code points of ``articleBody`` as the
Web Annotation Data Model wants them, and a ``TextQuoteSelector``. The context is in the document: nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, BinaryIO

import msgspec

from verbale.export.result import Result
from verbale.export.text import address, meeting_title, whole, wikidata
from verbale.identity import actor_id, instrument_id, meeting_id, report_uri, statement_id
from verbale.periods import period
from verbale.types import Actor, ActorType, Instrument, Meeting, MeetingStatus, Record, Report, Span, Statement

Node = dict[str, Any]

# What could end a script element or a line of a script, as the escapes of JSON.
_IN_SCRIPTS = tuple((char.encode(), f"\\u{ord(char):04x}".encode()) for char in "<>&\u2028\u2029")
SURROUNDINGS = 32  # characters before and after a quotation, as the annotation tools of the web take them
TERMS = "urn:verbale:"  # of what schema.org has no word for

CONTEXT: Node = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "verbale": TERMS,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{
        term: {"@id": f"https://schema.org/{term}", "@type": "@id"}
        for term in ("url", "sameAs", "isPartOf", "eventStatus")
    },
    **{term: f"oa:{term}" for term in ("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector")},
    **{term: f"oa:{term}" for term in ("exact", "prefix", "suffix")},
    **{term: {"@id": f"oa:{term}", "@type": "xsd:nonNegativeInteger"} for term in ("start", "end")},
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "annotation": {"@reverse": "oa:hasBody"},
    "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
}

_ACTOR_TYPES: dict[ActorType, str] = {
    "person": "Person",
    "organisation": "Organization",
    "state": "Country",
    "place": "Place",
    "document": "CreativeWork",
    "group": "Organization",
}
_EVENT_STATUS: dict[MeetingStatus, str] = {
    "held": "EventScheduled",  # "taking place or has taken place on the startDate as scheduled"
    "planned": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
}


def write(records: Iterable[Record], out: BinaryIO) -> Result:
    """Write one document with the graph of all ``records`` to a binary stream."""
    out.write(b'{"@context":' + msgspec.json.encode(CONTEXT) + b',\n"@graph":[')
    count = 0
    for record in records:
        out.write((b",\n" if count else b"\n") + msgspec.json.encode(_whole(article(record))))
        count += 1
    out.write(b"\n]}\n")
    return Result(count, "article")


def embedded(node: Node) -> str:
    """``node`` with its context as it may stand in a ``<script>``: no character of it begins or ends a tag."""
    try:
        document = msgspec.json.encode({"@context": CONTEXT} | node)
    except UnicodeEncodeError:
        document = msgspec.json.encode({"@context": CONTEXT} | _whole(node))
    for char, escape in _IN_SCRIPTS:
        document = document.replace(char, escape)
    return document.decode("utf-8")


def article(record: Record, *, places: bool = True) -> Node:
    """The ``NewsArticle`` of a record, with all that was read in it.

    Without ``places`` it leaves out the text and where in it each thing stands: for a page that shows them.
    """
    report, uri = record.report, report_uri(record.report)
    places_in = report if places else None
    actors = {actor.id: _actor(record, actor, places_in) for actor in record.actors}
    return _without_gaps(
        {
            "@id": uri,
            "@type": "NewsArticle",
            "identifier": f"sha256:{report.sha256}",
            "name": record.doc,
            "headline": report.title,
            "url": address(report.url),
            "inLanguage": report.language,
            "datePublished": report.published,
            "author": {"@type": "Person", "name": report.author} if report.author else None,
            "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
            "articleBody": report.text if places else None,
            "mentions": [
                *actors.values(),
                *(_event(record, meeting, actors, places_in) for meeting in record.meetings),
            ],
            "citation": [_instrument(record, instrument, places_in) for instrument in record.instruments],
            "hasPart": [_quotation(record, statement, actors, places_in) for statement in record.statements],
        }
    )


def quotation(record: Record, statement: Statement) -> Node:
    """The ``Quotation`` of one statement of a record, with its speaker and where it stands."""
    node = _quotation(record, statement, {}, record.report)
    speaker = next((actor for actor in record.actors if actor.id == statement.actor), None)
    return node if speaker is None else node | {"spokenByCharacter": _actor(record, speaker, None)}


def _quotation(record: Record, statement: Statement, actors: Mapping[str, Node], places_in: Report | None) -> Node:
    uri = report_uri(record.report)
    identity = statement_id(record, statement).urn
    known = {instrument.id: instrument_id(record, instrument).urn for instrument in record.instruments}
    return _without_gaps(
        {
            "@id": identity,
            "@type": "Quotation",
            "text": " … ".join(statement.exact.content),
            "inLanguage": record.report.language,
            "isPartOf": uri,
            "wasQuotedFrom": uri,
            "spokenByCharacter": _speaker(statement, actors),
            "mentions": [{"@id": known[name]} for name in statement.instruments if name in known],
            "verbale:kind": statement.kind,
            "verbale:act": statement.act,
            "verbale:mode": list(statement.modes),
            "verbale:relay": statement.relay,
            "verbale:confidence": statement.confidence,
            "verbale:rule": statement.rule,
            "verbale:cue": _place(places_in, statement.cue),
            "verbale:attribution": _place(places_in, statement.source),
            "verbale:addressee": _place(places_in, statement.addressee),
            "verbale:target": _place(places_in, statement.target),
            "verbale:condition": _place(places_in, statement.condition),
            "annotation": _annotation(places_in, statement.content),
        }
    )


def _speaker(statement: Statement, actors: Mapping[str, Node]) -> Node | None:
    if statement.actor is not None and statement.actor in actors:
        return {"@id": actors[statement.actor]["@id"]}
    return {"@type": "Thing", "name": statement.speaker} if statement.speaker else None


def _event(record: Record, meeting: Meeting, actors: Mapping[str, Node], places_in: Report | None) -> Node:
    when, former = period(meeting.date), period(meeting.former_date)
    identity = meeting_id(record, meeting).urn
    known = [actors[name] for name in meeting.party_actors if name in actors]
    named = {node["name"] for node in known}
    others = [{"@type": "Thing", "name": party} for party in meeting.parties if party not in named]
    start = when.moment or when.first if when is not None else None
    status = "EventRescheduled" if meeting.status == "postponed" and when is not None else _EVENT_STATUS[meeting.status]
    return _without_gaps(
        {
            "@id": identity,
            "@type": "Event",
            "name": meeting_title(meeting),
            "startDate": start.isoformat() if start is not None else None,
            "endDate": (when.after - timedelta(1)).isoformat() if when is not None and when.moment is None else None,
            "previousStartDate": former.first.isoformat() if former is not None else None,
            "eventStatus": f"https://schema.org/{status}",
            "location": {"@type": "Place", "name": meeting.place} if meeting.place else None,
            "attendee": [*({"@id": node["@id"]} for node in known), *others],
            "verbale:kind": meeting.kind,
            "verbale:status": meeting.status,
            "verbale:timex": meeting.date,
            "subjectOf": {"@id": report_uri(record.report)},
            "annotation": _annotation(places_in, (meeting.trigger, *meeting.mentions)),
        }
    )


def _instrument(record: Record, instrument: Instrument, places_in: Report | None) -> Node:
    identity = instrument_id(record, instrument).urn
    return _without_gaps(
        {
            "@id": identity,
            "@type": "CreativeWork",
            "name": instrument.name,
            "genre": instrument.kind,
            "temporal": instrument.date,
            "creator": [{"@type": "Thing", "name": party} for party in instrument.parties],
            "annotation": _annotation(places_in, (instrument.mention, *instrument.mentions)),
        }
    )


def _actor(record: Record, actor: Actor, places_in: Report | None) -> Node:
    identity = actor_id(record, actor).urn
    return _without_gaps(
        {
            "@id": identity,
            "@type": _ACTOR_TYPES[actor.type],
            "name": actor.name,
            "alternateName": list(actor.aliases),
            "jobTitle" if actor.type == "person" else "description": list(actor.roles),
            "identifier": actor.code,
            "sameAs": f"http://www.wikidata.org/entity/{qid}" if (qid := wikidata(actor.qid)) else None,
            "verbale:country": actor.country,
            "annotation": _annotation(places_in, tuple(mention.span for mention in actor.mentions)),
        }
    )


def _annotation(report: Report | None, spans: tuple[Span, ...]) -> Node | None:
    """The annotation that says where in the report the node around it stands, which is its body."""
    places = [_place(report, span) for span in spans] if report is not None else []
    return {"@type": "Annotation", "motivation": "oa:identifying", "target": places} if places else None


def _place(report: Report | None, span: Span | None) -> Node | None:
    """``span`` as both selectors: by its offsets, and by its characters with those around it."""
    if span is None or report is None:
        return None
    text = report.text
    return {
        "@type": "SpecificResource",
        "source": report_uri(report),
        "selector": [
            {"@type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "@type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(span.start - SURROUNDINGS, 0) : span.start],
                "suffix": text[span.end : span.end + SURROUNDINGS],
            },
        ],
    }


def _without_gaps(node: Node) -> Node:
    """``node`` without the keys that have nothing to say."""
    return {key: value for key, value in node.items() if value is not None and value != []}


def _whole(value: Any) -> Any:
    """``value`` with each text fit for UTF-8."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list) else value
