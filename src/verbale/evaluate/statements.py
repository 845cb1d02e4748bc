"""Scores of statements against gold.

Predicted and gold statements of a report are paired one to one so that the total token overlap of their contents
is greatest; a pair whose overlap has an F1 of at least 0.5 is a match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from verbale.errors import DataError
from verbale.evaluate.assignment import Pair, assign
from verbale.evaluate.gold import GoldReport, MarkedStatement, marked, parse_gold
from verbale.evaluate.measures import Prf, Tokens, f1, mean, same_name, same_span

MATCH = 0.5  # least content F1 of a match


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A gold statement and the prediction that stands for it."""

    doc: str
    gold: MarkedStatement
    predicted: MarkedStatement
    overlap: float  # F1 of the contents' tokens
    gold_index: int  # place in the document's list
    predicted_index: int

    @property
    def source_right(self) -> bool:
        """The source spans overlap, or both are absent."""
        return same_span(self.gold.source, self.predicted.source)

    @property
    def speaker_right(self) -> bool:
        """The same name as either annotator's."""
        also = self.gold.speaker_also
        return same_name(self.gold.speaker, self.predicted.speaker) or (
            also is not msgspec.UNSET and same_name(also, self.predicted.speaker)
        )

    @property
    def kind_right(self) -> bool:
        """The same kind."""
        return self.gold.kind == self.predicted.kind

    @property
    def act_right(self) -> bool:
        """The act of either annotator."""
        return self.predicted.act in (self.gold.act, self.gold.act_also)

    @property
    def relay_right(self) -> bool:
        """Both a relay, or neither."""
        return self.gold.relay == self.predicted.relay


class Unmatched(msgspec.Struct, frozen=True, kw_only=True):
    """A gold statement that nothing stands for, or a prediction that stands for none."""

    doc: str
    statement: MarkedStatement
    index: int  # place in the document's list


class StatementScores(msgspec.Struct, frozen=True, kw_only=True):
    """Matches, misses and extras, and what they come to. Optional statements are left out of all of them."""

    matches: tuple[Match, ...]
    misses: tuple[Unmatched, ...]
    extras: tuple[Unmatched, ...]

    def _prf(self, right: int) -> Prf:
        paired = len(self.matches)
        return Prf(right, paired + len(self.extras), paired + len(self.misses))

    def _share(self, is_right: Callable[[Match], bool]) -> float:
        return mean(map(is_right, self.matches))

    @property
    def statements(self) -> Prf:
        """Statements found."""
        return self._prf(len(self.matches))

    @property
    def end_to_end(self) -> Prf:
        """Statements found with the right speaker."""
        return self._prf(sum(match.speaker_right for match in self.matches))

    @property
    def content(self) -> float:
        """Mean token F1 of the contents over matches."""
        return mean(match.overlap for match in self.matches)

    @property
    def source(self) -> float:
        """Share of matches with the right source."""
        return self._share(lambda match: match.source_right)

    @property
    def speaker(self) -> float:
        """Share of matches with the right speaker."""
        return self._share(lambda match: match.speaker_right)

    @property
    def kind(self) -> float:
        """Share of matches of the right kind."""
        return self._share(lambda match: match.kind_right)

    @property
    def act(self) -> float:
        """Share of matches with the right act."""
        return self._share(lambda match: match.act_right)

    @property
    def relay(self) -> float:
        """Share of matches where the relay flag is right."""
        return self._share(lambda match: match.relay_right)

    def figures(self) -> dict[str, float]:
        """All figures by name, in the order of a report."""
        found, whole = self.statements, self.end_to_end
        return {
            "statement_precision": found.precision,
            "statement_recall": found.recall,
            "statement_f1": found.f1,
            "content_token_f1": self.content,
            "source_accuracy": self.source,
            "speaker_accuracy": self.speaker,
            "kind_accuracy": self.kind,
            "act_accuracy": self.act,
            "relay_accuracy": self.relay,
            "end_to_end_precision": whole.precision,
            "end_to_end_recall": whole.recall,
            "end_to_end_f1": whole.f1,
        }


def score_statements(
    predicted: Mapping[str, Sequence[object]],
    gold: Sequence[GoldReport | dict[str, Any]],
    texts: Mapping[str, str],
) -> StatementScores:
    """The scores of ``predicted`` (by document name) on the documents of ``gold``.

    ``predicted`` holds dicts of the gold's file format or ``verbale.types.Statement``; a document that it lacks
    counts as read with no statement, one that ``gold`` lacks is left out. ``texts`` holds each document's text.
    Raises ``DataError`` where a gold document has no text.
    """
    matches: list[Match] = []
    misses: list[Unmatched] = []
    extras: list[Unmatched] = []
    for report in parse_gold(gold):
        if report.doc not in texts:
            raise DataError(f"{report.doc}: the gold has it, but there is no such text; give the texts of the gold")
        found = marked(predicted.get(report.doc, ()), MarkedStatement)
        pairs = _pairs(report.statements, found, Tokens(texts[report.doc]))
        matches += (
            Match(doc=report.doc, gold=report.statements[i], predicted=found[j], overlap=overlap,
                  gold_index=i, predicted_index=j)
            for (i, j), overlap in pairs.items()
            if not report.statements[i].optional
        )  # fmt: skip
        taken_gold, taken = {i for i, _ in pairs}, {j for _, j in pairs}
        misses += (
            Unmatched(doc=report.doc, statement=statement, index=i)
            for i, statement in enumerate(report.statements)
            if i not in taken_gold and not statement.optional
        )
        extras += (
            Unmatched(doc=report.doc, statement=statement, index=j)
            for j, statement in enumerate(found)
            if j not in taken
        )
    return StatementScores(matches=tuple(matches), misses=tuple(misses), extras=tuple(extras))


def _pairs(gold: Sequence[MarkedStatement], predicted: Sequence[MarkedStatement], tokens: Tokens) -> dict[Pair, float]:
    """The matches, as indices into ``gold`` and ``predicted``, with the F1 of their contents."""
    gold_tokens = [tokens.within(statement.content) for statement in gold]
    found_tokens = [tokens.within(statement.content) for statement in predicted]
    shared: dict[Pair, int] = defaultdict(int)
    holders: dict[int, list[int]] = defaultdict(list)
    for i, indices in enumerate(gold_tokens):
        for token in indices:
            holders[token].append(i)
    for j, indices in enumerate(found_tokens):
        for token in indices:
            for i in holders.get(token, ()):
                shared[i, j] += 1
    overlaps = {(i, j): f1(count, len(gold_tokens[i]), len(found_tokens[j])) for (i, j), count in shared.items()}
    # The overlap decides. Among equal totals (two statements of one content, say a relay and what it relays)
    # the pairs are preferred whose cue and source fit too.
    unit = 4 * (min(len(gold), len(predicted)) + 1)
    weights = {
        (i, j): count * unit
        + 2 * same_span(gold[i].cue, predicted[j].cue)
        + same_span(gold[i].source, predicted[j].source)
        for (i, j), count in shared.items()
    }
    return {pair: overlaps[pair] for pair in assign(weights) if overlaps[pair] >= MATCH}
