"""Which kind of meeting a mention tells of, where its word alone does not settle it."""

from __future__ import annotations

from collections.abc import Mapping

from verbale.extract.meetings.frames import Frame
from verbale.extract.meetings.parties import owner_heads
from verbale.extract.nominals import NOUNS
from verbale.types import MeetingKind, Span


def kind_of(frame: Frame, parties: Mapping[str, Span]) -> MeetingKind:
    """The kind of the word; a body's «встреча» is a session, one with a crowd is ``other``."""
    if frame.gathering is None:
        return frame.kind
    if any(frame.tokens[head].lemma in frame.around.body for head in owner_heads(frame)):
        return "session"
    single = [span for span in parties.values() if not is_crowd(frame, span)]
    return frame.kind if len(single) > 1 and len(single) == len(parties) else frame.gathering


def is_crowd(frame: Frame, span: Span) -> bool:
    """Whether a party is an unnamed plural («избиратели»)."""
    for index in frame.view.tokens_in(span):
        token = frame.tokens[index]
        if index in frame.text.view.name_at:
            return False
        if token.upos in NOUNS:
            return token.feats.get("Number") == "Plur"
    return False
