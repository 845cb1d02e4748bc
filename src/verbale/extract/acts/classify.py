"""The act of a statement: the first of an ordered list of short rules that answers, and how far that rule is to be trusted.

Acts are the event types of PLOVER (Political Language Ontology for Verifiable Event Records, 2023) with COMMENT for
none; modes are PLOVER's. Rules about the cue come first, as a performative cue decides by itself.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import msgspec

from verbale.extract.acts import words
from verbale.extract.acts.cue_rules import CUE_RULES
from verbale.extract.acts.judgement_rules import JUDGEMENT_RULES, is_charged, uses_grave_words
from verbale.extract.acts.modes import modes_of
from verbale.extract.acts.own_rules import FIRST_RULES, LAST_RULES, retells_speech
from verbale.extract.acts.passage import Passage
from verbale.extract.acts.rules import Rule
from verbale.extract.acts.stance_rules import STANCE_RULES, rules_out
from verbale.extract.view import view_of
from verbale.language import lexicon
from verbale.types import Act, Annotation, Kind, Mode, Span, Statement

RULES: tuple[Rule, ...] = (
    *CUE_RULES,
    is_charged,
    retells_speech,
    rules_out,
    *FIRST_RULES,
    *STANCE_RULES,
    *JUDGEMENT_RULES,
    *LAST_RULES,
    uses_grave_words,
)
NO_RULE = "comments"  # no rule answers


class ActReading(msgspec.Struct, frozen=True):
    """What act a statement performs, and why."""

    act: Act
    modes: tuple[Mode, ...]
    rule: str  # name of the rule that decided
    confidence: float  # share of right answers of that rule on the development gold, 0 to 1


def classify(
    annotation: Annotation,
    cue: Span | None,
    content: tuple[Span, ...],
    source: Span | None,
    kind: Kind,
    default: Act | None = None,
) -> ActReading:
    """The act of a statement with these spans; ``default`` is the cue's act where the lexicon does not know the cue."""
    return judge(read(annotation, cue, content, source, kind, default))


def judge(passage: Passage) -> ActReading:
    """The act of a statement that is read as grammar."""
    act, rule = decide(passage)
    return ActReading(act, modes_of(passage), rule, reliability(f"{rule}/{act}"))


def read(
    annotation: Annotation,
    cue: Span | None,
    content: tuple[Span, ...],
    source: Span | None,
    kind: Kind,
    default: Act | None = None,
) -> Passage:
    """The spans of a statement as grammar, with the words of the annotation's language."""
    return Passage(
        view_of(annotation),
        cue,
        content,
        source,
        kind,
        words=words.load(annotation.language),
        lexicon=lexicon.load(annotation.language),
        default=default or "COMMENT",
    )


class Passages:
    """The statements of one report as grammar, each read once, whoever asks."""

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        self._known: dict[str, Passage] = {}

    def of(self, statement: Statement) -> Passage:
        """The passage of a statement, known by its id; the act that it has when first asked for counts as its cue's."""
        known = self._known.get(statement.id)
        if known is None:
            spans = statement.cue, statement.content, statement.source
            known = self._known[statement.id] = read(self.annotation, *spans, statement.kind, statement.act)
        return known


def decide(passage: Passage) -> tuple[Act, str]:
    """The act and the name of the rule that gives it."""
    for rule in RULES:
        act = rule(passage)
        if act is not None:
            return act, rule.__name__
    return "COMMENT", NO_RULE


@cache
def _reliabilities() -> dict[str, float]:
    text = files(__package__).joinpath("reliability.json").read_text(encoding="utf-8")
    table: dict[str, float] = json.loads(text)
    return table


def reliability(answer: str) -> float:
    """How often ``rule/act`` was right on the development gold, smoothed; the mean of all rules where it never answered."""
    table = _reliabilities()
    return table.get(answer, table["*"])
