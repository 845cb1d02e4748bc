from __future__ import annotations

import os

import pytest
from msgspec.structs import replace

from verbale import pipeline
from verbale.store.models import Reading, Report, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer(run, monkeypatch):
    """The command line with a reader that finds another act, nothing in the report 03, and fails on those in ``fails``."""
    older, fails = pipeline.read_with_terms, set()

    def read_with_terms(reports, **_):
        for record, terms in older(reports):
            if record.doc in fails:
                raise RuntimeError("a defect")
            found = tuple(replace(one, act="REJECT") for one in record.statements) if record.doc != "03.txt" else ()
            yield replace(record, statements=found, reader="9.0"), terms

    def call(*arguments, failing=(), **options):
        fails.update(failing)
        with monkeypatch.context() as patched:
            patched.setattr(pipeline, "read_with_terms", read_with_terms)
            patched.setattr("verbale.__version__", "9.0")
            return run(*arguments, **options)

    return call


def test_changes_are_listed_and_counted(run, newer, reports):
    run("add", *reports[:4])
    result = newer("reread")
    assert result.exit_code == 0, result.stderr
    keys = dict(Report.objects.values_list("doc", "key"))
    statement = Statement.objects.get(report__doc="00.txt")
    assert result.stdout.splitlines()[:2] == [
        f"{keys['00.txt']}  00.txt",
        f"  ~ statement {statement.key} «обещание0»: act",
    ]
    assert f"{keys['03.txt']}  03.txt\n  - statement" in result.stdout
    line = "4 reports read anew, 4 with changes: 0 added, 1 removed, 3 changed"
    assert result.stderr.splitlines()[-1] == line
    assert set(Statement.objects.values_list("act", flat=True)) == {"REJECT"}
    assert Reading.objects.count() == 8  # the older ones are kept


def test_what_this_version_has_read_is_left(run, newer, reports):
    run("add", *reports[:4])
    newer("reread")
    assert newer("reread").stderr.splitlines()[-1].startswith("0 reports read anew")
    assert newer("reread", "--all").stderr.splitlines()[-1].startswith("4 reports read anew, 0 with changes")


def test_one_report(run, newer, reports):
    run("add", *reports[:4])
    key = Report.objects.get(doc="02.txt").key
    assert newer("reread", "--report", key).stderr.splitlines()[-1].startswith("1 report read anew, 1 with changes")
    assert Statement.objects.filter(act="REJECT").count() == 1
    result = newer("reread", "--report", "nosuchkey")
    assert result.exit_code == 1
    assert "verbale: nosuchkey: no such report" in result.stderr


def test_a_report_that_fails_stays_as_it_was(run, newer, reports):
    run("add", *reports[:4])
    result = newer("reread", failing=["01.txt"])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].endswith("; 1 dropped: 1 failed")
    assert Statement.objects.get(report__doc="01.txt").act == "AGREE"
    assert Statement.objects.get(report__doc="00.txt").act == "REJECT"


def test_without_a_store(run, tmp_path, monkeypatch):
    monkeypatch.setenv("VERBALE_DATABASE", os.environ["VERBALE_DATABASE"])  # put back afterwards
    result = run("reread", "--database", tmp_path / "none.sqlite3")
    assert result.exit_code == 1
    assert "there is no store; fill one with verbale add" in result.stderr
