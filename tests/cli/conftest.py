"""The command line over a reader that needs no models: it says who said what by the first word of a text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import pytest
from typer.testing import CliRunner, Result

from verbale import language, pipeline
from verbale.cli.app import app
from verbale.language.terms import WORD
from verbale.types import Exact, Record, Report, Span, Statement, Terms

BREAKS = "Сломайся"


def read_named(reports: Iterable[tuple[str, Report]], **_: object) -> Iterator[Record]:
    """One statement a report: its first word says its last."""
    for doc, report in reports:
        text = report.text
        if BREAKS in text:
            raise RuntimeError("a defect")
        words = text.split()
        start = text.rindex(words[-1])
        content = Span(start, start + len(words[-1]))
        yield Record(
            doc=doc,
            report=report,
            statements=(
                Statement(
                    id="s1", content=(content,), cue=None, source=None, kind="direct", speaker=words[0], relay=False,
                    act="AGREE", exact=Exact(content=(words[-1],)), rule="last_word",
                ),
            ),
            actors=(),
            reader=str(os.getpid()),
        )  # fmt: skip


def read_with_terms(reports: Iterable[tuple[str, Report]], **_: object) -> Iterator[tuple[Record, Terms]]:
    for record in read_named(reports):
        words = list(WORD.finditer(record.report.text))
        yield record, Terms(tuple(word.start() for word in words), tuple(word[0].lower() for word in words))


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Call the command line in this process: ``run("read", "a.txt").exit_code``; the user's data is in ``data``."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(pipeline, "read_named", read_named)
    monkeypatch.setattr(pipeline, "read_with_terms", read_with_terms)
    monkeypatch.setattr(pipeline, "read_report", lambda report, doc: next(read_named([(doc, report)])))
    monkeypatch.setattr(language, "supported", lambda: ())

    def call(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)

    return call


@pytest.fixture
def reports(tmp_path):
    """Forty files with a speaker each."""
    paths = []
    for number in range(40):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(f"Министр{number} заявил журналистам, что это было обещание{number}", encoding="utf-8")
        paths.append(path)
    return paths
