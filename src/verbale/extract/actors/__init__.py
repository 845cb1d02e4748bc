"""Actors: the people, organisations and states behind a report's mentions, and who speaks where."""

from __future__ import annotations

from verbale.extract.actors.resolve import ActorIndex, Resolved, Said, build

__all__ = ["ActorIndex", "Resolved", "Said", "build"]
