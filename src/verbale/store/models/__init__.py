"""The tables, one noun a file.

A foreign key whose column begins an index or constraint of its table has none of its own, nor has one that nothing is
looked up by: each index costs every report that is added.
"""

from __future__ import annotations

from verbale.store.models.actor import Actor, ActorName, Appearance, Told
from verbale.store.models.content import Content
from verbale.store.models.instrument import Citation, Instrument
from verbale.store.models.item import Item, State
from verbale.store.models.meeting import Meeting, MeetingParty
from verbale.store.models.position import Position
from verbale.store.models.report import Copy, Publication, Reading, Report, Shingle
from verbale.store.models.review import Decision, Review
from verbale.store.models.statement import Fingerprint, Statement, StatementInstrument, Utterance
from verbale.store.models.terms import Terms

__all__ = [
    "Content",
    "Publication",
    "Report",
    "Copy",
    "Shingle",
    "Reading",
    "Terms",
    "Actor",
    "ActorName",
    "Told",
    "Appearance",
    "Item",
    "State",
    "Utterance",
    "Statement",
    "StatementInstrument",
    "Fingerprint",
    "Meeting",
    "MeetingParty",
    "Instrument",
    "Citation",
    "Position",
    "Decision",
    "Review",
]
