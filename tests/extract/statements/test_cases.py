"""Every rule that proposes content or finds a source does so in sentences written for it (tests/data/statements)."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import verbale
from verbale import intake, language
from verbale.extract import actors, statements
from verbale.extract.statements import propose, quoted, sources
from verbale.extract.statements.cues import find_cues
from verbale.extract.view import View
from verbale.types import Span, Statement

DATA = tomllib.loads((Path(__file__).parents[2] / "data" / "statements" / "ru.toml").read_text(encoding="utf-8"))
PACKAGE = Path(statements.__file__).parent
MARK = re.compile(r"\[\[|]]|\{\{|}}|\(\(|\)\)")
PAIRS = {"[[": "]]", "{{": "}}", "((": "))"}


@dataclass(frozen=True)
class Case:
    """A text with one statement marked in it, and what is to be said of it."""

    text: str
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    rule: str
    source_rule: str
    kind: str
    relay: bool
    found: bool


@dataclass(frozen=True)
class Read:
    """A text with its look-ups and the statements found in it."""

    view: View
    statements: tuple[Statement, ...]


def case(
    rule: str, text: str, source_rule: str, kind: str = "indirect", relay: bool = False, found: bool = False
) -> Case:
    """A case of the data file, its marks turned into spans."""
    plain, last = "", 0
    spans: dict[str, list[Span]] = {mark: [] for mark in PAIRS}
    opened: list[tuple[str, int]] = []
    for mark in MARK.finditer(text):
        plain += text[last : mark.start()]
        last = mark.end()
        if mark.group() in PAIRS:
            opened.append((mark.group(), len(plain)))
        else:
            opener, start = opened.pop()
            assert PAIRS[opener] == mark.group(), text
            spans[opener].append(Span(start, len(plain)))
    assert not opened, text
    assert spans["[["], text
    assert len(spans["{{"]) <= 1, text
    assert len(spans["(("]) <= 1, text
    cue, source = (next(iter(spans[mark]), None) for mark in ("{{", "(("))
    return Case(plain + text[last:], tuple(sorted(spans["[["])), cue, source, rule, source_rule, kind, relay, found)


CASES = [case(**entry) for entry in DATA["case"]]
NOTHING = [(group["why"], text) for group in DATA["nothing"] for text in group["texts"]]
FOUND = [item for item in CASES if item.found]


def names(items: list[Case]) -> list[str]:
    return [f"{item.rule}-{item.text[:40]}" for item in items]


@pytest.fixture(scope="module")
def read() -> dict[str, Read]:
    """Every text of the data file, read."""
    texts = list(dict.fromkeys([item.text for item in CASES] + [text for _, text in NOTHING]))
    reports = [intake.from_text(text, language="ru") for text in texts]
    table = {}
    for report, annotation in zip(reports, language.get("ru").annotate_many(r.text for r in reports), strict=True):
        view = View(annotation, report.furniture)
        table[report.text] = Read(view, statements.find(view, actors.build(annotation, report)))
    return table


# --- the data file covers the code --------------------------------------------


def named_rules() -> tuple[set[str], set[str]]:
    """The names that the code gives to drafts and to sources."""
    drafts: set[str] = set()
    found: set[str] = set()
    for path in sorted(PACKAGE.glob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for node in ast.walk(function):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                    continue
                place = {"Draft": 0, "_draft": 1, "make": 2, "Source": 2}.get(node.func.id)
                if place is not None and len(node.args) > place:
                    target = drafts if node.func.id in {"Draft", "_draft"} else found
                    target |= set(_names(node.args[place], function))
    return drafts, found


def _names(node: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """The name that an argument is; of «"cited_" + rule» one for each rule that the function lists."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant):
        listed = [element for inner in ast.walk(function) if isinstance(inner, ast.Set) for element in inner.elts]
        yield from (node.left.value + element.value for element in listed if isinstance(element, ast.Constant))


def test_every_rule_of_content_has_cases():
    assert {item.rule for item in CASES} == named_rules()[0]


def test_every_rule_of_content_has_more_than_one_case():
    counts = Counter(item.rule for item in CASES)
    assert {rule: count for rule, count in counts.items() if count < 2} == {}


def test_every_rule_of_sources_has_a_case():
    assert {item.source_rule for item in CASES} - {"none"} == named_rules()[1]


def test_every_frame_answers_in_some_case(read):
    views = [read[item.text].view for item in CASES]
    tables = [quoted.speeches(view) for view in views]
    hits = [(view, table, hit) for view, table in zip(views, tables, strict=True) for hit in find_cues(view)]
    idle = [frame.__name__ for frame in propose.FRAMES if not any(any(frame(v, hit)) for v, _, hit in hits)]
    assert idle == []
    assert any(any(quoted.frames(view, hit, table)) for view, table, hit in hits)


def test_every_source_rule_answers_in_some_case(read):
    hits = [(view, hit) for view in {id(r): r.view for r in read.values()}.values() for hit in find_cues(view)]
    idle = [rule.__name__ for rule in sources.RULES if not any(rule(view, hit) for view, hit in hits)]
    assert idle == []


def test_the_docstring_of_every_rule_gives_an_example():
    rules = [*propose.FRAMES, *sources.RULES]
    assert [rule.__name__ for rule in rules if not re.search("«.+»", rule.__doc__ or "")] == []


# --- the cases ----------------------------------------------------------------


@pytest.mark.parametrize("item", CASES, ids=names(CASES))
def test_rule_proposes(item, read):
    view = read[item.text].view
    proposals = [
        (proposal.draft.rule, proposal.draft.spans, proposal.source)
        for proposal in propose.propose(view)
        if proposal.cue == item.cue
    ]
    mine = [(rule, source) for rule, spans, source in proposals if tuple(sorted(spans)) == item.content]
    shown = [(rule, [span.of(item.text) for span in spans]) for rule, spans, _ in proposals]
    assert item.rule in [rule for rule, _ in mine], shown
    source = next(source for rule, source in mine if rule == item.rule)
    assert (source.span.of(item.text) if source else None) == (item.source.of(item.text) if item.source else None)
    assert (source.rule if source else "none") == item.source_rule


@pytest.mark.parametrize("item", FOUND, ids=names(FOUND))
def test_statement_is_found(item, read):
    said = read[item.text].statements
    mine = [s for s in said if s.content == item.content and cues_meet(s.cue, item.cue)]
    assert len(mine) == 1, [(s.rule, s.exact) for s in said]
    assert (mine[0].kind, mine[0].relay) == (item.kind, item.relay)
    assert mine[0].source == item.source
    assert 0 < mine[0].confidence <= 1


def cues_meet(one: Span | None, other: Span | None) -> bool:
    return one == other if one is None or other is None else one.overlaps(other)


@pytest.mark.parametrize(("why", "text"), NOTHING, ids=[f"{why}-{text[:40]}" for why, text in NOTHING])
def test_nothing_is_said(why, text, read):
    assert [(s.rule, s.exact) for s in read[text].statements] == []


def test_most_rules_are_shown_in_a_whole_reading():
    shown = {item.rule for item in FOUND}
    assert len(shown) > 0.6 * len({item.rule for item in CASES})


def test_a_whole_reading_finds_what_the_parts_find(read):
    chosen = {item.text: item for item in FOUND if "\n" not in item.text}
    for item in list(chosen.values())[::12]:
        record = verbale.read(item.text, language="ru")
        assert [(s.content, s.cue, s.source, s.kind, s.relay, s.rule) for s in record.statements] == [
            (s.content, s.cue, s.source, s.kind, s.relay, s.rule) for s in read[item.text].statements
        ]
