"""Names for the things in records that stay the same from run to run and from place to place."""

from __future__ import annotations

import base64
import binascii
import hashlib
from uuid import NAMESPACE_OID, UUID, uuid5

from verbale.types import Actor, Instrument, Meeting, Record, Report, Statement

NAMESPACE = uuid5(NAMESPACE_OID, "verbale")


def report_uri(report: Report) -> str:
    """The report's text by its hash, as RFC 6920 names things; whoever has the text can check it."""
    try:
        digest = base64.urlsafe_b64encode(binascii.unhexlify(report.sha256)).rstrip(b"=").decode()
    except (ValueError, UnicodeError):
        return uuid5(NAMESPACE, report.sha256.encode("utf-8", "surrogatepass").hex()).urn
    return f"ni:///sha-256;{digest}"


def statement_id(record: Record, statement: Statement) -> UUID:
    """A statement, by where it stands and what attributes it."""
    places = [(span.start, span.end) for span in statement.content]
    cue = (statement.cue.start, statement.cue.end) if statement.cue is not None else None
    source = (statement.source.start, statement.source.end) if statement.source is not None else None
    return _id(record, "statement", places, cue, source)


def meeting_id(record: Record, meeting: Meeting) -> UUID:
    """A meeting, by its trigger."""
    return _id(record, "meeting", meeting.trigger.start, meeting.trigger.end)


def instrument_id(record: Record, instrument: Instrument) -> UUID:
    """An instrument, by its fullest mention."""
    return _id(record, "instrument", instrument.mention.start, instrument.mention.end)


def actor_id(record: Record, actor: Actor) -> UUID:
    """An actor, by its Wikidata item; of one that has none, by its first mention in this report."""
    if actor.qid:
        return uuid5(NAMESPACE, f"wikidata {actor.qid}".encode("utf-8", "surrogatepass").hex())
    first = min((mention.span for mention in actor.mentions), default=None)
    return _id(record, "actor", actor.name, first.start if first is not None else actor.id)


def digest(identity: UUID) -> str:
    """``identity`` as 40 hexadecimal digits, as FollowTheMoney likes its ids."""
    return hashlib.sha1(identity.bytes, usedforsecurity=False).hexdigest()


def _id(record: Record, *parts: object) -> UUID:
    # In hexadecimal, because a name with half a character in it has no UTF-8 that uuid5 would take.
    return uuid5(NAMESPACE, repr((record.report.sha256, *parts)).encode("utf-8", "surrogatepass").hex())
