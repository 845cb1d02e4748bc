"""The commands that ask the store, over one report."""

from __future__ import annotations

import json

import pytest
from typer.testing import Result

from verbale.export.jsonl import decode_lines
from verbale.store.keeping.adding import Entry, add

DAY = "2031-05-12"


@pytest.fixture
def ask(db, run, talks, monkeypatch):
    """Call ``verbale`` over a store of the record ``talks``: ``ask("search", "договор")``."""
    monkeypatch.setenv("COLUMNS", "120")
    add([Entry(record=talks)])
    return run


def lines(done: Result) -> list[dict]:
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_search_prints_who_said_what(ask):
    done = ask("search", "договоры")
    assert done.exit_code == 0, done.stderr
    assert "Арсен Волдин" in done.stdout
    assert "«Мы не отступим от Лимарского договора." in done.stdout
    assert "REJECT" in done.stdout
    assert done.stderr == ""


def test_search_as_json_with_all_that_limits(ask):
    (found,) = lines(
        ask(
            "search", "слово", "--speaker", "Арсен Волдин", "--act", "reject", "--kind", "direct", "--outlet", "Полюс",
            "--since", DAY, "--until", "2031", "--instrument", "Лимарский договор", "--language", "ru", "--json",
        )
    )  # fmt: skip
    assert found["speaker"]["name"] == "Арсен Волдин"
    assert found["content"].endswith("слово & закон")
    assert found["report"]["outlet"] == "Полюс"
    assert found["spans"]["content"] == [[found["spans"]["content"][0][0], found["spans"]["content"][0][1]]]


def test_search_says_how_to_go_on(ask):
    first = ask("search", "--limit", "2", "--json")
    assert len(lines(first)) == 2
    cursor = first.stderr.split()[-1]
    assert first.stderr == f"2 shown; more with --after {cursor}\n"
    keys = [row["key"] for row in lines(first) + lines(ask("search", "--after", cursor, "--json"))]
    assert len(set(keys)) == len(keys) == 5


def test_counts(ask):
    assert ask("search", "--count").stdout == "5\n"
    assert ask("search", "--count", "--reports", "переговоры").stdout == "1\n"
    assert ask("search", "--count", "небывальщина").stdout == "0\n"


def test_nothing_found(ask):
    for command in (["search", "небывальщина"], ["calendar", "--from", "2001", "--to", "2002"]):
        done = ask(*command)
        assert (done.exit_code, done.stdout, done.stderr) == (0, "", "nothing found\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search", "--act", "SHOUT"], "verbale: act: 'SHOUT' is not known; give one of AGREE"),
        (["search", "--since", "вчера"], "verbale: since: 'вчера' is no date"),
        (["search", "--speaker", "Никто Такой"], "verbale: Никто Такой: nobody of that name is in the store"),
        (["search", "--reports", "--act", "REJECT"], "verbale: act: goes with statements"),
        (["search", "«»"], "verbale: search: holds no word to look for"),
        (["search", "--after", "x"], "verbale: after: 'x' is no cursor"),
        (["search", "--limit", "9999"], "verbale: limit: '9999' is no number of rows"),
        (["show", "Никто Такой"], "verbale: Никто Такой: nobody of that name"),
        (["show", "aaaaaaaaaaaa"], "verbale: aaaaaaaaaaaa: nobody of that name"),
        (["positions", "--between", "Арсен Волдин", "Никто Такой"], "verbale: Никто Такой: nobody"),
        (["calendar", "--from", "потом"], "verbale: since: 'потом' is no date"),
        (
            ["export", "--format", "csv", "--noun", "statements", "--query", "act=SHOUT"],
            "verbale: act: 'SHOUT' is not known",
        ),
    ],
)
def test_what_cannot_be_is_told_in_one_line(ask, arguments, message):
    done = ask(*arguments)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith(message)
    assert len(done.stderr.splitlines()) == 1


