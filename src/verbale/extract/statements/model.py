"""The trained judge of proposals: logistic regression over named facts, in plain Python.

The weights (``model.json``) are made by ``python -m verbale.train statements``; a fact's weight is readable, so a decision
can say which facts spoke for it and which against it.
"""

from __future__ import annotations

import math
from functools import cache, cached_property
from itertools import repeat
from pathlib import Path

import msgspec

from verbale.errors import DataError

_FILE = Path(__file__).parent / "model.json"


# The facts that are told once more together with the rule that proposed, as in «postposed&form=finite»: by their keys.
CROSSED = frozenset(
    {
        "group",
        "form",
        "source",
        "government",
        "known",
        "weak",
        "source_rule",
        "inside_quotation",
        "note",
        "kind",
        "nested",
        "lemma",
        "negated",
        "sibling",
    }
)


class Facts(msgspec.Struct, frozen=True):
    """What holds of a proposal: the rule that proposed it, and named facts."""

    rule: str
    plain: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which a model weighs them: the plain ones, then the crossed ones."""
        return (*self.plain, *(f"{self.rule}&{fact}" for fact in self.plain if fact.partition("=")[0] in CROSSED))


# By rule what each fact weighs, plain and crossed with the rule together, so that no name is put together to be looked up;
# "" stands for rules that nothing is crossed with.
_Table = dict[str, dict[str, float]]


def _table(weights: dict[str, float]) -> _Table:
    table: _Table = {"": weights}
    for name, weight in weights.items():
        rule, crossed, fact = name.partition("&")
        if crossed:
            own = table.setdefault(rule, dict(weights))
            own[fact] = weights.get(fact, 0.0) + weight
    return table


def _sum(table: _Table, facts: Facts) -> float:
    return sum(map((table.get(facts.rule) or table[""]).get, facts.plain, repeat(0.0)))


class Model(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Weights of facts, and the probability from which a proposal is taken.

    ``weights`` tell statements from what is none; ``choices`` tell the right draft of a cue from its siblings.
    """

    threshold: float
    intercept: float
    weights: dict[str, float]
    choices: dict[str, float]

    def probability(self, facts: Facts) -> float:
        """How likely a proposal with these facts is a statement, 0 to 1."""
        return 1 / (1 + math.exp(-max(min(self._score(facts), 40.0), -40.0)))

    def preference(self, facts: Facts) -> float:
        """How good a proposal is beside the others of its cue: the greater, the better."""
        return self._score(facts) + _sum(self._choices, facts)

    def _score(self, facts: Facts) -> float:
        return self.intercept + _sum(self._weights, facts)

    @cached_property
    def _weights(self) -> _Table:
        return _table(self.weights)

    @cached_property
    def _choices(self) -> _Table:
        return _table(self.choices)

    def reasons(self, facts: Facts, most: int = 5) -> list[tuple[str, float]]:
        """The facts that weigh most, heaviest first."""
        weighed = [(fact, self.weights[fact]) for fact in facts.names if fact in self.weights]
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
