"""Training of the judge of statement proposals (``extract/statements/model.json``).

Proposals of the annotated reports are labelled by the gold statements that they match (cue overlaps, content F1 at least
0.5, weighted by it), and a logistic regression is fitted to their facts; a second one, on the cues that have a right
proposal, learns to tell it from its siblings. The threshold is the one that gives the best F1
in cross-validation by report. Same input, same file.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from verbale import intake, language
from verbale.evaluate.gold import GoldReport, load_gold
from verbale.evaluate.statements import StatementScores, score_statements
from verbale.extract.statements.decide import choose, without_repeats
from verbale.extract.statements.features import features
from verbale.extract.statements.kinds import kind_of
from verbale.extract.statements.model import Facts, Model
from verbale.extract.statements.propose import Proposal, propose
from verbale.extract.view import View
from verbale.types import Span

FOLDS = 5
RARE = 3  # facts seen less often are left out
STRENGTH = 0.3  # inverse regularisation
CLOSE = 0.02  # drafts whose matches differ by less are equally good
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True, slots=True)
class Example:
    """A proposal of an annotated report: its facts, and how well it matches a gold statement (0: not at all)."""

    proposal: Proposal
    facts: Facts
    match: float
    optional: bool  # matches a statement that may or may not be found: not learned from


@dataclass(frozen=True, slots=True)
class Reading:
    """An annotated report with its proposals."""

    gold: GoldReport
    view: View
    examples: tuple[Example, ...]


def train(gold: Path, texts: Path, out: Path) -> list[str]:
    """Fits the model on ``gold`` over the files in ``texts``, writes it to ``out``, and says what it measured."""
    readings = list(read(gold, texts))
    best, lines = cross_validate(readings)
    model = fit(readings, best)
    out.write_bytes(msgspec.json.format(msgspec.json.encode(model), indent=1) + b"\n")
    lines.append(
        f"all reports: {len(model.weights)} weights; on the reports learned from: {_line(_scores(readings, [model] * len(readings), best))}"
    )
    return lines


def read(gold: Path, texts: Path) -> Iterator[Reading]:
    """The annotated reports with labelled proposals."""
    reports = load_gold(gold)
    sources = [intake.load_file(texts / report.doc) for report in reports]
    annotations = language.get("ru").annotate_many([source.text for source in sources])
    for report, source, annotation in zip(reports, sources, annotations, strict=True):
        view = View(annotation, source.furniture)
        proposals = propose(view)
        groups: dict[int, list[Proposal]] = defaultdict(list)
        for proposal in proposals:
            groups[proposal.group].append(proposal)
        yield Reading(
            report,
            view,
            tuple(_example(view, report, p, features(view, p, groups[p.group])) for p in proposals),
        )


def _example(view: View, gold: GoldReport, proposal: Proposal, facts: Facts) -> Example:
    best, optional = 0.0, False
    mine = _tokens(view, proposal.draft.spans)
    for statement in gold.statements:
        if (statement.cue is None) != (proposal.cue is None):
            continue
        if statement.cue is not None and proposal.cue is not None and not statement.cue.overlaps(proposal.cue):
            continue
        its = _tokens(view, statement.content)
        overlap = 2 * len(mine & its) / (len(mine) + len(its)) if mine and its else 0.0
        if overlap >= 0.5 and overlap > best:
            best, optional = overlap, statement.optional
    return Example(proposal, facts, best, optional)


def _tokens(view: View, spans: Sequence[Span]) -> set[int]:
    return {i for span in spans for i in view.tokens_in(span) if view.tokens[i].upos != "PUNCT"}


def fit(readings: Sequence[Reading], threshold: float) -> Model:
    """The model of these reports."""
    examples = [e for reading in readings for e in reading.examples if not e.optional]
    rival = [e for reading in readings for e in _rivals(reading)]
    intercept, weights = _regression(
        [e.facts.names for e in examples], [e.match > 0 for e in examples], [e.match or 1.0 for e in examples]
    )
    _, choices = _regression([e.facts.names for e, _ in rival], [best for _, best in rival], [1.0] * len(rival))
    return Model(threshold=threshold, intercept=intercept, weights=weights, choices=choices)


def _rivals(reading: Reading) -> list[tuple[Example, bool]]:
    """The proposals of cues that have a right one, each with whether it is as good as the best."""
    groups: dict[int, list[Example]] = defaultdict(list)
    for example in reading.examples:
        groups[example.proposal.group].append(example)
    found = []
    for examples in groups.values():
        best = max(example.match for example in examples)
        if best > 0:
            found += [(example, example.match >= best - CLOSE) for example in examples]
    return found


def _regression(
    rows: Sequence[Sequence[str]], labels: Sequence[bool], weights: Sequence[float]
) -> tuple[float, dict[str, float]]:
    """Intercept and weights of a logistic regression over facts, rare facts left out."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts: dict[str, int] = defaultdict(int)
    for facts in rows:
        for fact in set(facts):
            counts[fact] += 1
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{fact: 1.0 for fact in facts if counts[fact] >= RARE} for facts in rows])
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    judge = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=1000, random_state=0)
    judge.fit(matrix, labels, sample_weight=weights)
    pairs = zip(vectorizer.feature_names_, judge.coef_[0], strict=True)
    kept = {name: round(float(weight), 3) for name, weight in sorted(pairs) if abs(weight) >= 0.0005}
    return round(float(judge.intercept_[0]), 3), kept


def cross_validate(readings: Sequence[Reading], seed: int = 1) -> tuple[float, list[str]]:
    """The best threshold, and the scores of each, every report judged by a model that has not seen it."""
    order = list(range(len(readings)))
    random.Random(seed).shuffle(order)  # noqa: S311 - folds, no secret
    fold = {index: place % FOLDS for place, index in enumerate(order)}
    models = [fit([r for i, r in enumerate(readings) if fold[i] != k], 0.0) for k in range(FOLDS)]
    lines, best = [], (0.0, THRESHOLDS[0])
    for threshold in THRESHOLDS:
        scores = _scores(readings, [models[fold[i]] for i in range(len(readings))], threshold)
        lines.append(f"cross-validated at {threshold}: {_line(scores)}")
        best = max(best, (scores.statements.f1, threshold))
    return best[1], lines


def _scores(readings: Sequence[Reading], models: Sequence[Model], threshold: float) -> StatementScores:
    predicted, texts = {}, {}
    for reading, model in zip(readings, models, strict=True):
        groups: dict[int, list[tuple[Proposal, Facts]]] = defaultdict(list)
        for example in reading.examples:
            groups[example.proposal.group].append((example.proposal, example.facts))
        best = [choose(judged, model) for judged in groups.values()]
        taken = without_repeats(reading.view, [decision for decision in best if decision.probability >= threshold])
        predicted[reading.gold.doc] = [_as_gold(reading.view, decision.proposal) for decision in taken]
        texts[reading.gold.doc] = reading.view.text
    return score_statements(predicted, [reading.gold for reading in readings], texts)


def _as_gold(view: View, proposal: Proposal) -> dict[str, object]:
    return {
        "content": [list(msgspec.to_builtins(span)) for span in proposal.draft.spans],
        "cue": msgspec.to_builtins(proposal.cue),
        "source": msgspec.to_builtins(proposal.source.span) if proposal.source else None,
        "kind": kind_of(view, proposal.draft),
    }


def _line(scores: StatementScores) -> str:
    whole = scores.statements
    return (
        f"P {whole.precision:.3f} R {whole.recall:.3f} F1 {whole.f1:.4f} content {scores.content:.3f} "
        f"source {scores.source:.3f} kind {scores.kind:.3f}"
    )
