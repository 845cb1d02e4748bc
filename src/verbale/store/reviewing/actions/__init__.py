"""What people may do to the record, one class an action; each is recorded in the chain of reviews."""

from __future__ import annotations

from verbale.store.reviewing.actions.deciding import Accept, Correct, Reject
from verbale.store.reviewing.actions.joining import JoinActors
from verbale.store.reviewing.actions.splitting import SplitActor
from verbale.store.reviewing.actions.undoing import Undo

__all__ = ["Accept", "Correct", "Reject", "JoinActors", "SplitActor", "Undo"]