def test_reports(ask):
    (found,) = lines(ask("search", "--reports", "войска", "--json"))
    assert found["title"] == "Велария и Остмарк начнут переговоры 17 мая"
    assert found["title"] in ask("search", "--reports", "войска").stdout


def test_show_by_key_address_and_name(ask, talks):
    statement = lines(ask("search", "договор", "--json"))[0]
    shown = ask("show", statement["key"])
    assert "⟦Мы не отступим от Лимарского договора. Это <b>наше</b> слово & закон⟧" in " ".join(shown.stdout.split())
    (report,) = lines(ask("show", statement["report"]["key"], "--json"))
    assert report["text"] == talks.report.text
    assert len(report["statements"]) == 5
    assert "session, cancelled" in ask("show", talks.report.url).stdout
    (actor,) = lines(ask("show", "Арсен Волдин", "--json"))
    assert (actor["name"], actor["statements"], actor["acts"]["REJECT"]) == ("Арсен Волдин", 3, 1)
    assert "3 statements" in ask("show", actor["key"]).stdout
    (paper,) = lines(ask("show", "Лимарский договор", "--json"))
    assert [row["exact"] for row in paper["citations"]] == ["Лимарского договора"]
    assert "REJECT" in ask("show", paper["key"]).stdout


def test_show_a_meeting(ask):
    meetings = lines(ask("calendar", "--from", DAY, "--to", "2031-05-31", "--json"))
    assert [(row["date"], row["status"], row["place"]) for row in meetings] == [
        ("2031-05-17", "planned", "Лимара"), ("2031-05-20", "cancelled", None)
    ]  # fmt: skip
    shown = ask("show", meetings[0]["key"])
    assert "Велария, Остмарк" in shown.stdout
    assert "Велария и Остмарк начнут переговоры 17 мая" in shown.stdout


def test_calendar(ask):
    table = ask("calendar", "--from", DAY, "--to", "2031-05-31").stdout
    assert table.index("2031-05-17") < table.index("2031-05-20")
    assert len(lines(ask("calendar", "--from", DAY, "--to", "2031", "--party", "остмарк", "--json"))) == 1
    assert len(lines(ask("calendar", "--from", DAY, "--to", "2031", "--place", "лимар", "--json"))) == 1
    calendar = ask("calendar", "--from", DAY, "--to", "2031", "--ical").stdout
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert calendar.count("BEGIN:VEVENT") == 2
    assert ask("calendar", "--json", "--ical").exit_code == 2


def test_positions(ask):
    done = ask("positions", "--between", "Арсен Волдин", "Ида Крон")
    assert (done.exit_code, done.stderr) == (0, "nothing found\n")


def test_stats(ask):
    (figures,) = lines(ask("stats", "--json"))
    assert figures["nouns"]["statements"] == 5
    assert figures["acts"] == {"AGREE": 2, "COMMENT": 1, "CONSULT": 1, "REJECT": 1}
    assert figures["speakers"]["Арсен Волдин"] == 3
    assert figures["size"] >= 0
    assert "statements by act" in ask("stats").stdout


def test_export_from_the_store(ask, talks):
    def exported(query: str, *options: str) -> str:
        done = ask("export", "--query", query, *(options or ("--format", "jsonl")))
        assert done.exit_code == 0, done.stderr
        return done.stdout

    for query in ("", "договор", "q=договор&act=REJECT", "outlet=Полюс"):
        (record,) = decode_lines(exported(query).splitlines())
        assert record == talks
    assert exported("act=THREATEN") == ""
    assert exported("договор", "--format", "csv", "--noun", "statements").count("\n") >= 6


def test_export_takes_a_file_or_a_query(ask):
    for arguments in ([], ["x.jsonl", "--query", ""]):
        done = ask("export", "--format", "jsonl", *arguments)
        assert done.exit_code == 2
        assert "either a file of records or --query" in done.stderr
