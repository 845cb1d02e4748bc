"""Measures how far each rule of acts is to be trusted (``extract/acts/reliability.json``).

The rules are written by hand: on the development gold a logistic regression over their answers, the groups of words,
persons, tenses and lemmas did worse in cross-validation by report than the rules alone, and so did one that decides
only where no rule answers. What is learned from the gold is each answer's share of right ones, drawn towards the mean
of all by :data:`PRIOR` statements, so that a rule seen twice is not believed blindly. Same input, same file.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from verbale import intake, language
from verbale.evaluate.gold import load_gold
from verbale.extract.acts.classify import decide, read

PRIOR = 3  # statements at the mean that each answer starts with
MEAN = "*"  # the key of the mean of all answers


def train(gold: Path, texts: Path, out: Path) -> list[str]:
    """Measures the rules on ``gold`` over the files in ``texts``, writes the table to ``out``, says what it measured."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    reports = load_gold(gold)
    sources = [intake.load_file(texts / report.doc) for report in reports]
    annotations = language.get("ru").annotate_many([source.text for source in sources])
    for report, annotation in zip(reports, annotations, strict=True):
        for said in report.statements:
            act, rule = decide(read(annotation, said.cue, said.content, said.source, said.kind))
            answer = f"{rule}/{act}"
            seen[answer] += 1
            right[answer] += act in {said.act, said.act_also}
    mean = right.total() / seen.total()
    table = {MEAN: round(mean, 3)}
    for answer in sorted(seen):
        table[answer] = round((right[answer] + PRIOR * mean) / (seen[answer] + PRIOR), 3)
    out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    lines = [
        f"{answer:36}{seen[answer]:5} statements, {right[answer] / seen[answer]:.2f} right" for answer in sorted(seen)
    ]
    return [*lines, f"all: {seen.total()} statements, act accuracy {mean:.4f}"]
