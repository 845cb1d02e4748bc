"""What people may do to the record, one class an action; each is recorded in the chain of reviews."""

from __future__ import annotations

from verbale.store.actions.deciding import Accept, Correct, Reject
from verbale.store.actions.joining import JoinActors
from verbale.store.actions.splitting import SplitActor
from verbale.store.actions.undoing import Undo

__all__ = ["Accept", "Correct", "Reject", "JoinActors", "SplitActor", "Undo"]
