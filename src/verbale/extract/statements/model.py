"""The trained judge of proposals: logistic regression over named facts, in plain Python.

The weights (``model.json``) are made by ``python -m verbale.train statements``; a fact's weight is readable, so a decision
can say which facts spoke for it and which against it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from verbale.errors import DataError

_FILE = Path(__file__).parent / "model.json"


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """Weights of facts, and the probability from which a proposal is taken.

    ``weights`` tell statements from what is none; ``choices`` tell the right draft of a cue from its siblings.
    """

    threshold: float
    intercept: float
    weights: dict[str, float]
    choices: dict[str, float]

    def probability(self, facts: Sequence[str]) -> float:
        """How likely a proposal with these facts is a statement, 0 to 1."""
        return 1 / (1 + math.exp(-max(min(self._score(facts), 40.0), -40.0)))

    def preference(self, facts: Sequence[str]) -> float:
        """How good a proposal is beside the others of its cue: the greater, the better."""
        return self._score(facts) + sum(self.choices.get(fact, 0.0) for fact in facts)

    def _score(self, facts: Sequence[str]) -> float:
        return self.intercept + sum(self.weights.get(fact, 0.0) for fact in facts)

    def reasons(self, facts: Sequence[str], most: int = 5) -> list[tuple[str, float]]:
        """The facts that weigh most, heaviest first."""
        weighed = [(fact, self.weights[fact]) for fact in facts if fact in self.weights]
        return sorted(weighed, key=lambda pair: -abs(pair[1]))[:most]


@cache
def load() -> Model:
    """The model that comes with Verbale, read once."""
    return read(_FILE)


def read(path: Path) -> Model:
    """A model from a file; DataError where it is missing or wrong."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Model)
    except FileNotFoundError:
        raise DataError(f"{path.name} is missing; make it with python -m verbale.train statements") from None
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{path.name}: {error}") from error
