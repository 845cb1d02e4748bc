from __future__ import annotations

import json

import msgspec
import pytest

from verbale import pipeline
from verbale.store.models import Actor as StoredActor
from verbale.store.models import Review, Statement
from verbale.types import Actor

TABLE = "name,QID,role,country,from,to\nАрсен Волдин,Q101,министр,SWE,2030,2032\nИда Крон,Q102,,,,\n"


@pytest.fixture
def run(run, monkeypatch):
    """The command line over a reader that finds one person."""
    plain = pipeline.read_named

    def read_named(reports, **options):
        for record in plain(reports, **options):
            yield msgspec.structs.replace(record, actors=(Actor(id="a1", name="Арсен Волдин", type="person"),))

    monkeypatch.setattr(pipeline, "read_named", read_named)
    return run


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def actor_read(run, *arguments):
    result = run("read", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    (actor,) = json.loads(result.stdout.splitlines()[0])["actors"]
    return actor["qid"], actor["roles"], actor["country"]


def test_a_table_is_kept_used_and_forgotten(run, reports, table, tmp_path):
    assert actor_read(run, reports[0], "--published", "2031-05-12") == (None, [], None)
    imported = run("actors", "import", table)
    assert (imported.exit_code, imported.stderr.startswith("2 people kept in ")) == (0, True)
    assert (tmp_path / "data" / "verbale" / "people.csv").read_text(encoding="utf-8") == TABLE
    assert actor_read(run, reports[0], "--published", "2031-05-12") == ("Q101", ["министр"], "SWE")
    assert actor_read(run, reports[0], "--published", "2033-05-12") == (None, [], None)
    assert run("actors", "forget").exit_code == 0
    assert actor_read(run, reports[0], "--published", "2031-05-12") == (None, [], None)
    assert run("actors", "forget").stderr == "there is no table\n"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_table_for_one_run(run, reports, table, jobs):
    arguments = (*reports[:20], "--published", "2031-05-12", "--people", table, "--jobs", jobs)
    assert actor_read(run, *arguments) == ("Q101", ["министр"], "SWE")


def test_a_wrong_table_is_told_and_not_kept(run, reports, table, tmp_path):
    table.write_text("name,QID\nАрсен Волдин,101\n", encoding="utf-8")
    for arguments in (("actors", "import", table), ("read", reports[0], "--people", table)):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "line 2, column 'qid'" in result.stderr
        assert result.stdout == ""
    assert not (tmp_path / "data").exists()
    missing = run("read", reports[0], "--people", tmp_path / "nobody.csv")
    assert (missing.exit_code, missing.stdout) == (1, "")


@pytest.fixture
def namesakes(keep):
    """Two reports about one person, under two names; the actors' keys and the second report's."""
    keep("Волдин заявил: «мир».", ("мир", "Арсен Волдин", "AGREE"))
    other = keep("Волдин заявил: «порт».", ("порт", "Волдин", "AGREE"))
    full, bare = (StoredActor.objects.get(name=name).key for name in ("Арсен Волдин", "Волдин"))
    return full, bare, other.key


def test_joining_splitting_undoing(namesakes, run):
    full, bare, report = namesakes
    result = run("actors", "join", bare, full, "--reason", "один человек")
    assert (result.exit_code, result.stderr) == (
        0, f"Волдин ({bare}) is Арсен Волдин ({full}) now; verbale actors undo 1 undoes it\n",
    )  # fmt: skip
    assert set(Statement.objects.values_list("speaker__key", flat=True)) == {full}
    assert Review.objects.get().reason == "один человек"
    result = run("actors", "split", full, report)
    assert (result.exit_code, "has 1 appearance; verbale actors undo 2 undoes it" in result.stderr) == (0, True)
    assert run("actors", "undo", 1).stderr == "verbale: 2 came after and has to be undone first\n"
    assert run("actors", "undo", 2).stderr == "2 is undone\n"
    assert run("actors", "undo", 1).stderr == "1 is undone\n"
    assert set(Statement.objects.values_list("speaker__key", flat=True)) == {full, bare}


def test_actors_that_are_not_there(namesakes, run):
    full, _, report = namesakes
    for arguments, words in (
        (("join", full, "nobody"), "nobody: no such actor"),
        (("split", full, "nowhere"), "nowhere: Арсен Волдин does not appear there"),
        (("split", full, f"{report}:a1"), "does not appear there"),
        (("undo", 7), "7: there is no join or split under this number"),
    ):
        result = run("actors", *arguments)
        assert (result.exit_code, words in result.stderr) == (1, True), result.stderr
